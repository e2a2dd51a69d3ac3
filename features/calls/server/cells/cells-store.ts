import { sql } from 'kysely';
import type { UserId } from '#features/people/person.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run, type Tx } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CellImportId, CellSite, RowProblem, SiteHeading, siteKeyOf } from '../../cell-site.ts';

export interface CellImportRow {
  readonly id: CellImportId;
  readonly columns: SiteHeading;
  readonly delimiter: string;
  readonly state: 'checking' | 'done' | 'dropped';
}

/** A file that was begun and left is forgotten with the next one. */
export async function dropLeftImports(ctx: ActionContext): Promise<void> {
  const left = sql`select id from cell_imports where tenant_id = ${ctx.tenantId} and state = 'checking' and made_by = ${ctx.actor.id}`;
  await run(ctx.tx, sql`delete from cell_import_rows where import_id in (${left})`);
  await run(
    ctx.tx,
    sql`update cell_imports set state = 'dropped', ended_at = ${ctx.now} where tenant_id = ${ctx.tenantId} and state = 'checking' and made_by = ${ctx.actor.id}`,
  );
}

export async function insertImport(
  ctx: ActionContext,
  made: { readonly id: string; readonly fileName: string; readonly columns: SiteHeading; readonly delimiter: string },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into cell_imports (id, tenant_id, file_name, columns, delimiter, made_by, made_at)
        values (${made.id}, ${ctx.tenantId}, ${made.fileName}, ${JSON.stringify(made.columns)}::jsonb, ${made.delimiter}, ${ctx.actor.id}, ${ctx.now})`,
  );
}

export function lockImport(ctx: ActionContext, id: string): Promise<CellImportRow | null> {
  return row<CellImportRow>(
    ctx.tx,
    sql`select id, columns, delimiter, state from cell_imports where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
  );
}

export interface CheckedRow {
  readonly line: number;
  readonly problem: RowProblem | null;
  readonly said: string | null;
  readonly site: CellSite | null;
}

/** A part that is sent twice is there once. */
export async function insertRows(ctx: ActionContext, importId: string, checked: readonly CheckedRow[]): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into cell_import_rows (import_id, tenant_id, line, problem, said, site, name)
        select ${importId}, ${ctx.tenantId}, r.line, r.problem, r.said, r.site,
          concat_ws(',', r.site->>'mcc', r.site->>'mnc', r.site->>'area', r.site->>'cell')
        from jsonb_to_recordset(${JSON.stringify(checked)}::jsonb) as r (line integer, problem text, said text, site jsonb)
        on conflict (import_id, line) do nothing`,
  );
}

/** Of the same cell only the first row counts. Row by row over the index: a staging table has no statistics to join by. */
export async function markTwice(ctx: ActionContext, importId: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update cell_import_rows r set problem = 'twice', said = r.name, site = null
        where r.tenant_id = ${ctx.tenantId} and r.import_id = ${importId} and r.problem is null
          and exists (select from cell_import_rows e where e.import_id = ${importId} and e.name = r.name and e.line < r.line and e.problem is null)`,
  );
}

export async function countRows(ctx: ActionContext, importId: string): Promise<{ good: number; bad: number }> {
  const found = await row<{ good: number; bad: number }>(
    ctx.tx,
    sql`select count(*) filter (where problem is null)::int as good, count(*) filter (where problem is not null)::int as bad
        from cell_import_rows where tenant_id = ${ctx.tenantId} and import_id = ${importId}`,
  );
  return found ?? { good: 0, bad: 0 };
}

export function firstProblems(
  ctx: ActionContext,
  importId: string,
): Promise<{ line: number; problem: RowProblem; said: string }[]> {
  return rows(
    ctx.tx,
    sql`select line, problem, said from cell_import_rows
        where tenant_id = ${ctx.tenantId} and import_id = ${importId} and problem is not null order by line limit 200`,
  );
}

const wanted = (
  importId: string,
) => sql`select (site->>'mcc') as mcc, (site->>'mnc') as mnc, (site->>'area')::bigint as area, (site->>'cell')::bigint as cell,
  (site->>'latitude')::double precision as latitude, (site->>'longitude')::double precision as longitude, (site->>'radiusM')::integer as radius_m,
  (site->>'operator') as operator, (site->>'source') as source, (site->>'asOf')::date as as_of
  from cell_import_rows where import_id = ${importId} and problem is null`;

