import { ArrowLeftRight, PhoneIncoming } from 'lucide-react';
import { useEffect } from 'react';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { cx, toneSoft } from '#platform/ui/tone.ts';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type CallView, listEarlierCalls } from '../../contract.ts';
import { switchCalls, takeSecond } from '../../queue-contract.ts';
import { CallerNumber } from '../CallCard.tsx';
import { thePhone } from '../phone.ts';
import { texts } from '../texts.ts';
import { type DeskView, usePhone } from '../use-desk.ts';
import { queueTexts } from './queue-texts.ts';

/** The other call while one talks: somebody waits, or is on hold here. One key takes it, on whatever page the person is. */
export function SecondCall({ second }: { second: DeskView['second'] }) {
  const t = useText();
  const { parked, waiting } = second;
  const command = useSecondCommand(second);
  useCommands([command]);
  const waitingId = waiting?.id ?? null;
  // Once and short: one talks.
  useEffect(() => {
    if (waitingId !== null) thePhone().remind();
  }, [waitingId]);
  const call = parked ?? waiting;
  if (call === null) return null;
  const isParked = parked !== null;
  const tone = isParked ? 'warn' : 'life';
  return (
    <section
      aria-label={t(queueTexts.secondCall)}
      data-tone={tone}
      className={cx('flex flex-wrap items-center gap-x-6 gap-y-2 border-b-4 px-4 py-2', toneSoft[tone])}
    >
      <h2 role="status" className="flex items-center gap-2 text-lg font-semibold">
        {isParked ? <ArrowLeftRight aria-hidden size={22} /> : <PhoneIncoming aria-hidden size={22} />}
        {t(isParked ? queueTexts.parked : queueTexts.secondWaits)}
      </h2>
      <p className="text-xl font-semibold">
        <CallerNumber call={call} />
      </p>
      <p>{t(texts.callNumber, { number: call.number })}</p>
      <RunningClock
        since={isParked ? call.heldSince : (call.unattendedSince ?? call.arrivedAt)}
        label={t(isParked ? texts.heldSince : texts.waited)}
      />
      {isParked ? null : <Facts call={call} />}
      <CommandButton command={command} look="primary" />
    </section>
  );
}

/** What is known of the one who waits, before anybody has talked with them. */
function Facts({ call }: { call: CallView }) {
  const t = useText();
  const earlier = useRoute(listEarlierCalls, { params: { id: call.id }, query: { limit: 1 } });
  return (
    <>
      {call.unattendedSince === null ? null : <p className="font-semibold">{t(texts.comesBack)}</p>}
      {earlier.data === undefined || earlier.data.total === 0 ? null : (
        <p>{t(queueTexts.earlierCount, { count: earlier.data.total })}</p>
      )}
    </>
  );
}

function useSecondCommand({ parked, waiting }: DeskView['second']): Command {
  const phone = thePhone();
  const { session } = usePhone();
  const errorText = useErrorText();
  const settle = {
    invalidates: ['/api/desk', '/api/calls', '/api/queue'],
    onRefused: (error: unknown) => toast(errorText(error), 'life'),
  };
  const take = useCommand(takeSecond, settle);
  const change = useCommand(switchCalls, settle);
  return {
    id: 'call.second',
    name: parked === null ? queueTexts.takeSecond : queueTexts.switchCalls,
    keys: ['Alt+G'],
    group: texts.calls,
    everywhere: true,
    when: () => {
      if (parked === null && waiting === null) return queueTexts.noSecond;
      return take.isPending || change.isPending ? texts.connecting : true;
    },
    run: () => {
      // The telephone itself must be off hold, or the next caller would hear the hold prompt.
      if (session?.hold === 'held') phone.hold(false);
      if (parked !== null) change.mutate({});
      else if (waiting !== null) take.mutate({ body: { callId: waiting.id } });
    },
  };
}
