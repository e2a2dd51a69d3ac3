import { BellRing } from 'lucide-react';
import { useEffect } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { cx, toneSoft } from '#platform/ui/tone.ts';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useLive } from '#platform/web/live.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { useNow } from '#platform/web/ticking.ts';
import { callId } from '../../call.ts';
import { acknowledgeWait, readWaitAlarm } from '../../supervise-contract.ts';
import { waitAlarm } from '../../supervise-rules.ts';
import { thePhone } from '../phone.ts';
import { superviseTexts as texts } from './supervise-screen-texts.ts';

/** Milliseconds between two sounds of the alarm. */
const soundMs = 3000;

/**
 * The oldest wait has passed the target: seen and heard on every page of a supervisor until it is over or one of them says that
 * they know. Reckoned here from the waiting calls and the server's clock, so that no event need come at that moment.
 */
export function WaitAlarm() {
  const t = useText();
  useLive('follow_up.audited', () => toast(t(texts.audited), 'life'));
  const waiting = useRoute(readWaitAlarm, {});
  if (waiting.data === undefined || waiting.data.waiting.length === 0) return null;
  return <Alarm targetS={waiting.data.targetS} waiting={waiting.data.waiting} />;
}

type Waiting = Parameters<typeof waitAlarm>[0];

function Alarm({ targetS, waiting }: { targetS: number; waiting: Waiting }) {
  const t = useText();
  const now = useNow();
  const errorText = useErrorText();
  const alarm = waitAlarm(waiting, targetS, new Date(now).toISOString());
  const isSounding = alarm.state === 'sounding';
  const acknowledge = useCommand(acknowledgeWait, {
    invalidates: ['/api/supervision/waiting'],
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const command: Command = {
    id: 'supervise.known',
    name: texts.acknowledge,
    keys: ['F3'],
    group: texts.group,
    everywhere: true,
    when: () => (isSounding ? true : texts.noAlarm),
    run: () => acknowledge.mutate({ body: { callIds: alarm.overdue.map((id) => callId.parse(id)) } }),
  };
  useCommands([command]);
  useEffect(() => {
    if (!isSounding) return;
    thePhone().remind();
    const timer = setInterval(() => thePhone().remind(), soundMs);
    return () => clearInterval(timer);
  }, [isSounding]);
  if (alarm.state === 'none') return null;
  const tone = isSounding ? 'life' : 'warn';
  return (
    <section
      role={isSounding ? 'alert' : 'status'}
      data-tone={tone}
      className={cx('flex flex-wrap items-center gap-x-4 gap-y-2 border-b-4 px-4 py-2', toneSoft[tone])}
    >
      <BellRing aria-hidden size={22} />
      <p className="text-lg font-semibold">{t(texts.alarm, { count: alarm.overdue.length, target: targetS })}</p>
      <RunningClock since={alarm.oldestSince} label={t(texts.oldest)} />
      {isSounding ? <CommandButton command={command} look="primary" /> : <Badge tone="neutral">{t(texts.known)}</Badge>}
    </section>
  );
}
