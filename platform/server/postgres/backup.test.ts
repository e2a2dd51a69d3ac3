import { appendFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backupCluster } from './backup.ts';
import type { RunningPostgres } from './launcher.ts';
import { readManifest, verifyBackup } from './manifest.ts';
import { pruneBackups } from './prune.ts';
import { restoreCluster } from './restore.ts';
import { ask, engines, sortable, startWriters, TemporaryClusters } from './temporary-clusters.ts';

const clusters = new TemporaryClusters();
afterAll(() => clusters.close());
const log = (line: string) => clusters.lines.push(line);
const makeNotes = 'create table note (id int primary key, body text)';

describe.each(engines)('$name', ({ binaries }) => {
  test('a backup under writers holds every row acknowledged before it ended', async () => {
    const folder = await clusters.folder();
    const server = await clusters.start(folder, { binaries });
    await ask(
      server.ownerUrl,
      makeNotes,
      `insert into note select -g, repeat('y', 500) from generate_series(1, 20000) g`,
    );
    const writers = startWriters(server.ownerUrl, 6);
    await expect.poll(() => writers.acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(200);
    const target = join(await clusters.folder(), 'backup');
    const before = writers.acknowledged.length;
    const manifest = await backupCluster({ ownerUrl: server.ownerUrl, dataFolder: join(folder, 'data'), target, log });
    await writers.stop();
    const certain = writers.acknowledged.filter(
      (_, index) => (writers.flushedTo[index] ?? '~') <= sortable(manifest.stopLsn),
    );
    expect(certain.length).toBeGreaterThan(before);
    expect(manifest.files.some(({ path }) => path.startsWith('wal/'))).toBe(true);
    await server.stop();

    const fresh = join(await clusters.folder(), 'restored');
    await restoreCluster({ backup: target, folder: fresh, log });
    const restored = await clusters.start(fresh, { binaries });
    const kept = new Set((await ask<{ id: number }>(restored.ownerUrl, 'select id from note')).map(({ id }) => id));
    expect(certain.filter((id) => !kept.has(id))).toEqual([]);
    expect([...kept].filter((id) => id < 0)).toHaveLength(20_000);
    // It takes writes, archives for itself and can be backed up again.
    await ask(restored.ownerUrl, `insert into note values (-99999, 'after')`);
    expect(await readdir(fresh)).not.toContain('restore-wal');
    const second = join(await clusters.folder(), 'backup');
    const next = await backupCluster({
      ownerUrl: restored.ownerUrl,
      dataFolder: join(fresh, 'data'),
      target: second,
      log,
    });
    expect(next.timeline).toBe(manifest.timeline + 1);
    await restored.stop();
  });
});

test('with the archive a restore reaches any moment after the backup', async () => {
  const folder = await clusters.folder();
  const server = await clusters.start(folder);
  await ask(server.ownerUrl, makeNotes, `insert into note values (1, 'before')`);
  const target = join(await clusters.folder(), 'backup');
  await backupCluster({ ownerUrl: server.ownerUrl, dataFolder: join(folder, 'data'), target, log });
  await ask(server.ownerUrl, `insert into note values (2, 'wanted')`);
  const [moment] = await ask<{ now: Date }>(
    server.ownerUrl,
    'select clock_timestamp() as now',
    'select pg_sleep(0.05)',
    'select clock_timestamp() as now',
  );
  await ask(
    server.ownerUrl,
    'select pg_sleep(0.05)',
    `insert into note values (3, 'mistake')`,
    'select pg_switch_wal()',
  );
  const archived = async () =>
    (await ask<{ n: number }>(server.ownerUrl, 'select archived_count::int as n from pg_stat_archiver'))[0]?.n;
  const count = (await archived()) ?? 0;
  await expect.poll(archived, { timeout: 30_000 }).toBeGreaterThanOrEqual(Math.max(count, 3));
  await server.stop();
  const archive = join(folder, 'archive');

  const partial = join(await clusters.folder(), 'a');
  await restoreCluster({ backup: target, folder: partial, archive, until: new Date(moment?.now ?? 0) });
  const atMoment = await clusters.start(partial);
  expect(await ask(atMoment.ownerUrl, 'select id from note order by id')).toEqual([{ id: 1 }, { id: 2 }]);

  // A backup of that one, restored to its end, must not stop at the old moment again.
  await ask(atMoment.ownerUrl, `insert into note values (4, 'later')`);
  const later = join(await clusters.folder(), 'backup');
  await backupCluster({ ownerUrl: atMoment.ownerUrl, dataFolder: join(partial, 'data'), target: later, log });
  await atMoment.stop();
  const whole = join(await clusters.folder(), 'b');
  await restoreCluster({ backup: later, folder: whole });
  const atEnd = await clusters.start(whole);
  expect(await ask(atEnd.ownerUrl, 'select id from note order by id')).toEqual([{ id: 1 }, { id: 2 }, { id: 4 }]);
  await atEnd.stop();
});

describe('one cluster', () => {
  let folder: string;
  let backups: string;
  let server: RunningPostgres;
  beforeAll(async () => {
    folder = await clusters.folder();
    backups = await clusters.folder();
    server = await clusters.start(folder);
  });
  const startOf = async (name: string) => {
    const manifest = await readManifest(join(backups, name));
    return manifest.kind === 'cluster' ? manifest.startSegment : '';
  };
  const take = (name: string) =>
    backupCluster({ ownerUrl: server.ownerUrl, dataFolder: join(folder, 'data'), target: join(backups, name), log });

  test('a full target and a full folder are refused before anything is written', async () => {
    const full = await clusters.folder();
    await writeFile(join(full, 'mine'), 'x');
    const refusal = { code: 'backup.target_not_empty' };
    await expect(
      backupCluster({ ownerUrl: server.ownerUrl, dataFolder: join(folder, 'data'), target: full, log }),
    ).rejects.toMatchObject(refusal);
    await take('good');
    await expect(restoreCluster({ backup: join(backups, 'good'), folder: full })).rejects.toMatchObject(refusal);
    expect(await readdir(full)).toEqual(['mine']);
  });

  test('a damaged backup is refused, whichever way it is damaged', async () => {
    await take('damaged');
    const backup = join(backups, 'damaged');
    const { files } = await readManifest(backup);
    const file = join(backup, files.find(({ path, size }) => path.includes('/base/') && size > 8_000)?.path ?? '');
    const whole = await readFile(file);
    const target = join(await clusters.folder(), 'x');
    const attempt = () => restoreCluster({ backup, folder: target });
    const changed = Buffer.from(whole);
    changed[5_000] = (changed[5_000] ?? 0) ^ 1;
    await writeFile(file, changed);
    await expect(attempt()).rejects.toMatchObject({ code: 'backup.damaged' });
    await appendFile(file, 'x');
    await expect(attempt()).rejects.toThrow(/another size/);
    await rm(file);
    await expect(attempt()).rejects.toThrow(/is missing/);
    await writeFile(file, whole);
    expect((await verifyBackup(backup)).kind).toBe('cluster');
    await rm(join(backup, 'manifest.json'));
    await expect(attempt()).rejects.toMatchObject({ code: 'backup.not_a_backup' });
    await expect(stat(target)).rejects.toThrow('ENOENT');
  });

  test('old backups go, and with them only the WAL no kept backup needs', async () => {
    await rm(backups, { recursive: true });
    await mkdir(backups);
    for (const name of ['one', 'two', 'three']) {
      await take(name);
      await ask(server.ownerUrl, `select pg_logical_emit_message(true, 'test', 'x')`, 'select pg_switch_wal()');
    }
    const archive = join(folder, 'archive');
    const segments = async () => (await readdir(archive)).filter((name) => /^[0-9A-F]{24}\.gz$/.test(name)).sort();
    const startSegment = await startOf('two');
    // A segment after each backup: the archiver is done when the one before the third backup's end is there.
    const last = await startOf('three');
    await expect.poll(segments, { timeout: 30_000 }).toContain(`${last}.gz`);
    const foreign = { backups, archive, systemIdentifier: '1', keep: 3, log };
    expect(await pruneBackups(foreign)).toEqual({ backups: [], segments: 0 });
    const pruned = await pruneBackups({ backups, archive, keep: 2, log });
    expect(pruned.backups).toEqual([join(backups, 'one')]);
    expect(pruned.segments).toBeGreaterThan(0);
    expect((await segments())[0]).toBe(`${startSegment}.gz`);
    await expect(pruneBackups({ backups, keep: 0, log })).rejects.toMatchObject({ code: 'backup.keep_nothing' });
    const fresh = join(await clusters.folder(), 'restored');
    await restoreCluster({ backup: join(backups, 'two'), folder: fresh, archive });
    await (await clusters.start(fresh)).stop();
  });

  test('a lost connection leaves neither half a backup nor a slot', async () => {
    const target = join(backups, 'lost');
    const backup = backupCluster({ ownerUrl: server.ownerUrl, dataFolder: join(folder, 'data'), target, log });
    const end = async () => {
      const rows = await ask<{ pg_terminate_backend: boolean }>(
        server.ownerUrl,
        `select pg_terminate_backend(active_pid) from pg_replication_slots where active_pid is not null`,
      );
      return rows.length;
    };
    const [result] = await Promise.all([
      backup.then(
        () => 'made',
        () => 'failed',
      ),
      expect.poll(end, { timeout: 30_000, interval: 5 }).toBe(1),
    ]);
    expect(result).toBe('failed');
    expect((await readdir(backups)).filter((name) => name.startsWith('lost'))).toEqual([]);
    expect(await ask(server.ownerUrl, 'select slot_name from pg_replication_slots')).toEqual([]);
  });
});
