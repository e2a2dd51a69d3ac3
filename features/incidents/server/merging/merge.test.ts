import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import * as incidents from '../../contract.ts';
import * as routes from '../../merge-contract.ts';
import type { Player } from '../test-cast.ts';
import { createScene, type Scene } from '../testing.ts';

let database: TestDatabase;
let scene: Scene;
let elsewhere: Scene;
beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createScene(database, { slug: 'sidoarjo' });
  elsewhere = await createScene(database, { slug: 'ketapang', regionCode: '61.04' });
});
afterAll(() => database.close());

const open = (given: Record<string, unknown> = {}, code = 'TREE_FALL') =>
  scene.must('taker', incidents.openIncident, {
    body: incidents.openIncident.body.parse({
      source: 'radio',
      typeId: scene.types.get(code),
      villageCode: '35.15.08.1004',
      lifeAtRisk: 'no',
      ...given,
    }),
  });
type Named = { readonly id: string };
const merge = (one: Named, into: Named, more: Record<string, unknown> = {}, player: Player = 'dispatcher') =>
  scene.as(player, routes.mergeIncident, {
    params: routes.mergeIncident.params.parse({ id: one.id }),
    body: routes.mergeIncident.body.parse({ into: into.id, reason: 'same_event', ...more }),
  });
const unmerge = (one: Named, player: Player = 'dispatcher') =>
  scene.as(player, routes.unmergeIncident, {
    params: routes.unmergeIncident.params.parse({ id: one.id }),
    body: { reason: 'not_same' },
  });
const attach = (one: Named, parent: Named) =>
  scene.as('dispatcher', routes.attachIncident, {
    params: routes.attachIncident.params.parse({ id: one.id }),
    body: routes.attachIncident.body.parse({ parentId: parent.id }),
  });
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code);
const read = (one: Named) =>
  scene.must('supervisor', incidents.readIncident, { params: incidents.readIncident.params.parse({ id: one.id }) });
const group = (one: Named) =>
  scene.must('supervisor', routes.readGroup, { params: routes.readGroup.params.parse({ id: one.id }) });
const rowsOf = (id: string) => scene.work((ctx) => rows(ctx.tx, sql`select * from incidents where id = ${id}`));
const eventsOf = (id: string) =>
  scene.work((ctx) =>
    rows<{ name: string }>(ctx.tx, sql`select name, content from events where subject_id = ${id} order by seq`),
  );

