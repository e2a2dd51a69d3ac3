import { sql } from 'kysely';
import { present } from '#platform/shared/result.ts';
import { type Db, row, rows, run, type Tx } from '../db/database.ts';
import type { Log } from '../log/log.ts';
import { genesis, linkHash, type SealableEvent, sealableColumns } from './link.ts';

/** Any fixed number, the same in every process: whoever holds this advisory lock seals. */
const sealerLock = 7_324_911_201;
const batchSize = 500;

interface Position {
  readonly epoch: number;
  readonly position_epoch: number;
  readonly xid: string;
  readonly seq: number;
  /** Every transaction below this one is finished: nothing can still appear below it. */
  readonly settled: string;
}

interface Seal {
  readonly tenantId: string;
  readonly chainNo: number;
  readonly seq: number;
  readonly previous: Buffer;
  readonly hash: Buffer;
}

/** `busy`: another process seals. Otherwise the number of events sealed, and whether more may be waiting. */
export type SealOutcome = 'busy' | { readonly sealed: number; readonly more: boolean };

/**
 * Seal the next settled events, at most `batchSize`, in one transaction: seals and position move together or not at
 * all, and the lock goes with the transaction, so a killed process leaves neither a gap nor a double.
 * Writers are never waited for by anybody but us, and never wait for us.
 */
export async function sealBatch(systemDb: Db): Promise<SealOutcome> {
  return systemDb.transaction().execute(async (tx) => {
    const lock = await row<{ held: boolean }>(tx, sql`select pg_try_advisory_xact_lock(${sealerLock}) as held`);
    if (lock?.held !== true) return 'busy';
    // Read before the events: whatever is below `settled` is visible to the next statement.
    const position = present(
      await row<Position>(tx, positionSql),
      'sealer_position and installation hold one row each',
    );
    const isForeign = position.epoch !== position.position_epoch;
    const events = await (isForeign ? unsealedEvents(tx) : settledEvents(tx, position));
    const more = events.length === batchSize;
    if (events.length > 0) await writeSeals(tx, await linksOf(tx, events));
    const last = events.at(-1);
    if (isForeign && !more)
      await moveTo(tx, position.epoch, (BigInt(position.settled) - 1n).toString(), Number.MAX_SAFE_INTEGER);
    else if (!isForeign && last !== undefined) await moveTo(tx, position.epoch, last.xid, last.seq);
    return { sealed: events.length, more };
  });
}

const positionSql = sql`select i.epoch, p.epoch as position_epoch, p.xid::text as xid, p.seq,
    pg_snapshot_xmin(pg_current_snapshot())::text as settled
  from sealer_position p cross join installation i`;

/**
 * Behind the cursor nothing appears any more (engines.md §5: reading by `seq` alone loses 16 %). The check for an
 * existing seal is for events of an earlier cluster, whose transaction ids this cluster reaches a second time.
 */
function settledEvents(tx: Tx, position: Position): Promise<SealableEvent[]> {
  return rows<SealableEvent>(
    tx,
    sql`select ${sql.raw(sealableColumns)} from events e
        where (e.xid, e.seq) > (${position.xid}::xid8, ${position.seq}) and e.xid < ${position.settled}::xid8
          and not exists (select from event_seals s where s.seq = e.seq)
        order by e.xid, e.seq limit ${batchSize}`,
  );
}

/**
 * After a restore into another cluster transaction ids start anew and order nothing: seal whatever has no seal. An event
 * that commits meanwhile lies at or above `settled` and is found by the cursor afterwards.
 */
function unsealedEvents(tx: Tx): Promise<SealableEvent[]> {
  return rows<SealableEvent>(
    tx,
    sql`select ${sql.raw(sealableColumns)} from events e
        where not exists (select from event_seals s where s.seq = e.seq) order by e.seq limit ${batchSize}`,
  );
}

async function linksOf(tx: Tx, events: readonly SealableEvent[]): Promise<Seal[]> {
  const tenants = [...new Set(events.map((event) => event.tenant_id))];
  const found = await rows<{ tenant_id: string; chain_no: number; hash: Buffer }>(
    tx,
    sql`select t.id as tenant_id, s.chain_no, s.hash from unnest(${tenants}::uuid[]) as t(id)
        cross join lateral (select chain_no, hash from event_seals where tenant_id = t.id order by chain_no desc limit 1) s`,
  );
  const heads = new Map(found.map((head) => [head.tenant_id, { chainNo: head.chain_no, hash: head.hash }]));
  return events.map((event) => {
    const head = heads.get(event.tenant_id) ?? { chainNo: 0, hash: genesis };
    const chainNo = head.chainNo + 1;
    const hash = linkHash(head.hash, chainNo, event);
    heads.set(event.tenant_id, { chainNo, hash });
    return { tenantId: event.tenant_id, chainNo, seq: event.seq, previous: head.hash, hash };
  });
}

async function writeSeals(tx: Tx, seals: readonly Seal[]): Promise<void> {
  await run(
    tx,
    sql`insert into event_seals (tenant_id, chain_no, seq, previous_hash, hash)
        select * from unnest(${seals.map((seal) => seal.tenantId)}::uuid[], ${seals.map((seal) => seal.chainNo)}::bigint[],
          ${seals.map((seal) => seal.seq)}::bigint[], ${seals.map((seal) => seal.previous)}::bytea[], ${seals.map((seal) => seal.hash)}::bytea[])`,
  );
}

async function moveTo(tx: Tx, epoch: number, xid: string, seq: number): Promise<void> {
  await run(tx, sql`update sealer_position set epoch = ${epoch}, xid = ${xid}::xid8, seq = ${seq}`);
}

export interface SealerOptions {
  readonly systemDb: Db;
  readonly log: Log;
  /** Pause in milliseconds when nothing waits: how far the chain runs behind the writers. */
  readonly pauseMs?: number;
}

/** Follow the writers until stopped. Any number of processes may run it; one seals at a time, another takes over. */
export function startSealer(options: SealerOptions): { stop: () => Promise<void> } {
  const pauseMs = options.pauseMs ?? 1000;
  let stopped = false;
  let wake: () => void = () => undefined;
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const loop = (async () => {
    while (!stopped) {
      try {
        const outcome = await sealBatch(options.systemDb);
        if (outcome !== 'busy' && outcome.more) continue;
      } catch (error) {
        options.log.error({ error: String(error) }, 'the event chain could not be sealed; it is tried again');
      }
      if (!stopped) await pause();
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      wake();
      await loop;
    },
  };
}
