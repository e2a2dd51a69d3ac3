import type { IncidentId } from '#features/incidents/incident.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { cx } from '#platform/ui/tone.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type AssignmentItem, listAssignments } from '../contract.ts';
import { isTerminal } from '../rules.ts';
import { partTexts } from '../texts.ts';
import { ActButtons, useActs } from './AssignmentActions.tsx';
import { outcomeText } from './outcome-text.ts';
import { clockLabels, isEscalated } from './steps.ts';
import { texts } from './texts.ts';

const Attempts = part(() => import('./ladder/Attempts.tsx').then((file) => file.Attempts));

const DrillAlerts = part(() => import('./DrillAlerts.tsx').then((file) => file.DrillAlerts));

const AssignedUnits = part(() => import('./units/AssignedUnits.tsx').then((file) => file.AssignedUnits));

/** The assignments of one incident, open ones first, each with its times and what may be done with it. */
export function IncidentAssignments({ incidentId }: { incidentId: IncidentId }) {
  const t = useText();
  const list = useRoute(listAssignments, { query: { incidentId, group: 'all', limit: 200 } });
  const { act, dialog, isPending } = useActs();
  const can = useCan();
  const [mayAct, maySend] = [can('assignment.cancel'), can('assignment.send')];
  return (
    <Card title={t(texts.assignments)}>
      <QueryView query={list}>
        {({ items }) =>
          items.length === 0 ? (
            <>
              <p className="text-ink-soft">{t(texts.neverAssigned)}</p>
              {maySend ? <DrillAlerts incidentId={incidentId} /> : null}
            </>
          ) : (
            <ul className="flex flex-col divide-y divide-line">
              {inOrder(items).map((one) => (
                <li key={one.id} className="flex flex-col gap-2 py-2.5 first:pt-0 last:pb-0">
                  <AssignmentLine assignment={one} />
                  <Attempts assignmentId={one.id} />
                  <AssignedUnits assignment={one} />
                  {isTerminal(one.state) || !mayAct ? null : (
                    <ActButtons assignment={one} isPending={isPending} size="small" onAct={(step) => act(one, step)} />
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      {dialog}
    </Card>
  );
}

function inOrder(items: readonly AssignmentItem[]): readonly AssignmentItem[] {
  const key = (one: AssignmentItem) => `${isTerminal(one.state) ? 1 : 0} ${one.part} ${one.sentAt}`;
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

function AssignmentLine({ assignment: one }: { assignment: AssignmentItem }) {
  const t = useText();
  const format = useFormat();
  const isLate = one.clock?.overdue === true;
  const steps = [
    [t(texts.sentAt), one.sentAt],
    [t(texts.acknowledge), one.acknowledgedAt],
    [t(texts.enRoute), one.enRouteAt],
    [t(texts.arrive), one.arrivedAt],
    [t(texts.endedAt), one.endedAt],
  ] as const;
  const taken = steps.filter((step): step is readonly [string, string] => step[1] !== null);
  return (
    <div className={cx('flex flex-col gap-0.5', isLate && 'border-l-4 border-life pl-2')}>
      <p className="flex flex-wrap items-center justify-between gap-x-3">
        <span className="flex flex-wrap items-center gap-1.5">
          <span className="font-semibold">{one.agency.name}</span>
          <Badge tone={one.part === 'lead' ? 'accent' : 'neutral'}>{t(partTexts[one.part])}</Badge>
        </span>
        {one.clock === null ? null : (
          <span className="flex flex-wrap items-center gap-x-1.5">
            <span className="text-sm text-ink-soft">{t(clockLabels[one.clock.clock])}</span>
            <RunningClock until={one.clock.dueAt} label={t(clockLabels[one.clock.clock])} />
          </span>
        )}
      </p>
      <p className="flex flex-wrap items-center gap-1.5">
        {outcomeText(one, t)}
        {!isEscalated(one) ? null : <Badge tone="life">{t(texts.escalation, { step: one.escalationStep })}</Badge>}
      </p>
      <p className="text-sm text-ink-soft">{taken.map(([name, at]) => `${name} ${format.time(at)}`).join(' · ')}</p>
    </div>
  );
}
