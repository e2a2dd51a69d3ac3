import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import type { Command } from '#platform/web/commands.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { callId } from '../../call.ts';
import type { CallView } from '../../contract.ts';
import { type PartyStep, partyId } from '../../party.ts';
import { listParties, type PartyView, stepParty } from '../../party-contract.ts';
import { stepsOf } from '../../party-rules.ts';
import { usePhone } from '../use-desk.ts';
import { texts } from './texts.ts';

const stale = ['/api/calls', '/api/desk'];

/** The third person of the call in hand, the last one that was there, and what can be done. */
export function useParty(call: CallView | null, onBring: () => void) {
  const { session } = usePhone();
  const errorText = useErrorText();
  const found = useRoute(
    listParties,
    { params: { id: call === null ? '' : callId.parse(call.id) } },
    { enabled: call !== null },
  );
  const last = found.data?.items[0] ?? null;
  const open = last !== null && last.endedAt === null ? last : null;
  const step = useCommand(stepParty, {
    invalidates: stale,
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const isTalking = call?.state === 'answered' && session?.stage === 'talking';
  const command = (id: string, key: string, name: Command['name'], wanted: PartyStep): Command => ({
    id: `party.${id}`,
    name,
    keys: [key],
    group: texts.partyKeys,
    when: () => {
      if (open === null) return texts.noParty;
      if (step.isPending) return texts.notAnswered;
      return stepsOf(partyOf(open)).includes(wanted) ? true : texts.notAnswered;
    },
    run: () => {
      if (open !== null) step.mutate({ params: { id: partyId.parse(open.id) }, body: { step: wanted } });
    },
  });
  const isTogether = open?.mode === 'conference';
  return {
    last,
    open,
    bring: {
      id: 'party.bring',
      name: texts.bring,
      keys: ['Alt+D'],
      group: texts.partyKeys,
      when: () => (open !== null ? texts.alreadyParty : isTalking ? true : texts.notTalking),
      run: onBring,
    } satisfies Command,
    takeBack: command('takeBack', 'Alt+A', isTogether ? texts.dropThem : texts.takeBack, 'take_back'),
    conference: isTogether
      ? command('consult', 'Alt+Q', texts.consultAgain, 'consult')
      : command('conference', 'Alt+Q', texts.conference, 'conference'),
    handOver: command('handOver', 'Alt+V', texts.handOver, 'hand_over'),
  };
}

export const partyOf = (view: PartyView) => ({ mode: view.mode, isAnswered: view.answeredAt !== null });
