import { sql } from 'kysely';
import type pg from 'pg';
import type { Cursor } from '#platform/shared/live.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { type Db, row, rows } from '../db/database.ts';
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

/** Events after a cursor, oldest first, only those below every running transaction: nothing can still appear before them. */
export async function readAfter(db: Db, cursor: Cursor, limit: number, tenantId?: string): Promise<TailedEvent[]> {
  return rows<TailedEvent>(
    db,
    sql`select seq, xid::text as xid, tenant_id, name, subject_type, subject_id, audience, occurred_at, content from events
        where (xid, seq) > (${cursor.xid}::xid8, ${cursor.seq}) and xid < pg_snapshot_xmin(pg_current_snapshot())
        ${tenantId === undefined ? sql`` : sql`and tenant_id = ${tenantId}`}
        order by xid, seq limit ${limit}`,
  );
}

/** Where the feed stands now: everything up to here is settled. */
export async function currentCursor(db: Db): Promise<Cursor> {
  const found = await row<{ epoch: number; xid: string }>(
    db,
    sql`select (select epoch from installation) as epoch, pg_snapshot_xmin(pg_current_snapshot())::text as xid`,
  );
  const { epoch, xid } = present(found, 'a select without from returns one row');
  // Settled means strictly below xmin: the last settled transaction is xmin - 1, whatever its events were.
  return { epoch, xid: (BigInt(xid) - 1n).toString(), seq: Number.MAX_SAFE_INTEGER };
}

export interface TailOptions {
  readonly db: Db;
  readonly listen: pg.Pool;
  readonly log: Log;
  readonly onEvents: (events: readonly TailedEvent[]) => void;
}

const pollMs = 1000;
const settleMs = 4;

/**
 * Follow the event table. NOTIFY is a doorbell only; a poll each second is the safety net. After a ring whose event is
 * still above the oldest running transaction, look again shortly instead of waiting for the poll.
 */
export async function startTail(options: TailOptions): Promise<{ position: () => Cursor; stop: () => Promise<void> }> {
  let position = await currentCursor(options.db);
  let stopped = false;
  let wake: () => void = () => undefined;
  let rings = 0;
  const client = { current: null as pg.PoolClient | null };

  const listen = async () => {
    while (!stopped) {
      try {
        const held = await options.listen.connect();
        client.current = held;
        const lost = new Promise<void>((resolve) => {
          held.once('error', () => resolve());
          held.once('end', () => resolve());
        });
        held.on('notification', () => {
          rings = 8;
          wake();
        });
        await held.query('listen events');
        wake();
        await lost;
      } catch (error) {
        options.log.warn({ error: String(error) }, 'live feed lost its doorbell; it polls until it is back');
      }
      if (!stopped) await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };

  const follow = async () => {
    while (!stopped) {
      try {
        const events = await readAfter(options.db, position, 1000);
        const last = events.at(-1);
        if (last !== undefined) {
          position = { epoch: position.epoch, xid: last.xid, seq: last.seq };
          options.onEvents(events);
          continue;
        }
      } catch (error) {
        options.log.warn({ error: String(error) }, 'live feed cannot read; it tries again');
        rings = 0;
      }
      const pause = rings > 0 ? settleMs * 2 ** (8 - rings) : pollMs;
      rings = Math.max(0, rings - 1);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };

  const running = [listen(), follow()];
  return {
    position: () => position,
    stop: async () => {
      stopped = true;
      client.current?.release(true);
      wake();
      await Promise.race([Promise.all(running), new Promise((resolve) => setTimeout(resolve, 300))]);
    },
  };
}
