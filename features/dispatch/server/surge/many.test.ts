import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IncidentView } from '#features/incidents/contract.ts';
import * as incidents from '#features/incidents/contract.ts';
import * as merging from '#features/incidents/merge-contract.ts';
import { resolvingMany } from '#features/outcomes/server/resolve-many.ts';
import { rows } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { present } from '#platform/shared/result.ts';
import { wholeRegency } from '../../surge.ts';
import { startSurge } from '../../surge-contract.ts';
import type { TriageAct } from '../../surge-work-contract.ts';
import * as routes from '../../surge-work-contract.ts';
import { codeOf, createDispatchScene, type DispatchScene } from '../testing.ts';
import { surgePart } from './surge-part.ts';

let database: TestDatabase;
let scene: DispatchScene;
let elsewhere: DispatchScene;
const feature = { name: 'surge', routes: [], ...surgePart(resolvingMany) };

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createDispatchScene(database, { slug: 'sidoarjo', features: [feature] });
  elsewhere = await createDispatchScene(database, { slug: 'ketapang', regionCode: '61.04', features: [feature] });
});
afterAll(() => database.close());

const middle = { latitude: -7.4478, longitude: 112.7183 };
/** A flood so many metres north of the middle. */
const at = (metres: number, given: object = {}, code = 'FLOOD') =>
  scene.open(code, { point: { latitude: middle.latitude + metres / 111_195, longitude: middle.longitude }, ...given });
type Act = Parameters<typeof triage>[1];
const triage = (
  chosen: readonly Pick<IncidentView, 'id' | 'version'>[],
  act: TriageAct | { kind: 'send'; agencyId: string } | { kind: 'attach'; parentId: string },
  preview = false,
) =>
  scene.must('dispatcher', routes.triageIncidents, {
    body: routes.triageIncidents.body.parse({
      incidents: chosen.map(({ id, version }) => ({ id, version })),
      act,
      preview,
    }),
  });
const codes = (answer: { items: { refusal: { code: string } | null }[] }) =>
  answer.items.map((one) => one.refusal?.code ?? 'ok');
const rowsOf = () =>
  scene.work((ctx) =>
    rows(
      ctx.tx,
      sql`select id, state, priority, version, parent_id, merged_into, xmin::text from incidents order by id`,
    ),
  );
const events = () => scene.work(async (ctx) => (await rows(ctx.tx, sql`select from events`)).length);

