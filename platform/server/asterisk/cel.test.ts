import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseCel, readCel } from './cel.ts';

const line = (uniqueid: string, type = 'CHAN_START', extra: unknown = '') =>
  `${JSON.stringify({
    eventtype: type,
    eventtime: '1795295638.302910',
    system: 'a',
    linkedid: 'a-1',
    uniqueid,
    channame: 'PJSIP/x-1',
    num: '+62812',
    name: 'Budi "B", \\ <x>',
    exten: '112',
    context: 'incoming',
    appname: '',
    peer: '',
    eventextra: extra,
  })}\n`;

test('a line becomes an event with its time to the microsecond and its details', () => {
  const { events, broken } = parseCel(line('a-1', 'HANGUP', '{"hangupcause":16,"dialstatus":""}'));
  expect(broken).toBe(0);
  expect(events[0]).toMatchObject({
    type: 'HANGUP',
    micros: 1795295638302910,
    linkedId: 'a-1',
    callerName: 'Budi "B", \\ <x>',
    extra: { hangupcause: 16 },
  });
});

test('reading goes on where it ended, waits for whole lines, passes over broken ones and starts over after a replacement', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cel-test-'));
  const file = join(folder, 'cel.json');
  expect(await readCel(file, 0)).toEqual({ events: [], nextOffset: 0, broken: 0 });
  await writeFile(file, line('a-1') + line('a-2').slice(0, 40));
  const first = await readCel(file, 0);
  expect(first.events.map((event) => event.uniqueId)).toEqual(['a-1']);
  await writeFile(file, `${line('a-1')}${line('a-2').slice(0, 40)}${line('a-3')}${line('a-4')}`);
  const second = await readCel(file, first.nextOffset);
  expect(second.events.map((event) => event.uniqueId)).toEqual(['a-4']);
  expect(second.broken).toBe(1);
  expect((await readCel(file, second.nextOffset)).events).toEqual([]);
  await writeFile(file, line('b-1'));
  expect((await readCel(file, second.nextOffset)).events.map((event) => event.uniqueId)).toEqual(['b-1']);
  await rm(folder, { recursive: true, force: true });
});
