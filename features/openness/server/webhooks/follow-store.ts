import { sql } from 'kysely';
import { type Db, row, rows, run, type Tx } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { Attempt, WebhookContent } from '../../webhook.ts';

/** Any fixed number, the same in every process: whoever holds this advisory lock follows the chain. */
const followerLock = 7_324_911_207;

export interface Follower {
  readonly id: string;
  readonly tenant_id: string;
  readonly content: WebhookContent;
  readonly cipher: Buffer;
  readonly followed_to: number;
  /** The newest number of its regency's chain. */
  readonly head: number;
}

export async function isFollowing(tx: Tx): Promise<boolean> {
  const lock = await row<{ held: boolean }>(tx, sql`select pg_try_advisory_xact_lock(${followerLock}) as held`);
  return lock?.held === true;
}

export function selectFollowers(db: Db | Tx): Promise<Follower[]> {
  return rows<Follower>(
    db,
    sql`select w.id, w.tenant_id, w.content, w.cipher, w.followed_to,
          coalesce((select max(s.chain_no) from event_seals s where s.tenant_id = w.tenant_id), 0) as head
        from webhooks w order by w.id`,
  );
}

/** An id that an event's content names. */
const idIn = (key: string) =>
  sql`case when e.content->>${sql.lit(key)} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (e.content->>${sql.lit(key)})::uuid end`;

export interface ChainEvent {
  readonly chain_no: number;
  readonly seq: number;
  readonly name: string;
}

/**
 * The next events of a chain that the whole regency may know of; the sealer numbers without gaps, so none is missed. Those of a drill stay
 * in the building: another system would act on them.
 */
export function eventsAfter(
  tx: Tx,
  of: { readonly tenantId: string; readonly chainNo: number; readonly limit: number },
): Promise<ChainEvent[]> {
  return rows<ChainEvent>(
    tx,
    sql`select s.chain_no, e.seq, e.name from event_seals s join events e on e.seq = s.seq
        where s.tenant_id = ${of.tenantId} and s.chain_no > ${of.chainNo} and 'tenant' = any(e.audience) and e.subject_type <> 'drill'
          and not exists (select from calls c where c.id in (e.subject_id, ${idIn('callId')}) and c.purpose = 'drill')
          and not exists (select from incidents i where i.id in (e.subject_id, ${idIn('incidentId')}) and i.purpose = 'drill')
        order by s.chain_no limit ${of.limit}`,
  );
}

/** Deliveries of these events, in the order of the chain; those that are there already are left alone. */
export async function insertDeliveries(
  tx: Tx,
  of: { readonly tenantId: string; readonly webhookId: string; readonly ids: string[]; readonly seqs: number[] },
): Promise<void> {
  if (of.ids.length === 0) return;
  await run(
    tx,
    sql`insert into webhook_deliveries (id, tenant_id, webhook_id, seq, made_at, due_at)
        select g.id, ${of.tenantId}, ${of.webhookId}, g.seq, now(), now() from unnest(${of.ids}::uuid[], ${of.seqs}::bigint[]) as g (id, seq)
        on conflict (webhook_id, seq) do nothing`,
  );
}

export async function moveFollower(tx: Tx, id: string, to: number): Promise<void> {
  await run(tx, sql`update webhooks set followed_to = ${to} where id = ${id}`);
}

export interface DueDelivery {
  readonly id: string;
  readonly attempts: number;
  readonly made_at: Instant;
  readonly name: string | null;
  readonly occurred_at: Instant | null;
  readonly subject_type: string | null;
  readonly subject_id: string | null;
  readonly content: Readonly<Record<string, unknown>> | null;
}

/** Whether this process may send to a webhook now; until it lets go, or the lease runs out, no other one does. */
export async function lease(db: Db, webhookId: string, leaseMs: number): Promise<boolean> {
  const taken = await run(
    db,
    sql`update webhooks set leased_until = now() + ${leaseMs} * interval '1 millisecond'
        where id = ${webhookId} and (leased_until is null or leased_until < now())
          and exists (select from webhook_deliveries d where d.webhook_id = webhooks.id and d.state = 'waiting' and d.due_at <= now())`,
  );
  return taken > 0;
}

export async function release(db: Db, webhookId: string): Promise<void> {
  await run(db, sql`update webhooks set leased_until = null where id = ${webhookId}`);
}

/** What is due, trials first and then in the order of the events. */
export function selectDue(db: Db, webhookId: string, limit: number): Promise<DueDelivery[]> {
  return rows<DueDelivery>(
    db,
    sql`select d.id, d.attempts, d.made_at, e.name, e.occurred_at, e.subject_type, e.subject_id,
          -- A village says who it is in a sensitive incident; other systems are not its handlers.
          case when exists (select from incidents i where i.id = e.subject_id and i.sensitive)
            then e.content - 'villageCode' - 'districtCode' else e.content end as content
        from webhook_deliveries d left join events e on e.seq = d.seq
        where d.webhook_id = ${webhookId} and d.state = 'waiting' and d.due_at <= now()
        order by d.seq nulls first, d.made_at limit ${limit}`,
  );
}

export async function saveAttempt(
  tx: Tx,
  id: string,
  said: {
    readonly state: 'waiting' | 'delivered' | 'dead';
    readonly attempts: number;
    readonly dueAt: Instant | null;
    readonly attempt: Attempt;
  },
): Promise<void> {
  const { attempt } = said;
  await run(
    tx,
    sql`update webhook_deliveries set state = ${said.state}, attempts = ${said.attempts}, due_at = ${said.dueAt},
          ended_at = case when ${said.state} = 'waiting' then null else now() end,
          status = ${attempt.status}, problem = ${attempt.ok ? null : attempt.problem}
        where id = ${id} and state = 'waiting'`,
  );
}
