import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as incidents from '#features/incidents/contract.ts';
import * as lists from '#features/incidents/list-contract.ts';
import { createIncidentLists } from '#features/incidents/server/list/feature.ts';
import type { Player } from '#features/incidents/server/test-cast.ts';
import { rows } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { present } from '#platform/shared/result.ts';
import * as routes from '../contract.ts';
import { codeOf, createDispatchScene, type DispatchScene } from './testing.ts';

let database: TestDatabase;
let scene: DispatchScene;
let clock = Date.parse('2026-11-20T01:00:00.000Z');
const later = (minutes: number) => (clock += minutes * 60_000);

/** Incidents by the name the tests call them. */
const named = new Map<string, { id: string; number: number }>();
const numberOf = (name: string) => present(named.get(name), `${name} was opened`).number;

beforeAll(async () => {
  database = await createTestDatabase();
  const place = () => scene.place;
  scene = await createDispatchScene(database, {
    slug: 'daftar',
    features: [createIncidentLists({ place })],
    clock: () => new Date(clock).toISOString(),
  });
  const open = async (name: string, type: string, given: object) => {
    later(1);
    named.set(name, await scene.open(type, given));
  };
  await open('pasar', 'FIRE_INDUSTRY', {
    placeText: 'Gg. Melati belakang pasar',
    description: 'Gudang kertas terbakar',
    callerName: 'Budi Hartono',
    callbackNumber: '081298765432',
  });
  await open('kepung', 'FIRE_BUILDING', {
    villageCode: '35.15.15.2012',
    lifeAtRisk: 'yes',
    description: 'api kecil',
    callerName: 'Sri Lestari',
  });
  await open('anak', 'DOMESTIC_VIOLENCE', { placeText: 'Jalan Kenanga', description: 'anak menangis di pasar' });
  const kepung = present(named.get('kepung'), 'opened');
  await scene.send(kepung, 'DAMKAR', 'PSC119');
  await scene.must('dispatcher', incidents.addNote, {
    params: { id: kepung.id },
    body: { text: 'Warga menutup jalan Seruni' },
  });
});
afterAll(() => database.close());

type Query = Parameters<typeof scene.must<typeof lists.listEverything>>[2]['query'];
const list = (player: Player, query: Query = {}) => scene.must(player, lists.listEverything, { query });
const numbers = async (player: Player, query: Query = {}) => (await list(player, query)).items.map((one) => one.number);

describe('the filter', () => {
  test('by nothing: all that is open, newest first, with the same count', async () => {
    expect(await numbers('dispatcher')).toEqual([numberOf('anak'), numberOf('kepung'), numberOf('pasar')]);
    expect((await scene.must('dispatcher', lists.countEverything, { query: {} })).count).toBe(3);
  });

  test.each([
    ['states', { states: 'DISPATCHED' }, ['kepung']],
    ['priorities', { priorities: 'P1,P4' }, ['kepung', 'pasar', 'anak']],
    ['a priority nobody has', { priorities: 'P4' }, []],
    ['category', { categories: 'FIRE' }, ['kepung', 'pasar']],
    ['district', { districtCode: '35.15.15' }, ['kepung']],
    ['sensitive', { sensitive: 'yes' as const }, ['anak']],
    ['not sensitive', { sensitive: 'no' as const }, ['kepung', 'pasar']],
    ['source', { sources: 'portal' }, []],
    ['without calls', { calls: 'none' as const }, ['anak', 'kepung', 'pasar']],
    ['several calls', { calls: 'several' as const }, []],
    ['period', { to: '2026-11-20T01:02:00.000Z' }, ['pasar']],
    ['ended', { group: 'ended' as const }, []],
  ])('by %s', async (_name, query, wanted) => {
    const found = (await numbers('dispatcher', query)).toSorted();
    expect(found).toEqual(
      wanted
        .filter((name) => numberOf(name) > 0)
        .map(numberOf)
        .toSorted(),
    );
    expect((await scene.must('dispatcher', lists.countEverything, { query })).count).toBe(found.length);
  });

  test('by agency, and by what is overdue once its time has passed', async () => {
    expect(await numbers('dispatcher', { agencyId: scene.agency('PSC119') })).toEqual([numberOf('kepung')]);
    expect(await numbers('dispatcher', { overdue: 'yes' })).toEqual([]);
    later(3);
    const [late] = (await list('dispatcher', { overdue: 'yes' })).items;
    expect(late?.number).toBe(numberOf('kepung'));
    expect(late?.overdueSince).not.toBeNull();
    expect(late?.agencies.map((one) => one.code)).toEqual(['DAMKAR', 'PSC119']);
  });
});

