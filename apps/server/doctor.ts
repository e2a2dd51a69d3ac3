import { readFile, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { askAsterisk, checkExternalAsterisk } from '#platform/server/asterisk/external.ts';
import { findSystemAsterisk } from '#platform/server/asterisk/install.ts';
import { asteriskRefusals } from '#platform/server/asterisk/texts.ts';
import { schemaState } from '#platform/server/db/pending.ts';
import { readStamp } from '#platform/server/debian/prefix.ts';
import { run } from '#platform/server/debian/run.ts';
import { observeCluster } from '#platform/server/postgres/observe.ts';
import type { Refusal } from '#platform/shared/result.ts';
import { fill } from '#platform/shared/texts.ts';
import { listBackups } from './backup.ts';
import { staleAfterMs } from './backup-schedule.ts';
import type { Config } from './config.ts';
import { databaseName, migrationsFolder } from './database.ts';

/** `idle`: not running, which is no fault by itself; `attention`: works, but somebody should look; `bad`: does not work. */
export interface Part {
  readonly name: string;
  readonly state: 'good' | 'idle' | 'attention' | 'bad';
  /** Version and state, in a few words. */
  readonly found: string;
  readonly advice?: string;
}

const repository = join(import.meta.dirname, '../..');

/** Look at everything and change nothing: neither PostgreSQL nor Asterisk is started for it. */
export async function examine(config: Config): Promise<Part[]> {
  const database = await examineDatabase(config);
  const looks = await Promise.all([
    program(),
    dataFolder(config),
    disk(config),
    Promise.resolve(database.part),
    schema(database.url),
    asterisk(config),
    opus(),
    server(config),
    screens(),
    backups(config),
    dumpProgram(config, database.version),
    clock(),
  ]);
  return looks.flatMap((part) => part ?? []);
}

/** Not needed: a regency that chose Opus keeps WAV without it. */
async function opus(): Promise<Part> {
  const found = await run('opusenc', ['--version']);
  const name = 'opusenc';
  if (found.status === 0) return { name, state: 'good', found: found.stdout.split('\n')[0] ?? '' };
  const advice = 'only for recordings in Opus, off by default: apt-get install opus-tools';
  return { name, state: 'good', found: `not installed (${advice})` };
}

async function program(): Promise<Part> {
  const text = await readFile(join(repository, 'package.json'), 'utf8');
  // Our own package.json always has a version.
  const { version } = JSON.parse(text) as { version: string };
  return {
    name: 'program',
    state: 'good',
    found: `Sigap 112 ${version} on Node ${process.versions.node}, ${process.platform} ${process.arch}`,
  };
}

async function dataFolder({ data }: Config): Promise<Part> {
  const found = await stat(data).catch(() => null);
  if (found === null)
    return {
      name: 'data',
      state: 'bad',
      found: `${data} does not exist`,
      advice: 'set SIGAP_DATA to the folder of the installation, or make one with npm start',
    };
  // Passing through is no seeing: as root PostgreSQL and Asterisk need it.
  const open = (found.mode & 0o066) !== 0;
  if (open)
    return { name: 'data', state: 'attention', found: `${data} can be read by others`, advice: `chmod go-rw ${data}` };
  return { name: 'data', state: 'good', found: data };
}

/** A recorded hour of speech is about 115 MB in two channels; five gigabytes are some days of a busy centre. */
const [fewBytes, leastBytes] = [20e9, 5e9];

async function disk({ data }: Config): Promise<Part | null> {
  const found = await statfs(data).catch(() => null);
  if (found === null) return null;
  const free = found.bavail * found.bsize;
  const state = free < leastBytes ? 'bad' : free < fewBytes ? 'attention' : 'good';
  const part = {
    name: 'disk',
    state,
    found: `${(free / 1e9).toFixed(0)} GB free of ${((found.blocks * found.bsize) / 1e9).toFixed(0)} GB`,
  } as const;
  return state === 'good' ? part : { ...part, advice: 'make room: recordings stop when the disk is full' };
}

async function examineDatabase(config: Config): Promise<{ part: Part; url: string | null; version: string | null }> {
  const name = 'PostgreSQL';
  if (config.databaseUrl !== null) {
    const version = await askOne<string>(
      config.databaseUrl,
      "select split_part(current_setting('server_version'), ' ', 1)",
    );
    if (version instanceof Error)
      return {
        part: {
          name,
          state: 'bad',
          found: `external, does not answer: ${version.message}`,
          advice: 'check DATABASE_URL and the server',
        },
        url: null,
        version: null,
      };
    const old = Number.parseInt(version, 10) < 15;
    const part: Part = old
      ? { name, state: 'bad', found: `external ${version}, too old`, advice: '15 or newer is needed' }
      : { name, state: 'good', found: `external ${version}, answers` };
    return { part, url: config.databaseUrl, version };
  }
  const found = await observeCluster(join(config.data, 'postgres')).catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
  if (found instanceof Error) return { part: { name, state: 'bad', found: found.message }, url: null, version: null };
  if (found.state === 'running') {
    const url = new URL(found.ownerUrl);
    url.pathname = `/${databaseName}`;
    return {
      part: { name, state: 'good', found: `embedded ${found.version}, running (process ${found.pid})` },
      url: url.href,
      version: found.version,
    };
  }
  const parts: Record<typeof found.state, Part> = {
    absent: { name, state: 'idle', found: 'embedded, not made yet', advice: 'npm start makes it' },
    stopped: { name, state: 'idle', found: 'embedded, not running', advice: 'npm start starts it' },
    silent: {
      name,
      state: 'bad',
      found: 'embedded, there but does not answer',
      advice: `read ${join(config.data, 'postgres/log')}`,
    },
  };
  return { part: parts[found.state], url: null, version: null };
}

async function askOne<Value>(url: string, statement: string): Promise<Value | Error> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<unknown[]>({ text: statement, rowMode: 'array' });
    // The caller names the type of the one value its statement asks for.
    return rows[0]?.[0] as Value;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    await client.end().catch(() => {});
  }
}

