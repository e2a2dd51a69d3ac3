import { sql } from 'kysely';
import type { AgencyId } from '#features/agencies/agency.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { BroadcastId, SurgeAnswer, SurgeId, SurgeKind } from '../../surge.ts';
import type { BroadcastView, listOwnBroadcasts, ToldView } from '../../surge-contract.ts';

export async function insertBroadcast(
  ctx: ActionContext,
  made: {
    readonly id: BroadcastId;
    readonly surgeId: SurgeId;
    readonly words: string;
    readonly agencyIds: readonly AgencyId[];
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into surge_broadcasts (id, tenant_id, surge_id, words, sent_at, sent_by)
        values (${made.id}, ${ctx.tenantId}, ${made.surgeId}, ${made.words}, ${ctx.now}, ${ctx.actor.id})`,
  );
  await run(
    ctx.tx,
    sql`insert into surge_told (broadcast_id, agency_id, tenant_id)
        select ${made.id}::uuid, a, ${ctx.tenantId}::uuid from unnest(${[...made.agencyIds]}::uuid[]) as a`,
  );
}

export interface BroadcastRow {
  readonly id: BroadcastId;
  readonly surgeId: SurgeId;
  readonly kind: SurgeKind;
  readonly words: string;
  readonly isOver: boolean;
}

export function lockBroadcast(ctx: ActionContext, id: string): Promise<BroadcastRow | null> {
  return row<BroadcastRow>(
    ctx.tx,
    sql`select b.id, b.surge_id as "surgeId", s.kind, b.words, s.ended_at is not null as "isOver"
        from surge_broadcasts b join surges s on s.id = b.surge_id
        where b.tenant_id = ${ctx.tenantId} and b.id = ${id} for update of b`,
  );
}

export interface ToldRow {
  readonly agencyId: AgencyId;
  readonly hasAccounts: boolean;
  readonly answered: boolean;
  readonly remindedAt: Instant | null;
}

export function toldOf(ctx: ActionContext, broadcastId: string): Promise<ToldRow[]> {
  return rows<ToldRow>(
    ctx.tx,
    sql`select t.agency_id as "agencyId", a.has_accounts as "hasAccounts", t.answer is not null as answered, t.reminded_at as "remindedAt"
        from surge_told t join agencies a on a.id = t.agency_id
        where t.tenant_id = ${ctx.tenantId} and t.broadcast_id = ${broadcastId} order by a.code`,
  );
}

export async function saveReminded(ctx: ActionContext, id: string, agencyIds: readonly string[]): Promise<void> {
  await run(
    ctx.tx,
    sql`update surge_broadcasts set reminded_at = ${ctx.now} where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
  await run(
    ctx.tx,
    sql`update surge_told set reminded_at = ${ctx.now}
        where tenant_id = ${ctx.tenantId} and broadcast_id = ${id} and agency_id = any(${[...agencyIds]}::uuid[])`,
  );
}

/** False: this agency was not told. */
export async function saveAnswer(
  ctx: ActionContext,
  said: {
    readonly broadcastId: string;
    readonly agencyId: string;
    readonly answer: SurgeAnswer;
    readonly units: number | null;
  },
): Promise<boolean> {
  const changed = await run(
    ctx.tx,
    sql`update surge_told set answer = ${said.answer}, units = ${said.units}, answered_at = ${ctx.now}, answered_by = ${ctx.actor.id}
        where tenant_id = ${ctx.tenantId} and broadcast_id = ${said.broadcastId} and agency_id = ${said.agencyId}`,
  );
  return changed === 1;
}

/** Newest first, with every agency that was told. */
export async function selectBroadcasts(ctx: ActionContext, surgeId: string): Promise<BroadcastView[]> {
  const sent = await rows<Omit<BroadcastView, 'told'>>(
    ctx.tx,
    sql`select b.id, b.words, b.sent_at as "sentAt", u.display_name as "sentBy", b.reminded_at as "remindedAt"
        from surge_broadcasts b left join users u on u.id = b.sent_by
        where b.tenant_id = ${ctx.tenantId} and b.surge_id = ${surgeId} order by b.sent_at desc`,
  );
  const told = await rows<ToldView & { readonly broadcastId: string }>(
    ctx.tx,
    sql`select t.broadcast_id as "broadcastId",
          jsonb_build_object('id', a.id, 'name', a.name, 'hasAccounts', a.has_accounts, 'phone', a.phone) as agency,
          (select count(*) from messages m where m.subject_id = t.broadcast_id and m.agency_id = t.agency_id and m.state in ('queued', 'sent')) as messages,
          (select count(*) from messages m where m.subject_id = t.broadcast_id and m.agency_id = t.agency_id and m.state = 'failed') as failed,
          t.reminded_at as "remindedAt", t.answer, t.units, t.answered_at as "answeredAt", u.display_name as "answeredBy"
        from surge_told t join agencies a on a.id = t.agency_id left join users u on u.id = t.answered_by
        where t.tenant_id = ${ctx.tenantId} and t.broadcast_id = any(${sent.map(({ id }) => id)}::uuid[])
        order by t.answer is not null, a.code`,
  );
  return sent.map((one) => ({
    ...one,
    told: told.flatMap(({ broadcastId, ...each }) => (broadcastId === one.id ? [each] : [])),
  }));
}

type Own = RouteOutput<typeof listOwnBroadcasts>['items'][number];

/** What this agency was told in the surge that is on, newest first. */
export function ownBroadcasts(ctx: ActionContext, agencyId: string): Promise<Own[]> {
  return rows<Own>(
    ctx.tx,
    sql`select b.id, t.agency_id as "agencyId", s.kind, b.words, b.sent_at as "sentAt", t.reminded_at as "remindedAt", t.answer, t.units,
          t.answered_at as "answeredAt"
        from surge_told t join surge_broadcasts b on b.id = t.broadcast_id join surges s on s.id = b.surge_id
        where t.tenant_id = ${ctx.tenantId} and t.agency_id = ${agencyId} and s.ended_at is null order by b.sent_at desc`,
  );
}
