import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { systemActor } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { verifyHead } from '#platform/server/events/head.ts';
import { sealBatch } from '#platform/server/events/seal.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { type listRowsBehind, publishedChain, readMonth } from '../contract.ts';
import { recomputeFromCsv, verifyMonthFile } from '../csv.ts';
import { dictionaryVersion } from '../dictionary.ts';
import { createMonev } from './feature.ts';

let database: TestDatabase;
let centre: TestCentre;
let folder: string;
let [java, papua] = ['', ''];
let monev: ReturnType<typeof createMonev>;
const cookies = { head: '', executive: '', taker: '', papua: '' };

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'monev-'));
  monev = createMonev({ systemDb: database.systemDb, place: () => database.place(), dataFolder: folder });
  centre = await createTestCentre(database, { features: [monev] });
  java = await centre.addTenant({ slug: 'barat' });
  papua = await centre.addTenant({ slug: 'timur', zone: 'Asia/Jayapura' });
  await centre.addUser(java, { username: 'kadis', roles: ['AGENCY_HEAD'] });
  await centre.addUser(java, { username: 'bupati', roles: ['EXECUTIVE'] });
  await centre.addUser(java, { username: 'taker', roles: ['CALL_TAKER'] });
  await centre.addUser(papua, { username: 'kadis.timur', roles: ['AGENCY_HEAD'] });
  cookies.head = await centre.cookieOf('kadis');
  cookies.executive = await centre.cookieOf('bupati');
  cookies.taker = await centre.cookieOf('taker');
  cookies.papua = await centre.cookieOf('kadis.timur');
  for (const tenantId of [java, papua]) await fill(tenantId);
});
afterAll(async () => {
  await centre.close();
  await database.close();
  await rm(folder, { recursive: true });
});

/** The last second of October in the western zone is 16:59:59 UTC; two hours earlier in the eastern. */
const edge = [
  '2026-10-31T14:59:59.999Z',
  '2026-10-31T15:00:00.000Z',
  '2026-10-31T16:59:59.000Z',
  '2026-10-31T17:00:00.000Z',
];

async function fill(tenantId: string): Promise<void> {
  for (const [index, arrivedAt] of edge.entries()) {
    await run(
      database.systemDb,
      sql`insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, caller_raw, caller_e164, arrived_at, queued_at, answered_at, ended_at, disposition)
          values (${newId()}, ${tenantId}, ${index + 1}, 'ended', 'test', ${`${tenantId}-${index}`}, '112', '081234567890', '+6281234567890',
            ${arrivedAt}, ${arrivedAt}, ${arrivedAt}::timestamptz + interval '3 seconds', ${arrivedAt}::timestamptz + interval '40 seconds', 'GHOST')`,
    );
  }
  const [typeId, agencyId, incidentId] = [newId(), newId(), newId()];
  await run(
    database.systemDb,
    sql`insert into incident_types (id, tenant_id, code, category, name, name_en, default_priority) values (${typeId}, ${tenantId}, 'FLOOD', 'DISASTER', 'Banjir', 'Flood', 'P2')`,
  );
  await run(
    database.systemDb,
    sql`insert into agencies (id, tenant_id, code, name, name_en, kind) values (${agencyId}, ${tenantId}, 'BPBD', 'BPBD', 'Disaster agency', 'OPD')`,
  );
  await run(
    database.systemDb,
    sql`insert into incidents (id, tenant_id, number, state, source, incident_type_id, priority, reported_at, verified_at, dispatched_at)
        values (${incidentId}, ${tenantId}, 1, 'DISPATCHED', 'call', ${typeId}, 'P2', '2026-10-31T16:59:59Z', '2026-10-31T17:00:30Z', '2026-10-31T17:00:40Z')`,
  );
  await run(
    database.systemDb,
    sql`insert into incident_calls (tenant_id, incident_id, call_id, relation)
        select ${tenantId}, ${incidentId}, id, 'opened' from calls where tenant_id = ${tenantId} and number = 3`,
  );
  await run(
    database.systemDb,
    sql`insert into assignments (id, tenant_id, incident_id, agency_id, part, state, sent_at, acknowledged_at, acknowledge_due_at)
        values (${newId()}, ${tenantId}, ${incidentId}, ${agencyId}, 'lead', 'ACKNOWLEDGED', '2026-10-31T17:00:40Z', '2026-10-31T17:01:10Z', '2026-10-31T17:02:40Z')`,
  );
}

