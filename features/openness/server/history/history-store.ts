import { sql } from 'kysely';
import type { HistoryColumns } from '#features/monev/server/history-batch.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { HistoryKind } from '../../history.ts';

/** One import of a regency at a time: a second one waits for the batch of the first. */
export async function lockHistory(ctx: ActionContext): Promise<void> {
  await run(ctx.tx, sql`select pg_advisory_xact_lock(hashtext('sigap.history'), hashtext(${ctx.tenantId}))`);
}

/** Looking at an incident is no work on it. */
const looks = ['incident.printed', 'incident.exported'] as const;

/** A row that came before, as it lies here. */
export interface KnownRow {
  readonly externalId: string;
  readonly rowId: string;
  readonly version: number;
  readonly digest: string;
  readonly changedAt: Instant | null;
  /** Somebody or something here has worked on it since: it has events of its own. */
  readonly isTouched: boolean;
  /** Of incidents; null for assignments, which hold nothing that is erased. */
  readonly salt: string | null;
  readonly isErased: boolean;
}

export async function knownRows(
  ctx: ActionContext,
  of: { readonly kind: HistoryKind; readonly system: string; readonly externalIds: readonly string[] },
): Promise<Map<string, KnownRow>> {
  const found = await rows<KnownRow>(
    ctx.tx,
    sql`select h.external_id as "externalId", h.row_id as "rowId", h.version, encode(h.digest, 'hex') as digest, h.changed_at as "changedAt",
          exists (select from events e where e.tenant_id = h.tenant_id and e.subject_type = ${of.kind === 'incidents' ? 'incident' : 'assignment'} and e.subject_id = h.row_id
            and e.name <> all(${[...looks]}::text[])) as "isTouched",
          encode(p.salt, 'hex') as salt, p.erased_at is not null as "isErased"
        from history_rows h left join incident_particulars p on p.incident_id = h.row_id
        where h.tenant_id = ${ctx.tenantId} and h.kind = ${of.kind} and h.system = ${of.system} and h.external_id = any(${[...of.externalIds]}::text[])`,
  );
  return new Map(found.map((one) => [one.externalId, one]));
}

/** Incidents that came from a system, by its numbers, with what an assignment must know of them. */
export interface KnownIncident {
  readonly externalId: string;
  readonly id: string;
  readonly isOpen: boolean;
  readonly priority: string | null;
  readonly category: string | null;
  /** Open assignments, with their number there where they came from there. */
  readonly busy: readonly { readonly agencyId: string; readonly externalId: string | null }[];
}

export async function knownIncidents(
  ctx: ActionContext,
  system: string,
  externalIds: readonly string[],
): Promise<Map<string, KnownIncident>> {
  const found = await rows<KnownIncident>(
    ctx.tx,
    sql`select h.external_id as "externalId", i.id, i.state in ('VERIFIED', 'DISPATCHED', 'PENDING') as "isOpen", i.priority, t.category,
          coalesce((select jsonb_agg(jsonb_build_object('agencyId', a.agency_id, 'externalId', o.external_id)) from assignments a
            left join history_rows o on o.row_id = a.id and o.system = ${system} where a.incident_id = i.id and a.ended_at is null), '[]') as busy
        from history_rows h join incidents i on i.id = h.row_id left join incident_types t on t.id = i.incident_type_id
        where h.tenant_id = ${ctx.tenantId} and h.kind = 'incidents' and h.system = ${system} and h.external_id = any(${[...externalIds]}::text[])`,
  );
  return new Map(found.map((one) => [one.externalId, one]));
}

/** The first of so many numbers in a row. The series is locked until the batch is in, so batches are short. */
export async function takeNumbers(ctx: ActionContext, count: number): Promise<number> {
  const taken = await row<{ last: number }>(
    ctx.tx,
    sql`insert into number_series (tenant_id, kind, last) values (${ctx.tenantId}, 'incident', ${count})
        on conflict (tenant_id, kind) do update set last = number_series.last + ${count} returning last`,
  );
  return present(taken, 'an upsert returns its row').last - count + 1;
}

/** The numbers of incidents that came before keep. */
export async function numbersOf(ctx: ActionContext, ids: readonly string[]): Promise<Map<string, number>> {
  const found = await rows<{ id: string; number: number }>(
    ctx.tx,
    sql`select id, number from incidents where tenant_id = ${ctx.tenantId} and id = any(${[...ids]}::uuid[])`,
  );
  return new Map(found.map(({ id, number }) => [id, number]));
}

/** A row of a batch as it is remembered. */
export interface VersionLine {
  readonly externalId: string;
  readonly rowId: string;
  readonly version: number;
  readonly digest: string;
  readonly changedAt: Instant | null;
  readonly columns: HistoryColumns;
}

export async function insertBatch(
  ctx: ActionContext,
  batch: {
    readonly id: string;
    readonly kind: HistoryKind;
    readonly system: string;
    readonly lines: readonly VersionLine[];
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into history_batches (id, tenant_id, kind, system, rows, imported_at)
        values (${batch.id}, ${ctx.tenantId}, ${batch.kind}, ${batch.system}, ${batch.lines.length}, ${ctx.now})`,
  );
  const given = batch.lines.map((line, position) => ({ ...line, position }));
  await run(
    ctx.tx,
    sql`insert into history_versions (batch_id, position, tenant_id, row_id, version, columns)
        select ${batch.id}, position, ${ctx.tenantId}, "rowId", version, columns
        from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (position int, "rowId" uuid, version int, columns jsonb)`,
  );
  await run(
    ctx.tx,
    sql`insert into history_rows (tenant_id, kind, system, external_id, row_id, version, digest, changed_at)
        select ${ctx.tenantId}, ${batch.kind}, ${batch.system}, "externalId", "rowId", version, decode(digest, 'hex'), "changedAt"
        from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given ("externalId" text, "rowId" uuid, version int, digest text, "changedAt" timestamptz)
        on conflict (tenant_id, kind, system, external_id) do update
          set version = excluded.version, digest = excluded.digest, changed_at = excluded.changed_at`,
  );
}