describe('triage', () => {
  test('each by its own command: the stale, the ended and the sent are refused by name, the others are done', async () => {
    const [one, stale, ended, sent] = [await at(0), await at(10), await at(20), await at(30)];
    await scene.must('taker', incidents.changeIncident, {
      params: { id: stale.id },
      body: { version: stale.version, landmark: 'dekat balai desa' },
    });
    await triage([ended], { kind: 'resolve', reason: 'handled_elsewhere' });
    await scene.send(sent, 'DAMKAR');
    const act: Act = { kind: 'resolve', reason: 'handled_by_phone' };
    const answer = await triage([one, stale, ended, sent], act);
    expect(codes(answer)).toEqual(['ok', 'incident.stale', 'outcome.not_possible', 'outcome.assignments_open']);
    expect(answer.items[3]?.refusal?.text).toBe('Masih ada 1 penugasan berjalan');
    expect(await scene.read(one)).toMatchObject({ state: 'RESOLVED', resolutionReason: 'handled_by_phone' });
    expect((await scene.eventsOf(one.id)).at(-1)?.name).toBe('incident.resolved');
    expect(await scene.read(sent)).toMatchObject({ state: 'DISPATCHED' });
  });

  test('a preview says the same and writes nothing', async () => {
    const [one, risk] = [await at(0), await at(10, { lifeAtRisk: 'yes' })];
    const before = [await rowsOf(), await events()];
    const act: Act = { kind: 'priority', priority: 'P3' };
    const preview = await triage([one, risk], act, true);
    expect(codes(preview)).toEqual(['ok', 'incident.life_at_risk']);
    expect([await rowsOf(), await events()]).toEqual(before);
    expect(codes(await triage([one, risk], act))).toEqual(codes(preview));
    expect(await scene.read(one)).toMatchObject({ priority: 'P3' });
  });

  test('what stood before is answered, so that it can be taken back', async () => {
    const one = await at(0);
    const [done] = (await triage([one], { kind: 'priority', priority: 'P1' })).items;
    expect(done).toMatchObject({ before: { priority: one.priority, typeId: one.type?.id }, version: one.version + 1 });
    await triage([present(done, 'one was asked')], { kind: 'priority', priority: present(one.priority, 'verified') });
    expect((await scene.read(one)).priority).toBe(one.priority);
  });

  test('type, parent and agency', async () => {
    const [parent, one, other] = [await at(0), await at(10), await at(20)];
    const typeId = incidents.openIncident.body.shape.typeId.parse(scene.types.get('TRAPPED'));
    const typed = await triage([one], { kind: 'type', typeId: present(typeId, 'a seed') });
    expect((await scene.read(one)).type?.code).toBe('TRAPPED');
    expect(codes(await triage([other, parent], { kind: 'attach', parentId: parent.id }))).toEqual([
      'ok',
      'parent.itself',
    ]);
    await scene.send(other, 'DAMKAR');
    const again = [present(typed.items[0], 'one was asked'), other];
    expect(codes(await triage(again, { kind: 'send', agencyId: scene.agency('BPBD') }))).toEqual(['ok', 'ok']);
    expect(codes(await triage(again, { kind: 'send', agencyId: scene.agency('BPBD') }))).toEqual([
      'assignment.already_assigned',
      'assignment.already_assigned',
    ]);
  });

  test('incidents of another regency are as if they were not', async () => {
    const foreign = await elsewhere.open('FLOOD', { villageCode: '61.04.16.1001' });
    await expect(triage([foreign], { kind: 'priority', priority: 'P1' })).rejects.toThrow('surge.not_found');
  });

  test('the list has what was reported since the surge began, in its area', async () => {
    const before = await at(0);
    const surge = await scene.must('supervisor', startSurge, {
      body: {
        kind: 'flood',
        sentence: 'Banjir',
        scope: { ...wholeRegency, districtCodes: ['35.15.08'] } as never,
        expectedEnd: null,
      },
    });
    const [inside, outside] = [await at(0), await scene.open('FLOOD', { villageCode: '35.15.15.2012' })];
    const listed = async (of: 'surge' | 'all') => {
      const { items } = await scene.must('dispatcher', routes.listSurgeIncidents, { query: { of } });
      return items.map((one) => one.number);
    };
    expect(await listed('surge')).toEqual([inside.number]);
    expect(await listed('all')).toEqual(expect.arrayContaining([before.number, inside.number, outside.number]));
    await scene.work((ctx) =>
      rows(ctx.tx, sql`update surges set ended_at = now(), end_reason = 'over' where id = ${surge.id}`),
    );
  });
});

const link = (parent: { id: string }, relation: 'child' | 'duplicate', ids: readonly { id: string }[]) =>
  scene.must('dispatcher', routes.linkMany, {
    body: routes.linkMany.body.parse({ parentId: parent.id, relation, incidentIds: ids.map(({ id }) => id) }),
  });
const undo = (id: string | null) =>
  scene.as('dispatcher', routes.undoLink, { params: routes.undoLink.params.parse({ id: id ?? '' }) });
const group = (one: { id: string }) => scene.must('supervisor', merging.readGroup, { params: { id: one.id } });

