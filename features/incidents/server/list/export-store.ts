import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { Zone } from '#platform/shared/time.ts';
import type { ExportId, ListFilter } from '../../list-contract.ts';
import type { ListColumn } from '../../list-rules.ts';

export interface ExportRow {
  readonly id: ExportId;
  readonly format: 'csv' | 'xlsx';
  readonly state: 'asked' | 'writing' | 'done';
  readonly filter: ListFilter;
  readonly columns: ListColumn[];
  readonly personal: boolean;
  readonly reason: string | null;
  readonly asked_at: string;
  readonly asked_by_name: string;
  readonly region: string;
  readonly zone: Zone;
  readonly rows_total: number;
  readonly rows_done: number;
}

const asker = (ctx: ActionContext) => present(ctx.actor.id, 'exports are asked for by people');

export async function insertExport(
  ctx: ActionContext,
  asked: Pick<ExportRow, 'id' | 'format' | 'filter' | 'columns' | 'personal' | 'reason' | 'rows_total'>,
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into incident_exports (id, tenant_id, asked_by, asked_at, format, filter, columns, personal, reason, rows_total)
        values (${asked.id}, ${ctx.tenantId}, ${asker(ctx)}, ${ctx.now}, ${asked.format}, ${JSON.stringify(asked.filter)}::jsonb,
          ${[...asked.columns]}::text[], ${asked.personal}, ${asked.reason}, ${asked.rows_total})`,
  );
}

/** An export of this person's own. */
export function findExport(ctx: ActionContext, id: string): Promise<ExportRow | null> {
  return row<ExportRow>(
    ctx.tx,
    sql`select e.id, e.format, e.state, e.filter, e.columns, e.personal, e.reason, e.asked_at, u.display_name as asked_by_name,
          t.name as region, t.zone, e.rows_total, e.rows_done
        from incident_exports e join users u on u.id = e.asked_by join tenants t on t.id = e.tenant_id
        where e.tenant_id = ${ctx.tenantId} and e.id = ${id} and e.asked_by = ${asker(ctx)}`,
  );
}

/** Whoever comes first writes the file; false: it was written, or is being. */
export async function claimExport(ctx: ActionContext, id: string): Promise<boolean> {
  const claimed = await run(
    ctx.tx,
    sql`update incident_exports set state = 'writing' where tenant_id = ${ctx.tenantId} and id = ${id} and state = 'asked'
          and asked_by = ${asker(ctx)}`,
  );
  return claimed === 1;
}

export async function saveProgress(ctx: ActionContext, id: string, done: number, isDone: boolean): Promise<void> {
  await run(
    ctx.tx,
    sql`update incident_exports set rows_done = ${done}, state = ${isDone ? 'done' : 'writing'},
          finished_at = ${isDone ? ctx.now : null} where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}
