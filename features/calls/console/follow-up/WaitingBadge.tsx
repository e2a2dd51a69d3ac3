import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useLive } from '#platform/web/live.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { countFollowUps } from '../../follow-up-contract.ts';
import { texts } from './texts.ts';

/** In the rail: how many lost calls wait for people. Who leads the room is told when one is overdue; that stays until it is closed. */
export function WaitingBadge() {
  const t = useText();
  const can = useCan();
  const leads = can('call.take') && can('board.watch');
  useLive('follow_up.overdue', () => {
    if (leads) toast(t(texts.overdueAlarm), 'life');
  });
  useLive('follow_up.wanted', () => {
    if (can('call.take')) toast(t(texts.wantedAlarm), 'life');
  });
  const count = useRoute(countFollowUps, {});
  const { waiting = 0, overdue = 0 } = count.data ?? {};
  if (waiting === 0) return null;
  // Without the kit's badge and its sign: what stands in the rail is part of every first load.
  return (
    <span
      className={
        overdue > 0
          ? 'rounded border border-life bg-life-soft px-1.5 font-semibold text-life'
          : 'rounded border border-warn bg-warn-soft px-1.5 font-semibold text-warn'
      }
    >
      <span aria-hidden>{overdue > 0 ? `${waiting} !` : waiting}</span>
      <span className="sr-only">
        {t(texts.waitingBadge, { waiting })}
        {overdue > 0 ? `, ${t(texts.overdueBadge, { overdue })}` : ''}
      </span>
    </span>
  );
}