async function schema(url: string | null): Promise<Part | null> {
  if (url === null) return null;
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on('error', () => {});
  try {
    const { missing, unknown } = await schemaState(pool, migrationsFolder);
    const last = missing.length + unknown.length;
    if (unknown.length > 0)
      return {
        name: 'schema',
        state: 'bad',
        found: `newer than this program: ${unknown.join(', ')}`,
        advice: 'install the newer version of the program',
      };
    if (last > 0)
      return {
        name: 'schema',
        state: 'attention',
        found: `${missing.length} migrations behind`,
        advice: 'npm run sigap -- migrate, or start the server',
      };
    return { name: 'schema', state: 'good', found: 'up to date' };
  } catch (error) {
    return { name: 'schema', state: 'bad', found: error instanceof Error ? error.message : String(error) };
  } finally {
    await pool.end();
  }
}

const asteriskText = (refusal: Refusal<keyof typeof asteriskRefusals>) =>
  fill(asteriskRefusals[refusal.code], 'en', refusal.detail);

async function asterisk(config: Config): Promise<Part> {
  const { mode, ari, wsPort } = config.asterisk;
  const name = 'Asterisk';
  if (mode === 'off')
    return {
      name,
      state: 'attention',
      found: 'switched off (SIGAP_ASTERISK=off)',
      advice: 'no calls can be taken; unset it',
    };
  if (mode === 'external' && ari !== null) {
    const found = await checkExternalAsterisk(ari);
    if (!found.ok) return { name, state: 'bad', found: `external: ${asteriskText(found.refusal)}` };
    return { name, state: 'good', found: `external ${found.value.version}, running since ${found.value.startedAt}` };
  }
  const installed = mode === 'system' ? await systemVersion() : await embeddedVersion(config);
  if (typeof installed !== 'string') return installed;
  const password = await readFile(join(config.data, 'keys/ari-password'), 'utf8').catch(() => '');
  const found = await askAsterisk({ url: `http://127.0.0.1:${wsPort}/ari`, user: 'sigap', password: password.trim() });
  if (found.ok) return { name, state: 'good', found: `${mode} ${installed}, running since ${found.value.startedAt}` };
  if (found.refusal.code === 'asterisk.wrong_password')
    return {
      name,
      state: 'bad',
      found: `another Asterisk answers on port ${wsPort}`,
      advice: 'choose another SIGAP_SIP_WS_PORT, or stop the other one',
    };
  return { name, state: 'idle', found: `${mode} ${installed}, not running`, advice: 'npm start starts it' };
}

async function systemVersion(): Promise<string | Part> {
  const found = await findSystemAsterisk();
  return found.ok ? found.value.version : { name: 'Asterisk', state: 'bad', found: asteriskText(found.refusal) };
}

