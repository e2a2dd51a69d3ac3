import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant, Zone } from '#platform/shared/time.ts';
import type { WaveDeed, WaveId, WaveKind } from '../../wave.ts';
import type { SeenCall, Wave } from '../../wave-rules.ts';

export async function zoneOf(ctx: ActionContext): Promise<Zone> {
  const found = await row<{ zone: Zone }>(ctx.tx, sql`select zone from tenants where id = ${ctx.tenantId}`);
  return present(found, 'an action belongs to a tenant').zone;
}

/** What of a call is silent: nobody was heard, found by the procedure or said by a person. */
const isSilent = sql`(c.ended_silent or c.silent_since is not null and c.silent_result is distinct from 'spoke' or c.disposition = 'GHOST')`;
const isPublic = sql`c.direction = 'inbound' and c.purpose = 'public'`;

/** Calls since then, without where they are from; a flood is cut off, which makes it no smaller a wave. */
export function callsSince(
  ctx: ActionContext,
  since: Instant,
): Promise<(Omit<SeenCall, 'district'> & { readonly id: string })[]> {
  return rows(
    ctx.tx,
    sql`select c.id, c.arrived_at as at, c.caller_e164 as number, ${isSilent} as "isSilent", coalesce(c.disposition = 'PRANK_CHILD', false) as "isChildPrank"
        from calls c where c.tenant_id = ${ctx.tenantId} and ${isPublic} and c.arrived_at >= ${since}::timestamptz
        order by c.arrived_at desc limit 5000`,
  );
}

/** Calls in each of these hours; an hour from before the regency's first call is none. */
export function countsIn(
  ctx: ActionContext,
  hours: readonly { readonly from: Instant; readonly to: Instant }[],
): Promise<{ silent: number; child_pranks: number }[]> {
  return rows(
    ctx.tx,
    sql`select count(c.id) filter (where ${isSilent})::int as silent, count(c.id) filter (where c.disposition = 'PRANK_CHILD')::int as child_pranks
        from unnest(${hours.map(({ from }) => from)}::timestamptz[], ${hours.map(({ to }) => to)}::timestamptz[]) as h (from_at, to_at)
        left join calls c on c.tenant_id = ${ctx.tenantId} and ${isPublic} and c.arrived_at >= h.from_at and c.arrived_at < h.to_at
        where exists (select from calls f where f.tenant_id = ${ctx.tenantId} and f.arrived_at < h.from_at)
        group by h.from_at`,
  );
}

export interface OpenWave {
  readonly id: WaveId;
  readonly kind: WaveKind;
  readonly key: string;
  readonly beyond: number;
  readonly calls: number;
}

export function lockOpenWaves(ctx: ActionContext): Promise<OpenWave[]> {
  return rows<OpenWave>(
    ctx.tx,
    sql`select id, kind, coalesce(district_code, caller_e164, '') as key, beyond, calls from waves
        where tenant_id = ${ctx.tenantId} and ended_at is null order by id for update`,
  );
}

export async function insertWave(ctx: ActionContext, id: WaveId, wave: Wave): Promise<boolean> {
  const { kind, key, calls, numbers, usual, beyond } = wave;
  const inserted = await run(
    ctx.tx,
    sql`insert into waves (id, tenant_id, kind, district_code, caller_e164, began_at, last_at, calls, numbers, usual, beyond)
        values (${id}, ${ctx.tenantId}, ${kind}, ${kind === 'area' ? key : null}, ${kind === 'one_number' ? key : null}, ${ctx.now}, ${ctx.now},
          ${calls}, ${numbers}, ${usual}, ${beyond}) on conflict do nothing`,
  );
  return inserted === 1;
}

export async function saveGoing(ctx: ActionContext, id: string, wave: Pick<Wave, 'calls' | 'numbers'>): Promise<void> {
  await run(
    ctx.tx,
    sql`update waves set last_at = ${ctx.now}, calls = greatest(calls, ${wave.calls}), numbers = greatest(numbers, ${wave.numbers}) where id = ${id}`,
  );
}

export async function saveWaveEnd(ctx: ActionContext, id: string): Promise<void> {
  await run(ctx.tx, sql`update waves set ended_at = ${ctx.now} where id = ${id}`);
}

