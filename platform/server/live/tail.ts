import { sql } from 'kysely';
import type pg from 'pg';
import type { Cursor } from '#platform/shared/live.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { type Db, row, rows } from '../db/database.ts';
import { Sleeper, startDoorbell } from '../db/session.ts';
import type { Log } from '../log/log.ts';

export interface TailedEvent {
  readonly seq: number;
  readonly xid: string;
  readonly tenant_id: string;
  readonly name: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly audience: readonly string[];
  readonly occurred_at: Instant;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Events of an earlier epoch carry transaction ids of another cluster, which say nothing about now. */
const ofThisEpoch = sql`e.seq >= (select first_seq from installation)`;

/** Events after a cursor, oldest first, only those below every running transaction: nothing can still appear before them. */
export async function readAfter(db: Db, cursor: Cursor, limit: number, tenantId?: string): Promise<TailedEvent[]> {
  return rows<TailedEvent>(
    db,
    // `e.xid` in the order, never `xid`: that would be the text of the select list, in which 100000 comes before 99999.
    sql`select e.seq, e.xid::text as xid, e.tenant_id, e.name, e.subject_type, e.subject_id, e.audience, e.occurred_at, e.content
        from events e
        where (e.xid, e.seq) > (${cursor.xid}::xid8, ${cursor.seq}) and e.xid < pg_snapshot_xmin(pg_current_snapshot()) and ${ofThisEpoch}
        ${tenantId === undefined ? sql`` : sql`and e.tenant_id = ${tenantId}`}
        order by e.xid, e.seq limit ${limit}`,
  );
}

/**
 * Where the feed stands now: everything before it is settled. Settled means strictly below xmin, and sequence numbers
 * start at 1, so `(xmin, 0)` lies after every settled event and before every other.
 */
export async function currentCursor(db: Db): Promise<Cursor> {
  const found = await row<{ epoch: number; xid: string }>(
    db,
    sql`select (select epoch from installation) as epoch, pg_snapshot_xmin(pg_current_snapshot())::text as xid`,
  );
  const { epoch, xid } = present(found, 'a select without from returns one row');
  return { epoch, xid, seq: 0 };
}

/** Whether more than `count` events of a tenant lie after a cursor. */
export async function isFartherThan(db: Db, cursor: Cursor, count: number, tenantId: string): Promise<boolean> {
  const beyond = await row(
    db,
    sql`select 1 from events e where (e.xid, e.seq) > (${cursor.xid}::xid8, ${cursor.seq}) and e.tenant_id = ${tenantId} and ${ofThisEpoch}
        order by e.xid, e.seq offset ${count} limit 1`,
  );
  return beyond !== null;
}

/** Age in milliseconds of the oldest committed event after a cursor: how far behind its reader is. 0 when there is none. */
export async function lagAfter(db: Db, cursor: Cursor): Promise<number> {
  const found = await row<{ ms: number | null }>(
    db,
    sql`select (extract(epoch from clock_timestamp() - recorded_at) * 1000)::float8 as ms from events e
        where (e.xid, e.seq) > (${cursor.xid}::xid8, ${cursor.seq}) and ${ofThisEpoch} order by e.xid, e.seq limit 1`,
  );
  return Math.max(0, found?.ms ?? 0);
}

export interface TailOptions {
  readonly db: Db;
  readonly listen: pg.Pool;
  readonly log: Log;
  /** Must not throw: what it was given is passed and does not come again. */
  readonly onEvents: (events: readonly TailedEvent[], epoch: number) => void;
}

export interface Tail {
  /** Last event handed on. */
  readonly position: () => Cursor;
  /** The database was read within the last few polls: what the screens show is what there is. */
  readonly isCurrent: () => boolean;
  readonly stop: () => Promise<void>;
}

const pollMs = 1000;
const settleMs = 4;
/** Looks after a ring, at 4, 8, 16 … ms: an event is settled when the oldest transaction that ran beside it has ended. */
const looksPerRing = 8;

/**
 * Follow the event table. NOTIFY is a doorbell only; a poll each second is the safety net. After a ring whose event is
 * still above the oldest running transaction, look again shortly instead of waiting for the poll.
 */
export async function startTail(options: TailOptions): Promise<Tail> {
  let position = await currentCursor(options.db);
  let stopped = false;
  let looks = 0;
  let lastRead = performance.now();
  const sleeper = new Sleeper();
  const bell = startDoorbell({ pool: options.listen, log: options.log, channel: 'events', ring: () => sleeper.ring() });

  /** Hand on what is settled; true when there may be more at once. */
  const look = async (): Promise<boolean> => {
    const events = await readAfter(options.db, position, 1000);
    lastRead = performance.now();
    const last = events.at(-1);
    if (last === undefined || stopped) return false;
    position = { epoch: position.epoch, xid: last.xid, seq: last.seq };
    options.onEvents(events, position.epoch);
    return true;
  };

  const following = (async () => {
    while (!stopped) {
      sleeper.reset();
      try {
        if (await look()) continue;
      } catch (error) {
        options.log.warn({ error: String(error) }, 'live feed cannot read; it tries again');
        looks = 0;
      }
      const wait = looks > 0 ? settleMs * 2 ** (looksPerRing - looks) : pollMs;
      looks = Math.max(0, looks - 1);
      if (!stopped && (await sleeper.sleep(wait))) looks = looksPerRing;
    }
  })();

  return {
    position: () => position,
    isCurrent: () => performance.now() - lastRead < 3 * pollMs,
    stop: async () => {
      stopped = true;
      sleeper.ring();
      await Promise.all([bell.stop(), following]);
    },
  };
}
