import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant, Zone } from '#platform/shared/time.ts';
import type { HoldSubject } from '../../recording.ts';
import type { DeletionView, HoldView } from '../../recording-contract.ts';

const person = (id: string, name: string) =>
  sql.raw(
    `case when ${id} is null then null else jsonb_build_object('id', ${id}, 'displayName', coalesce(${name}, '')) end`,
  );
/** jsonb writes moments in its own way. */
const holdColumns = sql`h.id, h.subject_type as "subjectType", h.subject_id as "subjectId", h.subject_number as number, h.reason,
  ${person('h.placed_by', 'p.display_name')} as "placedBy", h.placed_at as "placedAt", ${person('h.released_by', 'r.display_name')} as "releasedBy",
  h.released_at as "releasedAt", h.release_reason as "releaseReason"`;
const holds = sql`recording_holds h left join users p on p.id = h.placed_by left join users r on r.id = h.released_by`;

export function listHoldRows(ctx: ActionContext): Promise<HoldView[]> {
  return rows<HoldView>(
    ctx.tx,
    sql`select ${holdColumns} from ${holds} where h.tenant_id = ${ctx.tenantId}
        order by h.released_at desc nulls first, h.placed_at desc limit 300`,
  );
}

/** The open holds of these subjects. */
export function openHolds(ctx: ActionContext, subjectIds: readonly string[]): Promise<HoldView[]> {
  return rows<HoldView>(
    ctx.tx,
    sql`select ${holdColumns} from ${holds}
        where h.tenant_id = ${ctx.tenantId} and h.subject_id = any(${[...subjectIds]}::uuid[]) and h.released_at is null order by h.placed_at`,
  );
}

export function holdById(ctx: ActionContext, id: string): Promise<HoldView | null> {
  return row<HoldView>(
    ctx.tx,
    sql`select ${holdColumns} from ${holds} where h.tenant_id = ${ctx.tenantId} and h.id = ${id} for update of h`,
  );
}

/** False: it is held already. */
export async function insertHold(
  ctx: ActionContext,
  hold: { id: string; subjectType: HoldSubject; subjectId: string; number: number; reason: string; by: string },
): Promise<boolean> {
  const inserted = await run(
    ctx.tx,
    sql`insert into recording_holds (id, tenant_id, subject_type, subject_id, subject_number, reason, placed_by, placed_at)
        values (${hold.id}, ${ctx.tenantId}, ${hold.subjectType}, ${hold.subjectId}, ${hold.number}, ${hold.reason}, ${hold.by}, ${ctx.now})
        on conflict do nothing`,
  );
  return inserted === 1;
}

export async function saveRelease(ctx: ActionContext, id: string, by: string, reason: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update recording_holds set released_by = ${by}, released_at = ${ctx.now}, release_reason = ${reason} where id = ${id}`,
  );
}

const deletionColumns = sql`d.id, c.id as "callId", c.number, d.reason, ${person('d.asked_by', 'a.display_name')} as "askedBy", d.asked_at as "askedAt",
  d.decision, ${person('d.decided_by', 'b.display_name')} as "decidedBy", d.decided_at as "decidedAt"`;
const deletions = sql`recording_deletions d join recordings r on r.id = d.recording_id join calls c on c.id = r.call_id
  left join users a on a.id = d.asked_by left join users b on b.id = d.decided_by`;

export function listDeletionRows(ctx: ActionContext): Promise<DeletionView[]> {
  return rows<DeletionView>(
    ctx.tx,
    sql`select ${deletionColumns} from ${deletions} where d.tenant_id = ${ctx.tenantId}
        order by d.decided_at desc nulls first, d.asked_at desc limit 300`,
  );
}

export function latestDeletion(ctx: ActionContext, callId: string): Promise<DeletionView | null> {
  return row<DeletionView>(
    ctx.tx,
    sql`select ${deletionColumns} from ${deletions} where d.tenant_id = ${ctx.tenantId} and c.id = ${callId} order by d.asked_at desc limit 1`,
  );
}

export function lockDeletion(ctx: ActionContext, id: string): Promise<(DeletionView & { recordingId: string }) | null> {
  return row(
    ctx.tx,
    sql`select ${deletionColumns}, d.recording_id as "recordingId" from ${deletions} where d.tenant_id = ${ctx.tenantId} and d.id = ${id} for update of d`,
  );
}

/** False: it is asked for already. */
export async function insertDeletion(
  ctx: ActionContext,
  asked: { id: string; recordingId: string; reason: string; by: string },
): Promise<boolean> {
  const inserted = await run(
    ctx.tx,
    sql`insert into recording_deletions (id, tenant_id, recording_id, reason, asked_by, asked_at)
        values (${asked.id}, ${ctx.tenantId}, ${asked.recordingId}, ${asked.reason}, ${asked.by}, ${ctx.now}) on conflict do nothing`,
  );
  return inserted === 1;
}

export async function saveDecision(
  ctx: ActionContext,
  id: string,
  by: string,
  decision: 'approved' | 'refused',
): Promise<void> {
  await run(
    ctx.tx,
    sql`update recording_deletions set decision = ${decision}, decided_by = ${by}, decided_at = ${ctx.now} where id = ${id}`,
  );
}

/** What was asked for by hand and is gone by rule meanwhile needs no decision. */
export async function closeDeletions(ctx: ActionContext, recordingId: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update recording_deletions set decision = 'approved', decided_at = ${ctx.now} where recording_id = ${recordingId} and decision is null`,
  );
}