describe('merging', () => {
  test('the merged one points to the kept one, its calls count there, and all of it is taken back', async () => {
    const kept = await open({ source: undefined, callId: await scene.addCall('taker') });
    const callId = await scene.addCall('taker2', { caller: '+628577777777' });
    const merged = await open({ source: undefined, callId });
    const before = await rowsOf(merged.id);
    const answer = await merge(merged, kept, {
      version: merged.version,
      intoVersion: kept.version,
      note: 'satu pohon',
    });
    expect(answer).toMatchObject({ ok: true, value: { id: kept.id, state: 'VERIFIED' } });
    expect((await read(kept)).calls.map((call) => call.relation)).toEqual(['opened', 'opened']);
    expect(await read(merged)).toMatchObject({ state: 'MERGED' });
    expect(await group(merged)).toMatchObject({
      mergedInto: { incident: { number: kept.number }, by: 'Nama dispatcher', reason: 'same_event' },
    });
    expect(await group(kept)).toMatchObject({ merged: [{ incident: { number: merged.number } }], sums: { calls: 2 } });
    // The call's incident is the one it counts for now.
    const ofCall = await scene.must('taker2', incidents.listIncidents, {
      query: incidents.listIncidents.query.parse({ group: 'all', callId }),
    });
    expect(ofCall.items.map((one) => one.id)).toEqual([kept.id]);
    const timeline = await scene.must('taker', incidents.readTimeline, { params: { id: kept.id } });
    expect(timeline.items.map((one) => one.name)).toContain('incident.merged');
    expect(timeline.items.filter((one) => one.name === 'incident.opened')).toHaveLength(1);

    expect(await unmerge(merged)).toMatchObject({ ok: true, value: { id: merged.id, state: 'VERIFIED' } });
    expect(await rowsOf(merged.id)).toEqual(before);
    expect((await read(kept)).calls).toHaveLength(1);
    expect((await eventsOf(merged.id)).slice(-2).map((one) => one.name)).toEqual([
      'incident.merged',
      'incident.unmerged',
    ]);
  });

  test('a draft merges into what was known already, by whoever takes calls', async () => {
    const kept = await open();
    const draft = await scene.must('taker', incidents.openIncident, { body: { source: 'walk_in' } });
    expect(codeOf(await merge(draft, kept, {}, 'taker'))).toBe('ok');
    expect(codeOf(await unmerge(draft, 'taker'))).toBe('ok');
    expect((await read(draft)).state).toBe('DRAFT');
  });

  test('lists do not show it unless they are asked to', async () => {
    const [kept, merged] = [await open(), await open()];
    await merge(merged, kept);
    const listed = async (query: object) =>
      (
        await scene.must('taker', incidents.listIncidents, { query: incidents.listIncidents.query.parse(query) })
      ).items.some((one) => one.id === merged.id);
    expect(await listed({ group: 'all' })).toBe(false);
    expect(await listed({ group: 'ended' })).toBe(false);
    expect(await listed({ group: 'all', merged: 'shown' })).toBe(true);
    expect(await listed({ number: merged.number })).toBe(true);
    expect(await listed({ state: 'MERGED' })).toBe(true);
  });

  test('two people merge the same pair the two ways at once: one of them does', async () => {
    const [one, other] = [await open(), await open()];
    const both = await Promise.all([merge(one, other), merge(other, one)]);
    expect(both.map(codeOf).sort()).toEqual(['merge.into_merged', 'ok'].sort());
  });

  test('refused: itself, twice, into a merged one, ended, another sensitivity, a stale form, a more urgent one', async () => {
    const [one, other, third] = [await open(), await open(), await open()];
    expect(codeOf(await merge(one, one))).toBe('merge.itself');
    expect(codeOf(await merge(one, { id: elsewhere.tenantId }))).toBe('merge.unknown');
    expect(codeOf(await merge(one, other, { version: 7 }))).toBe('incident.stale');
    expect(codeOf(await merge(one, other, { intoVersion: 7 }))).toBe('incident.stale');
    expect(codeOf(await merge(await open({}, 'DOMESTIC_VIOLENCE'), other))).toBe('merge.sensitive');
    expect(codeOf(await merge(await open({ lifeAtRisk: 'yes' }), other))).toBe('merge.less_urgent');
    expect(codeOf(await unmerge(one))).toBe('merge.not_merged');
    expect(codeOf(await merge(one, other))).toBe('ok');
    expect(codeOf(await merge(one, third))).toBe('merge.already');
    expect(await merge(third, one)).toMatchObject({
      refusal: { code: 'merge.into_merged', detail: { into: other.number } },
    });
    expect(codeOf(await merge(other, third))).toBe('ok');
    // One inside the other: the outer one first.
    expect(codeOf(await unmerge(one))).toBe('merge.order');
    expect(codeOf(await unmerge(other))).toBe('ok');
    expect(codeOf(await unmerge(one))).toBe('ok');
  });

  test('an incident of another regency is not there', async () => {
    const [one, other] = [await open(), await open()];
    const foreign = await elsewhere.as('supervisor', routes.mergeIncident, {
      params: routes.mergeIncident.params.parse({ id: one.id }),
      body: routes.mergeIncident.body.parse({ into: other.id, reason: 'same_event' }),
    });
    expect(codeOf(foreign)).toBe('incident.not_found');
  });
});

describe('parent and child', () => {
  test('one level; the parent lists its children with sums', async () => {
    const [parent, one, other] = [await open(), await open(), await open()];
    expect(codeOf(await attach(one, parent))).toBe('ok');
    expect(codeOf(await attach(other, parent))).toBe('ok');
    expect(await group(parent)).toMatchObject({ sums: { children: 2, open: 2 }, parent: null });
    expect(await group(one)).toMatchObject({ parent: { number: parent.number }, children: [] });
    expect(codeOf(await attach(parent, await open()))).toBe('parent.has_children');
    expect(codeOf(await attach(await open(), one))).toBe('parent.is_child');
    expect(codeOf(await attach(one, parent))).toBe('parent.already');
    expect(codeOf(await attach(parent, parent))).toBe('parent.itself');
    expect(codeOf(await merge(parent, await open()))).toBe('merge.has_children');
    const detached = await scene.as('dispatcher', routes.detachIncident, { params: { id: one.id } });
    expect(codeOf(detached)).toBe('ok');
    expect((await group(parent)).sums.children).toBe(1);
  });
});
