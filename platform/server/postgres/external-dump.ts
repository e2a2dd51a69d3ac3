import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { Client } from 'pg';
import { copyHashed, type DumpManifest, requireEmpty, verifyBackup, writeManifest } from './manifest.ts';
import { PostgresProblem } from './problem.ts';
import { runProgram } from './program.ts';

export interface DumpOptions {
  /** postgres:// address of the database, as in DATABASE_URL. */
  readonly url: string;
  /** Folder for the dump: absent or empty. */
  readonly target: string;
  /** Where pg_dump lies; without it PATH and Debian's /usr/lib/postgresql are searched. */
  readonly bin?: string;
  readonly log: (line: string) => void;
}

export interface RestoreDumpOptions {
  /** A folder made by dumpExternal. */
  readonly backup: string;
  /** An existing, empty database. */
  readonly url: string;
  readonly bin?: string;
  readonly log: (line: string) => void;
}

interface ServerFacts {
  readonly serverVersion: string;
  readonly systemIdentifier: string;
  readonly database: string;
  readonly relations: string;
}

async function askServer(url: string): Promise<ServerFacts> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    // A role without the right to pg_control_system() may still dump its own database.
    const { rows } = await client.query<Omit<ServerFacts, 'systemIdentifier'>>(`
      select split_part(current_setting('server_version'), ' ', 1) as "serverVersion", current_database() as "database",
             (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where n.nspname <> 'information_schema' and n.nspname !~ '^pg_') as "relations"`);
    const facts = rows[0];
    if (!facts) throw new Error('PostgreSQL answered the question for its version with no row');
    const identity = await client
      .query<{ id: string }>('select system_identifier::text as id from pg_control_system()')
      .catch(() => null);
    return { ...facts, systemIdentifier: identity?.rows[0]?.id ?? '' };
  } finally {
    await client.end().catch(() => {});
  }
}

/** Folders that may hold client programs, the newest of Debian's versions first. */
async function candidateFolders(bin: string | undefined): Promise<string[]> {
  if (bin !== undefined) return [bin];
  const debian = '/usr/lib/postgresql';
  const versions = (await readdir(debian).catch(() => [])).sort((a, b) => Number(b) - Number(a));
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...versions.map((version) => join(debian, version, 'bin')), ...path];
}

/** pg_dump reads servers of its own major version and older ones, never newer ones; find one that is new enough. */
async function findProgram(name: 'pg_dump' | 'pg_restore', major: number, bin: string | undefined): Promise<string> {
  const seen = new Set<string>();
  for (const folder of await candidateFolders(bin)) {
    const program = join(folder, name);
    const { status, output } = await runProgram(program, ['--version'], { runAs: null });
    const found = /\) (\d+)/.exec(output)?.[1];
    if (status !== 0 || found === undefined) continue;
    if (Number(found) >= major) return program;
    seen.add(found);
  }
  throw new PostgresProblem('backup.no_client_program', {
    program: name,
    wanted: major,
    found: [...seen].join(', ') || '-',
  });
}

/** The address without its password, which would be seen in the list of processes; libpq reads it from the environment. */
function splitPassword(url: string): { address: string; env: Record<string, string> } {
  const parsed = new URL(url);
  const password = decodeURIComponent(parsed.password);
  parsed.password = '';
  return { address: parsed.href, env: password === '' ? {} : { PGPASSWORD: password } };
}

async function runClient(program: string, args: readonly string[], env: Record<string, string>): Promise<void> {
  const { status, output } = await runProgram(program, args, { runAs: null, env });
  if (status !== 0)
    throw new PostgresProblem('backup.program_failed', { program, reason: output.trim().slice(-1_000) });
}

/** Dump one database of an external server with pg_dump, consistent as of its start; complete or absent. */
export async function dumpExternal(options: DumpOptions): Promise<DumpManifest> {
  const target = resolve(options.target);
  await requireEmpty(target);
  const server = await askServer(options.url);
  const program = await findProgram('pg_dump', Number.parseInt(server.serverVersion, 10), options.bin);
  const unfinished = `${target}.part`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  const time = new Date().toISOString();
  try {
    const { address, env } = splitPassword(options.url);
    const raw = join(unfinished, 'raw');
    await runClient(program, ['--format=custom', `--file=${raw}`, `--dbname=${address}`], env);
    const file = await copyHashed(raw, unfinished, 'database.dump');
    await rm(raw);
    const { serverVersion, systemIdentifier, database } = server;
    const manifest: DumpManifest = {
      ...{ format: 1, kind: 'dump', time, serverVersion, systemIdentifier, database, folders: [], files: [file] },
    };
    await writeManifest(unfinished, manifest);
    await rm(target, { recursive: true, force: true });
    await rename(unfinished, target);
    options.log(`Backup: ${(file.size / 1e6).toFixed(1)} MB dumped to ${target}`);
    return manifest;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/** Load a dump into an empty database, in one transaction. Roles are not part of a dump: make them first. */
export async function restoreExternal(options: RestoreDumpOptions): Promise<void> {
  const backup = resolve(options.backup);
  const manifest = await verifyBackup(backup);
  if (manifest.kind !== 'dump') {
    throw new PostgresProblem('backup.not_a_backup', { folder: backup, reason: 'it is a copy of a whole cluster' });
  }
  const server = await askServer(options.url);
  if (Number(server.relations) > 0) throw new PostgresProblem('backup.target_not_empty', { folder: server.database });
  const program = await findProgram('pg_restore', Number.parseInt(manifest.serverVersion, 10), options.bin);
  const { address, env } = splitPassword(options.url);
  const args = ['--exit-on-error', '--single-transaction', '--no-owner', `--dbname=${address}`];
  await runClient(program, [...args, join(backup, 'database.dump')], env);
  options.log(`Restore: ${manifest.database} of ${manifest.time} loaded into ${server.database}`);
}
