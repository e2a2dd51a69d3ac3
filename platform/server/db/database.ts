import { Kysely, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { Log } from '../log/log.ts';
import { PipelinedDialect } from './dialect.ts';
import { preparing } from './prepared.ts';

/** The tables are not described to Kysely: SQL stays SQL (docs/decisions/0001), each statement names the row it returns. */
// biome-ignore lint/complexity/noBannedTypes: no table is known to the builder on purpose
type NoTables = {};
export type Db = Kysely<NoTables>;
export type Tx = Transaction<NoTables>;

/** 8-byte integers are counts and sequence numbers here, far below 2^53; moments arrive as ISO text (platform/shared/time.ts). */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === pg.types.builtins.INT8) return Number;
    if (oid === pg.types.builtins.NUMERIC) return Number;
    if (oid === pg.types.builtins.TIMESTAMPTZ) return (text: string) => new Date(text).toISOString();
    if (oid === pg.types.builtins.DATE) return (text: string) => text;
    // `pg` types its own default parsers loosely; the cast restates its documented signature.
    return pg.types.getTypeParser(oid, format) as (text: string) => unknown;
  },
};

export interface OpenOptions {
  readonly url: string;
  readonly maxConnections: number;
  readonly log: Log;
  /** Seen in pg_stat_activity. */
  readonly name: string;
}

/**
 * Open a pool. A client that is checked out while its server dies emits `error`, and without a listener on the client
 * itself Node exits: `pool.on('error')` does not cover it (engines.md §3, measured), hence the listener on `connect`.
 */
export function openDatabase(options: OpenOptions): { db: Db; pool: pg.Pool; close: () => Promise<void> } {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections,
    // The first action after a quiet hour must not wait for a new session: that costs more than the action.
    min: Math.min(4, options.maxConnections),
    application_name: options.name,
    types,
    pipeline: true,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
  });
  pool.on('error', (error) => options.log.warn({ error: error.message }, 'idle database connection lost'));
  pool.on('connect', (client) => {
    client.on('error', (error) => options.log.warn({ error: error.message }, 'database connection lost'));
  });
  const db = new Kysely<NoTables>({ dialect: new PipelinedDialect({ pool: preparing(pool) }) });
  const close = async () => {
    await db.destroy();
    // Kysely ends only a pool that it has used itself.
    if (!pool.ending) await pool.end();
  };
  return { db, pool, close };
}

/**
 * One transaction in which only the rows of one tenant exist: row-level security reads `sigap.tenant`
 * (database/migrations, `protect_tenant_table`). The setting ends with the transaction.
 */
export async function inTenant<Value>(db: Db, tenantId: string, work: (tx: Tx) => Promise<Value>): Promise<Value> {
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('sigap.tenant', ${tenantId}, true)`.execute(tx);
    return work(tx);
  });
}

/** The rows of a statement: `await rows<CallRow>(tx, sql\`select …\`)`. */
export async function rows<Row>(tx: Db | Tx, statement: ReturnType<typeof sql>): Promise<Row[]> {
  const result = await statement.execute(tx);
  // The row type is stated by the caller next to the SQL it belongs to; tests run every statement on a real database.
  return result.rows as Row[];
}

/** The first row of a statement, or null. */
export async function row<Row>(tx: Db | Tx, statement: ReturnType<typeof sql>): Promise<Row | null> {
  return (await rows<Row>(tx, statement))[0] ?? null;
}

/** Run a statement for its effect; the number of rows it changed. */
export async function run(tx: Db | Tx, statement: ReturnType<typeof sql>): Promise<number> {
  const result = await statement.execute(tx);
  return Number(result.numAffectedRows ?? 0n);
}

/** Whether the server behind a pool answers; for health checks. Throws, with its reason, when it does not. */
export async function answers(db: Db): Promise<boolean> {
  return (await row(db, sql`select 1`)) !== null;
}