async function get(url: string, cookie: string): Promise<{ status: number; body: string }> {
  const answer = await centre.app.inject({ url, headers: { cookie } });
  return { status: answer.statusCode, body: answer.body };
}
async function month(name: string, cookie = cookies.head) {
  const { status, body } = await get(`/api/monev/months/${name}`, cookie);
  expect(status, body).toBe(200);
  return readMonth.output.parse(JSON.parse(body));
}
/** Without the shares that the region's goals ask for: they are no part of a file. */
const fromRows = async (name: string) => (await month(name)).figures.filter((one) => one.by !== 'within');
async function countOf(name: string, code: string, cookie = cookies.head): Promise<number> {
  const figure = (await month(name, cookie)).figures.find((one) => one.code === code && one.by === 'all');
  return figure?.kind === 'count' ? figure.value : Number.NaN;
}

describe('a call belongs to the month of its arrival in the region’s own zone', () => {
  test('the western zone ends October at 17:00 UTC', async () => {
    expect([await countOf('2026-10', 'OFFERED'), await countOf('2026-11', 'OFFERED')]).toEqual([3, 1]);
    expect(await month('2026-10')).toMatchObject({
      from: '2026-09-30T17:00:00.000Z',
      to: '2026-10-31T17:00:00.000Z',
      closed: true,
    });
  });
  test('the eastern one two hours earlier', async () => {
    expect([
      await countOf('2026-10', 'OFFERED', cookies.papua),
      await countOf('2026-11', 'OFFERED', cookies.papua),
    ]).toEqual([1, 3]);
  });
  test('the list of months says the same', async () => {
    const { body } = await get('/api/monev/months', cookies.head);
    expect(JSON.parse(body)).toEqual({
      items: [
        { month: '2026-11', calls: 1, incidents: 1 },
        { month: '2026-10', calls: 3, incidents: 0 },
      ],
    });
  });
});

test('an incident of a call that came before midnight is in the month it was verified in, with its times', async () => {
  const { figures, agencies, types, violations } = await month('2026-11');
  const figure = (code: string, by = 'all') => figures.find((one) => one.code === code && one.by === by);
  // Answered at 17:00:02, verified at 17:00:30, sent at :40, acknowledged 30 s later.
  expect(figure('T_TICKET')).toMatchObject({ count: 1, p50: 28_000, p90: 28_000, mean: 28_000 });
  expect(figure('T_DISPATCH')).toMatchObject({ count: 1, p50: 10_000 });
  expect(figure('T_ACK', 'agency')).toMatchObject({ key: 'BPBD', count: 1, p50: 30_000 });
  expect(figure('SLA_ACK')).toMatchObject({ part: 1, whole: 1 });
  expect(agencies).toEqual([{ code: 'BPBD', name: { id: 'BPBD', en: 'Disaster agency' } }]);
  expect(types).toEqual([{ code: 'FLOOD', name: { id: 'Banjir', en: 'Flood' } }]);
  expect(violations).toEqual([]);
});

test('a month without anything has every figure, at zero', async () => {
  expect((await month('2020-02')).figures.every((figure) => figure.kind !== 'count' || figure.value === 0)).toBe(true);
  expect((await get('/api/monev/months/2026-13', cookies.head)).status).toBe(400);
});

describe('the rows behind a figure', () => {
  test('page by page, and no word about who called', async () => {
    const seen: number[] = [];
    let after = '';
    for (let page = 0; page < 3; page++) {
      const { status, body } = await get(`/api/monev/months/2026-10/rows?figure=GHOST&limit=1${after}`, cookies.head);
      expect(status).toBe(200);
      expect(body).not.toMatch(/8123456|caller/);
      const answer = JSON.parse(body) as z.output<typeof listRowsBehind.output>;
      expect(answer.total).toBe(3);
      seen.push(...answer.items.map((item) => item.number));
      after = `&after=${answer.next}`;
      expect(answer.next === null).toBe(page === 2);
    }
    expect(seen).toEqual([1, 2, 3]);
  });
  test('of one agency, with the time', async () => {
    const { body } = await get('/api/monev/months/2026-11/rows?figure=T_ACK&by=agency&key=BPBD', cookies.head);
    expect(JSON.parse(body)).toMatchObject({
      total: 1,
      next: null,
      items: [{ table: 'assignments', number: 1, ms: 30_000, agencyCode: 'BPBD', state: 'ACKNOWLEDGED' }],
    });
  });
  test('an unknown figure is refused in words', async () => {
    const { status, body } = await get('/api/monev/months/2026-11/rows?figure=MAGIC', cookies.head);
    expect([status, JSON.parse(body).code]).toEqual([404, 'figure.not_found']);
  });
});

