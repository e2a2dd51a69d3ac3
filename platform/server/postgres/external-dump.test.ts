import { existsSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dumpExternal, restoreExternal } from './external-dump.ts';
import type { RunningPostgres } from './launcher.ts';
import { ask, debian15, TemporaryClusters } from './temporary-clusters.ts';

const clusters = new TemporaryClusters();
afterAll(() => clusters.close());
const log = (line: string) => clusters.lines.push(line);

describe('against the newest server', () => {
  let server: RunningPostgres;
  beforeAll(async () => {
    server = await clusters.start(await clusters.folder());
  });

  test('without pg_dump the refusal says what to install', async () => {
    const target = join(await clusters.folder(), 'dump');
    const attempt = dumpExternal({ url: server.ownerUrl, target, bin: await clusters.folder(), log });
    await expect(attempt).rejects.toMatchObject({
      code: 'backup.no_client_program',
      detail: { wanted: 18, found: '-' },
    });
    await expect(attempt).rejects.toThrow(/postgresql-client-18/);
  });

  // Debian 12's client is the usual one at hand, and older than this server; without it the first test says all there is.
  const found = existsSync(join(debian15, 'pg_dump')) ? '15' : '-';
  test(`an older pg_dump (${found}) is refused by us, not half way`, async () => {
    const target = join(await clusters.folder(), 'dump');
    await expect(dumpExternal({ url: server.ownerUrl, target, bin: debian15, log })).rejects.toMatchObject({
      ...{ code: 'backup.no_client_program', detail: { program: 'pg_dump', found } },
    });
  });
});

// A server of the same version as the client: only where Debian's are installed.
for (const bin of [debian15].filter((folder) => existsSync(join(folder, 'pg_dump')))) {
  test('a dump comes back into an empty database, and only there', async () => {
    const server = await clusters.start(await clusters.folder(), { binaries: { bin } });
    const url = server.ownerUrl;
    await ask(url, `create database source`);
    await ask(url, `create database target`);
    const named = (name: string) => url.replace(/\/postgres(?=\?|$)/, `/${name}`);
    const [source, target] = [named('source'), named('target')];
    await ask(
      source,
      'create table note (id int primary key, body text)',
      `insert into note values (1, 'a'), (2, 'b')`,
    );
    const backup = join(await clusters.folder(), 'dump');
    const manifest = await dumpExternal({ url: source, target: backup, log });
    expect(manifest).toMatchObject({ kind: 'dump', database: 'source' });
    await restoreExternal({ backup, url: target, log });
    expect(await ask(target, 'select * from note order by id')).toEqual([
      { id: 1, body: 'a' },
      { id: 2, body: 'b' },
    ]);
    await expect(restoreExternal({ backup, url: target, log })).rejects.toMatchObject({
      code: 'backup.target_not_empty',
    });
    await appendFile(join(backup, 'database.dump'), 'x');
    await expect(restoreExternal({ backup, url: target, log })).rejects.toMatchObject({ code: 'backup.damaged' });
    await server.stop();
  });
}