describe('the search', () => {
  test.each([
    ['a place in words', 'melati', ['pasar']],
    ['the beginning of a word of the description', 'kert', ['pasar']],
    ['the inside of a word', 'udang', ['pasar']],
    ['a typing error', 'kertaz', ['pasar']],
    ['words of different fields', 'melati gudang', ['pasar']],
    ['words one of which is nowhere', 'melati naga', []],
    ['a village', 'sidokepung', ['kepung']],
    ['a note', 'seruni', ['kepung']],
    ['an agency', 'psc119', ['kepung']],
    ['an everyday word of the type', 'kobong', ['kepung', 'pasar']],
    ['signs alone', '%%% --', []],
    ['a caller, who is not searched here', 'hartono', []],
  ])('by %s', async (_name, q, wanted) => {
    expect((await numbers('dispatcher', { q })).toSorted()).toEqual(wanted.map(numberOf).toSorted());
  });

  test('by number, and says where else it was met', async () => {
    expect(await numbers('dispatcher', { q: String(numberOf('pasar')) })).toContain(numberOf('pasar'));
    expect((await list('dispatcher', { q: 'seruni' })).items[0]?.hits).toEqual([
      { where: 'note', text: 'Warga menutup jalan Seruni' },
    ]);
    expect((await list('dispatcher', { q: 'kertas' })).items[0]?.hits).toEqual([
      { where: 'description', text: 'Gudang kertas terbakar' },
    ]);
  });

  test('finds a sensitive incident for its handlers only, by words as by place', async () => {
    expect(await numbers('dispatcher', { q: 'kenanga' })).toEqual([numberOf('anak')]);
    expect(await numbers('taker', { q: 'kenanga' })).toEqual([numberOf('anak')]);
    for (const query of [{ q: 'kenanga' }, { q: String(numberOf('anak')) }, { villageCode: '35.15.08.1004' }])
      expect(await numbers('taker2', query)).not.toContain(numberOf('anak'));
    expect(await numbers('taker2')).toContain(numberOf('anak'));
    expect(await numbers('dpo', { q: 'menangis' })).toEqual([]);
  });

  test('an agency finds its own incidents, and notes only of its own assignments', async () => {
    expect(await numbers('damkar', { q: 'kecil' })).toEqual([numberOf('kepung')]);
    expect(await numbers('damkar', { q: 'melati' })).toEqual([]);
    expect(await numbers('damkar', { q: 'seruni' })).toEqual([]);
    const [task] = (await scene.must('psc119', routes.listAssignments, { query: {} })).items;
    const body = { reason: 'no_crew' as const, note: 'ambulans rusak' };
    await scene.must('psc119', routes.rejectAssignment, { params: { id: present(task, 'PSC119 has it').id }, body });
    expect(await numbers('psc119', { q: 'kecil' })).toEqual([]);
  });

  test('erased words are found no more', async () => {
    await scene.open('FIRE_BUILDING', { placeText: 'Gang Bougenville' });
    expect(await numbers('dispatcher', { q: 'bougenville' })).toHaveLength(1);
    await scene.work((ctx) =>
      rows(ctx.tx, sql`update incident_particulars set place_text = null where place_text = 'Gang Bougenville'`),
    );
    expect(await numbers('dispatcher', { q: 'bougenville' })).toEqual([]);
  });
});

test('every order leads through all pages once', async () => {
  for (let more = 0; more < 5; more++) await scene.open('TRAFFIC_INJURY');
  const all = await numbers('dispatcher', { limit: 500 });
  for (const sort of ['number', 'reported', 'priority', 'state', 'type'] as const)
    for (const order of ['asc', 'desc'] as const) {
      const met: number[] = [];
      let after: string | undefined;
      do {
        const page = await list('dispatcher', { sort, order, limit: 3, ...(after === undefined ? {} : { after }) });
        met.push(...page.items.map((one) => one.number));
        after = page.next ?? undefined;
      } while (after !== undefined);
      expect(met.toSorted(), `${sort} ${order}`).toEqual(all.toSorted());
      expect(new Set(met).size).toBe(all.length);
    }
  expect((await list('dispatcher', { sort: 'type', after: '3~kosong' })).items.length).toBeGreaterThanOrEqual(0);
  expect((await list('dispatcher', { sort: 'number', after: '3~kosong' })).items).toHaveLength(all.length);
});

