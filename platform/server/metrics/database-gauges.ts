import { sql } from 'kysely';
import type pg from 'pg';
import { type Db, row } from '../db/database.ts';
import type { Metrics } from './metrics.ts';

/** Figures of the machinery that live in the database; the same in every process, so an alarm takes their maximum. */
export function addDatabaseGauges(metrics: Metrics, systemDb: Db): void {
  const read = (statement: ReturnType<typeof sql>) => async () =>
    (await row<{ value: number | null }>(systemDb, statement))?.value ?? 0;
  metrics.gauge(
    'database_oldest_write_transaction_seconds',
    'Age of the oldest transaction that has written and not ended: it holds back every event (engines: cursor)',
    read(
      sql`select extract(epoch from max(clock_timestamp() - xact_start))::float8 as value from pg_stat_activity where backend_xid is not null`,
    ),
  );
  metrics.gauge(
    'deadlines_overdue',
    'Deadlines more than a second past their time',
    read(sql`select count(*)::float8 as value from deadlines where due_at < clock_timestamp() - interval '1 second'`),
  );
  metrics.gauge(
    'deadlines_failing',
    'Deadlines whose handler failed at least once',
    read(sql`select count(*)::float8 as value from deadlines where attempts > 0`),
  );
}

/** Figures of the job queue; its tables belong to the owner. */
export function addJobGauges(metrics: Metrics, ownerPool: pg.Pool): void {
  const read = (statement: string) => async () =>
    (await ownerPool.query<{ value: number }>(statement)).rows[0]?.value ?? 0;
  metrics.gauge(
    'jobs_waiting',
    'Jobs that could run now',
    read(
      'select count(*)::int as value from graphile_worker._private_jobs where run_at <= now() and locked_at is null and attempts < max_attempts',
    ),
  );
  metrics.gauge(
    'jobs_given_up',
    'Jobs that failed for the last time',
    read(
      'select count(*)::int as value from graphile_worker._private_jobs where attempts >= max_attempts and locked_at is null',
    ),
  );
}
