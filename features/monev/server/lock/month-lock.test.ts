import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { canonicalJson } from '#platform/server/events/link.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { newId } from '#platform/shared/ids.ts';
import { monthBounds } from '#platform/shared/time.ts';
import { readMonth } from '../../contract.ts';
import { verifyMonthFile } from '../../csv.ts';
import { answeringPairs, firstMonth } from '../../goals.ts';
import { createMonev } from '../feature.ts';
import { loadRegion } from '../store.ts';
import { digestOf } from './keep-month.ts';
import { shownEdition } from './lock-store.ts';
import { keptFindings, lockFindings } from './verify-locks.ts';

let database: TestDatabase;
let centre: TestCentre;
let folder: string;
const ids = { java: '', papua: '', prank: newId() };
const cookies = { head: '', supervisor: '', executive: '', papua: '' };

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'month-lock-'));
  const monev = createMonev({ systemDb: database.systemDb, place: () => database.place(), dataFolder: folder });
  centre = await createTestCentre(database, { features: [monev] });
  ids.java = await centre.addTenant({ slug: 'barat' });
  ids.papua = await centre.addTenant({ slug: 'timur', zone: 'Asia/Jayapura' });
  await centre.addUser(ids.java, { username: 'kadis', roles: ['AGENCY_HEAD'] });
  await centre.addUser(ids.java, { username: 'pengawas', roles: ['SUPERVISOR'] });
  await centre.addUser(ids.java, { username: 'bupati', roles: ['EXECUTIVE'] });
  await centre.addUser(ids.papua, { username: 'kadis.timur', roles: ['AGENCY_HEAD'] });
  cookies.head = await centre.cookieOf('kadis');
  cookies.supervisor = await centre.cookieOf('pengawas');
  cookies.executive = await centre.cookieOf('bupati');
  cookies.papua = await centre.cookieOf('kadis.timur');
  await addCall(1, 'PRANK_CHILD', ids.prank);
  await addCall(2, 'EMERGENCY_NEW');
});
afterAll(async () => {
  await centre.close();
  await database.close();
  await rm(folder, { recursive: true });
});

const month = '2026-09';
/** In the last hour of the month in the western zone. */
const arrivedAt = '2026-09-30T16:30:00.000Z';

async function addCall(number: number, disposition: string, id = newId()): Promise<string> {
  await run(
    database.systemDb,
    sql`insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, caller_raw, caller_e164, arrived_at, queued_at, answered_at, ended_at, disposition)
        values (${id}, ${ids.java}, ${number}, 'ended', 'test', ${`lock-${number}`}, '112', '081234567890', '+6281234567890',
          ${arrivedAt}, ${arrivedAt}, ${arrivedAt}::timestamptz + interval '15 seconds', ${arrivedAt}::timestamptz + interval '40 seconds', ${disposition})`,
  );
  return id;
}
async function classAs(id: string, disposition: string): Promise<void> {
  await run(database.systemDb, sql`update calls set disposition = ${disposition} where id = ${id}`);
}

async function shown(query = '', cookie = cookies.head) {
  const answer = await centre.app.inject({ url: `/api/monev/months/${month}${query}`, headers: { cookie } });
  expect(answer.statusCode, answer.body).toBe(200);
  return readMonth.output.parse(answer.json());
}
async function send(url: string, body: unknown, cookie = cookies.head, method: 'POST' | 'PUT' = 'POST') {
  const answer = await centre.app.inject({
    method,
    url,
    headers: { cookie, 'idempotency-key': newId() },
    payload: body as Record<string, unknown>,
  });
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown> };
}
const lock = (body: unknown, of = month, cookie = cookies.head) => send(`/api/monev/months/${of}/lock`, body, cookie);
const nuisanceOf = (found: Awaited<ReturnType<typeof shown>>) =>
  found.figures.find((one) => one.code === 'NUISANCE' && one.by === 'all');

