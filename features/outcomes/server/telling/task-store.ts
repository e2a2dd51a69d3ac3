import { sql } from 'kysely';
import type { IncidentId } from '#features/incidents/incident.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CallerTaskId, CallerTrackId, TaskCause, TaskResult, TryResult } from '../../telling.ts';

export interface TaskRow {
  readonly id: CallerTaskId;
  readonly incident_id: IncidentId;
  readonly track_id: CallerTrackId;
  readonly cause: TaskCause;
  readonly state: 'open' | 'claimed' | 'done';
  readonly opened_at: Instant;
  readonly due_at: Instant;
  readonly overdue_at: Instant | null;
  readonly claimed_by: string | null;
  readonly claimed_by_name: string | null;
  readonly claimed_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly result: TaskResult | null;
  readonly tries: readonly { readonly at: Instant; readonly result: TryResult; readonly byName: string | null }[];
}

const columns = sql`k.id, k.incident_id, k.track_id, k.cause, k.state, k.opened_at, k.due_at, k.overdue_at, k.claimed_by,
  (select u.display_name from users u where u.id = k.claimed_by) as claimed_by_name, k.claimed_at, k.ended_at, k.result,
  coalesce((select json_agg(json_build_object('result', y.result, 'byName', u.display_name,
      'at', to_char(y.tried_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by y.tried_at)
    from caller_task_tries y left join users u on u.id = y.tried_by where y.task_id = k.id), '[]'::json) as tries`;

/** False: this caller has an open one already. */
export async function insertTask(
  ctx: ActionContext,
  made: {
    readonly id: CallerTaskId;
    readonly incidentId: string;
    readonly trackId: string;
    readonly cause: TaskCause;
    readonly dueAt: Instant;
  },
): Promise<boolean> {
  const inserted = await run(
    ctx.tx,
    sql`insert into caller_tasks (id, tenant_id, incident_id, track_id, cause, state, opened_at, due_at)
        values (${made.id}, ${ctx.tenantId}, ${made.incidentId}, ${made.trackId}, ${made.cause}, 'open', ${ctx.now}, ${made.dueAt})
        on conflict do nothing`,
  );
  return inserted === 1;
}

/** The incident of a task, which is locked before it. */
export async function incidentOfTask(ctx: ActionContext, id: string): Promise<string | null> {
  const found = await row<{ incident_id: string }>(
    ctx.tx,
    sql`select incident_id from caller_tasks where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
  return found?.incident_id ?? null;
}

export function lockTask(ctx: ActionContext, id: string): Promise<TaskRow | null> {
  return row<TaskRow>(
    ctx.tx,
    sql`select ${columns} from caller_tasks k where k.tenant_id = ${ctx.tenantId} and k.id = ${id} for update of k`,
  );
}

export function openTasksOf(ctx: ActionContext, incidentId: string): Promise<TaskRow[]> {
  return rows<TaskRow>(
    ctx.tx,
    sql`select ${columns} from caller_tasks k
        where k.tenant_id = ${ctx.tenantId} and k.incident_id = ${incidentId} and k.state <> 'done' for update of k`,
  );
}

/** Overdue first, then what is due next; of those done the newest. */
export function taskRows(ctx: ActionContext, group: 'open' | 'done', limit: number): Promise<TaskRow[]> {
  const order = group === 'done' ? sql`k.ended_at desc, k.id` : sql`k.due_at, k.id`;
  return rows<TaskRow>(
    ctx.tx,
    sql`select ${columns} from caller_tasks k
        where k.tenant_id = ${ctx.tenantId} and (k.state = 'done') = ${group === 'done'} order by ${order} limit ${limit}`,
  );
}

/** `by` null: given back. */
export async function saveClaim(ctx: ActionContext, id: string, by: string | null): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_tasks set state = ${by === null ? 'open' : 'claimed'}, claimed_by = ${by}, claimed_at = ${by === null ? null : ctx.now}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export async function insertTry(ctx: ActionContext, taskId: string, result: TryResult): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into caller_task_tries (id, tenant_id, task_id, result, tried_by, tried_at)
        values (${newId<'caller_task_try'>()}, ${ctx.tenantId}, ${taskId}, ${result}, ${ctx.actor.id}, ${ctx.now})`,
  );
}

export async function saveTaskEnd(ctx: ActionContext, id: string, result: TaskResult): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_tasks set state = 'done', result = ${result}, ended_at = ${ctx.now}, claimed_by = null,
          ended_by = ${ctx.actor.kind === 'user' ? ctx.actor.id : null}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** `dueAt`: looked at again then. */
export async function saveOverdue(ctx: ActionContext, id: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_tasks set overdue_at = coalesce(overdue_at, ${ctx.now}) where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}
