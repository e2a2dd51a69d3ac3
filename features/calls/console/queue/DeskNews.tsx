import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useLive } from '#platform/web/live.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { DrillRevealed } from '../drill/DrillRevealed.tsx';
import { LinkNews } from '../link/LinkNews.tsx';
import { DeskSigns } from '../supervise/DeskSigns.tsx';
import { LineBar } from '../supervise/LineBar.tsx';
import { WaitAlarm } from '../supervise/WaitAlarm.tsx';
import { WaveAlarm } from '../supervise/WaveAlarm.tsx';
import type { DeskView } from '../use-desk.ts';
import { OrderNotice } from './DutyClock.tsx';
import { queueTexts } from './queue-texts.ts';
import { SecondCall } from './SecondCall.tsx';

/** What the queue tells a person on whatever page they are; loaded by the dock once the desk is at rest. */
export function DeskNews({ desk }: { desk: DeskView }) {
  const t = useText();
  const can = useCan();
  const me = desk.presence.user.id;
  useLive('presence.overdue', (message) => {
    if (can('presence.order') && message.subjectId !== me) toast(t(queueTexts.overdueToast), 'warn');
  });
  // Hints ordered calls and were stopped by themselves; told by features/monev/server/hint, which lies below.
  useLive('hint_order.stopped', ({ content }) => {
    if (content.userId === null) toast(t(queueTexts.hintsStoppedToast), 'warn');
  });
  return (
    <>
      {can('call.supervise') ? (
        <>
          <WaitAlarm />
          <WaveAlarm />
          <LineBar desk={desk} />
        </>
      ) : null}
      <DeskSigns desk={desk} />
      {can('call.take') ? <DrillRevealed /> : null}
      {desk.call === null ? null : <LinkNews key={desk.call.id} callId={desk.call.id} />}
      <SecondCall second={desk.second} />
      {desk.order === null ? null : <OrderNotice order={desk.order} />}
    </>
  );
}
