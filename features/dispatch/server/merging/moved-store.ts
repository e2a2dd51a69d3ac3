import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { AssignmentId, AssignmentState, ClockName, Part } from '../../assignment.ts';
import { deadlineKinds } from '../assignment-event.ts';

/** What a merge did to one assignment, and how that stood before. */
export interface MovedRow {
  readonly assignmentId: AssignmentId;
  readonly kind: 'moved' | 'ended';
  readonly incidentId: string;
  readonly part: Part;
  readonly state: AssignmentState;
  readonly clock: ClockName | null;
  readonly dueAt: Instant | null;
}

/** Keep how an assignment stands, with the deadline that is set for it, before a merge touches it. */
export async function keepAsItStands(
  ctx: ActionContext,
  mergeId: string,
  assignmentId: string,
  kind: MovedRow['kind'],
): Promise<void> {
  const clocks = JSON.stringify(
    Object.fromEntries(Object.entries(deadlineKinds).map(([clock, name]) => [name, clock])),
  );
  await run(
    ctx.tx,
    sql`insert into merged_assignments (merge_id, assignment_id, tenant_id, kind, incident_id, part, state, clock, due_at)
        select ${mergeId}, a.id, a.tenant_id, ${kind}, a.incident_id, a.part, a.state, ${clocks}::jsonb ->> d.kind, d.due_at
        from assignments a left join deadlines d on d.tenant_id = a.tenant_id and d.subject_id = a.id and ${clocks}::jsonb ? d.kind
        where a.tenant_id = ${ctx.tenantId} and a.id = ${assignmentId}`,
  );
}

/** What a merge did, the moves first: an agency's place on the kept incident must be free before its own task comes back. */
export function movedBy(ctx: ActionContext, mergeId: string): Promise<MovedRow[]> {
  return rows<MovedRow>(
    ctx.tx,
    sql`select assignment_id as "assignmentId", kind, incident_id as "incidentId", part, state, clock, due_at as "dueAt"
        from merged_assignments where tenant_id = ${ctx.tenantId} and merge_id = ${mergeId} order by kind desc, assignment_id`,
  );
}

export async function saveMove(ctx: ActionContext, id: string, incidentId: string, part: Part): Promise<void> {
  await run(
    ctx.tx,
    sql`update assignments set incident_id = ${incidentId}, part = ${part}, version = version + 1
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export async function saveRestored(ctx: ActionContext, id: string, state: AssignmentState): Promise<void> {
  await run(
    ctx.tx,
    sql`update assignments set state = ${state}, reason = null, ended_at = null, version = version + 1
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** Whether an assignment that a merge ended can go on: nobody else of its agency is on its incident, which is still worked on. */
export async function canGoOn(ctx: ActionContext, id: string): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select from assignments a join incidents i on i.id = a.incident_id
        where a.tenant_id = ${ctx.tenantId} and a.id = ${id} and a.state = 'CANCELLED' and a.reason = 'duplicate'
          and i.state in ('DISPATCHED', 'PENDING') and not exists (
            select from assignments o where o.incident_id = a.incident_id and o.agency_id = a.agency_id and o.ended_at is null)`,
  );
  return found !== null;
}
