import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { newId } from '#platform/shared/ids.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import * as incidents from '../../contract.ts';
import * as routes from '../../people-contract.ts';
import type { Player } from '../test-cast.ts';
import { createScene, type Scene } from '../testing.ts';
import { forgetGone } from './people.ts';

let database: TestDatabase;
let scene: Scene;
let now: Instant = '2026-11-22T03:00:00.000Z';
beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createScene(database, { slug: 'sidoarjo', clock: () => now });
});
afterAll(() => database.close());

const open = (given: Record<string, unknown> = {}) =>
  scene.must('taker', incidents.openIncident, {
    body: incidents.openIncident.body.parse({
      source: 'radio',
      typeId: scene.types.get('TREE_FALL'),
      villageCode: '35.15.08.1004',
      lifeAtRisk: 'no',
      ...given,
    }),
  });
const eventsOf = (id: string, name: string) =>
  scene.work((ctx) =>
    rows<{ audience: string[]; content: object }>(
      ctx.tx,
      sql`select audience, content from events where subject_id = ${id} and name = ${name} order by seq`,
    ),
  );

test('two on one incident see each other, who types is said, and who falls silent is gone', async () => {
  const { id } = await open();
  const params = { id };
  const [tab, other] = [newId(), newId()];
  const report = (player: Player, tabId: string, mode: 'look' | 'edit' | 'leave') =>
    scene.must(player, routes.reportPresent, { params, body: { tabId, mode } });
  expect((await report('taker', tab, 'look')).items).toMatchObject([{ name: 'Nama taker', mode: 'look' }]);
  expect((await report('dispatcher', other, 'edit')).items.map((one) => [one.name, one.mode])).toEqual([
    ['Nama taker', 'look'],
    ['Nama dispatcher', 'edit'],
  ]);
  // A second tab of one person is the same person; a repeated report is no news.
  await report('dispatcher', newId(), 'look');
  await report('dispatcher', other, 'edit');
  expect(await eventsOf(id, 'incident_people.changed')).toHaveLength(2);
  expect((await report('taker', tab, 'leave')).items).toHaveLength(1);
  now = plusMs(now, routes.goneAfterMs);
  await scene.work((ctx) => forgetGone(ctx, id, now));
  expect((await scene.must('taker', routes.readPeople, { params })).items).toEqual([]);
  expect(await scene.work((ctx) => rows(ctx.tx, sql`select from deadlines where subject_id = ${id}`))).toEqual([]);
});

test('each change keeps what the fields said before, in words, and erasing leaves which fields they were', async () => {
  const made = await open({ placeText: 'dekat balai desa', callerName: 'Sri Lestari' });
  const params = { id: made.id };
  const change = (given: Record<string, unknown>) =>
    scene.must('dispatcher', incidents.changeIncident, { params, body: incidents.changeIncident.body.parse(given) });
  await change({ version: 1, placeText: 'depan pasar', callerName: 'Sri Wahyuni' });
  await change({
    version: 2,
    villageCode: '35.15.15.2012',
    lifeAtRisk: 'yes',
    typeId: scene.types.get('TRAFFIC_INJURY'),
  });
  const { items } = await scene.must('dispatcher', routes.listChanges, { params });
  expect(items.map((one) => [one.version, one.by])).toEqual([
    [3, 'Nama dispatcher'],
    [2, 'Nama dispatcher'],
  ]);
  expect(items[1]?.fields).toEqual([
    { field: 'placeText', before: 'dekat balai desa', after: 'depan pasar' },
    { field: 'callerName', before: 'S… L…', after: 'S… W…' },
  ]);
  expect(items[0]?.fields).toContainEqual({ field: 'lifeAtRisk', before: 'Tidak', after: 'Ya, nyawa terancam' });
  expect(items[0]?.fields).toContainEqual({
    field: 'villageCode',
    before: 'Sidokare, Sidoarjo',
    after: 'Sidokepung, Buduran',
  });
  await scene.work((ctx) =>
    rows(
      ctx.tx,
      sql`update incident_changes set before = null, after = null, erased_at = now() where incident_id = ${made.id} returning 1`,
    ),
  );
  const erased = await scene.must('dispatcher', routes.listChanges, { params });
  expect(erased.items[1]).toMatchObject({
    erased: true,
    fields: [{ field: 'placeText', before: null, after: null }, {}],
  });
});

test('whoever a note names is told, alone; not an agency, and not the one who wrote it', async () => {
  const { id, number } = await open();
  const params = { id };
  const text = '@sidoarjo.dispatcher tolong cek, juga @sidoarjo.damkar, @sidoarjo.taker dan @tidak.ada.';
  await scene.must('taker', incidents.addNote, { params, body: { text } });
  expect(await eventsOf(id, 'incident.mentioned')).toMatchObject([
    { audience: [`user:${scene.users.dispatcher}`], content: { userId: scene.users.dispatcher } },
  ]);
  const mine = await scene.must('dispatcher', routes.listMentions, {});
  expect(mine).toMatchObject({ unseen: 1, items: [{ incidentId: id, number, by: 'Nama taker', text, seenAt: null }] });
  expect(await scene.must('taker', routes.listMentions, {})).toMatchObject({ unseen: 0, items: [] });
  const see = () => scene.must('dispatcher', routes.seeMentions, { params });
  expect([await see(), await see()]).toEqual([{ seen: 1 }, { seen: 0 }]);
  expect(await scene.must('dispatcher', routes.listMentions, {})).toMatchObject({
    unseen: 0,
    items: [{ seenAt: now }],
  });
  const { items } = await scene.must('taker', routes.listMentionable, {});
  expect(items.map((one) => one.username)).toEqual([
    'sidoarjo.dispatcher',
    'sidoarjo.supervisor',
    'sidoarjo.taker',
    'sidoarjo.taker2',
  ]);
});