async function embeddedVersion({ data }: Config): Promise<string | Part> {
  const stamp = await readStamp(join(data, 'asterisk/prefix'));
  const version = stamp?.packages.find((each) => each.name === 'asterisk')?.version;
  return (
    version?.replace(/^\d+:/, '').split(/[+~-]/)[0] ?? {
      name: 'Asterisk',
      state: 'idle',
      found: 'embedded, not installed yet',
      advice: 'npm start fetches it from Debian',
    }
  );
}

interface Ready {
  readonly state: string;
  readonly components: Readonly<Record<string, { readonly state: string; readonly detail: string }>>;
}

async function server({ port }: Config): Promise<Part> {
  const name = 'server';
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(5000) }).catch(
    () => null,
  );
  if (answer === null)
    return { name, state: 'idle', found: `nothing answers on port ${port}`, advice: 'npm start starts it' };
  // Ours, or some other program on that port: then nothing fits.
  const ready = (await answer.json().catch(() => null)) as Ready | null;
  if (ready?.components === undefined)
    return {
      name,
      state: 'bad',
      found: `another program answers on port ${port}`,
      advice: 'choose another SIGAP_PORT',
    };
  const poor = Object.entries(ready.components).filter(([, component]) => component.state !== 'ok');
  if (poor.length === 0)
    return {
      name,
      state: 'good',
      found: `running on port ${port}: ${Object.keys(ready.components).join(', ')} in order`,
    };
  const said = poor.map(([part, { state, detail }]) => `${part} ${state} (${detail})`).join('; ');
  return {
    name,
    state: ready.state === 'failed' ? 'bad' : 'attention',
    found: `running on port ${port}, but ${said}`,
    advice: 'read its log (journalctl -u sigap)',
  };
}

async function screens(): Promise<Part> {
  const built = await stat(join(repository, 'dist/console/index.html')).catch(() => null);
  return built === null
    ? { name: 'screens', state: 'idle', found: 'not built', advice: 'npm start builds them' }
    : { name: 'screens', state: 'good', found: `built ${built.mtime.toISOString()}` };
}

async function backups({ backups: { scheduled, folder } }: Config): Promise<Part> {
  const name = 'backup';
  const all = await listBackups(folder);
  const newest = all[0];
  const off = scheduled ? '' : '; the schedule is off (SIGAP_BACKUPS=off)';
  if (newest === undefined)
    return {
      name,
      state: 'attention',
      found: `none in ${folder}${off}`,
      advice: 'npm run sigap -- backup; the running server takes one each night at half past two',
    };
  const hours = (Date.now() - Date.parse(newest.manifest.time)) / 3_600_000;
  const found = `${all.length} in ${folder}, the newest ${hours < 1 ? 'less than 1' : Math.floor(hours)} h old${off}`;
  if (hours * 3_600_000 > staleAfterMs)
    return {
      name,
      state: 'attention',
      found,
      advice: 'the last night brought none: read the log, then npm run sigap -- backup',
    };
  return { name, state: 'good', found };
}

/** Only an external database needs a program of PostgreSQL's for its backup. */
async function dumpProgram(config: Config, version: string | null): Promise<Part | null> {
  if (config.databaseUrl === null || version === null) return null;
  const major = Number.parseInt(version, 10);
  for (const program of [`/usr/lib/postgresql/${major}/bin/pg_dump`, 'pg_dump']) {
    const { status, stdout } = await run(program, ['--version']);
    if (status === 0 && Number(/\) (\d+)/.exec(stdout)?.[1]) >= major)
      return { name: 'pg_dump', state: 'good', found: stdout.trim() };
  }
  return {
    name: 'pg_dump',
    state: 'bad',
    found: `none for PostgreSQL ${major}`,
    advice: `apt-get install postgresql-client-${major}: without it there is no backup`,
  };
}

/** Times of calls are evidence: a machine whose clock nobody keeps right says so. */
async function clock(): Promise<Part | null> {
  const { status, stdout } = await run('timedatectl', ['show', '--property=NTPSynchronized', '--value'], {
    timeoutMs: 5000,
  });
  if (status !== 0) return null;
  return stdout.trim() === 'yes'
    ? { name: 'clock', state: 'good', found: 'kept by NTP' }
    : {
        name: 'clock',
        state: 'attention',
        found: 'not kept by NTP',
        advice: 'apt-get install systemd-timesyncd, or chrony',
      };
}
