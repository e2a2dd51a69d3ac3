import { EventEmitter } from 'node:events';
import { Logger, type Runner, runMigrations, run as runWorker, type WorkerEvents } from 'graphile-worker';
import { sql } from 'kysely';
import type pg from 'pg';
import { type ActionContext, systemActor } from '../action.ts';
import { run } from '../db/database.ts';
import type { Log } from '../log/log.ts';
import { runWork, type Workplace } from '../unit.ts';
import { startCaretaker } from './caretaker.ts';

/**
 * The queue delivers at least once; a handler's transaction also notes the job's number, so its effect in the database is
 * exactly once. What a handler does outside the database (files, mail) must bear being repeated.
 */
export type JobHandler = (ctx: ActionContext, payload: Readonly<Record<string, unknown>>) => Promise<void>;

/** Ask for a job in the transaction of the change that needs it. With a key, asking again replaces the waiting one of this tenant. */
export async function enqueueJob(
  ctx: ActionContext,
  task: string,
  payload: Readonly<Record<string, unknown>>,
  options: { readonly runAt?: string; readonly key?: string } = {},
): Promise<void> {
  const key = options.key === undefined ? null : `${ctx.tenantId}/${options.key}`;
  await run(
    ctx.tx,
    sql`select enqueue_job(${task}, ${JSON.stringify({ ...payload, tenantId: ctx.tenantId })}::json, ${options.runAt ?? null}::timestamptz, ${key})`,
  );
}

/** The tables of the job queue; run by the owner before our own migrations. */
export async function migrateJobs(ownerPool: pg.Pool, log: Log): Promise<void> {
  await runMigrations({ pgPool: ownerPool, logger: quiet(log) });
}

export interface JobOptions {
  readonly place: Workplace;
  readonly ownerPool: pg.Pool;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly concurrency?: number;
  /** How often the jobs of dead processes are looked for. */
  readonly sweepMs?: number;
  /** Told after each job: task, whether it went well, and its duration. */
  readonly onEnded?: (task: string, outcome: 'done' | 'repeated' | 'failed', ms: number) => void;
}

/** Work through the queue until stopped; any number of processes may. */
export async function startJobs(options: JobOptions): Promise<{ stop: () => Promise<void> }> {
  const { place, handlers, ownerPool } = options;
  const taskList = Object.fromEntries(
    Object.entries(handlers).map(([task, handler]) => [
      task,
      (payload: unknown, helpers: { job: { id: string } }) =>
        work(options, { task, handler, payload, jobId: helpers.job.id }),
    ]),
  );
  const events: WorkerEvents = new EventEmitter();
  const pools = new Set<string>();
  events.on('pool:create', ({ workerPool }) => pools.add(workerPool.id));
  const runner: Runner = await runWorker({
    pgPool: ownerPool,
    concurrency: options.concurrency ?? 4,
    noHandleSignals: true,
    pollInterval: 2000,
    taskList,
    events,
    logger: quiet(place.log),
  });
  const caretaker = startCaretaker({
    pool: ownerPool,
    log: place.log,
    mine: pools,
    sweepMs: options.sweepMs ?? 10_000,
  });
  return {
    stop: async () => {
      await runner.stop();
      await caretaker.stop();
    },
  };
}

async function work(
  options: JobOptions,
  job: { readonly task: string; readonly handler: JobHandler; readonly payload: unknown; readonly jobId: string },
): Promise<void> {
  // Every payload was written by enqueueJob, which adds the tenant.
  const given = job.payload as Record<string, unknown> & { tenantId: string };
  const began = performance.now();
  const tell = (outcome: 'done' | 'repeated' | 'failed') =>
    options.onEnded?.(job.task, outcome, performance.now() - began);
  try {
    const isFirst = await runWork(options.place, { tenantId: given.tenantId, actor: systemActor }, async (ctx) => {
      // A twin that runs at this moment makes this insert wait for its end.
      const noted = await run(
        ctx.tx,
        sql`insert into finished_jobs (tenant_id, job_id) values (${given.tenantId}, ${job.jobId}) on conflict do nothing`,
      );
      if (noted > 0) await job.handler(ctx, given);
      return noted > 0;
    });
    tell(isFirst ? 'done' : 'repeated');
  } catch (error) {
    tell('failed');
    throw error;
  }
}

function quiet(log: Log): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level === 'error') log.error({ meta: String(meta?.error ?? '') }, message);
    else if (level === 'warning') log.warn(message);
  });
}
