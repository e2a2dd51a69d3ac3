import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { Instant } from '#platform/shared/time.ts';
import type { Listeners } from '../action.ts';
import { type Db, openDatabase } from '../db/database.ts';
import { urlFor } from '../db/prepare.ts';
import { silentLog } from '../log/log.ts';
import type { Workplace } from '../unit.ts';
import { testRolePassword } from './postgres-setup.ts';

export interface TestDatabase {
  readonly name: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly systemUrl: string;
  /** As the application: one tenant at a time. */
  readonly db: Db;
  /** As the machinery: all tenants. */
  readonly systemDb: Db;
  readonly systemPool: pg.Pool;
  readonly ownerPool: pg.Pool;
  /** What actions run in; give it listeners and a clock where a test needs them. */
  readonly place: (options?: { listeners?: Listeners; clock?: () => Instant }) => Workplace;
  readonly close: () => Promise<void>;
}

/** A fresh clone of the migrated template, for one test file: `beforeAll(async () => { database = await createTestDatabase(); })`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { ownerUrl, template } = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(ownerUrl, `create database ${name} template ${template}`);
  const url = new URL(ownerUrl);
  url.pathname = `/${name}`;
  const own = url.toString();
  const appUrl = urlFor(own, 'sigap_app', testRolePassword);
  const systemUrl = urlFor(own, 'sigap_system', testRolePassword);
  const app = openDatabase({ url: appUrl, maxConnections: 10, log: silentLog, name: 'test-app' });
  const system = openDatabase({ url: systemUrl, maxConnections: 5, log: silentLog, name: 'test-system' });
  const owner = openDatabase({ url: own, maxConnections: 5, log: silentLog, name: 'test-owner' });
  return {
    name,
    ownerUrl: own,
    appUrl,
    systemUrl,
    db: app.db,
    systemDb: system.db,
    systemPool: system.pool,
    ownerPool: owner.pool,
    place: (options = {}) => ({
      db: app.db,
      listeners: options.listeners ?? {},
      log: silentLog,
      ...(options.clock === undefined ? {} : { clock: options.clock }),
    }),
    close: async () => {
      await Promise.all([app.close(), system.close(), owner.close()]);
      await administer(ownerUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

/** Two tests may clone at once, and PostgreSQL refuses to copy a template somebody else is copying: wait and repeat. */
async function administer(ownerUrl: string, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    try {
      await client.query(statement);
      return;
    } catch (error) {
      // 55006 object_in_use: another session is using the template
      if ((error as { code?: string }).code !== '55006' || attempt > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 100));
    } finally {
      await client.end();
    }
  }
}
