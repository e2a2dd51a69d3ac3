import { sightOn, toItem as toIncidentItem } from '#features/incidents/server/incident-rows.ts';
import { type ReadRow, unattendedRows } from '#features/incidents/server/view-store.ts';
import type { Action } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import type * as routes from '../contract.ts';
import type { AssignmentItem } from '../contract.ts';
import { hearingOfAll } from './alerting.ts';
import { toItem } from './assignment-rows.ts';
import { lastRejections, openRows } from './view-store.ts';

export const readBoard: Action<typeof routes.readBoard> = async (ctx) => {
  const open = await openRows(ctx);
  const agencies = await hearingOfAll(ctx);
  const waiting = await unattendedRows(ctx);
  const unassigned = waiting.filter((read) => read.state !== 'RESOLVED' && read.state !== 'DRAFT');
  const rejections = await lastRejections(
    ctx,
    unassigned.map((read) => read.id),
  );
  const item = (read: ReadRow) => toIncidentItem(read, sightOn(ctx, read));
  return ok({
    now: ctx.now,
    assignments: open.map((read) => toItem(ctx, read)).sort(byUrgency),
    notAlerting: agencies
      .filter(
        (agency) =>
          agency.alerting !== 'on' &&
          (agency.openAssignments > 0 || (agency.alerting !== 'no_accounts' && agency.hasPeople)),
      )
      .sort((a, b) => b.openAssignments - a.openAssignments)
      .map(({ alerting, since, openAssignments, ...agency }) => ({ agency, alerting, since, openAssignments })),
    unassigned: unassigned.map((read) => ({ incident: item(read), lastRejection: rejections.get(read.id) ?? null })),
    drafts: waiting.filter((read) => read.state === 'DRAFT').map(item),
    resolved: waiting.filter((read) => read.state === 'RESOLVED').map(item),
  });
};

/** Overdue first, then the higher priority, then what is due next. */
function byUrgency(a: AssignmentItem, b: AssignmentItem): number {
  const key = (one: AssignmentItem) =>
    `${one.clock?.overdue === true ? 0 : 1} ${one.incident.priority ?? 'P9'} ${one.clock?.dueAt ?? '9'} ${one.id}`;
  return key(a) < key(b) ? -1 : 1;
}