describe('linking by area', () => {
  const find = (parent: { id: string }, where: object, given: object = {}) =>
    scene.must('dispatcher', routes.findToLink, {
      body: routes.findToLink.body.parse({
        ...{ parentId: parent.id, relation: 'child', where, typeIds: [], from: '2020-01-01T00:00:00.000Z', to: null },
        ...given,
      }),
    });

  test('around the parent, nearest first, with what could not be linked and why; nothing is written', async () => {
    const far = { latitude: -7.2, longitude: 112.72 };
    const around = (metres: number, code = 'PONDING') =>
      scene.open(code, { point: { latitude: far.latitude + metres / 111_195, longitude: far.longitude } });
    const [parent, second, first, out] = [
      await around(0),
      await around(400),
      await around(100, 'TRAPPED'),
      await around(900),
    ];
    const before = await rowsOf();
    const radius = { kind: 'radius', radiusM: 500 };
    const near = await find(parent, radius);
    expect(near.items.map((one) => [one.number, one.distanceM, one.refusal])).toEqual([
      [first.number, 100, null],
      [second.number, 400, null],
    ]);
    expect((await find(parent, radius, { typeIds: [second.type?.id] })).items.map((one) => one.id)).toEqual([
      second.id,
    ]);
    const merged = await find(parent, radius, { relation: 'duplicate' });
    // A trapped person is more urgent than the puddle it would vanish in.
    expect(merged.items.map((one) => one.refusal?.code ?? 'ok')).toEqual(['merge.less_urgent', 'ok']);
    const [west, east] = [far.longitude - 0.001, far.longitude + 0.001];
    const [south, north] = [far.latitude + 0.005, far.latitude + 0.01];
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    const drawn = await find(parent, { kind: 'shape', geometry: { type: 'Polygon', coordinates: [ring] } });
    expect(drawn.items.map((one) => one.id)).toEqual([out.id]);
    expect(await rowsOf()).toEqual(before);
  });

  test('children: linked in one step and taken back in one', async () => {
    const [parent, one, two] = [await at(0), await at(10), await at(20)];
    const made = await link(parent, 'child', [one, two]);
    expect((await group(parent)).children.map((child) => child.id)).toEqual([one.id, two.id]);
    const undone = await undo(made.id);
    expect(undone.ok && codes(undone.value)).toEqual(['ok', 'ok']);
    expect((await group(parent)).children).toEqual([]);
    expect(codeOf(await undo(made.id))).toBe('surge.link_undone');
    const { items } = await scene.must('dispatcher', routes.listLinks, {});
    expect(items.find((item) => item.id === made.id)).toMatchObject({ incidents: 2, undoneBy: 'Nama dispatcher' });
  });

  test('duplicates: merged by the rules of merging; one that was merged anew since is left as it is', async () => {
    const [parent, other, one, two] = [await at(0), await at(5), await at(10), await at(20)];
    const made = await link(parent, 'duplicate', [one, two]);
    expect(codes(made)).toEqual(['ok', 'ok']);
    await scene.must('dispatcher', merging.unmergeIncident, { params: { id: one.id }, body: { reason: 'not_same' } });
    await scene.must('dispatcher', merging.mergeIncident, {
      params: { id: one.id },
      body: { into: other.id, reason: 'same_event' },
    });
    const undone = await undo(made.id);
    expect(undone.ok && codes(undone.value).sort()).toEqual(['ok', 'surge.changed_since']);
    expect(await scene.read(two)).toMatchObject({ state: 'VERIFIED' });
    expect((await group(one)).mergedInto?.incident.id).toBe(other.id);
  });

  test('all refused: nothing is kept', async () => {
    const parent = await at(0);
    const made = await link(parent, 'child', [parent]);
    expect(made).toMatchObject({ id: null, items: [{ refusal: { code: 'parent.itself' } }] });
    const foreign = await elsewhere.open('FLOOD', { villageCode: '61.04.16.1001' });
    const body = routes.linkMany.body.parse({ parentId: parent.id, relation: 'child', incidentIds: [foreign.id] });
    expect(codeOf(await scene.as('dispatcher', routes.linkMany, { body }))).toBe('surge.not_found');
  });
});

/** One move of the disorder: over which of the incidents, by their place in the list. */
type Move =
  | {
      readonly kind: 'link';
      readonly relation: 'child' | 'duplicate';
      readonly parent: number;
      readonly of: readonly number[];
    }
  | { readonly kind: 'undo'; readonly nth: number }
  | { readonly kind: 'merge' | 'attach'; readonly one: number; readonly into: number }
  | { readonly kind: 'unmerge' | 'detach'; readonly one: number };
const many = 6;
const nth = fc.nat(many - 1);
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    kind: fc.constant('link' as const),
    relation: fc.constantFrom('child' as const, 'duplicate' as const),
    parent: nth,
    of: fc.uniqueArray(nth, { minLength: 1 }),
  }),
  fc.record({ kind: fc.constant('undo' as const), nth: fc.nat(5) }),
  fc.record({ kind: fc.constantFrom('merge' as const, 'attach' as const), one: nth, into: nth }),
  fc.record({ kind: fc.constantFrom('unmerge' as const, 'detach' as const), one: nth }),
);

