import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { migrateJobs } from '../jobs/jobs.ts';
import type { Log } from '../log/log.ts';
import { openDatabase, row, run } from './database.ts';
import { migrate } from './migrate.ts';

export interface PreparedDatabase {
  /** Sees one tenant at a time. */
  readonly appUrl: string;
  /** The machinery: live tail, sealer, timers, sign-in. */
  readonly systemUrl: string;
  readonly ownerUrl: string;
  readonly applied: readonly string[];
  readonly epoch: number;
}

/** The same server and database, another role. */
export function urlFor(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = password;
  return url.toString();
}

/** Make the database `name` on the owner's server if it is not there. */
export async function ensureDatabase(ownerUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  const url = new URL(ownerUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

/**
 * Bring the database to this code's schema and give the two roles fresh passwords, known to this start only. Two
 * processes on one database pass the same `rolePassword`; then starting one does not lock out the other.
 */
export async function prepareDatabase(options: {
  readonly ownerUrl: string;
  readonly migrations: string;
  readonly log: Log;
  readonly rolePassword?: string;
}): Promise<PreparedDatabase> {
  const { db, pool, close } = openDatabase({
    url: options.ownerUrl,
    maxConnections: 3,
    log: options.log,
    name: 'sigap-migrate',
  });
  try {
    await requireVersion(pool);
    await migrateJobs(pool, options.log);
    const { applied } = await migrate(db, options.migrations);
    const password = options.rolePassword ?? randomBytes(24).toString('base64url');
    for (const role of ['sigap_app', 'sigap_system']) {
      await run(db, sql`${sql.raw(`alter role ${role} login password '${password.replaceAll("'", "''")}'`)}`);
    }
    const epoch = await settleEpoch(db);
    return {
      appUrl: urlFor(options.ownerUrl, 'sigap_app', password),
      systemUrl: urlFor(options.ownerUrl, 'sigap_system', password),
      ownerUrl: options.ownerUrl,
      applied,
      epoch,
    };
  } finally {
    await close();
  }
}

async function requireVersion(pool: pg.Pool): Promise<void> {
  const found = await pool.query<{ server_version_num: string; server_version: string }>(
    "select current_setting('server_version_num') as server_version_num, current_setting('server_version') as server_version",
  );
  if (Number(found.rows[0]?.server_version_num ?? 0) < 150_000) {
    throw new Error(
      `PostgreSQL ${found.rows[0]?.server_version} is too old: 15 or newer is needed. Point DATABASE_URL at a newer server.`,
    );
  }
}

/** Another cluster than last time (a dump was restored): cursors of the old one mean nothing here, nor do its events' xids. */
async function settleEpoch(db: Parameters<typeof row>[0]): Promise<number> {
  const settled = await row<{ epoch: number }>(
    db,
    sql`insert into installation (system_identifier) select system_identifier::text from pg_control_system()
        on conflict (singleton) do update set
          epoch = installation.epoch + (installation.system_identifier <> excluded.system_identifier)::int,
          first_seq = case when installation.system_identifier = excluded.system_identifier then installation.first_seq
            else (select coalesce(max(seq), 0) + 1 from events) end,
          system_identifier = excluded.system_identifier
        returning epoch`,
  );
  return settled?.epoch ?? 1;
}
