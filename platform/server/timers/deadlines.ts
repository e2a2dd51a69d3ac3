import { sql } from 'kysely';
import type pg from 'pg';
import type { Instant } from '#platform/shared/time.ts';
import { type ActionContext, systemActor } from '../action.ts';
import { type Db, row, run } from '../db/database.ts';
import { runWork, type Workplace } from '../unit.ts';

/** Decide what a due deadline means. Runs in the transaction that removed the deadline: effect and removal are one. */
export type DeadlineHandler = (ctx: ActionContext, subjectId: string, dueAt: Instant) => Promise<void>;

/** Something must happen at `dueAt` unless the deadline is cleared before; setting it again moves it. */
export async function setDeadline(ctx: ActionContext, kind: string, subjectId: string, dueAt: Instant): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into deadlines (tenant_id, kind, subject_id, due_at) values (${ctx.tenantId}, ${kind}, ${subjectId}, ${dueAt})
        on conflict (tenant_id, kind, subject_id) do update set due_at = excluded.due_at, set_at = clock_timestamp(), attempts = 0`,
  );
}

/** It happened in time, or no longer matters. */
export async function clearDeadline(ctx: ActionContext, kind: string, subjectId: string): Promise<void> {
  await run(ctx.tx, sql`delete from deadlines where tenant_id = ${ctx.tenantId} and kind = ${kind} and subject_id = ${subjectId}`);
}

interface Due {
  readonly tenant_id: string;
  readonly kind: string;
  readonly subject_id: string;
  readonly due_at: Instant;
}

export interface DeadlineOptions {
  readonly place: Workplace;
  readonly systemDb: Db;
  /** A session of its own for LISTEN. */
  readonly listen: pg.Pool;
  readonly handlers: Readonly<Record<string, DeadlineHandler>>;
  /** Longest sleep in milliseconds: what a lost doorbell can cost at most. */
  readonly longestSleepMs?: number;
}

/**
 * The loop: sleep until the next deadline or the doorbell, then fire what is due, each in its own transaction. Any
 * number of processes may run it: a due row is claimed with SKIP LOCKED and deleted in the transaction of its effect.
 */
export function startDeadlines(options: DeadlineOptions): { stop: () => Promise<void> } {
  const kinds = Object.keys(options.handlers);
  const longest = options.longestSleepMs ?? 30_000;
  let stopped = false;
  let wake: () => void = () => undefined;
  let rung = false;
  const doorbell = () => {
    rung = true;
    wake();
  };
  const bell = listenForever(options, doorbell);

  const loop = (async () => {
    while (!stopped) {
      rung = false;
      try {
        while (!stopped && (await fireOne(options, kinds))) {
          // everything that is due, one transaction each
        }
        if (!rung && !stopped) await sleep(await msToNext(options, kinds, longest));
      } catch (error) {
        options.place.log.error({ error: String(error) }, 'deadline loop failed; it tries again in a second');
        await sleep(1000);
      }
    }
  })();

  function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    stop: async () => {
      stopped = true;
      wake();
      await loop;
      await bell.stop();
    },
  };
}

async function msToNext(options: DeadlineOptions, kinds: readonly string[], longest: number): Promise<number> {
  const next = await row<{ ms: number | null }>(
    options.systemDb,
    sql`select (extract(epoch from min(due_at) - clock_timestamp()) * 1000)::float8 as ms from deadlines where kind = any(${kinds}::text[])`,
  );
  return next?.ms === null || next?.ms === undefined ? longest : Math.min(longest, Math.max(1, Math.ceil(next.ms)));
}

/** Fire the earliest due deadline, if any. A handler that throws leaves the deadline, moved back a little more each time. */
async function fireOne(options: DeadlineOptions, kinds: readonly string[]): Promise<boolean> {
  const due = await row<Due>(
    options.systemDb,
    sql`select tenant_id, kind, subject_id, due_at from deadlines
        where due_at <= clock_timestamp() and kind = any(${kinds}::text[]) order by due_at limit 1 for update skip locked`,
  );
  if (due === null) return false;
  const handler = options.handlers[due.kind];
  if (handler === undefined) throw new Error(`No handler for deadline ${due.kind}`);
  try {
    await runWork(options.place, { tenantId: due.tenant_id, actor: systemActor }, async (ctx) => {
      const claimed = await row(
        ctx.tx,
        sql`delete from deadlines where (tenant_id, kind, subject_id) in (
              select tenant_id, kind, subject_id from deadlines where tenant_id = ${due.tenant_id} and kind = ${due.kind}
              and subject_id = ${due.subject_id} and due_at <= clock_timestamp() for update skip locked) returning kind`,
      );
      if (claimed !== null) await handler(ctx, due.subject_id, due.due_at);
    });
  } catch (error) {
    options.place.log.error({ kind: due.kind, subject: due.subject_id, error: String(error) }, 'deadline failed; it is tried again');
    await run(
      options.systemDb,
      sql`update deadlines set attempts = attempts + 1, due_at = clock_timestamp() + least(60, power(2, attempts)) * interval '1 second'
          where tenant_id = ${due.tenant_id} and kind = ${due.kind} and subject_id = ${due.subject_id} and due_at = ${due.due_at}`,
    );
  }
  return true;
}

/** Hold a LISTEN session and take a new one whenever it is lost. */
function listenForever(options: DeadlineOptions, doorbell: () => void): { stop: () => Promise<void> } {
  let stopped = false;
  let client: pg.PoolClient | null = null;
  const hold = async (): Promise<void> => {
    while (!stopped) {
      try {
        client = await options.listen.connect();
        const held = client;
        const lost = new Promise<void>((resolve) => {
          held.once('error', () => resolve());
          held.once('end', () => resolve());
        });
        held.on('notification', doorbell);
        await held.query('listen deadlines');
        doorbell();
        await lost;
      } catch {
        // the pool's own listener has logged it
      }
      if (!stopped) await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };
  const holding = hold();
  return {
    stop: async () => {
      stopped = true;
      client?.release(true);
      await Promise.race([holding, new Promise((resolve) => setTimeout(resolve, 200))]);
    },
  };
}
