import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { ensureDatabase, prepareDatabase } from '../db/prepare.ts';
import { silentLog } from '../log/log.ts';
import { startPostgres } from '../postgres/launcher.ts';

const migrations = join(import.meta.dirname, '../../../database/migrations');
export const testRolePassword = 'only-for-tests-on-loopback';

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: { ownerUrl: string; template: string };
  }
}

/**
 * Once per test run: a real PostgreSQL (SIGAP_TEST_POSTGRES names another installation's bin folder, such as Debian's 15)
 * and one migrated template database. Each test file clones the template in some 50 ms.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const bin = process.env.SIGAP_TEST_POSTGRES;
  const folder = join(import.meta.dirname, '../../../var/test', bin === undefined ? 'postgres' : 'postgres-other');
  const server = await startPostgres({
    folder,
    ...(bin === undefined ? {} : { binaries: { bin } }),
    log: () => undefined,
    // A test server may forget; the suites that kill servers start their own.
    settings: { fsync: 'off', synchronous_commit: 'off', max_connections: '200', archive_mode: 'off' },
  });
  const template = `template_${await fingerprint()}`;
  await makeTemplate(server.ownerUrl, template);
  project.provide('postgres', { ownerUrl: server.ownerUrl, template });
  return async () => {
    // Another run, or another project of this one, may have adopted this server meanwhile: the last one to leave stops it.
    if (await mayBeStopped(server.ownerUrl)) await server.stop();
  };
}

/** Nobody else is in it, and it is there still. */
async function mayBeStopped(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl });
  try {
    await client.connect();
  } catch {
    return false;
  }
  try {
    const others = await client.query(
      "select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    return others.rowCount === 0;
  } finally {
    await client.end();
  }
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await readdir(migrations)).sort())
    hash.update(file).update(await readFile(join(migrations, file)));
  return hash.digest('hex').slice(0, 16);
}

async function makeTemplate(ownerUrl: string, template: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // Two runs may start at once: one builds, the other waits and finds it there.
    await client.query('select pg_advisory_lock(112)');
    const found = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (found.rowCount !== 0) return;
    await dropLeftovers(client);
    const building = `building_${template}`;
    await client.query(`drop database if exists ${building} with (force)`);
    const url = await ensureDatabase(ownerUrl, building);
    await prepareDatabase({ ownerUrl: url, migrations, log: silentLog, rolePassword: testRolePassword });
    await client.query(`alter database ${building} rename to ${template}`);
  } finally {
    await client.end();
  }
}

/** Databases of runs that were killed. One that is in use refuses to be dropped, and stays. */
async function dropLeftovers(client: pg.Client): Promise<void> {
  const left = await client.query<{ datname: string }>(
    "select datname from pg_database d where datname ~ '^(template_|test_)' and not exists (select from pg_stat_activity a where a.datname = d.datname)",
  );
  for (const { datname } of left.rows)
    await client.query(`drop database if exists ${client.escapeIdentifier(datname)}`).catch(() => undefined);
}
