import { sql } from 'kysely';
import type pg from 'pg';
import type { Instant } from '#platform/shared/time.ts';
import { type ActionContext, systemActor } from '../action.ts';
import { type Db, row, run } from '../db/database.ts';
import { Sleeper, startDoorbell } from '../db/session.ts';
import { runWork, type Workplace } from '../unit.ts';

/** Decide what a due deadline means. Runs in the transaction that removed the deadline: effect and removal are one. */
export type DeadlineHandler = (ctx: ActionContext, subjectId: string, dueAt: Instant) => Promise<void>;

/** Something must happen at `dueAt` unless the deadline is cleared before; setting it again moves it. */
export async function setDeadline(ctx: ActionContext, kind: string, subjectId: string, dueAt: Instant): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into deadlines (tenant_id, kind, subject_id, due_at) values (${ctx.tenantId}, ${kind}, ${subjectId}, ${dueAt})
        on conflict (tenant_id, kind, subject_id) do update
          set due_at = excluded.due_at, set_at = clock_timestamp(), attempts = 0, retry_at = null`,
  );
}

/** Many of one kind at once, in one statement; one that is there for that very time already is left alone. */
export async function setDeadlines(ctx: ActionContext, kind: string, due: ReadonlyMap<string, Instant>): Promise<void> {
  if (due.size === 0) return;
  await run(
    ctx.tx,
    sql`insert into deadlines (tenant_id, kind, subject_id, due_at)
        select ${ctx.tenantId}, ${kind}, d.subject_id, d.due_at
        from unnest(${[...due.keys()]}::uuid[], ${[...due.values()]}::timestamptz[]) as d (subject_id, due_at) order by d.subject_id
        on conflict (tenant_id, kind, subject_id) do update
          set due_at = excluded.due_at, set_at = clock_timestamp(), attempts = 0, retry_at = null
          where deadlines.due_at is distinct from excluded.due_at`,
  );
}

/** It happened in time, or no longer matters. */
export async function clearDeadline(ctx: ActionContext, kind: string, subjectId: string): Promise<void> {
  await run(
    ctx.tx,
    sql`delete from deadlines where tenant_id = ${ctx.tenantId} and kind = ${kind} and subject_id = ${subjectId}`,
  );
}

/** One handler has done the work of all of this kind that are due; those that another lane has claimed are left to it. */
export async function clearDue(ctx: ActionContext, kind: string): Promise<void> {
  await run(
    ctx.tx,
    sql`delete from deadlines where (tenant_id, kind, subject_id) in (select tenant_id, kind, subject_id from deadlines
          where tenant_id = ${ctx.tenantId} and kind = ${kind} and due_at <= ${ctx.now} for update skip locked)`,
  );
}

interface Due {
  readonly tenant_id: string;
  readonly kind: string;
  readonly subject_id: string;
  readonly due_at: Instant;
  readonly late_ms: number;
}

export interface DeadlineOptions {
  readonly place: Workplace;
  readonly systemDb: Db;
  /** A session of its own for LISTEN. */
  readonly listen: pg.Pool;
  readonly handlers: Readonly<Record<string, DeadlineHandler>>;
  /** Longest sleep in milliseconds: what a lost doorbell can cost at most. */
  readonly longestSleepMs?: number;
  /** Deadlines fired side by side, so that a slow one does not hold up the rest. */
  readonly lanes?: number;
  /** Told after each one that fired: kind, and milliseconds after its time. */
  readonly onFired?: (kind: string, lateMs: number) => void;
}

/** Rows that are due but held by another lane or process: look again this much later. */
const heldElsewhereMs = 25;

/**
 * The loop: sleep until the next deadline or the doorbell, then fire what is due, each in its own transaction. Any
 * number of processes may run it: a due row is claimed with SKIP LOCKED and deleted in the transaction of its effect.
 *
 * One lane is on the lookout, the others rest. Who finds something due wakes the next to look, before it begins: so a slow
 * handler holds up no other, and a deadline that is only set costs one look and not one for each lane.
 */
export function startDeadlines(options: DeadlineOptions): { stop: () => Promise<void> } {
  const kinds = Object.keys(options.handlers);
  const longest = options.longestSleepMs ?? 30_000;
  const { log } = options.place;
  const lanes = Array.from({ length: options.lanes ?? 4 }, () => new Sleeper());
  const resting = new Set<Sleeper>();
  let stopped = false;
  let rings = 0;
  let lookout: Sleeper | null = null;

  const ring = () => {
    rings++;
    lookout?.ring();
  };
  const bell = startDoorbell({ pool: options.listen, log, channel: 'deadlines', ring });
  const wakeNext = () => {
    const [next] = resting;
    if (next === undefined) return;
    resting.delete(next);
    next.ring();
  };
  const rest = async (lane: Sleeper) => {
    resting.add(lane);
    await lane.sleep(longest);
    resting.delete(lane);
  };
  const look = async (lane: Sleeper, ringsBefore: number) => {
    lookout = lane;
    try {
      const wait = await msToNext(options, kinds, longest);
      // A ring since the last look may be about something that is due already.
      if (!stopped && rings === ringsBefore) await lane.sleep(wait);
    } finally {
      lookout = null;
    }
  };
  const follow = async (lane: Sleeper) => {
    while (!stopped) {
      const ringsBefore = rings;
      lane.reset();
      try {
        if (await fireOne(options, kinds, wakeNext)) continue;
        await (lookout === null ? look(lane, ringsBefore) : rest(lane));
      } catch (error) {
        log.error({ error: String(error) }, 'deadline loop failed; it tries again in a second');
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    }
  };
  const following = lanes.map(follow);

  return {
    stop: async () => {
      stopped = true;
      for (const lane of lanes) lane.ring();
      await Promise.all([...following, bell.stop()]);
    },
  };
}

async function msToNext(options: DeadlineOptions, kinds: readonly string[], longest: number): Promise<number> {
  const next = await row<{ ms: number | null }>(
    options.systemDb,
    sql`select (extract(epoch from min(greatest(due_at, retry_at)) - clock_timestamp()) * 1000)::float8 as ms
        from deadlines where kind = any(${kinds}::text[])`,
  );
  if (next?.ms === null || next?.ms === undefined) return longest;
  return next.ms <= 0 ? heldElsewhereMs : Math.min(longest, Math.ceil(next.ms));
}

/** Fire the earliest due deadline, if any. A handler that throws leaves the deadline, with a little more patience each time. */
async function fireOne(options: DeadlineOptions, kinds: readonly string[], onFound: () => void): Promise<boolean> {
  const due = await row<Due>(
    options.systemDb,
    sql`select tenant_id, kind, subject_id, due_at,
          (extract(epoch from clock_timestamp() - greatest(due_at, retry_at)) * 1000)::float8 as late_ms from deadlines
        where due_at <= clock_timestamp() and (retry_at is null or retry_at <= clock_timestamp()) and kind = any(${kinds}::text[])
        order by due_at limit 1 for update skip locked`,
  );
  const handler = due === null ? undefined : options.handlers[due.kind];
  if (due === null || handler === undefined) return false;
  onFound();
  const { log } = options.place;
  const { kind, subject_id: subject, late_ms: lateMs } = due;
  const outcome = await settle(options.place, due, handler);
  if (outcome === 'fired') options.onFired?.(kind, lateMs);
  else if (outcome !== 'elsewhere' && outcome !== 'gave_way')
    log.error({ kind, subject, error: String(outcome.error) }, 'deadline failed; it is tried again');
  return true;
}

type Outcome = 'fired' | 'elsewhere' | 'gave_way' | { readonly error: unknown };

async function settle(place: Workplace, due: Due, handler: DeadlineHandler): Promise<Outcome> {
  const who = { tenantId: due.tenant_id, actor: systemActor };
  try {
    return await runWork(place, who, async (ctx) =>
      (await claim(ctx, due)) ? attempt(ctx, due, handler) : 'elsewhere',
    );
  } catch (error) {
    // What fails no sooner than at the commit took its own note with it.
    await runWork(place, who, async (ctx) => void ((await claim(ctx, due)) && (await postpone(ctx, due))));
    return { error };
  }
}

/** The look above holds no lock any more: the row may have been moved, cleared or taken since. */
async function claim(ctx: ActionContext, due: Due): Promise<boolean> {
  // Moments are milliseconds here and microseconds there, hence the rounding.
  const claimed = await row(
    ctx.tx,
    sql`select from deadlines where tenant_id = ${due.tenant_id} and kind = ${due.kind} and subject_id = ${due.subject_id}
        and date_trunc('milliseconds', due_at) = ${due.due_at} and (retry_at is null or retry_at <= clock_timestamp())
        for update skip locked`,
  );
  return claimed !== null;
}

/**
 * Take the deadline away and run its handler. A failure undoes both and makes the deadline wait, all while the row stays
 * locked: between a failure and its note no other lane may try again.
 */
async function attempt(ctx: ActionContext, due: Due, handler: DeadlineHandler): Promise<Outcome> {
  await run(ctx.tx, sql`savepoint before_attempt`);
  try {
    await run(ctx.tx, sql`select set_config('lock_timeout', ${`${patienceMs}ms`}, true)`);
    await clearDeadline(ctx, due.kind, due.subject_id);
    await handler(ctx, due.subject_id, due.due_at);
    return 'fired';
  } catch (error) {
    await run(ctx.tx, sql`rollback to savepoint before_attempt`);
    if (isLocked(error)) {
      await comeBack(ctx, due);
      return 'gave_way';
    }
    await postpone(ctx, due);
    return { error };
  }
}

/**
 * A timer holds its deadline before it locks what the deadline is about; a command locks that first and then sets or clears the
 * deadline. Where the two meet, the timer gives way well before PostgreSQL's deadlock_timeout (1 s) would end either of them: a
 * person's press is never the one that is refused.
 */
const patienceMs = 200;

/** SQLSTATE lock_not_available. */
function isLocked(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '55P03';
}

async function comeBack(ctx: ActionContext, due: Due): Promise<void> {
  await run(
    ctx.tx,
    sql`update deadlines set retry_at = clock_timestamp() + ${patienceMs} * interval '1 millisecond'
        where tenant_id = ${due.tenant_id} and kind = ${due.kind} and subject_id = ${due.subject_id}`,
  );
}

/** After 1, 2, 4 … 60 s. */
async function postpone(ctx: ActionContext, due: Due): Promise<void> {
  await run(
    ctx.tx,
    sql`update deadlines set attempts = attempts + 1,
          retry_at = clock_timestamp() + least(60, power(2, least(attempts, 6))) * interval '1 second'
        where tenant_id = ${due.tenant_id} and kind = ${due.kind} and subject_id = ${due.subject_id}`,
  );
}
