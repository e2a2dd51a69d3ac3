import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useLive } from '#platform/web/live.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listCallerTasks } from '../../telling-contract.ts';
import { texts } from './texts.ts';

/** In the rail: how many callers wait to be told by voice. Who leads hears what is overdue, and what a caller says is not solved. */
export function CallerTaskBadge() {
  const t = useText();
  const leads = useCan()('board.watch');
  useLive('caller_task.overdue', () => {
    if (leads) toast(t(texts.overdueAlarm), 'life');
  });
  useLive('incident.caller_not_solved', () => {
    if (leads) toast(t(texts.notSolvedAlarm), 'life');
  });
  const tasks = useRoute(listCallerTasks, { query: { group: 'open' } });
  const items = tasks.data?.items ?? [];
  if (items.length === 0) return null;
  const isOverdue = items.some(({ overdueAt }) => overdueAt !== null);
  return (
    <span
      className={
        isOverdue
          ? 'rounded border border-life bg-life-soft px-1.5 font-semibold text-life'
          : 'rounded border border-warn bg-warn-soft px-1.5 font-semibold text-warn'
      }
    >
      <span aria-hidden>{isOverdue ? `${items.length} !` : items.length}</span>
      <span className="sr-only">
        {t(texts.waiting, { count: items.length })}
        {isOverdue ? `, ${t(texts.overdue)}` : ''}
      </span>
    </span>
  );
}
