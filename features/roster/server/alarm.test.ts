import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { row, rows } from '#platform/server/db/database.ts';
import { createRosterScene, type RosterScene } from './testing.ts';

let scene: RosterScene;
beforeAll(async () => {
  scene = await createRosterScene();
});
afterAll(() => scene.close());

const day = '2026-11-24';
const alarm = () => scene.ask('penyelia', 'GET', '/api/roster-alarm');

test('nobody at the start, somebody comes, the last one goes, the shift is over: an alarm for each, and its end', async () => {
  await scene.at('2026-11-23T20:00:00.000Z');
  const add = ['sri', 'bagus'].map((who) => ({ userId: scene.idOf(who), day, template: 'P' }));
  await scene.ask('penyelia', 'POST', '/api/rota/change', { add });
  await scene.ask('penyelia', 'POST', '/api/rota/publish', { from: day, to: day });
  const due = await rows<{ kind: string; due_at: string }>(
    scene.database.systemDb,
    sql`select kind, due_at from deadlines where kind like 'roster.%' order by due_at`,
  );
  // One of each for two people in one shift.
  expect(due).toEqual([
    { kind: 'roster.shift_start', due_at: '2026-11-24T00:02:00.000Z' },
    { kind: 'roster.shift_end', due_at: '2026-11-24T07:00:00.000Z' },
  ]);
  await scene.fire('roster.shift_start', '2026-11-24T00:02:00.000Z');
  expect(await alarm()).toMatchObject({ alarm: { why: 'start', beganAt: '2026-11-24T00:02:00.000Z' } });
  await scene.presence('sri', 'break', '2026-11-24T00:03:00.000Z');
  expect(await alarm()).toMatchObject({ alarm: { why: 'start' } });
  await scene.presence('sri', 'ready', '2026-11-24T00:05:00.000Z');
  expect(await alarm()).toMatchObject({ alarm: null });
  await scene.presence('bagus', 'ready', '2026-11-24T00:10:00.000Z');
  await scene.presence('sri', 'offline', '2026-11-24T01:00:00.000Z');
  expect(await alarm()).toMatchObject({ alarm: null });
  await scene.presence('bagus', 'break', '2026-11-24T02:00:00.000Z');
  expect(await alarm()).toMatchObject({ alarm: { why: 'left' } });
  await scene.fire('roster.shift_end', '2026-11-24T07:00:00.000Z');
  expect(await alarm()).toMatchObject({ alarm: null });
  const told = await rows<{ name: string; content: object; audience: string[] }>(
    scene.database.systemDb,
    sql`select name, content, audience from events where name like 'roster.alarm%' order by seq`,
  );
  expect(told.map(({ name, content }) => [name, content])).toEqual([
    ['roster.alarm_began', { why: 'start' }],
    ['roster.alarm_ended', { by: 'ready', lastedMs: 180_000 }],
    ['roster.alarm_began', { why: 'left' }],
    ['roster.alarm_ended', { by: 'over', lastedMs: 5 * 3_600_000 }],
  ]);
  expect(new Set(told.flatMap(({ audience }) => audience))).toEqual(new Set(['supervisors']));
});

test('outside of shifts nobody is missed, and call takers are not told', async () => {
  const kept = () => row(scene.database.systemDb, sql`select count(*)::int as n from roster_alarms`);
  const before = await kept();
  await scene.presence('sri', 'ready', '2026-11-25T01:00:00.000Z');
  await scene.presence('sri', 'offline', '2026-11-25T02:00:00.000Z');
  expect(await alarm()).toMatchObject({ alarm: null });
  expect(await kept()).toEqual(before);
  expect((await scene.ask('sri', 'GET', '/api/roster-alarm')).status).toBe(403);
});