describe('a caller', () => {
  const search = (caller: string) => scene.as('taker2', lists.searchCaller, { body: { caller, reason: 'call_back' } });
  const looks = () =>
    scene.work((ctx) =>
      rows<{ subject_type: string; reason: string }>(
        ctx.tx,
        sql`select subject_type, reason from access_log where field = 'caller_search' order by seq`,
      ),
    );

  test.each(['budi', '0812-9876-5432', '+62 812 9876'])(
    'is found by %s with a reason, and each look is logged',
    async (caller) => {
      const before = (await looks()).length;
      const found = await search(caller);
      expect(found.ok && found.value.items.map((one) => one.number)).toEqual([numberOf('pasar')]);
      expect((await looks()).slice(before)).toEqual([
        { subject_type: 'incident_list', reason: 'call_back' },
        { subject_type: 'incident', reason: 'call_back' },
      ]);
    },
  );

  test('of a sensitive incident is found by its handlers only', async () => {
    const sensitive = await scene.open('DOMESTIC_VIOLENCE', { callerName: 'Wulandari Putri' });
    const found = await search('wulandari');
    expect(found.ok && found.value.items).toEqual([]);
    const handler = await scene.must('supervisor', lists.searchCaller, {
      body: { caller: 'wulandari', reason: 'verify' },
    });
    expect(handler.items.map((one) => one.number)).toEqual([sensitive.number]);
  });

  test('by two letters or signs is refused', async () => {
    expect(codeOf(await search('12 3'))).toBe('caller_search.too_short');
    expect(codeOf(await search('%%%'))).toBe('caller_search.too_short');
  });
});

describe('views', () => {
  const content = {
    name: 'Kebakaran terbuka',
    filter: { categories: 'FIRE' },
    columns: ['number' as const, 'type' as const],
  };
  const views = async (player: Player) =>
    (await scene.must(player, lists.listViews, {})).items.map((one) => [one.content.name, one.isShared, one.version]);

  test('of one person are theirs alone; the same name replaces; theirs to remove', async () => {
    const first = await scene.must('dispatcher', lists.saveView, { body: content });
    const again = await scene.must('dispatcher', lists.saveView, { body: { ...content, name: 'kebakaran TERBUKA' } });
    expect(again.id).toBe(first.id);
    expect(await views('dispatcher')).toEqual([['kebakaran TERBUKA', false, 2]]);
    expect(await views('taker')).toEqual([]);
    expect(codeOf(await scene.as('taker', lists.removeView, { params: { id: first.id } }))).toBe(
      'incident_view.not_found',
    );
    await scene.must('dispatcher', lists.removeView, { params: { id: first.id } });
    expect(await views('dispatcher')).toEqual([]);
  });

  test('of the regency are everybody’s, with versions, and hold no search words', async () => {
    const share = (given: object) =>
      scene.as('supervisor', lists.shareView, { body: { reason: 'rapat pagi', content: { ...content, ...given } } });
    expect(codeOf(await share({ filter: { q: 'sri lestari' } }))).toBe('incident_view.words');
    const made = await scene.must('supervisor', lists.shareView, { body: { reason: 'rapat pagi', content } });
    expect(codeOf(await share({ name: 'KEBAKARAN terbuka' }))).toBe('incident_view.name_taken');
    expect(await views('damkar')).toEqual([['Kebakaran terbuka', true, 1]]);
    const change = (version: number, given: object) =>
      scene.as('supervisor', lists.changeSharedView, {
        params: { id: made.id },
        body: { version, reason: 'tidak dipakai', content: { ...content, active: true, ...given } },
      });
    expect(codeOf(await change(7, { active: false }))).toBe('setting.stale');
    expect(codeOf(await change(1, { active: false }))).toBe('ok');
    expect(await views('damkar')).toEqual([]);
    expect(codeOf(await share({}))).toBe('ok');
  });
});

test('a sheet on paper is noted in the log and in the timeline', async () => {
  const { id } = present(named.get('pasar'), 'opened');
  const printed = await scene.must('dispatcher', lists.printIncident, { params: { id } });
  expect(printed.by).toBe('Nama dispatcher');
  const timeline = await scene.must('dispatcher', incidents.readTimeline, { params: { id } });
  expect(timeline.items.filter((one) => one.name === 'incident.printed')).toHaveLength(1);
  expect(codeOf(await scene.as('damkar', lists.printIncident, { params: { id } }))).toBe('incident.not_found');
});
