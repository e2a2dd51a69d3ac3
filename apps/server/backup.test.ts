import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordingKeys } from '#features/calls/server/recording/recording-keys.ts';
import { verifyTenant } from '#features/monev/server/verify.ts';
import { rotateCel, rotatedCelFiles } from '#platform/server/asterisk/cel-files.ts';
import { openDatabase } from '#platform/server/db/database.ts';
import { ensureDatabase, prepareDatabase, urlFor } from '#platform/server/db/prepare.ts';
import { createHealth } from '#platform/server/health/health.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { createMetrics } from '#platform/server/metrics/metrics.ts';
import { observeCluster } from '#platform/server/postgres/observe.ts';
import { ask, debian15, TemporaryClusters } from '#platform/server/postgres/temporary-clusters.ts';
import { placeCall } from '#platform/server/sip/place-call.ts';
import { freePort, mediaPorts } from '#platform/server/testing/free-port.ts';
import { SseClient, type SseMessage } from '#platform/server/testing/sse-client.ts';
import { until } from '#platform/server/testing/until.ts';
import { present } from '#platform/shared/result.ts';
import { type BackupOptions, listBackups, takeBackup } from './backup.ts';
import { startBackups } from './backup-schedule.ts';
import { type Config, readConfig } from './config.ts';
import { migrationsFolder } from './database.ts';
import { createProgress } from './progress.ts';
import { restoreHouse } from './restore.ts';
import { type RunningServer, startServer } from './start.ts';

const password = 'kata-sandi-uji-112';
const quiet = createProgress(() => undefined);
const log = () => undefined;
const folders: string[] = [];
const running: RunningServer[] = [];
const clusters = new TemporaryClusters();

