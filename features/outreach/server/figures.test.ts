import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FigureSet } from '#features/monev/figure-set.ts';
import { figuresOf } from '#features/monev/figures.ts';
import { loadMonthRows, loadRegion } from '#features/monev/server/store.ts';
import { run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { countMonths } from './figure-store.ts';
import { createOutreachScene, type OutreachScene, regions, village } from './testing.ts';

let scene: OutreachScene;
beforeAll(async () => {
  scene = await createOutreachScene();
});
afterAll(() => scene.close());

const ask: OutreachScene['ask'] = (...input) => scene.ask(...input);
const plan: OutreachScene['plan'] = (...input) => scene.plan(...input);

const district = village.split('.').slice(0, 3).join('.');

let callNumber = 0;
/** A call of long ago, with the place that a desk wrote, that the telephone told, or none. */
async function addCall(
  at: string,
  disposition: string,
  place: { district: string; village: string | null } | { latitude: number; longitude: number } | null,
): Promise<void> {
  const id = newId();
  callNumber += 1;
  await run(
    scene.database.systemDb,
    sql`insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, arrived_at, queued_at, answered_at, ended_at, wrapped_up_at, disposition)
        values (${id}, ${scene.own}, ${callNumber}, 'ended', 'uji', ${id}, '112', ${at}, ${at}, ${at}::timestamptz + interval '5 seconds',
          ${at}::timestamptz + interval '45 seconds', ${at}::timestamptz + interval '65 seconds', ${disposition})`,
  );
  if (place === null) return;
  if ('latitude' in place) {
    const told = { kind: 'geodetic', centre: { ...place, altitudeM: null }, uncertaintyM: 50 };
    await run(
      scene.database.systemDb,
      sql`insert into caller_places (id, tenant_id, call_id, source, origin, place, received_at)
          values (${newId()}, ${scene.own}, ${id}, 'aml', 'uji', ${JSON.stringify(told)}::jsonb, ${at})`,
    );
    return;
  }
  const incidentId = newId();
  await run(
    scene.database.systemDb,
    sql`insert into incidents (id, tenant_id, number, state, source, reported_at, district_code, village_code)
        values (${incidentId}, ${scene.own}, ${callNumber}, 'CANCELLED', 'call', ${at}, ${place.district}, ${place.village})`,
  );
  await run(
    scene.database.systemDb,
    sql`insert into incident_calls (tenant_id, incident_id, call_id, relation) values (${scene.own}, ${incidentId}, ${id}, 'opened')`,
  );
}

const many = async (count: number, add: (nth: number) => Promise<void>) => {
  for (let nth = 0; nth < count; nth += 1) await add(nth);
};

test('what is proposed comes from the places that desks wrote and telephones told; the rest is said to have none', async () => {
  // A Tuesday last week, 14.00 WIB: the route asks for the days until now.
  const now = new Date();
  const tuesday = new Date(now.getTime() - (((now.getUTCDay() + 5) % 7) + 7) * 86_400_000);
  const at = (nth: number) => `${tuesday.toISOString().slice(0, 10)}T07:${String(nth).padStart(2, '0')}:00Z`;
  const point = regions.find(({ code }) => code === village);
  await many(7, (nth) => addCall(at(nth), 'PRANK_CHILD', { district, village }));
  await many(6, (nth) =>
    addCall(at(nth), 'PRANK_ADULT', { latitude: point?.latitude ?? 0, longitude: point?.longitude ?? 0 }),
  );
  await many(9, (nth) => addCall(at(nth), 'PRANK_CHILD', null));
  await many(3, (nth) => addCall(at(nth), 'GHOST', { district, village }));
  const found = await ask('bupati', 'GET', '/api/campaign-proposals?days=30');
  expect(found).toMatchObject({ total: 22, placed: 13, hidden: 0 });
  expect(found.proposals).toEqual([
    expect.objectContaining({
      district,
      count: 13,
      window: { days: 'weekdays', fromHour: 12, toHour: 15, share: 1 },
      childShare: 7 / 13,
      kind: 'school_visit',
      villages: [expect.objectContaining({ code: village, count: 13 })],
    }),
  ]);
  expect(await ask('info.timur', 'GET', '/api/campaign-proposals')).toMatchObject({
    total: null,
    placed: null,
    proposals: [],
  });
});

describe('the effect', () => {
  const [mine = '', small = '', ...others] = regions
    .filter(({ level, code }) => level === 'district' && code.startsWith('35.15.'))
    .map(({ code }) => code);

  test('is asked for before its time: nothing is measured yet', async () => {
    const far = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10);
    const id = await plan({ startsOn: far, endsOn: far });
    const found = await ask('info', 'GET', `/api/campaigns/${id}/effect`);
    expect(found).toMatchObject({
      isOver: false,
      weeks: 4,
      pranks: { kind: 'few' },
      chill: 'unknown',
      placedShare: null,
    });
  });

  test('halves pranks, hides small districts, and warns of genuine calls that fell', async () => {
    const [before, after] = ['2024-02-20T03:00:00Z', '2024-03-20T03:00:00Z'];
    const calls = async (at: string, code: string, district: string, count: number) =>
      many(count, () => addCall(at, code, { district, village: null }));
    for (const each of others)
      for (const at of [before, after]) {
        await calls(at, 'PRANK_ADULT', each, 12);
        await calls(at, at === before ? 'EMERGENCY_NEW' : 'URGENT_NONLIFE', each, 8);
      }
    for (const at of [before, after]) await calls(at, 'PRANK_ADULT', small, 3);
    await calls(before, 'PRANK_CHILD', mine, 20);
    await calls(after, 'PRANK_CHILD', mine, 10);
    await calls(before, 'EMERGENCY_NEW', mine, 10);
    await calls(after, 'EMERGENCY_NEW', mine, 6);
    await many(30, () => addCall(after, 'PRANK_ADULT', null));
    const id = await plan({ startsOn: '2024-03-01', endsOn: '2024-03-04', places: [{ code: mine, school: null }] });
    const found = await ask('bupati', 'GET', `/api/campaigns/${id}/effect`);
    const sum = 12 * others.length + 3;
    expect(found).toMatchObject({
      isOver: true,
      before: { from: '2024-02-02', to: '2024-03-01' },
      after: { from: '2024-03-05', to: '2024-04-02' },
      pranks: { kind: 'measured', campaign: { before: 20, after: 10 }, others: { before: sum, after: sum } },
      genuine: { kind: 'measured', campaign: { before: 10, after: 6 } },
      chill: 'fell',
    });
    expect(found.pranks.ratio).toBeCloseTo(0.5, 8);
    expect(found.genuine.ratio).toBeCloseTo(0.6, 8);
    const placed = 2 * sum + 30 + 16 * others.length + 16;
    expect(found.placedShare).toBeCloseTo(placed / (placed + 30), 8);
    const shown = (code: string) => found.districts.find((one) => one.code === code);
    expect(shown(mine)).toMatchObject({ hasCampaign: true, pranks: { before: 20, after: 10 } });
    // Three calls are hidden, and twelve of a neighbour with them: else the sum would say the three.
    expect(shown(small)).toMatchObject({ hasCampaign: false, pranks: { before: null, after: null } });
    const hidden = found.districts.filter((one) => one.pranks.before === null);
    expect(hidden).toHaveLength(2);
  });

  test('leaves out districts that had another campaign at that time', async () => {
    const [other = ''] = others;
    const disturbing = await plan({
      startsOn: '2024-03-10',
      endsOn: '2024-03-12',
      places: [{ code: other, school: null }],
    });
    const id = await plan({ startsOn: '2024-03-01', endsOn: '2024-03-04', places: [{ code: mine, school: null }] });
    const isDisturbed = async () =>
      (await ask('info', 'GET', `/api/campaigns/${id}/effect`)).districts.find((one) => one.code === other)
        ?.isDisturbed;
    expect(await isDisturbed()).toBe(false);
    await ask('info', 'POST', `/api/campaigns/${disturbing}/step`, { version: 1, step: 'hold' });
    expect(await isDisturbed()).toBe(true);
    await ask('info', 'POST', `/api/campaigns/${disturbing}/delete`, { version: 2 });
    expect(await isDisturbed()).toBe(false);
  });
});