test('whatever is linked, merged and taken back in whatever order: no cycle, one level, and nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 3, maxLength: 14 }), async (moves) => {
      const given: IncidentView[] = [];
      for (let index = 0; index < many; index++) given.push(await at(index));
      const one = (index: number) => present(given[index], 'within the list');
      const links: string[] = [];
      const play = async (step: Move): Promise<unknown> => {
        if (step.kind === 'link') {
          const made = await link(one(step.parent), step.relation, step.of.map(one));
          if (made.id !== null) links.push(made.id);
          return made;
        }
        if (step.kind === 'undo')
          return links.length === 0 ? null : undo(present(links[step.nth % links.length], 'not empty'));
        const params = { id: one(step.one).id };
        if (step.kind === 'merge')
          return scene.as('dispatcher', merging.mergeIncident, {
            params,
            body: { into: one(step.into).id, reason: 'same_event' },
          });
        if (step.kind === 'attach')
          return scene.as('dispatcher', merging.attachIncident, { params, body: { parentId: one(step.into).id } });
        if (step.kind === 'unmerge')
          return scene.as('dispatcher', merging.unmergeIncident, { params, body: { reason: 'not_same' } });
        return scene.as('dispatcher', merging.detachIncident, { params });
      };
      // Two at a time: what waits for the other's locks must not wait for ever.
      for (let index = 0; index < moves.length; index += 2) await Promise.all(moves.slice(index, index + 2).map(play));
      await expectWhole(given.map(({ id }) => id));
    }),
    { numRuns: 12 },
  );
}, 120_000);

async function expectWhole(ids: readonly string[]): Promise<void> {
  const found = await scene.work((ctx) =>
    rows<{
      id: string;
      state: string;
      parent_id: string | null;
      merged_into: string | null;
      merges: number;
      linked: number;
    }>(
      ctx.tx,
      sql`select i.id, i.state, i.parent_id, i.merged_into,
            (select count(*) from incident_merges m where m.incident_id = i.id and m.unmerged_at is null) as merges,
            (select count(*) from surge_link_items t join surge_links l on l.id = t.link_id join incident_merges m on m.id = t.merge_id
              where t.incident_id = i.id and t.undone_at is not null and m.unmerged_at is null) as linked
          from incidents i where i.id = any(${[...ids]}::uuid[])`,
    ),
  );
  expect(found).toHaveLength(ids.length);
  const byId = new Map(found.map((row) => [row.id, row]));
  for (const row of found) {
    expect([row.state === 'MERGED', row.merges]).toEqual([row.merged_into !== null, row.merged_into === null ? 0 : 1]);
    // What a linking says it has taken back is taken back.
    expect(row.linked).toBe(0);
    if (row.parent_id !== null) expect(byId.get(row.parent_id)?.parent_id).toBeNull();
    const seen = new Set<string>();
    for (let at: string | null = row.id; at !== null; at = byId.get(at)?.merged_into ?? null) {
      expect(seen.has(at)).toBe(false);
      seen.add(at);
    }
  }
}

test('staffing: what waits, who is there, how many are needed, who could be called in', async () => {
  const before = await scene.must('supervisor', routes.readStaffing, {});
  expect(before).toMatchObject({ waiting: 0, needed: 0, callsPerHour: 0, handle: { seconds: 180, measured: false } });
  expect(before.people.map((one) => one.name)).not.toContain('Nama taker');
  for (let index = 0; index < 3; index++) await scene.addCall('taker');
  await scene.work((ctx) =>
    rows(
      ctx.tx,
      sql`update sessions set seen_at = now() - interval '1 day' where user_id = ${scene.users.taker2}::uuid`,
    ),
  );
  const staffing = await scene.must('supervisor', routes.readStaffing, {});
  expect(staffing.rates).toEqual([
    { minutes: 15, arrived: 3, answered: 3 },
    { minutes: 60, arrived: 3, answered: 3 },
  ]);
  // Twelve calls an hour of three minutes do not fill one desk; 95 % in 10 s takes three.
  expect(staffing).toMatchObject({ callsPerHour: 12, needed: 3 });
  expect(staffing.people.map((one) => one.name)).toContain('Nama taker2');
});
