import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testRegions } from '#features/incidents/server/test-cast.ts';
import { FigureSet } from '#features/monev/figure-set.ts';
import { figuresOf } from '#features/monev/figures.ts';
import { loadMonthRows, loadRegion } from '#features/monev/server/store.ts';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { saveRegions } from '#features/places/server/region-store.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { newId } from '#platform/shared/ids.ts';
import type { CampaignContent } from '../campaign.ts';
import { createOutreach } from './feature.ts';
import { countMonths } from './figure-store.ts';

let database: TestDatabase;
let centre: TestCentre;
let folder: string;
let [own, foreign] = ['', ''];
const cookies = new Map<string, string>();

/** Two districts would be too few to compare. */
const regions = [
  ...testRegions,
  ...['Tarik', 'Prambon', 'Krembung', 'Porong', 'Jabon'].map((name, index) => ({
    code: `35.15.0${index + 1}`,
    parentCode: '35.15',
    level: 'district' as const,
    name,
    postalCode: null,
    latitude: null,
    longitude: null,
  })),
];

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'outreach-'));
  const outreach = createOutreach({ systemDb: database.systemDb, place: () => database.place(), dataFolder: folder });
  centre = await createTestCentre(database, { features: [outreach] });
  await saveRegions(database.systemDb, regions);
  own = await centre.addTenant({ slug: 'barat' });
  foreign = await centre.addTenant({ slug: 'timur', zone: 'Asia/Jayapura' });
  for (const [tenantId, username, role] of [
    [own, 'info', 'INFO_OFFICER'],
    [own, 'kadis', 'AGENCY_HEAD'],
    [own, 'bupati', 'EXECUTIVE'],
    [own, 'dpo', 'DPO'],
    [foreign, 'info.timur', 'INFO_OFFICER'],
  ] as const) {
    await centre.addUser(tenantId, { username, roles: [role] });
    cookies.set(username, await centre.cookieOf(username));
  }
});
afterAll(async () => {
  await centre.close();
  await database.close();
  await rm(folder, { recursive: true });
});

async function ask(who: string, method: 'GET' | 'POST', url: string, payload?: object) {
  const answer = await centre.app.inject({
    method,
    url,
    headers: { cookie: cookies.get(who) ?? '' },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, ...answer.json() };
}

const village = testRegions.find(({ level }) => level === 'village')?.code ?? '';
const district = village.split('.').slice(0, 3).join('.');
const content: CampaignContent = {
  name: 'Kunjungan SD',
  aim: 'Anak tahu kapan 112 dihubungi',
  audience: 'primary_school',
  kind: 'school_visit',
  places: [{ code: village, school: 'SDN Mawar 1' }],
  startsOn: '2026-03-02',
  endsOn: '2026-03-03',
  materials: '200 selebaran',
  costRupiah: 1_250_000,
  attendance: 180,
  lessons: '',
};
const plan = async (change: Partial<CampaignContent> = {}, who = 'info') =>
  (await ask(who, 'POST', '/api/campaigns', { content: { ...content, ...change } })).id as string;

describe('a campaign', () => {
  test('is planned, held, evaluated and found; events carry no word of it', async () => {
    const id = await plan({ name: 'Kata rahasia di SDN' });
    expect(await ask('info', 'GET', `/api/campaigns/${id}`)).toMatchObject({
      state: 'planned',
      version: 1,
      content: { costRupiah: 1_250_000 },
      placeNames: [expect.stringMatching(/^.+, Kec\. .+$/)],
      photos: [],
    });
    expect(await ask('info', 'POST', `/api/campaigns/${id}/step`, { version: 1, step: 'hold' })).toMatchObject({
      version: 2,
    });
    expect(await ask('info', 'POST', `/api/campaigns/${id}/step`, { version: 2, step: 'evaluate' })).toMatchObject({
      code: 'campaign.lessons_missing',
    });
    await ask('info', 'POST', `/api/campaigns/${id}/change`, {
      version: 2,
      content: { ...content, lessons: 'Ajak guru' },
    });
    expect(await ask('kadis', 'POST', `/api/campaigns/${id}/step`, { version: 3, step: 'evaluate' })).toMatchObject({
      version: 4,
    });
    const list = await ask('bupati', 'GET', '/api/campaigns?state=evaluated&q=mawar');
    expect(list.items.map((one: { id: string }) => one.id)).toEqual([id]);
    expect((await ask('bupati', 'GET', '/api/campaigns?q=%25')).items).toEqual([]);
    const events = await rows<{ name: string; content: object; audience: string[] }>(
      database.systemDb,
      sql`select name, content, audience from events where subject_id = ${id} order by seq`,
    );
    expect(events.map(({ name }) => name)).toEqual([
      'campaign.planned',
      'campaign.moved',
      'campaign.changed',
      'campaign.moved',
    ]);
    expect(JSON.stringify(events)).not.toMatch(/rahasia|SDN|guru/);
    expect(events[0]?.audience).toEqual(['tenant', 'outreach']);
  });

  test('changed by two at once keeps the first change and tells the second', async () => {
    const id = await plan();
    const change = (name: string) =>
      ask('info', 'POST', `/api/campaigns/${id}/change`, { version: 1, content: { ...content, name } });
    expect(await change('Pertama')).toMatchObject({ version: 2 });
    expect(await change('Kedua')).toMatchObject({ status: 409, code: 'campaign.stale', detail: { version: 2 } });
    expect(await ask('info', 'GET', `/api/campaigns/${id}`)).toMatchObject({ content: { name: 'Pertama' } });
  });

  test('deleted is gone from the list, cannot be changed, and comes back', async () => {
    const id = await plan({ name: 'Akan dihapus' });
    await ask('info', 'POST', `/api/campaigns/${id}/delete`, { version: 1 });
    expect((await ask('info', 'GET', '/api/campaigns?q=Akan dihapus')).items).toEqual([]);
    expect(await ask('info', 'POST', `/api/campaigns/${id}/step`, { version: 2, step: 'hold' })).toMatchObject({
      code: 'campaign.deleted',
    });
    expect(await ask('info', 'POST', `/api/campaigns/${id}/restore`, {})).toMatchObject({ version: 3 });
    expect(await ask('info', 'POST', `/api/campaigns/${id}/restore`, {})).toMatchObject({
      code: 'campaign.not_deleted',
    });
    expect((await ask('info', 'GET', '/api/campaigns?q=Akan dihapus')).items).toHaveLength(1);
  });

  test('pages lead through all of them, each once', async () => {
    for (const day of ['2025-01-01', '2025-01-01', '2025-01-02'])
      await plan({ name: 'Halaman', startsOn: day, endsOn: day });
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const found = await ask('info', 'GET', `/api/campaigns?q=Halaman&limit=1${next === '' ? '' : `&after=${next}`}`);
      seen.push(...found.items.map((one: { id: string }) => one.id));
      next = found.next;
    }
    expect([seen.length, new Set(seen).size]).toEqual([3, 3]);
  });

  test('lies in this regency, and is written by whom the table names', async () => {
    expect(
      await ask('info', 'POST', '/api/campaigns', {
        content: { ...content, places: [{ code: '99.99.99', school: null }] },
      }),
    ).toMatchObject({
      status: 422,
      code: 'campaign.place_unknown',
    });
    expect(await ask('bupati', 'POST', '/api/campaigns', { content })).toMatchObject({ status: 403 });
    const id = await plan();
    expect(await ask('info.timur', 'GET', `/api/campaigns/${id}`)).toMatchObject({ status: 404 });
  });
});

