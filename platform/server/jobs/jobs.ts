import { Logger, type Runner, run as runWorker, runMigrations } from 'graphile-worker';
import { sql } from 'kysely';
import type pg from 'pg';
import { type ActionContext, systemActor } from '../action.ts';
import { run } from '../db/database.ts';
import type { Log } from '../log/log.ts';
import { runWork, type Workplace } from '../unit.ts';

/** At-least-once by nature: a handler does its work in the one transaction it is given, so that repeating it changes nothing more. */
export type JobHandler = (ctx: ActionContext, payload: Readonly<Record<string, unknown>>) => Promise<void>;

/** Ask for a job in the transaction of the change that needs it. With a key, asking again replaces the waiting one. */
export async function enqueueJob(
  ctx: ActionContext,
  task: string,
  payload: Readonly<Record<string, unknown>>,
  options: { readonly runAt?: string; readonly key?: string } = {},
): Promise<void> {
  await run(
    ctx.tx,
    sql`select enqueue_job(${task}, ${JSON.stringify({ ...payload, tenantId: ctx.tenantId })}::json, ${options.runAt ?? null}::timestamptz, ${options.key ?? null})`,
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
}

/** Work through the queue until stopped; any number of processes may. */
export async function startJobs(options: JobOptions): Promise<{ stop: () => Promise<void> }> {
  const { place, handlers } = options;
  const taskList = Object.fromEntries(
    Object.entries(handlers).map(([task, handler]) => [
      task,
      async (payload: unknown) => {
        // Every payload was written by enqueueJob, which adds the tenant.
        const given = payload as Record<string, unknown> & { tenantId: string };
        await runWork(place, { tenantId: given.tenantId, actor: systemActor }, (ctx) => handler(ctx, given));
      },
    ]),
  );
  const runner: Runner = await runWorker({
    pgPool: options.ownerPool,
    concurrency: options.concurrency ?? 4,
    noHandleSignals: true,
    pollInterval: 2000,
    taskList,
    logger: quiet(place.log),
  });
  return { stop: () => runner.stop() };
}

function quiet(log: Log): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level === 'error') log.error({ meta: String(meta?.['error'] ?? '') }, message);
    else if (level === 'warning') log.warn(message);
  });
}
