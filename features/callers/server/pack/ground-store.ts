import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { type SealableEvent, sealableColumns } from '#platform/server/events/link.ts';
import type { Instant, Zone } from '#platform/shared/time.ts';
import type { PackCall } from '../../pack.ts';

/** What a pack stands on: read, never written. */
export interface GroundCall {
  readonly id: string;
  readonly number: number;
  readonly arrived_at: Instant;
  readonly answered_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly answered_by: string | null;
}

/** Calls of a number that people confirmed to be nuisance, newest first. */
export function confirmedCalls(
  ctx: ActionContext,
  e164: string,
  codes: readonly string[],
  limit: number,
): Promise<GroundCall[]> {
  return rows<GroundCall>(
    ctx.tx,
    sql`select id, number, arrived_at, answered_at, ended_at, answered_by from calls
        where tenant_id = ${ctx.tenantId} and caller_e164 = ${e164} and direction = 'inbound' and purpose = 'public'
          and disposition = any(${[...codes]}::text[]) order by arrived_at desc, id desc limit ${limit}`,
  );
}

/** How many calls of a number were confirmed, and how many came besides. */
export async function countCalls(
  ctx: ActionContext,
  e164: string,
  codes: readonly string[],
): Promise<{ readonly confirmed: number; readonly others: number }> {
  const found = await row<{ confirmed: number; others: number }>(
    ctx.tx,
    sql`select count(*) filter (where disposition = any(${[...codes]}::text[])) as confirmed,
          count(*) filter (where disposition is null or not disposition = any(${[...codes]}::text[])) as others
        from calls where tenant_id = ${ctx.tenantId} and caller_e164 = ${e164} and direction = 'inbound' and purpose = 'public'`,
  );
  return found ?? { confirmed: 0, others: 0 };
}

export interface GroundRecording {
  readonly call_id: string;
  readonly id: string;
  readonly state: NonNullable<PackCall['recording']>['state'];
  readonly sha256: Buffer | null;
  readonly file_sha256: Buffer | null;
  readonly codec: string;
  readonly duration_ms: number | null;
  readonly deleted_rule: string | null;
}

/** One of each call, one that is stored first. */
export function recordingsOf(ctx: ActionContext, callIds: readonly string[]): Promise<GroundRecording[]> {
  return rows<GroundRecording>(
    ctx.tx,
    sql`select distinct on (call_id) call_id, id, state, sha256, file_sha256, codec, duration_ms, deleted_rule from recordings
        where tenant_id = ${ctx.tenantId} and call_id = any(${[...callIds]}::uuid[]) order by call_id, state = 'stored' desc, id`,
  );
}

export interface GroundUser {
  readonly id: string;
  readonly display_name: string;
  readonly roles: readonly string[];
}

export function usersOf(ctx: ActionContext, ids: readonly string[]): Promise<GroundUser[]> {
  return rows<GroundUser>(
    ctx.tx,
    sql`select id, display_name, roles from users where tenant_id = ${ctx.tenantId} and id = any(${[...ids]}::uuid[])`,
  );
}

export interface AppealFate {
  readonly filed_at: Instant;
  readonly decided_at: Instant | null;
  readonly decision: string | null;
}

export function appealFates(ctx: ActionContext, caseId: string): Promise<AppealFate[]> {
  return rows<AppealFate>(
    ctx.tx,
    sql`select filed_at, decided_at, decision from caller_case_appeals
        where tenant_id = ${ctx.tenantId} and case_id = ${caseId} order by filed_at, id`,
  );
}

export interface Regency {
  readonly slug: string;
  readonly name: string;
  readonly zone: Zone;
}

export function regencyOf(ctx: ActionContext): Promise<Regency | null> {
  return row<Regency>(ctx.tx, sql`select slug, name, zone from tenants where id = ${ctx.tenantId}`);
}

/** An event with its link; without one: the sealer has not come to it yet. */
export interface GroundEvent extends SealableEvent {
  readonly chain_no: number | null;
  readonly previous_hash: Buffer | null;
  readonly hash: Buffer | null;
}

/** The events of these calls by these names, and all of the case, in the order of the chain. */
export function groundEvents(
  ctx: ActionContext,
  given: { readonly caseId: string; readonly callIds: readonly string[]; readonly names: readonly string[] },
): Promise<GroundEvent[]> {
  return rows<GroundEvent>(
    ctx.tx,
    sql`select s.chain_no, s.previous_hash, s.hash, ${sql.raw(sealableColumns)} from events e left join event_seals s on s.seq = e.seq
        where e.tenant_id = ${ctx.tenantId}
          and ((e.subject_type = 'call' and e.subject_id = any(${[...given.callIds]}::uuid[]) and e.name = any(${[...given.names]}::text[]))
            or (e.subject_type = 'caller_case' and e.subject_id = ${given.caseId}))
        order by s.chain_no nulls last, e.seq`,
  );
}

export interface HeadRow {
  readonly day: string;
  readonly chain_no: number;
  readonly hash: Buffer;
  readonly public_key: Buffer;
  readonly signature: Buffer;
}

export function headsOf(ctx: ActionContext, days: readonly string[]): Promise<HeadRow[]> {
  return rows<HeadRow>(
    ctx.tx,
    sql`select day, chain_no, hash, public_key, signature from chain_heads
        where tenant_id = ${ctx.tenantId} and day = any(${[...days]}::date[]) order by day`,
  );
}

export function endOfChain(ctx: ActionContext): Promise<{ readonly chain_no: number; readonly hash: Buffer } | null> {
  return row(
    ctx.tx,
    sql`select chain_no, hash from event_seals where tenant_id = ${ctx.tenantId} order by chain_no desc limit 1`,
  );
}