test('who may see what: executives figures only, call takers nothing, nobody another region', async () => {
  expect((await get('/api/monev/months/2026-10', cookies.executive)).status).toBe(200);
  expect((await get('/api/monev/months/2026-10/rows?figure=GHOST', cookies.executive)).status).toBe(403);
  expect((await get('/api/monev/months/2026-10/export.csv', cookies.executive)).status).toBe(403);
  expect((await get('/api/monev/months/2026-10', cookies.taker)).status).toBe(403);
  expect((await get('/api/monev/months/2026-10/export.csv', '')).status).toBe(401);
  const ids = async (cookie: string) =>
    (
      JSON.parse((await get('/api/monev/months/2026-10/rows?figure=OFFERED', cookie)).body) as {
        items: { id: string }[];
      }
    ).items.map((one) => one.id);
  const foreign = await ids(cookies.papua);
  expect((await ids(cookies.head)).some((id) => foreign.includes(id))).toBe(false);
});

describe('the export', () => {
  test('gives the page’s figures from the file alone, and holds nobody’s number', async () => {
    for (const name of ['2026-10', '2026-11']) {
      const { status, body } = await get(`/api/monev/months/${name}/export.csv`, cookies.head);
      expect(status).toBe(200);
      expect(body).not.toMatch(/8123456/);
      expect(recomputeFromCsv(body)).toEqual(await fromRows(name));
      const heading = `sigap monev ${name} barat Asia/Jakarta dictionary ${dictionaryVersion}`;
      expect(verifyMonthFile(body)).toMatchObject({ heading, differing: [] });
    }
  });
  test('table by table', async () => {
    const one = async (table: string) =>
      (await get(`/api/monev/months/2026-11/export.csv?table=${table}`, cookies.head)).body;
    const texts = {
      calls: await one('calls'),
      incidents: await one('incidents'),
      assignments: await one('assignments'),
    };
    expect(recomputeFromCsv(texts)).toEqual(await fromRows('2026-11'));
    expect((await get('/api/monev/months/2026-11/export.csv?table=users', cookies.head)).status).toBe(400);
  });
});

test('the end of each day is signed once, published to anybody, and signed again the next day', async () => {
  const sealed = async () => {
    await sealBatch(database.systemDb);
    const seals = sql`select count(*) as count from event_seals where tenant_id = ${java}`;
    return (await row<{ count: number }>(database.systemDb, seals))?.count;
  };
  await runWork(centre.place, { tenantId: java, actor: systemActor }, async (ctx) => {
    await run(
      ctx.tx,
      sql`insert into events (tenant_id, name, subject_type, subject_id, audience, actor_kind, occurred_at, clock) values (${java}, 'thing.made', 'thing', ${newId()}, '{tenant}', 'system', now(), 'server')`,
    );
  });
  await expect.poll(sealed, { timeout: 30_000 }).toBeGreaterThan(0);
  const due = () =>
    row<{ due_at: string }>(
      database.systemDb,
      sql`select due_at from deadlines where tenant_id = ${java} and kind = 'monev.chain_head'`,
    );
  // A new region waits for its first midnight from the moment it is made.
  expect((await due())?.due_at).toMatch(/T17:01:00.000Z$/);
  const fire = monev.deadlines?.['monev.chain_head'];
  for (const now of ['2026-11-21T17:01:00.000Z', '2026-11-21T17:02:00.000Z', '2026-11-22T17:01:00.000Z']) {
    await runWork(database.place({ clock: () => now }), { tenantId: java, actor: systemActor }, async (ctx) =>
      fire?.(ctx, java, now),
    );
  }
  expect((await due())?.due_at).toBe('2026-11-23T17:01:00.000Z');
  const answer = await centre.app.inject({ url: '/open-data/barat/chain' });
  expect(answer.statusCode).toBe(200);
  const { tenant, days } = publishedChain.parse(answer.json());
  expect([tenant.id, days.map((day) => day.day)]).toEqual([java, ['2026-11-22', '2026-11-21']]);
  for (const { day, chainNo, hash, publicKey, signature } of days) {
    const [key, signed] = [Buffer.from(publicKey, 'base64'), Buffer.from(signature, 'base64')];
    expect(verifyHead({ tenantId: java, day, chainNo, hash }, key, signed)).toBe(true);
    expect(verifyHead({ tenantId: java, day, chainNo: chainNo + 1, hash }, key, signed)).toBe(false);
  }
  expect((await centre.app.inject({ url: '/open-data/nowhere/chain' })).statusCode).toBe(404);
});