describe('a photo', () => {
  const send = async (id: string, photoId: string, query: string, bytes?: Buffer) => {
    const picture =
      bytes ??
      (await sharp({ create: { width: 40, height: 30, channels: 3, background: '#35a' } })
        .withExif({ IFD0: { Artist: 'Sri Lestari' } })
        .jpeg()
        .toBuffer());
    return centre.app.inject({
      method: 'PUT',
      url: `/api/campaigns/${id}/photos/${photoId}${query}`,
      headers: { cookie: cookies.get('info') ?? '', 'content-type': 'image/jpeg' },
      payload: picture,
    });
  };
  const look = (who: string, id: string) =>
    centre.app.inject({
      method: 'GET',
      url: `/api/campaign-photos/${id}/content`,
      headers: { cookie: cookies.get(who) ?? '' },
    });

  test('needs consent, is drawn anew and sealed, each look is logged, and erased it is gone for good', async () => {
    const id = await plan();
    const photoId = newId();
    expect((await send(id, photoId, '')).json().code).toBe('photo.consent_missing');
    for (const _twice of [1, 2])
      expect((await send(id, photoId, '?consent=parents_agreed&note=Surat%20SDN')).json()).toEqual({ id: photoId });
    const shown = await look('info', photoId);
    expect([shown.statusCode, shown.headers['content-type']]).toEqual([200, 'image/jpeg']);
    expect(shown.rawPayload.includes('Sri Lestari')).toBe(false);
    expect((await look('bupati', photoId)).statusCode).toBe(403);
    const files = (await readdir(join(folder, 'attachments'), { recursive: true })).filter((name) =>
      name.includes(photoId),
    );
    expect(files).toHaveLength(1);
    expect(
      await rows(database.systemDb, sql`select field from access_log where subject_id = ${id} order by at`),
    ).toEqual([{ field: 'campaign_photo' }]);
    expect(
      await ask('dpo', 'POST', `/api/campaign-photos/${photoId}/erase`, { reason: 'Orang tua menarik izin' }),
    ).toMatchObject({
      id: photoId,
    });
    expect((await look('info', photoId)).json().code).toBe('photo.erased');
    expect(await ask('info', 'GET', `/api/campaigns/${id}`)).toMatchObject({
      photos: [{ erased: true, consentNote: null, consent: 'parents_agreed' }],
    });
    expect(
      await row(
        database.systemDb,
        sql`select wrapped_key, key_number, consent_note from campaign_photos where id = ${photoId}`,
      ),
    ).toEqual({ wrapped_key: null, key_number: null, consent_note: null });
  });

  test('that is none, or belongs to no campaign, is refused and leaves nothing', async () => {
    const id = await plan();
    expect((await send(id, newId(), '?consent=adults_agreed', Buffer.from('<script>'))).json().code).toBe(
      'photo.not_readable',
    );
    expect((await send(newId(), newId(), '?consent=adults_agreed')).json().code).toBe('campaign.not_found');
    expect(await rows(database.systemDb, sql`select 1 from campaign_photos where campaign_id = ${id}`)).toEqual([]);
  });
});

