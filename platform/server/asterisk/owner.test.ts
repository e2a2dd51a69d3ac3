import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseOwner, ownedFolder } from './owner.ts';

const isRoot = process.getuid?.() === 0;
let data: string;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'owner-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

test('root gives its folders to a user without rights where it can get to them, also one inside another; others keep theirs', async () => {
  await chmod(data, 0o711);
  const folders = [join(data, 'recordings'), join(data, 'recordings/incoming')];
  for (const folder of folders) await mkdir(folder, { mode: 0o750 });
  const found = join(data, 'recordings/incoming/a.wav');
  await writeFile(found, '');
  const owner = await chooseOwner(folders);
  expect(owner !== undefined).toBe(isRoot);
  for (const folder of folders) await ownedFolder(folder, owner);
  const uid = owner?.uid ?? process.getuid?.();
  for (const path of [...folders, found]) expect((await stat(path)).uid).toBe(uid);
});

test('where only we may pass, Asterisk runs as we do', async () => {
  await chmod(data, 0o700);
  expect(await chooseOwner([join(data, 'recordings')])).toBeUndefined();
});
