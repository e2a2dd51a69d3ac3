import { MicOff, PhoneIncoming } from 'lucide-react';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { Unreachable } from '#platform/web/api-client.ts';
import { useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useLiveState } from '#platform/web/live.tsx';
import { part } from '#platform/web/part.tsx';
import type { CallId } from '../call.ts';
import { HeldBadge, MuteButton, ReplayButton } from './CallControls.tsx';
import { type DeskCommands, useDeskCommands } from './desk-commands.ts';
import { phoneTroubleOf } from './PhoneStatus.tsx';
import { takesDigits } from './phone-session.ts';
import { texts } from './texts.ts';
import { type DeskView, heldSinceOf, ownSession, sinceOf, useDesk, useDeskPhone, usePhone } from './use-desk.ts';

const Keypad = part(() => import('./Keypad.tsx').then((file) => file.Keypad));
const FollowSound = part(() => import('./sound/FollowSound.tsx').then((file) => file.FollowSound));
const DeskNews = part(() => import('./queue/DeskNews.tsx').then((file) => file.DeskNews));
const DeviceMirror = part(() => import('./desk-phone/DeviceMirror.tsx').then((file) => file.DeviceMirror));
const SilentEnd = part(() => import('./silent/SilentEnd.tsx').then((file) => file.SilentEnd));

interface DeskAccess {
  readonly desk: DeskView | undefined;
  readonly isServerAway: boolean;
  readonly commands: DeskCommands;
  /** Ask for the telephone of somebody who takes calls only now and then (a supervisor). */
  readonly want: () => void;
}

const DeskContext = createContext<DeskAccess | null>(null);

/** The desk of this page; its screen calls it, and so asks for the telephone. */
export function useMyDesk(): DeskAccess {
  const access = useContext(DeskContext);
  if (access === null) throw new Error('The desk is not mounted: wrap the frame in DeskDock');
  const { want } = access;
  useEffect(want, [want]);
  return access;
}

interface DeskDockProps {
  /** Telephone at once, on whatever page the person is: call takers, and supervisors, who are asked when nobody is ready. */
  readonly isAtOnce: boolean;
  /** Calls are their work: a telephone that cannot ring is said on every page. */
  readonly isTaker: boolean;
  readonly isAtDesk: boolean;
  readonly onGoToDesk: () => void;
  readonly children: ReactNode;
}

/**
 * Keeps the telephone alive on every page: a call rings, is answered by F2 and ended by F4 wherever the person is.
 * Outside the desk a bar above the page shows it.
 */
export function DeskDock({ isAtOnce, isTaker, isAtDesk, onGoToDesk, children }: DeskDockProps) {
  const [isWanted, setWanted] = useState(isAtOnce);
  const query = useDesk(isWanted);
  const live = useLiveState();
  const isServerAway = query.error instanceof Unreachable || live.state === 'behind';
  useDeskPhone(query.data, isServerAway, isWanted);
  const { session } = usePhone();
  const [ending, setEnding] = useState<CallId | null>(null);
  const [keypadCall, setKeypadCall] = useState<string | null>(null);
  // Of this very call, and gone with it or with the line it would press into.
  const isKeypadOpen = session !== null && session.since === keypadCall && takesDigits(session);
  const commands = useDeskCommands(query.data, {
    onAnswer: onGoToDesk,
    onKeypad: () => setKeypadCall(session?.since ?? null),
    onSilentEnd: setEnding,
  });
  const { answer, hangUp, hold, mute, keypad } = commands;
  useCommands(isWanted ? [answer, hangUp, hold, mute, keypad] : []);
  const want = useMemo(() => () => setWanted(true), []);
  const desk = query.data;
  const access = { desk, isServerAway, commands, want };
  return (
    <DeskContext value={access}>
      {isWanted && !isAtDesk ? <DeskBar access={access} isQuiet={!isTaker} onGoToDesk={onGoToDesk} /> : null}
      {isWanted && desk?.deskPhone?.inUse === true ? <DeviceMirror desk={desk} /> : null}
      {isWanted ? <FollowSound owner={desk?.phone?.user ?? null} /> : null}
      {isWanted && query.data !== undefined ? <DeskNews desk={query.data} /> : null}
      {children}
      {ending === null || desk?.call?.id !== ending || desk.call.state !== 'answered' ? null : (
        <SilentEnd callId={ending} onClose={() => setEnding(null)} />
      )}
      {session === null ? null : <Keypad isOpen={isKeypadOpen} onClose={() => setKeypadCall(null)} />}
    </DeskContext>
  );
}

function DeskBar({ access, isQuiet, onGoToDesk }: { access: DeskAccess; isQuiet: boolean; onGoToDesk: () => void }) {
  const t = useText();
  const phone = usePhone();
  const { commands, desk } = access;
  const trouble = phoneTroubleOf(phone);
  const session = ownSession(phone.session, desk);
  const toDesk = (
    <Button size="small" onPress={onGoToDesk}>
      {t(texts.toDesk)}
    </Button>
  );
  if (session === null) {
    if (trouble === null || isQuiet) return null;
    return (
      <div className="p-2">
        <Notice tone="life" action={toDesk}>
          {t(trouble)}
        </Notice>
      </div>
    );
  }
  const isRinging = session.stage === 'ringing';
  const heldSince = heldSinceOf(session, desk?.call?.heldSince);
  return (
    <section
      aria-label={t(isRinging ? texts.incomingCall : texts.runningCall)}
      className="sticky top-0 z-30 flex flex-wrap items-center gap-4 border-b-4 border-accent bg-surface px-4 py-2 shadow-float"
    >
      <PhoneIncoming aria-hidden size={22} className="text-accent" />
      <h2 className="text-lg font-semibold">{t(isRinging ? texts.incomingCall : texts.runningCall)}</h2>
      <RunningClock since={sinceOf(session, isRinging ? desk?.offer?.call.arrivedAt : desk?.call?.answeredAt)} />
      {heldSince === null ? null : <HeldBadge since={heldSince} />}
      {session.isMuted ? (
        <Badge tone="warn" icon={<MicOff aria-hidden size={16} />}>
          {t(texts.muted)}
        </Badge>
      ) : null}
      {isRinging ? null : (
        <>
          <CommandButton command={commands.hold} look={heldSince === null ? 'plain' : 'primary'} />
          <MuteButton session={session} commands={commands} />
          {session.callId === null ? null : <ReplayButton key={session.callId} callId={session.callId} />}
        </>
      )}
      <CommandButton command={isRinging ? commands.answer : commands.hangUp} look={isRinging ? 'primary' : 'danger'} />
      {toDesk}
    </section>
  );
}