let callNumber = 0;
/** A call of long ago, with the place that a desk wrote, that the telephone told, or none. */
async function addCall(
  at: string,
  disposition: string,
  place: { district: string; village: string | null } | { latitude: number; longitude: number } | null,
  tenantId = own,
): Promise<void> {
  const id = newId();
  callNumber += 1;
  await run(
    database.systemDb,
    sql`insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, arrived_at, queued_at, answered_at, ended_at, wrapped_up_at, disposition)
        values (${id}, ${tenantId}, ${callNumber}, 'ended', 'uji', ${id}, '112', ${at}, ${at}, ${at}::timestamptz + interval '5 seconds',
          ${at}::timestamptz + interval '45 seconds', ${at}::timestamptz + interval '65 seconds', ${disposition})`,
  );
  if (place === null) return;
  if ('latitude' in place) {
    const told = { kind: 'geodetic', centre: { ...place, altitudeM: null }, uncertaintyM: 50 };
    await run(
      database.systemDb,
      sql`insert into caller_places (id, tenant_id, call_id, source, origin, place, received_at)
          values (${newId()}, ${tenantId}, ${id}, 'aml', 'uji', ${JSON.stringify(told)}::jsonb, ${at})`,
    );
    return;
  }
  const incidentId = newId();
  await run(
    database.systemDb,
    sql`insert into incidents (id, tenant_id, number, state, source, reported_at, district_code, village_code)
        values (${incidentId}, ${tenantId}, ${callNumber}, 'CANCELLED', 'call', ${at}, ${place.district}, ${place.village})`,
  );
  await run(
    database.systemDb,
    sql`insert into incident_calls (tenant_id, incident_id, call_id, relation) values (${tenantId}, ${incidentId}, ${id}, 'opened')`,
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
  const point = testRegions.find(({ code }) => code === village);
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
    const shown = (code: string) => found.districts.find((one: { code: string }) => one.code === code);
    expect(shown(mine)).toMatchObject({ hasCampaign: true, pranks: { before: 20, after: 10 } });
    // Three calls are hidden, and twelve of a neighbour with them: else the sum would say the three.
    expect(shown(small)).toMatchObject({ hasCampaign: false, pranks: { before: null, after: null } });
    const hidden = found.districts.filter((one: { pranks: { before: number | null } }) => one.pranks.before === null);
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
      (await ask('info', 'GET', `/api/campaigns/${id}/effect`)).districts.find(
        (one: { code: string }) => one.code === other,
      ).isDisturbed;
    expect(await isDisturbed()).toBe(false);
    await ask('info', 'POST', `/api/campaigns/${disturbing}/step`, { version: 1, step: 'hold' });
    expect(await isDisturbed()).toBe(true);
    await ask('info', 'POST', `/api/campaigns/${disturbing}/delete`, { version: 2 });
    expect(await isDisturbed()).toBe(false);
  });
});

describe('figures for everybody', () => {
  test('are those of the month page', async () => {
    const region = await loadRegion(database.systemDb, own);
    const month = '2024-03';
    const figures = new FigureSet(figuresOf(await loadMonthRows(database.systemDb, region, month)));
    const counts = await countMonths(database.systemDb, { tenantId: own, zone: region.zone, months: 60 });
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
    const answer = await centre.app.inject({ method: 'GET', url: '/portal/barat/bukan-mainan' });
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'public, max-age=600']);
    expect(answer.body).toContain('112 bukan mainan');
    expect(answer.body).toContain('Kabupaten barat');
    expect(answer.body).not.toMatch(/<script|style=|\+62/);
    expect(String(answer.headers['content-security-policy'])).toContain("default-src 'none'");
    expect(
      (await centre.app.inject({ method: 'GET', url: '/portal/bukan-mainan.css' })).headers['content-type'],
    ).toContain('text/css');
    for (const url of ['/portal/nihil/bukan-mainan', '/portal/a%27b/bukan-mainan'])
      expect((await centre.app.inject({ method: 'GET', url })).statusCode).toBe(404);
  });
});
