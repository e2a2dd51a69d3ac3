import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureDatabase, prepareDatabase } from '#platform/server/db/prepare.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { startPostgres } from '#platform/server/postgres/launcher.ts';

const root = join(import.meta.dirname, '..');
/** PostgreSQL 15 is the floor; its pg_dump writes the reviewed file, whatever newer servers would say. */
export const dumpBin = process.env.SIGAP_PG15_BIN ?? '/usr/lib/postgresql/15/bin';

/** The schema of a migrated database as SQL, without what changes from one minor version of PostgreSQL to the next. */
export async function dumpSchema(ownerUrl: string): Promise<string> {
  const url = new URL(ownerUrl);
  const { stdout } = await promisify(execFile)(
    join(dumpBin, 'pg_dump'),
    ['--schema-only', '--schema=public', '--no-owner', '--dbname', url.toString()],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  return normaliseDump(stdout);
}

/** Drop version comments, session settings and the random key of `\\restrict`; squeeze empty lines. */
export function normaliseDump(dump: string): string {
  const kept = dump
    .split('\n')
    .filter((line) => !/^(--|SET |SELECT pg_catalog\.set_config|\\(un)?restrict\b)/.test(line))
    .join('\n')
    .replace(/\n{2,}/g, '\n\n')
    .trim();
  return `-- Written by \`npm run dump-schema\` from the migrations on PostgreSQL 15: read it in review, never edit it.\n\n${kept}\n`;
}

/** Migrate a new database on a PostgreSQL 15 of its own, dump it, and leave nothing behind. */
export async function freshSchema(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'schema-'));
  const server = await startPostgres({
    folder,
    binaries: { bin: dumpBin },
    log: () => undefined,
    settings: { fsync: 'off', archive_mode: 'off' },
  });
  try {
    const ownerUrl = await ensureDatabase(server.ownerUrl, 'schema');
    await prepareDatabase({ ownerUrl, migrations: join(root, 'database/migrations'), log: silentLog });
    return await dumpSchema(ownerUrl);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Every migration with the SHA-256 of its text, in the order they run: what `database/migrations.sha256` holds. */
export async function hashMigrations(): Promise<{ name: string; hash: string }[]> {
  const folder = join(root, 'database/migrations');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => ({
      name,
      hash: createHash('sha256')
        .update(await readFile(join(folder, name)))
        .digest('hex'),
    })),
  );
}

/** The list as it was last written: migrations that have run somewhere. */
export async function knownMigrations(): Promise<{ name: string; hash: string }[]> {
  const text = await readFile(join(root, 'database/migrations.sha256'), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ hash: line.slice(0, 64), name: line.slice(66) }));
}

/** What is wrong with the migrations, each in a line for the person who changed them. */
export function judgeMigrations(
  known: readonly { name: string; hash: string }[],
  now: readonly { name: string; hash: string }[],
): string[] {
  const problems: string[] = [];
  const last = known.at(-1)?.name ?? '';
  for (const { name } of now)
    if (!/^\d{12}-[a-z][a-z0-9-]+\.sql$/.test(name)) problems.push(`${name}: name it YYYYMMDDHHMM-feature-what.sql`);
  for (const { name, hash } of known) {
    const found = now.find((each) => each.name === name);
    if (found === undefined) problems.push(`${name} was removed: databases that ran it would refuse to start`);
    else if (found.hash !== hash)
      problems.push(`${name} was edited: databases that ran it keep the old schema; write a new migration`);
  }
  for (const { name } of now) {
    if (!known.some((each) => each.name === name) && name < last)
      problems.push(`${name} sorts before ${last}, which has run: give it a later time`);
  }
  return problems;
}

if (import.meta.main) {
  const now = await hashMigrations();
  const problems = judgeMigrations(await knownMigrations(), now);
  if (problems.length > 0) {
    console.error(problems.join('\n'));
    console.error('Before the first release only: delete database/migrations.sha256 and run this again.');
    process.exit(1);
  }
  await writeFile(join(root, 'database/schema.sql'), await freshSchema());
  await writeFile(join(root, 'database/migrations.sha256'), now.map(({ name, hash }) => `${hash}  ${name}\n`).join(''));
  console.log(`database/schema.sql and migrations.sha256 written from ${now.length} migrations`);
}