afterAll(async () => {
  for (const server of running) await server.stop();
  await clusters.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sigap-backup-'));
  folders.push(folder);
  return folder;
}

/** A whole installation but for its screens. */
async function start(data: string): Promise<{ server: RunningServer; config: Config }> {
  const rtp = mediaPorts(100);
  const config = readConfig(
    {
      SIGAP_DATA: data,
      SIGAP_PORT: String(await freePort()),
      SIGAP_SIP_PORT: String(await freePort()),
      SIGAP_SIP_WS_PORT: String(await freePort()),
      SIGAP_RTP_PORTS: `${rtp.from}-${rtp.to}`,
      SIGAP_DEMO_PASSWORD: password,
      SIGAP_SERVICES: 'live,timers,jobs,telephony',
    },
    [],
  );
  const server = await startServer(config, silentLog, quiet);
  running.push(server);
  return { server, config };
}

async function stop(server: RunningServer): Promise<void> {
  running.splice(running.indexOf(server), 1);
  await server.stop();
}

async function ownerUrlOf(data: string): Promise<string> {
  const found = await observeCluster(join(data, 'postgres'));
  if (found.state !== 'running') throw new Error(`PostgreSQL in ${data} is ${found.state}`);
  const url = new URL(found.ownerUrl);
  url.pathname = '/sigap';
  return url.href;
}

async function optionsOf(data: string): Promise<BackupOptions> {
  return {
    data,
    backups: join(data, 'backups'),
    ownerUrl: await ownerUrlOf(data),
    clusterFolder: join(data, 'postgres'),
    keep: 7,
    env: { SIGAP_PORT: '8112', HOME: '/root' },
    log,
  };
}

async function signIn(server: RunningServer, username: string): Promise<string> {
  const answer = await server.app.inject({ method: 'POST', url: '/api/session', payload: { username, password } });
  if (answer.statusCode !== 200) throw new Error(`${username} could not sign in: ${answer.body}`);
  const cookie = present(answer.cookies[0], 'signing in sets the session cookie');
  return `${cookie.name}=${cookie.value}`;
}

const read = (server: RunningServer, cookie: string, url: string) =>
  server.app.inject({ method: 'GET', url, headers: { cookie } });

function screenOf(config: Config, cookie: string, lastEventId?: string): { messages: SseMessage[]; client: SseClient } {
  const messages: SseMessage[] = [];
  const client = new SseClient(`http://127.0.0.1:${config.port}/api/events`, {
    headers: { cookie },
    onMessage: (message) => messages.push(message),
    ...(lastEventId === undefined ? {} : { lastEventId }),
  });
  return { messages, client };
}

describe('an installation with a recorded call', () => {
  let data: string;
  let restored: string;
  let supervisor: string;
  let callId: string;
  let cursor: string;
  let soundBefore: string;
  /** Sessions whose sign-in was acknowledged before the backup began. */
  const certain: string[] = [];
  let during = 0;

  beforeAll(async () => {
    data = join(await newFolder(), 'data');
    const { server, config } = await start(data);
    supervisor = await signIn(server, 'supervisor');
    const screen = screenOf(config, supervisor);
    const caller = await placeCall({
      host: '127.0.0.1',
      port: config.asterisk.sipPort,
      from: '081234567890',
      to: '112',
      audio: { tone: 440 },
    });
    await caller.waitFor('early-media', 30_000);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await caller.hangUp();
    const list = async () =>
      (await read(server, supervisor, '/api/calls?group=lost')).json<{
        items: { id: string; recording: string | null }[];
      }>().items;
    await until('the recording is stored', async () => (await list())[0]?.recording === 'stored');
    callId = present((await list())[0], 'waited for').id;
    soundBefore = hashOf(
      (await read(server, supervisor, `/api/calls/${callId}/recording?reason=uji+cadangan`)).rawPayload,
    );

    await rotateCel(join(data, 'logs/cel.json'), Date.now());
    let isOver = false;
    const write = async (username: string) => {
      while (!isOver) {
        certain.push(await signIn(server, username));
        during += 1;
      }
    };
    const writers = ['calltaker1', 'calltaker2', 'dispatcher'].map(write);
    await until('some have signed in', () => certain.length >= 9);
    const before = certain.length;
    during = 0;
    await takeBackup(await optionsOf(data));
    isOver = true;
    await Promise.all(writers);
    certain.splice(before);
    await until('the screen heard them', () => screen.messages.filter(({ id }) => id !== null).length > 0);
    cursor = present(screen.messages.findLast(({ id }) => id !== null)?.id, 'waited for');
    screen.client.cut();
    await stop(server);

    restored = join(await newFolder(), 'restored');
    const backup = present((await listBackups(join(data, 'backups')))[0], 'taken above');
    await restoreHouse({ backup: backup.path, into: restored, databaseUrl: null, log });
  }, 600_000);

  test('is restored with everything acknowledged before the backup, and verifies', async () => {
    expect(during).toBeGreaterThan(0);
    const [record] = await rotatedCelFiles(join(restored, 'logs/cel.json'));
    expect(await readFile(present(record, 'it was rotated before the backup'), 'utf8')).toContain('"112"');
    const { server, config } = await start(restored);
    for (const cookie of [supervisor, ...lastOfEach(certain)]) {
      expect((await read(server, cookie, '/api/session')).statusCode).toBe(200);
    }
    const system = openDatabase({ url: await ownerUrlOf(restored), maxConnections: 2, log: silentLog, name: 'test' });
    const tenants = await system.pool.query<{ id: string }>('select id from tenants');
    expect(tenants.rows).toHaveLength(2);
    for (const { id } of tenants.rows) {
      const report = await verifyTenant(system.db, id, undefined, {
        folder: join(restored, 'recordings'),
        keys: recordingKeys(join(restored, 'keys')),
      });
      expect(report.findings).toEqual([]);
      expect(report.chain.links).toBeGreaterThan(0);
    }
    const epoch = await system.pool.query<{ epoch: number }>('select epoch from installation');
    expect(epoch.rows).toEqual([{ epoch: 2 }]);
    const opened = await system.pool.query<{ n: number }>(
      "select count(*)::int as n from events where name = 'session.opened'",
    );
    expect(opened.rows[0]?.n).toBeGreaterThanOrEqual(certain.length + 1);
    await system.close();

    const sound = await read(server, supervisor, `/api/calls/${callId}/recording?reason=uji+cadangan`);
    expect(sound.statusCode).toBe(200);
    expect(sound.rawPayload.length).toBeGreaterThan(16_000);
    expect(hashOf(sound.rawPayload)).toBe(soundBefore);

    // A screen that comes back with a cursor of the lost installation, and one of the restored.
    const old = screenOf(config, supervisor, cursor);
    await until('the old screen is greeted', () => old.messages.some(({ type }) => type === 'hello'));
    expect(old.messages[0]?.type).toBe('resync');
    const place = present(old.messages[0]?.id, 'a resync says where to go on');
    old.client.cut();
    const fresh = screenOf(config, supervisor, place);
    await until('the new screen is greeted', () => fresh.messages.some(({ type }) => type === 'hello'));
    expect(fresh.messages.map(({ type }) => type)).not.toContain('resync');
    fresh.client.cut();

    // It can be backed up again; a recording that the backup before has costs nothing.
    const second = await takeBackup(await optionsOf(restored));
    const third = await takeBackup(await optionsOf(restored));
    const recording = present(
      third.manifest.files.find(({ path }) => /^house\/recordings\/\d{4}\//.test(path)),
      'the call was recorded',
    );
    expect((await stat(join(third.path, recording.path))).ino).toBe(
      (await stat(join(second.path, recording.path))).ino,
    );
    await stop(server);
  }, 300_000);

  test('a backup that is being taken keeps a second one away', async () => {
    const { server } = await start(restored);
    const options = { ...(await optionsOf(restored)), backups: await newFolder(), keep: null };
    const outcomes = await Promise.allSettled([takeBackup(options), takeBackup(options)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await readdir(options.backups)).toHaveLength(1);
    await stop(server);
  }, 300_000);

  test('a changed file is found out, and nothing is left behind', async () => {
    const backup = present((await listBackups(join(data, 'backups')))[0], 'taken above');
    const key = present(
      backup.manifest.files.find(({ path }) => path.startsWith('house/keys/')),
      'keys are part of it',
    );
    await appendFile(join(backup.path, key.path), 'x');
    const into = join(await newFolder(), 'again');
    await expect(restoreHouse({ backup: backup.path, into, databaseUrl: null, log })).rejects.toThrow(/damaged/);
    expect(existsSync(into) || existsSync(`${into}.part`)).toBe(false);
  });
});

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Signing in again ends the session before it: of each person the last one is open. */
function lastOfEach(cookies: readonly string[]): string[] {
  return cookies.slice(-1);
}

/** A database as docs/operations.md asks for it: its owner is no superuser. */
async function ownDatabase(superuserUrl: string): Promise<string> {
  await ask(
    superuserUrl,
    `create role sigap_owner login createrole password 'uji'`,
    'create database sigap owner sigap_owner',
  );
  const url = new URL(superuserUrl);
  url.pathname = '/sigap';
  const own = urlFor(url.href, 'sigap_owner', 'uji');
  // Rights to functions of the system are per database.
  await ask(url.href, 'grant execute on function pg_control_system() to sigap_owner');
  return own;
}

test('the schedule makes up for a missed night, once, and its age is told', async () => {
  const folder = join(await newFolder(), 'data');
  const postgres = await clusters.start(join(folder, 'postgres'));
  const ownerUrl = await ensureDatabase(postgres.ownerUrl, 'sigap');
  const prepared = await prepareDatabase({
    ownerUrl,
    migrations: migrationsFolder,
    log: silentLog,
    rolePassword: password,
  });
  await ask(ownerUrl, `update installation set created_at = clock_timestamp() - interval '2 days'`);
  const system = openDatabase({ url: prepared.systemUrl, maxConnections: 2, log: silentLog, name: 'test' });
  const health = createHealth();
  const databases = { prepared, postgres, systemDb: system.db };
  const config = readConfig({ SIGAP_DATA: folder }, []);
  const schedule = startBackups(
    { config, databases, log: silentLog, health, metrics: createMetrics() },
    { quietMs: 200, lookMs: 50, retryMs: 1000 },
  );
  expect((await health.check()).components.backup).toMatchObject({ state: 'degraded', detail: 'none yet' });
  await until('a backup was taken', async () => (await listBackups(config.backups.folder)).length > 0);
  // Ten looks later there is still one.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await listBackups(config.backups.folder)).toHaveLength(1);
  expect((await health.check()).components.backup).toMatchObject({ state: 'ok', detail: '0 h old' });
  await schedule.stop();
  await system.close();
});

describe('an external database', () => {
  test('newer than every pg_dump of this machine is refused with what to install', async () => {
    const postgres = await clusters.start(join(await clusters.folder(), 'postgres'));
    const ownerUrl = await ensureDatabase(postgres.ownerUrl, 'sigap');
    const data = await newFolder();
    const options = { data, backups: join(data, 'backups'), ownerUrl, clusterFolder: null, keep: 7, env: {}, log };
    const before = process.env.PATH;
    process.env.PATH = data;
    try {
      await expect(takeBackup(options)).rejects.toThrow(/Install postgresql-client-18/);
    } finally {
      process.env.PATH = before;
    }
    expect(await readdir(options.backups)).toEqual([]);
  });

  // Debian's own server is what an external one is tried with; where it is not installed there is none.
  for (const bin of existsSync(join(debian15, 'pg_dump')) ? [debian15] : []) {
    test('goes through pg_dump into an empty database of another server', async () => {
      const source = await clusters.start(join(await clusters.folder(), 'source'), { binaries: { bin } });
      const ownerUrl = await ownDatabase(source.ownerUrl);
      const data = await newFolder();
      const first = await prepareDatabase({
        ownerUrl,
        migrations: migrationsFolder,
        log: silentLog,
        rolePassword: password,
      });
      await ask(
        ownerUrl,
        `insert into tenants (id, slug, name, short_name, region_code, zone) values (gen_random_uuid(), 'uji', 'Kabupaten Uji', 'Uji', '35.15', 'Asia/Jakarta')`,
      );
      const taken = await takeBackup({
        data,
        backups: join(data, 'backups'),
        ownerUrl,
        clusterFolder: null,
        keep: 7,
        env: {},
        log,
      });
      expect(taken.manifest.database).toBe('dump');

      const target = await clusters.start(join(await clusters.folder(), 'target'), { binaries: { bin } });
      const databaseUrl = await ownDatabase(target.ownerUrl);
      const into = join(await newFolder(), 'restored');
      await expect(restoreHouse({ backup: taken.path, into, databaseUrl: null, log })).rejects.toThrow(/DATABASE_URL/);
      await restoreHouse({ backup: taken.path, into, databaseUrl, log });
      expect(await ask(databaseUrl, 'select slug from tenants')).toEqual([{ slug: 'uji' }]);
      const [{ epoch } = { epoch: 0 }] = await ask<{ epoch: number }>(databaseUrl, 'select epoch from installation');
      expect(epoch).toBeGreaterThan(first.epoch);
      // The roles that a dump does not hold.
      const made = await ask(
        databaseUrl,
        `select rolname from pg_roles where rolname in ('sigap_app', 'sigap_system') and rolcanlogin order by 1`,
      );
      expect(made).toEqual([{ rolname: 'sigap_app' }, { rolname: 'sigap_system' }]);
    });
  }
});