export async function countKnown(ctx: ActionContext, importId: string): Promise<number> {
  const found = await row<{ known: number }>(
    ctx.tx,
    sql`select count(*) filter (where exists (select from cell_sites s
          where s.tenant_id = ${ctx.tenantId} and s.mcc = w.mcc and s.mnc = w.mnc and s.area = w.area and s.cell = w.cell))::int as known
        from (${wanted(importId)}) w`,
  );
  return found?.known ?? 0;
}

/** The rows of a file become the table, or a part of it; how many were put away and written. */
export async function takeRows(
  ctx: ActionContext,
  importId: string,
  mode: 'replace' | 'add',
): Promise<{ removed: number; written: number }> {
  const removed = mode === 'add' ? 0 : await run(ctx.tx, sql`delete from cell_sites where tenant_id = ${ctx.tenantId}`);
  const written = await run(
    ctx.tx,
    sql`insert into cell_sites (tenant_id, mcc, mnc, area, cell, latitude, longitude, radius_m, operator, source, as_of)
        select ${ctx.tenantId}, w.* from (${wanted(importId)}) w
        on conflict (tenant_id, mcc, mnc, area, cell) do update set latitude = excluded.latitude, longitude = excluded.longitude,
          radius_m = excluded.radius_m, operator = excluded.operator, source = excluded.source, as_of = excluded.as_of`,
  );
  await run(ctx.tx, sql`delete from cell_import_rows where tenant_id = ${ctx.tenantId} and import_id = ${importId}`);
  return { removed, written };
}

export async function endImport(
  ctx: ActionContext,
  id: string,
  end: { mode: 'replace' | 'add'; reason: string; written: number; removed: number } | null,
): Promise<void> {
  await run(
    ctx.tx,
    end === null
      ? sql`update cell_imports set state = 'dropped', ended_at = ${ctx.now} where tenant_id = ${ctx.tenantId} and id = ${id}`
      : sql`update cell_imports set state = 'done', ended_at = ${ctx.now}, mode = ${end.mode}, reason = ${end.reason}, written = ${end.written}, removed = ${end.removed}
          where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
  if (end === null)
    await run(ctx.tx, sql`delete from cell_import_rows where tenant_id = ${ctx.tenantId} and import_id = ${id}`);
}

export function siteSummary(
  ctx: ActionContext,
): Promise<{ operator: string; source: string; count: number; oldest: string | null; newest: string | null }[]> {
  return rows(
    ctx.tx,
    sql`select operator, source, count(*)::int as count, min(as_of)::text as oldest, max(as_of)::text as newest
        from cell_sites where tenant_id = ${ctx.tenantId} group by operator, source order by count(*) desc, operator, source limit 100`,
  );
}

export interface DoneImport {
  readonly id: CellImportId;
  readonly fileName: string;
  readonly mode: 'replace' | 'add';
  readonly reason: string;
  readonly userId: UserId;
  readonly userName: string;
  readonly endedAt: Instant;
  readonly written: number;
  readonly removed: number;
}

export function doneImports(ctx: ActionContext): Promise<DoneImport[]> {
  return rows<DoneImport>(
    ctx.tx,
    sql`select i.id, i.file_name as "fileName", i.mode, i.reason, i.made_by as "userId", u.display_name as "userName", i.ended_at as "endedAt", i.written, i.removed
        from cell_imports i join users u on u.id = i.made_by where i.tenant_id = ${ctx.tenantId} and i.state = 'done' order by i.ended_at desc limit 20`,
  );
}

export type FoundSite = Omit<CellSite, 'source'>;

/** Where a cell lies; of a network's only cell of that number also when its area was named anew. */
export function findSite(
  tx: Tx,
  tenantId: string,
  key: NonNullable<ReturnType<typeof siteKeyOf>>,
): Promise<FoundSite | null> {
  return row<FoundSite>(
    tx,
    sql`select mcc, mnc, area::float8 as area, cell::float8 as cell, latitude, longitude, radius_m as "radiusM", operator, as_of::text as "asOf" from cell_sites
        where tenant_id = ${tenantId} and mcc = ${key.mcc} and mnc = ${key.mnc} and cell = ${key.cell} and (area = ${key.area} or ${key.isUnique})
        order by area = ${key.area} desc, as_of desc nulls last, area limit 1`,
  );
}