/** What is known of a number lasts 90 days (features/callers/facts.ts), and what was written about it no longer. */
export async function forgetNumbers(ctx: ActionContext): Promise<void> {
  await run(
    ctx.tx,
    sql`update waves set caller_e164 = null where tenant_id = ${ctx.tenantId} and caller_e164 is not null
          and ended_at < ${ctx.now}::timestamptz - interval '90 days'`,
  );
  await run(
    ctx.tx,
    sql`update wave_notes n set words = null from waves w where n.tenant_id = ${ctx.tenantId} and n.words is not null and w.id = n.wave_id
          and w.kind = 'one_number' and w.ended_at < ${ctx.now}::timestamptz - interval '90 days'`,
  );
}

export interface WaveRow {
  readonly id: WaveId;
  readonly kind: WaveKind;
  readonly began_at: Instant;
  readonly ended_at: Instant | null;
  readonly calls: number;
  readonly numbers: number;
  readonly usual: number;
  readonly beyond: number;
  readonly caller_e164: string | null;
  readonly district_code: string | null;
  readonly district: string | null;
  readonly acknowledged_by: string | null;
  readonly acknowledged_by_name: string | null;
  readonly acknowledged_at: Instant | null;
}

const wavesWithWords = sql`
  select w.id, w.kind, w.began_at, w.ended_at, w.calls, w.numbers, w.usual::float8 as usual, w.beyond, w.caller_e164, w.district_code,
    r.name as district, w.acknowledged_by, u.display_name as acknowledged_by_name, w.acknowledged_at
  from waves w left join regions r on r.code = w.district_code left join users u on u.id = w.acknowledged_by`;

/** Those that run, first, and those that began in the last day. */
export function recentWaves(ctx: ActionContext): Promise<WaveRow[]> {
  return rows<WaveRow>(
    ctx.tx,
    sql`${wavesWithWords}
        where w.tenant_id = ${ctx.tenantId} and (w.ended_at is null or w.began_at > ${ctx.now}::timestamptz - interval '1 day')
        order by w.ended_at is not null, w.began_at desc limit 50`,
  );
}

export function allWaves(
  ctx: ActionContext,
  page: { readonly limit: number; readonly after: { readonly at: Instant; readonly id: string } | null },
): Promise<WaveRow[]> {
  return rows<WaveRow>(
    ctx.tx,
    sql`${wavesWithWords}
        where w.tenant_id = ${ctx.tenantId} and (${page.after?.id ?? null}::uuid is null
          or (date_trunc('milliseconds', w.began_at), w.id) < (${page.after?.at ?? null}::timestamptz, ${page.after?.id ?? null}::uuid))
        order by date_trunc('milliseconds', w.began_at) desc, w.id desc limit ${page.limit}`,
  );
}

interface DeedRow {
  readonly id: string;
  readonly wave_id: string;
  readonly done: WaveDeed;
  readonly words: string | null;
  readonly by_user: string;
  readonly by_name: string;
  readonly at: Instant;
}

export function deedsOf(ctx: ActionContext, waveIds: readonly string[]): Promise<DeedRow[]> {
  return rows<DeedRow>(
    ctx.tx,
    sql`select n.id, n.wave_id, n.done, n.words, n.by_user, u.display_name as by_name, n.at from wave_notes n join users u on u.id = n.by_user
        where n.tenant_id = ${ctx.tenantId} and n.wave_id = any(${[...waveIds]}::uuid[]) order by n.at, n.id`,
  );
}

export async function insertDeed(
  ctx: ActionContext,
  deed: {
    readonly id: string;
    readonly waveId: string;
    readonly done: WaveDeed;
    readonly words: string | null;
    readonly userId: string;
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into wave_notes (id, tenant_id, wave_id, done, words, by_user, at)
        values (${deed.id}, ${ctx.tenantId}, ${deed.waveId}, ${deed.done}, ${deed.words}, ${deed.userId}, ${ctx.now})`,
  );
}

export function lockWave(
  ctx: ActionContext,
  id: string,
): Promise<{ kind: WaveKind; ended_at: Instant | null; acknowledged_at: Instant | null } | null> {
  return row(
    ctx.tx,
    sql`select kind, ended_at, acknowledged_at from waves where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
  );
}

export async function saveAcknowledged(ctx: ActionContext, id: string, userId: string): Promise<void> {
  await run(ctx.tx, sql`update waves set acknowledged_at = ${ctx.now}, acknowledged_by = ${userId} where id = ${id}`);
}