export interface KeptRow {
  readonly id: string;
  readonly call_id: string;
  readonly path: string;
  readonly sha256: Buffer | null;
  readonly duration_ms: number | null;
  readonly stored_at: Instant;
  readonly purpose: 'public' | 'canary' | 'drill' | 'test';
  readonly disposition: string | null;
}

/** Stored before a time, the oldest first, a page after the given one; locked. */
export function lockOld(
  ctx: ActionContext,
  before: Instant,
  after: { storedAt: Instant; id: string } | null,
  limit: number,
): Promise<KeptRow[]> {
  return rows<KeptRow>(
    ctx.tx,
    sql`select r.id, r.call_id, r.path, r.sha256, r.duration_ms, r.stored_at, c.purpose, c.disposition
        from recordings r join calls c on c.id = r.call_id
        where r.tenant_id = ${ctx.tenantId} and r.state = 'stored' and r.stored_at <= ${before}
          and (${after?.id ?? null}::uuid is null or (date_trunc('milliseconds', r.stored_at), r.id) > (${after?.storedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
        order by date_trunc('milliseconds', r.stored_at), r.id limit ${limit} for update of r`,
  );
}

export function keptOf(ctx: ActionContext, callId: string): Promise<(KeptRow & ErasedColumns) | null> {
  return row(
    ctx.tx,
    sql`select r.id, c.id as call_id, r.path, r.sha256, r.duration_ms, coalesce(r.stored_at, c.ended_at, c.arrived_at) as stored_at, c.purpose, c.disposition,
          r.state, r.deleted_at, r.deleted_rule
        from calls c left join recordings r on r.call_id = c.id where c.tenant_id = ${ctx.tenantId} and c.id = ${callId}
        order by r.state = 'stored' desc limit 1`,
  );
}

export interface ErasedColumns {
  readonly state: 'recording' | 'stored' | 'missing' | 'erased' | null;
  readonly deleted_at: Instant | null;
  readonly deleted_rule: string | null;
}

/** The key and the picture go with the file; hash, length and the rule stay. */
export async function saveErased(ctx: ActionContext, id: string, rule: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update recordings set state = 'erased', wrapped_key = null, key_number = null, peaks = null, deleted_at = ${ctx.now}, deleted_rule = ${rule}
        where id = ${id}`,
  );
}

export async function callNumber(ctx: ActionContext, id: string): Promise<number | null> {
  const found = await row<{ number: number }>(
    ctx.tx,
    sql`select number from calls where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
  return found?.number ?? null;
}

export async function zoneOf(ctx: ActionContext): Promise<Zone> {
  const found = await row<{ zone: Zone }>(ctx.tx, sql`select zone from tenants where id = ${ctx.tenantId}`);
  return present(found, 'an action belongs to a tenant').zone;
}
