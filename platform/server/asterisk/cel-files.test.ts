import { appendFile, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CelReader, dropReadCel, followCel, isCelDue, rotateCel } from './cel-files.ts';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cel-files-'));
  file = join(folder, 'cel.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const line = (uniqueid: string, seconds = 1795295638) =>
  `${JSON.stringify({
    eventtype: 'CHAN_START',
    eventtime: `${seconds}.302910`,
    system: 'a',
    linkedid: 'a-1',
    uniqueid,
    channame: 'PJSIP/x-1',
    num: '',
    name: '',
    exten: '112',
    context: 'incoming',
    appname: '',
    peer: '',
    eventextra: '',
  })}\n`;
const now = 1795295638_000;

async function readAll(reader: CelReader): Promise<string[]> {
  const found: string[] = [];
  for (let read = await reader.next(); read !== null; read = await reader.next())
    found.push(...read.events.map((event) => event.uniqueId));
  return found;
}

test('reading follows the log through rotations, and a line that was begun before one is read after it', async () => {
  const reader = followCel(file, null);
  expect(await reader.next()).toBeNull();
  expect(reader.spot()).toBeNull();
  await writeFile(file, line('1') + line('2').slice(0, 50));
  expect(await readAll(reader)).toEqual(['1']);
  const rotated = await rotateCel(file, now);
  expect(await readAll(reader)).toEqual([]);
  await appendFile(rotated, line('2').slice(50) + line('3'));
  await writeFile(file, line('4'));
  expect(await readAll(reader)).toEqual(['2', '3', '4']);
  await rotateCel(file, now + 1);
  await rotateCel(file, now + 2).catch(() => undefined);
  await writeFile(file, line('5'));
  await rotateCel(file, now + 3);
  await writeFile(file, line('6') + line('7'));
  expect(await readAll(reader)).toEqual(['5', '6', '7']);
  expect(await readAll(reader)).toEqual([]);
});

test('a position holds for its file whatever that is called now; one of a file that is gone begins with the oldest', async () => {
  await writeFile(file, line('1') + line('2'));
  const reader = followCel(file, null);
  await readAll(reader);
  const spot = reader.spot();
  await appendFile(file, line('3'));
  await rotateCel(file, now);
  await writeFile(file, line('4'));
  expect(await readAll(followCel(file, spot))).toEqual(['3', '4']);
  expect(await readAll(followCel(file, { key: 'f'.repeat(64), offset: 77 }))).toEqual(['1', '2', '3', '4']);
});

test('a copy of a file beside its rotated self, as a backup may hold it, is read through and not for ever', async () => {
  await writeFile(file, line('1') + line('2'));
  await rotateCel(file, now);
  await writeFile(file, line('1'));
  const reader = followCel(file, null);
  expect(await readAll(reader)).toEqual(['1', '2', '1']);
  await appendFile(file, line('3'));
  expect(await readAll(reader)).toEqual(['3']);
});

test('it is due by size or by the age of its first line; only what was read whole and is old is deleted', async () => {
  const rotation = { bytes: 1000, ageMs: 60_000, keepMs: 1000 };
  expect(await isCelDue(file, rotation, now)).toBe(false);
  await writeFile(file, line('1'));
  expect(await isCelDue(file, rotation, now + 59_000)).toBe(false);
  expect(await isCelDue(file, rotation, now + 61_000)).toBe(true);
  await appendFile(file, line('2').repeat(5));
  expect(await isCelDue(file, rotation, now)).toBe(true);
  for (const [index, id] of ['b', 'c', 'd'].entries()) {
    await utimes(await rotateCel(file, now + index), 1, 1);
    await writeFile(file, line(id));
  }
  const reader = followCel(file, null);
  await reader.next();
  const first = reader.spot();
  await reader.next();
  const spot = reader.spot();
  if (first === null || spot === null) throw new Error('There are files');
  await dropReadCel(file, first, 1000, now);
  expect(await readdir(folder)).toHaveLength(4);
  await dropReadCel(file, spot, 2 * now, now);
  expect(await readdir(folder)).toHaveLength(4);
  await dropReadCel(file, spot, 1000, now);
  expect(await readdir(folder)).toHaveLength(3);
  expect(await readAll(followCel(file, spot))).toEqual(['c', 'd']);
});
