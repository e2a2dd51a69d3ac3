import { useQueryClient } from '@tanstack/react-query';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { call, isRefusal, Unreachable } from '#platform/web/api-client.ts';
import type { Command } from '#platform/web/commands.ts';
import { invalidatePaths, useCommand } from '#platform/web/query-options.ts';
import type { BreakReason, CallId, ChosenPresence } from '../call.ts';
import { acceptOffer, finishWrapUp, hangUpCall, setPresence } from '../contract.ts';
import { mustBeClassified } from '../rules.ts';
import { refusals } from '../texts.ts';
import { type PhoneState, thePhone } from './phone.ts';
import { takesDigits } from './phone-session.ts';
import { texts } from './texts.ts';
import { type DeskView, lineOf, usePhone } from './use-desk.ts';

/** The acts on a call, made in one place so that keys, buttons and the palette agree. */
export interface DeskCommands {
  readonly answer: Command;
  readonly hangUp: Command;
  readonly finish: Command;
  /** Hold, or take back. */
  readonly hold: Command;
  readonly mute: Command;
  readonly keypad: Command;
}

/** A call is classified and then finished, however fast the keys follow each other. */
export const endingInTurn = 'call.ending';

interface DeskSteps {
  readonly onAnswer: () => void;
  readonly onKeypad: () => void;
  /** A silent call is ended only with its procedure or a reason. */
  readonly onSilentEnd: (callId: CallId) => void;
}

/** They work everywhere, also over a dialog: a caller does not wait for one. */
export function useDeskCommands(
  desk: DeskView | undefined,
  { onAnswer, onKeypad, onSilentEnd }: DeskSteps,
): DeskCommands {
  const phone = thePhone();
  const state = usePhone();
  const { session } = state;
  const errorText = useErrorText();
  const complain = (error: unknown) => toast(errorText(error), 'life');
  const finish = useFinish(desk, complain);
  const hangUp = useHangUp(desk, complain, onSilentEnd);
  return {
    ...controlsOf(state, hasThirdPerson(desk), onKeypad, useHoldHere(desk, complain)),
    answer: {
      id: 'call.answer',
      name: texts.answer,
      keys: ['F2'],
      group: texts.calls,
      everywhere: true,
      when: () => {
        if (session === null) return desk?.offer ? true : texts.nothingRings;
        return session.stage === 'ringing' ? true : texts.connecting;
      },
      run: () => {
        phone.answer(desk?.offer?.call.id ?? null);
        // The ring stays here meanwhile. Whether this arrives or not, the telephone answers by itself.
        if (desk?.offer) void call(acceptOffer, { body: { offerId: desk.offer.id } }).catch(() => undefined);
        onAnswer();
      },
    },
    hangUp: {
      id: 'call.hangUp',
      name: texts.hangUp,
      keys: ['F4'],
      group: texts.calls,
      everywhere: true,
      when: () => {
        if (hasThirdPerson(desk)) return texts.thirdThere;
        return session?.stage === 'talking' || callOnLine(desk) !== null ? true : texts.nothingToEnd;
      },
      run: hangUp,
    },
    finish,
  };
}

function useFinish(desk: DeskView | undefined, complain: (error: unknown) => void): Command {
  const queries = useQueryClient();
  // What is on its way counts: an answer that was asked for before it may still say that the call has no class.
  const isClassifying = () =>
    queries.isMutating({ predicate: ({ options }) => options.scope?.id === endingInTurn }) > 0;
  const finish = useCommand(finishWrapUp, {
    invalidates: ['/api/desk', '/api/calls'],
    inTurn: endingInTurn,
    onRefused: complain,
  });
  return {
    id: 'call.finish',
    name: texts.finishWrapUp,
    keys: ['F10'],
    group: texts.calls,
    when: () => {
      if (desk?.call == null || desk.presence.state !== 'wrap_up') return texts.noCall;
      return mustBeClassified(desk.call) && !isClassifying() ? refusals['call.unclassified'] : true;
    },
    run: () => {
      if (desk?.call) finish.mutate({ params: { id: desk.call.id } });
    },
  };
}

/** The hold of a telephone on the desk, which knows nothing of it. */
function useHoldHere(desk: DeskView | undefined, complain: (error: unknown) => void): (isHeld: boolean) => void {
  const queries = useQueryClient();
  return (isHeld) => {
    const id = callOnLine(desk)?.id;
    if (id === undefined) return;
    void import('./desk-phone/hold-here.ts')
      .then(({ holdHere }) => holdHere(id, isHeld))
      .catch(complain)
      .then(() => invalidatePaths(queries, ['/api/desk', '/api/calls']));
  };
}