describe('figures for everybody', () => {
  test('are those of the month page', async () => {
    const region = await loadRegion(scene.database.systemDb, scene.own);
    const month = '2024-03';
    const figures = new FigureSet(figuresOf(await loadMonthRows(scene.database.systemDb, region, month)));
    const counts = await countMonths(scene.database.systemDb, { tenantId: scene.own, zone: region.zone, months: 60 });
    const found = counts.find((one) => one.month === month);
    expect(found).toEqual({
      month,
      calls: figures.count('OFFERED'),
      answered: figures.count('ANSWERED'),
      pranks: figures.count('NUISANCE'),
      // Each took a minute from answer to wrap-up.
      minutes: figures.count('NUISANCE'),
    });
    expect(figures.count('NUISANCE')).toBeGreaterThan(30);
  });

  test('stand on a page without account, script or anybody in it, of a regency that exists', async () => {
    const answer = await scene.centre.app.inject({ method: 'GET', url: '/portal/barat/bukan-mainan' });
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'public, max-age=600']);
    expect(answer.body).toContain('112 bukan mainan');
    expect(answer.body).toContain('Kabupaten barat');
    expect(answer.body).not.toMatch(/<script|style=|\+62/);
    expect(String(answer.headers['content-security-policy'])).toContain("default-src 'none'");
    expect(
      (await scene.centre.app.inject({ method: 'GET', url: '/portal/bukan-mainan.css' })).headers['content-type'],
    ).toContain('text/css');
    for (const url of ['/portal/nihil/bukan-mainan', '/portal/a%27b/bukan-mainan'])
      expect((await scene.centre.app.inject({ method: 'GET', url })).statusCode).toBe(404);
  });
});
