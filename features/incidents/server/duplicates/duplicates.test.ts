import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import * as incidents from '../../contract.ts';
import * as routes from '../../duplicate-contract.ts';
import * as merging from '../../merge-contract.ts';
import type { Player } from '../test-cast.ts';
import { createScene, type Scene } from '../testing.ts';

let database: TestDatabase;
let scene: Scene;
beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createScene(database, { slug: 'sidoarjo' });
});
afterAll(() => database.close());

const open = (given: Record<string, unknown> = {}, code = 'FIRE_BUILDING') =>
  scene.must('taker', incidents.openIncident, {
    body: incidents.openIncident.body.parse({
      source: 'radio',
      typeId: scene.types.get(code),
      villageCode: '35.15.08.1004',
      lifeAtRisk: 'yes',
      ...given,
    }),
  });
const near = async (query: Record<string, unknown>, player: Player = 'taker2') =>
  (await scene.must(player, routes.listNear, { query: routes.listNear.query.parse(query) })).items;
const ids = (id: string, callId: string) => ({
  params: routes.linkDuplicate.params.parse({ id }),
  callId: routes.undoDuplicate.body.parse({ callId }).callId,
});
const dispositionOf = (callId: string) =>
  scene
    .work((ctx) =>
      rows<{ disposition: string | null }>(ctx.tx, sql`select disposition from calls where id = ${callId}`),
    )
    .then((found) => found[0]?.disposition);

describe('open incidents near what is being typed', () => {
  test('the same village and type first, with why, how many calls and which agencies', async () => {
    const fire = await open();
    const tree = await open({}, 'TREE_FALL');
    await open({ villageCode: '35.15.15.2012' });
    const found = await near({ typeId: scene.types.get('FIRE_BUILDING'), villageCode: '35.15.08.1004' });
    expect(found.map((one) => one.id)).toEqual([fire.id, tree.id]);
    expect(found[0]).toMatchObject({ grade: 'likely', calls: 0, agencies: [] });
    expect(found[0]?.grounds.map((one) => one.kind)).toEqual(['same_village', 'minutes', 'same_type']);
    expect(await near({ villageCode: '35.15.08.1004', excludeId: fire.id })).not.toContainEqual(
      expect.objectContaining({ id: fire.id }),
    );
  });

  test('nothing is known yet: the number of the call speaks', async () => {
    const first = await scene.addCall('taker', { caller: '+62811000111' });
    const flood = await open({ source: undefined, callId: first }, 'FLOOD');
    const again = await scene.addCall('taker2', { caller: '+62811000111' });
    const found = await near({ callId: again });
    expect(found.map((one) => one.id)).toEqual([flood.id]);
    expect(found[0]).toMatchObject({ calls: 1, grounds: [{ kind: 'same_number' }, { kind: 'minutes' }] });
    expect(await near({ callId: await scene.addCall('taker2', { caller: null }) })).toEqual([]);
  });

  test('a sensitive incident is not shown to who may not know where it is', async () => {
    const hidden = await open({ villageCode: '35.15.15.2012' }, 'CHILD_ABUSE');
    const query = { typeId: scene.types.get('CHILD_ABUSE'), villageCode: '35.15.15.2012' };
    expect((await near(query)).map((one) => one.id)).not.toContain(hidden.id);
    expect((await near(query, 'dispatcher')).map((one) => one.id)).toContain(hidden.id);
  });
});

describe('a call that reports what is known', () => {
  test('is linked, classified and followed, what was typed is a note; and undoing takes all of it back', async () => {
    const fire = await open();
    const callId = await scene.addCall('taker2', { caller: '+62899888777' });
    const typed = {
      placeText: 'belakang pasar',
      callerName: 'Wati',
      description: 'asap hitam',
      lifeAtRisk: 'yes' as const,
    };
    const asked = ids(fire.id, callId);
    const linked = await scene.must('taker2', routes.linkDuplicate, {
      params: asked.params,
      body: { callId: asked.callId, typed },
    });
    expect(linked.incident.calls).toMatchObject([{ callId, relation: 'duplicate' }]);
    expect(await dispositionOf(callId)).toBe('EMERGENCY_DUP');
    const group = await scene.must('taker2', merging.readGroup, { params: asked.params });
    expect(group.followers).toMatchObject([{ callId, number: '+628•••••777' }]);
    const noted = async () =>
      (await scene.must('taker2', incidents.readTimeline, { params: asked.params })).items
        .filter((one) => one.name === 'incident.noted')
        .map((one) => one.note);
    expect((await noted())[0]).toContain('belakang pasar');
    expect((await noted())[0]).toContain('asap hitam');

    const undone = await scene.must('taker2', routes.undoDuplicate, {
      params: asked.params,
      body: { callId: asked.callId },
    });
    expect(undone.typed).toEqual(typed);
    expect(await dispositionOf(callId)).toBeNull();
    expect((await scene.must('taker2', merging.readGroup, { params: asked.params })).followers).toEqual([]);
    expect(await noted()).toEqual([null]);
    // It can be linked again, or open an incident of its own.
    expect(
      (await scene.as('taker2', routes.linkDuplicate, { params: asked.params, body: { callId: asked.callId } })).ok,
    ).toBe(true);
  });

  test('refused: linked elsewhere, into a merged or ended incident; nobody undoes what is not there', async () => {
    const [fire, other] = [await open(), await open()];
    const { callId, params } = ids(fire.id, await scene.addCall('taker2'));
    const link = (id: string) =>
      scene.as('taker2', routes.linkDuplicate, { params: ids(id, callId).params, body: { callId } });
    expect(await scene.as('taker2', routes.undoDuplicate, { params, body: { callId } })).toMatchObject({
      refusal: { code: 'duplicate.not_linked' },
    });
    await scene.must('dispatcher', merging.mergeIncident, {
      params,
      body: merging.mergeIncident.body.parse({ into: other.id, reason: 'same_event' }),
    });
    expect(await link(fire.id)).toMatchObject({
      refusal: { code: 'duplicate.merged', detail: { number: other.number } },
    });
    expect((await link(other.id)).ok).toBe(true);
    expect(await link(other.id)).toMatchObject({ refusal: { code: 'incident.call_already_linked' } });
  });

  test('followers of a merged incident follow the kept one', async () => {
    const [kept, merged] = [await open(), await open()];
    const { callId, params } = ids(merged.id, await scene.addCall('taker2'));
    await scene.must('taker2', routes.linkDuplicate, { params, body: { callId } });
    await scene.must('dispatcher', merging.mergeIncident, {
      params,
      body: merging.mergeIncident.body.parse({ into: kept.id, reason: 'opened_twice' }),
    });
    const group = await scene.must('taker', merging.readGroup, {
      params: merging.readGroup.params.parse({ id: kept.id }),
    });
    expect(group.followers.map((one) => one.callId)).toEqual([callId]);
  });
});