/** What is done with the call by the telephone alone; the exchange tells the server. */
function controlsOf(
  { session, line, isDevice }: PhoneState,
  isWithParty: boolean,
  onKeypad: () => void,
  onHoldHere: (isHeld: boolean) => void,
): Pick<DeskCommands, 'hold' | 'mute' | 'keypad'> {
  const phone = thePhone();
  const isTalking = session?.stage === 'talking';
  const isHeld = session?.heldSince != null;
  return {
    hold: {
      id: 'call.hold',
      name: isHeld ? texts.resume : texts.hold,
      keys: ['Alt+H'],
      group: texts.calls,
      everywhere: true,
      when: () => {
        if (!isTalking) return texts.notTalking;
        // With a third person the desk parks its caller by other keys; a held telephone would park them both.
        if (isWithParty && !isHeld) return texts.thirdThere;
        // A call outlives the registration that another tab took over.
        if (line !== 'registered' && line !== 'other_tab') return texts.noLineForHold;
        return session.hold === 'none' || session.hold === 'held' ? true : texts.connecting;
      },
      run: () => (isDevice ? onHoldHere(!isHeld) : phone.hold(!isHeld)),
    },
    mute: {
      id: 'call.mute',
      name: texts.mute,
      keys: ['Alt+M'],
      group: texts.calls,
      everywhere: true,
      when: () => (isTalking ? !isDevice || texts.ownKey : texts.notTalking),
      run: () => phone.mute(session?.isMuted !== true),
    },
    keypad: {
      id: 'call.keypad',
      name: texts.keypad,
      keys: ['Alt+K'],
      group: texts.calls,
      when: () => {
        if (isTalking && isDevice) return texts.ownKey;
        return takesDigits(session) ? true : isTalking ? texts.onHoldNow : texts.notTalking;
      },
      run: onKeypad,
    },
  };
}

/** A third person is rung or there, and the desk with them. */
function hasThirdPerson(desk: DeskView | undefined): boolean {
  const party = desk?.call?.party ?? null;
  return party?.isOpen === true && party.mode !== 'out' && party.mode !== 'handed_over';
}

/** The call that this desk talks on, or has made; one that was handed over is on nobody's desk. */
function callOnLine(desk: DeskView | undefined): DeskView['call'] {
  const held = desk?.call ?? null;
  const isUp = held?.state === 'answered' || (held?.direction === 'outbound' && held.state === 'arrived');
  return isUp && desk?.presence.state === 'talking' ? held : null;
}

/** End the call of this desk through the server, which knows why; a line that only the telephone knows is dropped by it. */
function useHangUp(
  desk: DeskView | undefined,
  complain: (error: unknown) => void,
  onSilentEnd: (callId: CallId) => void,
): () => Promise<void> {
  const phone = thePhone();
  const { session, isDevice } = usePhone();
  const queries = useQueryClient();
  return async () => {
    const talking = callOnLine(desk)?.id ?? null;
    const isOnLine = session === null || session.callId === talking || session.callId === lineOf(desk);
    if (talking === null || (session?.callId != null && !isOnLine)) return phone.drop();
    try {
      await call(hangUpCall, { params: { id: talking } });
      // Rung by Asterisk's own queue: no process of ours leads it, and its line would stay open.
      if (session?.callId === null) phone.drop();
      await invalidatePaths(queries, ['/api/desk', '/api/calls', '/api/queue']);
    } catch (error) {
      // The caller must not stay on a line that nobody can end: the telephone itself hangs up.
      if (error instanceof Unreachable && !isDevice) phone.drop();
      else if (isRefusal(error, hangUpCall, 'call.silent_unsettled')) onSilentEnd(talking);
      else {
        complain(error);
        await invalidatePaths(queries, ['/api/desk']);
      }
    }
  };
}

/** Ready, break, off duty. `pause` without a reason asks for one. */
export function usePresenceCommands(desk: DeskView | undefined, onPause: () => void) {
  const errorText = useErrorText();
  const set = useCommand(setPresence, {
    invalidates: ['/api/desk', '/api/queue', '/api/presences'],
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const state = desk?.presence.state;
  const choose = (next: ChosenPresence, reason?: BreakReason) =>
    set.mutate({ body: { state: next, ...(reason === undefined ? {} : { reason }) } });
  const notInCall = () => (state === 'talking' ? refusals['presence.in_call'] : true);
  const ready: Command = {
    id: 'presence.ready',
    name: texts.ready,
    keys: ['Alt+S'],
    group: texts.presence,
    when: notInCall,
    run: () => choose('ready'),
  };
  const pause: Command = {
    id: 'presence.break',
    name: texts.pause,
    keys: ['Alt+I'],
    group: texts.presence,
    when: notInCall,
    run: onPause,
  };
  const offline: Command = {
    id: 'presence.offline',
    name: texts.goOffline,
    keys: ['Alt+O'],
    group: texts.presence,
    when: notInCall,
    run: () => choose('offline'),
  };
  return { ready, pause, offline, choose, isPending: set.isPending };
}