// One story: each part stands on the one before it.
describe('a month is locked and stays', () => {
  test('goals of its own time judge it', async () => {
    expect((await shown()).goals).toEqual([
      { code: 'SERVICE_LEVEL', share: 0.95, seconds: 10, part: 0, whole: 2, isReached: false },
      { code: 'SERVICE_LEVEL', share: 0.99, seconds: 30, part: 2, whole: 2, isReached: true },
      // Nothing was owed by any agency in this month.
      { code: 'SLA_ACK', share: 0.9, seconds: null, part: 0, whole: 0, isReached: null },
      { code: 'SLA_ARRIVE', share: 0.8, seconds: null, part: 0, whole: 0, isReached: null },
      { code: 'SLA_RESOLVE', share: 0.8, seconds: null, part: 0, whole: 0, isReached: null },
    ]);
    const setting = (await centre.app.inject({ url: '/api/monev/goals', headers: { cookie: cookies.head } })).json();
    const content = {
      periods: [...setting.content.periods, { from: '2026-09', goals: [...answeringPairs.nena] }],
    };
    const preview = await send('/api/monev/goals/preview', { content });
    expect(preview.body).toMatchObject({
      total: 1,
      lockedMonth: null,
      items: [{ month, after: [{ seconds: 10 }, { seconds: 20, isReached: true }] }],
    });
    const change = { version: setting.version, content, reason: 'Rapat evaluasi' };
    expect((await send('/api/monev/goals', change, cookies.supervisor, 'PUT')).status).toBe(403);
    expect((await send('/api/monev/goals', change, cookies.head, 'PUT')).body).toMatchObject({ version: 2 });
    expect((await send('/api/monev/goals', change, cookies.head, 'PUT')).body.code).toBe('setting.stale');
    expect((await shown()).goals.map((one) => [one.seconds, one.isReached])).toEqual([
      [10, false],
      [20, true],
    ]);
  });

  test('only by the head, only what was seen, only when it is over', async () => {
    const { digest } = await shown();
    const body = { edition: 1, digest, reason: null };
    expect((await lock(body, month, cookies.supervisor)).status).toBe(403);
    expect((await lock({ ...body, edition: 2 })).body.code).toBe('month.edition_taken');
    const running = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 7);
    expect((await lock(body, running)).body.code).toBe('month.running');
    await classAs(ids.prank, 'PRANK_ADULT');
    expect((await lock(body)).body.code).toBe('month.moved_on');
    await classAs(ids.prank, 'PRANK_CHILD');
    expect(await lock(body)).toMatchObject({ status: 200, body: { edition: 1 } });
    expect((await lock(body)).body.code).toBe('month.edition_taken');
  });

  test('what is kept can be recomputed from itself, and the chain tells its digest', async () => {
    const kept = await row<{ id: string; digest: string; snapshot: string }>(
      database.systemDb,
      sql`select id, digest, snapshot from month_locks where tenant_id = ${ids.java}`,
    );
    expect(kept?.digest).toBe(digestOf(kept?.snapshot ?? ''));
    expect(canonicalJson(JSON.parse(kept?.snapshot ?? ''))).toBe(kept?.snapshot);
    expect(kept?.snapshot).not.toMatch(/8123456/);
    const events = await rows<{ content: Record<string, unknown> }>(
      database.systemDb,
      sql`select content from events where name = 'month.locked' and subject_id = ${kept?.id}`,
    );
    expect(events).toMatchObject([
      { content: { digest: kept?.digest, edition: 1, from: monthBounds(month, 'Asia/Jakarta').from } },
    ]);
    await expect(run(database.systemDb, sql`update month_locks set digest = digest`)).rejects.toThrow(
      /append-only|permission/,
    );
    await expect(database.ownerPool.query('delete from month_locks')).rejects.toThrow(/append-only/);
  });

  test('a call judged anew leaves the locked figure, and is shown beside it with its row', async () => {
    expect(await shown()).toMatchObject({ edition: 1, correction: { rows: 0, figures: [], redefined: [] } });
    await classAs(ids.prank, 'EMERGENCY_NEW');
    const found = await shown();
    expect(nuisanceOf(found)).toMatchObject({ value: 1 });
    expect(found.correction?.rows).toBe(1);
    expect(found.correction?.figures).toContainEqual({
      before: expect.objectContaining({ code: 'NUISANCE', value: 1 }),
      after: expect.objectContaining({ code: 'NUISANCE', value: 0 }),
    });
    expect(found.correction?.figures.some((one) => one.before?.code === 'ANSWERED')).toBe(false);
    const rowsOf = async (query: string) =>
      (
        await centre.app.inject({ url: `/api/monev/months/${month}/${query}`, headers: { cookie: cookies.head } })
      ).json();
    expect(await rowsOf('corrections?edition=1')).toMatchObject({
      total: 1,
      items: [
        {
          table: 'calls',
          id: ids.prank,
          fields: [{ name: 'disposition', before: 'PRANK_CHILD', after: 'EMERGENCY_NEW' }],
        },
      ],
    });
    expect(await rowsOf('rows?figure=NUISANCE')).toMatchObject({ total: 0 });
    expect(await rowsOf('rows?figure=NUISANCE&edition=1')).toMatchObject({
      total: 1,
      items: [{ id: ids.prank, code: 'PRANK_CHILD' }],
    });
    expect(await rowsOf('rows?figure=SERVICE_LEVEL&by=within&key=20')).toMatchObject({ total: 2 });
    expect(await rowsOf('rows?figure=OFFERED&by=within&key=20')).toMatchObject({ code: 'figure.not_found' });
    expect(await rowsOf('rows?figure=NUISANCE&edition=7')).toMatchObject({ code: 'month.edition_unknown' });
  });

  test('executives see the figures of a correction, not its rows', async () => {
    const url = `/api/monev/months/${month}/corrections?edition=1`;
    expect((await shown('', cookies.executive)).correction?.rows).toBe(1);
    expect((await centre.app.inject({ url, headers: { cookie: cookies.executive } })).statusCode).toBe(403);
  });

  test('the file of an edition holds the rows as they were, and checks by itself', async () => {
    const file = async (query: string) =>
      (
        await centre.app.inject({
          url: `/api/monev/months/${month}/export.csv${query}`,
          headers: { cookie: cookies.head },
        })
      ).body;
    expect(await file('?edition=1')).toMatch(/PRANK_CHILD/);
    expect(await file('')).not.toMatch(/PRANK_CHILD/);
    expect(verifyMonthFile(await file('?edition=1'))).toMatchObject({ differing: [] });
    expect(verifyMonthFile(await file('?edition=1')).heading).toMatch(/ edition 1 dictionary \d+$/);
  });

  test('goals of a locked month cannot change, those of later months can', async () => {
    const setting = (await centre.app.inject({ url: '/api/monev/goals', headers: { cookie: cookies.head } })).json();
    const change = {
      version: setting.version,
      content: { periods: [{ from: firstMonth, goals: [] }] },
      reason: 'Coba',
    };
    expect((await send('/api/monev/goals', change, cookies.head, 'PUT')).body).toMatchObject({
      code: 'goals.locked_month',
      detail: { month },
    });
    const later = { periods: [...setting.content.periods, { from: '2026-10', goals: [] }] };
    expect((await send('/api/monev/goals', { ...change, content: later }, cookies.head, 'PUT')).status).toBe(200);
  });

  test('the corrections are locked as a further edition, with a reason; both stay', async () => {
    const { digest } = await shown();
    const body = { edition: 2, digest, reason: null };
    expect((await lock(body)).body.code).toBe('month.reason_missing');
    expect((await lock({ ...body, reason: 'Klasifikasi diperiksa ulang' })).status).toBe(200);
    const [second, first] = [await shown(), await shown('?edition=1')];
    expect([second.edition, nuisanceOf(second), second.correction?.rows]).toMatchObject([2, { value: 0 }, 0]);
    expect([first.edition, nuisanceOf(first), first.correction?.rows]).toMatchObject([1, { value: 1 }, 1]);
    expect(second.editions.map((one) => [one.edition, one.reason])).toEqual([
      [1, null],
      [2, 'Klasifikasi diperiksa ulang'],
    ]);
    const again = { edition: 3, digest: second.digest, reason: 'Sekali lagi' };
    expect((await lock(again)).body.code).toBe('month.nothing_to_correct');
  });

  test('verify reports a row that changed without an event, and only that', async () => {
    const region = await loadRegion(database.systemDb, ids.java);
    // The call was judged anew by hand in this test: nothing told of it. The second edition was locked with it.
    expect(await lockFindings(database.systemDb, region, 10)).toMatchObject([
      { subject: `locked month ${month}, edition 1: calls 1 (${ids.prank})`, found: 'disposition' },
    ]);
    await run(
      database.systemDb,
      sql`insert into events (tenant_id, name, subject_type, subject_id, audience, actor_kind, occurred_at, clock)
          values (${ids.java}, 'call.classified', 'call', ${ids.prank}, '{tenant}', 'system', now(), 'server')`,
    );
    expect(await lockFindings(database.systemDb, region, 10)).toEqual([]);
  });

  test('verify finds a lock that somebody rewrote in the database', async () => {
    const kept = await shownEdition({ tx: database.systemDb, tenantId: ids.java }, month, 1);
    if (kept === null || kept === 'unknown') throw new Error('edition 1 was locked above');
    expect(keptFindings(kept, kept.digest)).toEqual([]);
    expect(keptFindings(kept, null)).toMatchObject([{ found: 'no event' }]);
    const better = kept.snapshot.figures.map((one) =>
      one.code === 'NUISANCE' && one.kind === 'count' ? { ...one, value: 0 } : one,
    );
    const rewritten = { ...kept, snapshot: { ...kept.snapshot, figures: better } };
    expect(keptFindings({ ...rewritten, text: canonicalJson(rewritten.snapshot) }, kept.digest)).toMatchObject([
      { subject: expect.stringMatching(/: digest$/), expected: kept.digest },
      { subject: expect.stringMatching(/: NUISANCE all$/), expected: '1', found: '0' },
    ]);
    const emptied = { ...kept, rows: { ...kept.rows, calls: [] } };
    expect(keptFindings(emptied, kept.digest)[0]?.subject).toMatch(/digest of its rows$/);
  });

  test('another region knows nothing of it', async () => {
    expect((await shown('', cookies.papua)).editions).toEqual([]);
    const url = `/api/monev/months/${month}?edition=1`;
    expect((await centre.app.inject({ url, headers: { cookie: cookies.papua } })).statusCode).toBe(404);
  });
});
