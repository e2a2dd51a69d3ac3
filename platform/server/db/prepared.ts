import { createHash } from 'node:crypto';
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';

/** Statements one process may keep prepared in each session; more would cost the server's memory and help nobody. */
const mostNamed = 200;
/** Texts remembered as run once; those that never come again (long lists of values) are forgotten together. */
const mostSeen = 2000;

/**
 * Names for statements that come again, so that PostgreSQL parses and plans them once for each session and not for each
 * action: the widest reads take 2 ms to plan and 0.3 ms to run. Whether a plan is made anew for its values is
 * PostgreSQL's choice (plan_cache_mode). Statements without parameters stay as they are.
 */
class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #seen = new Set<string>();

  nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    if (!this.#seen.has(text)) {
      if (this.#seen.size >= mostSeen) this.#seen.clear();
      this.#seen.add(text);
      return undefined;
    }
    if (this.#names.size >= mostNamed) return undefined;
    const name = `s_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
    this.#names.set(text, name);
    this.#seen.delete(text);
    return name;
  }
}

/** PostgreSQL's "cached plan must not change result type": a migration of another process has changed a table meanwhile. */
const planIsStale = '0A000';

/** A session of `pg` as Kysely wants it. */
class PreparingClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  readonly #names: StatementNames;
  #isStale = false;

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.#client = client;
    this.#names = names;
  }

  query<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  query<Row>(
    text: string | PostgresCursor<Row>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<Row>> | PostgresCursor<Row> {
    if (typeof text !== 'string') throw new Error('No cursors here: read in pages, as readAfter does');
    return this.#send<Row>(text, [...parameters]);
  }

  async #send<Row>(text: string, values: unknown[]): Promise<PostgresQueryResult<Row>> {
    const name = values.length === 0 ? undefined : this.#names.nameOf(text);
    try {
      const result = await this.#client.query(name === undefined ? { text, values } : { name, text, values });
      // Kysely knows fewer commands than there are; it looks for five of them.
      return result as unknown as PostgresQueryResult<Row>;
    } catch (error) {
      this.#isStale ||= error instanceof Error && 'code' in error && error.code === planIsStale;
      throw error;
    }
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy === true || this.#isStale);
  }
}

/** The pool as Kysely wants it, with sessions that prepare what comes again. */
export function preparing(pool: pg.Pool): PostgresPool {
  const names = new StatementNames();
  // Kysely knows a session by its client: the same one must come back.
  const known = new WeakMap<pg.PoolClient, PreparingClient>();
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      const preparingClient = known.get(client) ?? new PreparingClient(client, names);
      known.set(client, preparingClient);
      return preparingClient;
    },
    end: () => pool.end(),
  };
}
