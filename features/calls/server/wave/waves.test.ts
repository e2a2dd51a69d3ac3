import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadRegions } from '#features/places/server/load-regions.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { RouteAnswer } from '#platform/shared/contract.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import { acknowledgeWave, listWaves } from '../../wave-contract.ts';
import { listAllWaves, noteWave } from '../../wave-history-contract.ts';
import { noIncidents } from '../recording/incidents-behind.ts';
import { as, type CallRoom, openCallRoom } from '../test-call-room.ts';
import { lookForWaves, waveDeadline, wavePart } from './watch-waves.ts';

let room: CallRoom;
let boss: string;

beforeAll(async () => {
  room = await openCallRoom();
  boss = await room.addUser('penyelia');
});
afterAll(() => room.close());
beforeEach(async () => {
  await room.clear();
  await room.database.ownerPool.query('delete from wave_notes');
  await room.database.ownerPool.query('delete from waves');
});

const { routes: bound = [] } = wavePart(noIncidents);
type WaveRoute = typeof listWaves | typeof listAllWaves | typeof acknowledgeWave | typeof noteWave;
async function ask(route: WaveRoute, params: object = {}, given: { query?: object; body?: object } = {}) {
  const action = present(
    bound.find((each) => each.route.path === route.path && each.route.method === route.method),
    'the part has it',
  ).action;
  return room.by(as(boss, 'call.supervise'), (ctx) => action(ctx, { params, query: {}, body: {}, ...given }));
}
const list = async () => {
  const answer = await ask(listWaves);
  if (!answer.ok) throw new Error('reading is never refused');
  return (answer.value as RouteAnswer<typeof listWaves>).items; // as its contract parses it
};
const look = () =>
  room.act(async (ctx) => {
    await lookForWaves(noIncidents)(ctx, ctx.tenantId, ctx.now);
    return { ok: true as const, value: null };
  });

let serial = 0;
/** A call that ended, as its row says. */
async function call(given: { number: string | null; at: Instant; silent?: boolean; purpose?: string }): Promise<void> {
  const id = newId<'call'>();
  const { number, at, silent = false, purpose = 'public' } = given;
  await run(
    room.database.systemDb,
    sql`insert into calls (id, tenant_id, number, purpose, state, pbx_system, pbx_linkedid, dialled, caller_raw, caller_e164, arrived_at, queued_at,
          answered_at, ended_at, disposition)
        values (${id}, ${room.tenantId}, ${900_000 + ++serial}, ${purpose}, 'ended', 'uji', ${id}, '112', ${number}, ${number}, ${at}, ${at}, ${at}, ${at},
          ${silent ? 'GHOST' : 'INFO_PUBLIC'})`,
  );
}
const ago = (minutes: number) => plusMs(new Date().toISOString(), -minutes * 60_000);
const many = async (count: number, given: (at: number) => Parameters<typeof call>[0]) => {
  for (let at = 0; at < count; at++) await call(given(at));
};

test('one number that does not stop is a wave, known to a supervisor by name, and over by itself', async () => {
  await many(7, () => ({ number: '+6281230000001', at: ago(5) }));
  await look();
  const [wave] = await list();
  expect(wave).toMatchObject({
    kind: 'one_number',
    calls: 7,
    numbers: 1,
    minutes: 60,
    endedAt: null,
    acknowledgedBy: null,
  });
  expect(wave?.number, 'masked').not.toContain('81230000001');
  await look();
  expect(await list(), 'the same one').toHaveLength(1);
  expect((await ask(acknowledgeWave, { id: wave?.id })).ok).toBe(true);
  expect((await list())[0]?.acknowledgedBy).toEqual({ id: boss, displayName: 'penyelia' });
  await run(room.database.systemDb, sql`update calls set arrived_at = arrived_at - interval '2 hours'`);
  await look();
  expect((await list())[0]?.endedAt).not.toBeNull();
  expect(await ask(acknowledgeWave, { id: wave?.id })).toMatchObject({ refusal: { code: 'wave.over' } });
  expect(await ask(acknowledgeWave, { id: newId() })).toMatchObject({ refusal: { code: 'wave.not_found' } });
  const events = await rows<{ name: string; content: object; audience: string[] }>(
    room.database.systemDb,
    sql`select name, content, audience from events where subject_id = ${wave?.id ?? ''} order by seq`,
  );
  expect(events.map(({ name }) => name)).toEqual(['wave.began', 'wave.acknowledged', 'wave.ended']);
  expect(JSON.stringify(events)).not.toContain('81230000001');
  for (const { audience } of events) expect(audience).toEqual(['supervisors']);
});

test('silent calls of many telephones within minutes are a wave; tests and drills are none', async () => {
  const number = (at: number) => `+62812300${String(at).padStart(5, '0')}`;
  await many(8, (at) => ({ number: number(at), at: ago(3), silent: true, purpose: at % 2 === 0 ? 'drill' : 'test' }));
  await look();
  expect(await list()).toEqual([]);
  await many(7, (at) => ({ number: number(at), at: ago(3), silent: true }));
  await look();
  expect(await list()).toMatchObject([{ kind: 'silent_handsets', calls: 7, numbers: 7, number: null }]);
});

test('what comes every week at this hour is no wave', async () => {
  const number = (at: number) => `+62812300${String(at).padStart(5, '0')}`;
  const minutesOfWeek = 7 * 24 * 60;
  await call({ number: null, at: ago(9 * minutesOfWeek + 300) });
  for (let week = 1; week <= 8; week++)
    await many(28, (at) => ({ number: number(at), at: ago(week * minutesOfWeek + 5), silent: true }));
  await many(7, (at) => ({ number: number(at), at: ago(5), silent: true }));
  await look();
  expect(await list()).toEqual([]);
});

test('it looks again after a minute, whatever it found', async () => {
  await look();
  const next = await row<{ late: number }>(
    room.database.systemDb,
    sql`select extract(epoch from due_at - clock_timestamp())::int as late from deadlines where kind = ${waveDeadline}`,
  );
  expect(next?.late).toBeGreaterThan(50);
  expect(next?.late).toBeLessThanOrEqual(60);
});

const history = async (query: object = { limit: 100 }) => {
  const answer = await ask(listAllWaves, {}, { query });
  if (!answer.ok) throw new Error('reading is never refused');
  return answer.value as RouteAnswer<typeof listAllWaves>; // as its contract parses it
};

test('older ones than a day stand in the list of all, page by page, with their figures and what was done', async () => {
  for (const number of ['+6281230000001', '+6281230000002', '+6281230000003']) {
    await many(7, () => ({ number, at: ago(5) }));
    await look();
    await run(
      room.database.systemDb,
      sql`update calls set arrived_at = arrived_at - interval '2 hours' where arrived_at > clock_timestamp() - interval '1 hour'`,
    );
    await look();
    await run(
      room.database.systemDb,
      sql`update waves set began_at = began_at - interval '2 days', ended_at = ended_at - interval '2 days'`,
    );
  }
  expect(await list()).toEqual([]);
  const first = await history({ limit: 2 });
  expect(first.items).toHaveLength(2);
  expect(first.items[0]).toMatchObject({ kind: 'one_number', calls: 7, beyond: 7, deeds: [], districtCode: null });
  const second = await history({ limit: 2, after: first.next ?? '' });
  expect(second).toMatchObject({ items: [{}], next: null });
  const began = [...first.items, ...second.items].map(({ beganAt }) => beganAt);
  expect(began).toEqual(began.toSorted().toReversed());
});

test('what was done is written beside it, in words nobody else gets, also when it is over', async () => {
  await many(7, () => ({ number: '+6281230000001', at: ago(5) }));
  await look();
  const id = present((await list())[0], 'a wave').id;
  const note = (body: object, of: string = id) => ask(noteWave, { id: of }, { body });
  expect(await note({ done: 'other' })).toMatchObject({ refusal: { code: 'wave.words_missing' } });
  expect(await note({ done: 'other', words: '' })).toMatchObject({ refusal: { code: 'wave.words_missing' } });
  expect(await note({ done: 'merged' }, newId())).toMatchObject({ refusal: { code: 'wave.not_found' } });
  expect((await list())[0], 'a refusal wrote nothing').toMatchObject({ deeds: [], acknowledgedBy: null });
  expect((await note({ done: 'called_back', words: 'seorang lansia menekan tombol cepat' })).ok).toBe(true);
  expect((await list())[0]).toMatchObject({ acknowledgedBy: { id: boss }, deeds: [{ done: 'called_back' }] });
  await run(room.database.systemDb, sql`update calls set arrived_at = arrived_at - interval '2 hours'`);
  await look();
  expect((await note({ done: 'nothing_needed' })).ok).toBe(true);
  const [wave] = (await history()).items;
  expect(wave?.deeds).toMatchObject([
    { done: 'called_back', words: 'seorang lansia menekan tombol cepat', by: { id: boss } },
    { done: 'nothing_needed', words: null },
  ]);
  const events = await rows<{ name: string; content: object; audience: string[] }>(
    room.database.systemDb,
    sql`select name, content, audience from events where subject_id = ${id} order by seq`,
  );
  expect(events.map(({ name }) => name)).toEqual([
    'wave.began',
    'wave.acknowledged',
    'wave.noted',
    'wave.ended',
    'wave.noted',
  ]);
  expect(JSON.stringify(events)).not.toContain('lansia');
  for (const { audience } of events) expect(audience).toEqual(['supervisors']);
  // Ninety days later nothing is known of the number any more, nor what was written about it.
  await run(
    room.database.systemDb,
    sql`update waves set began_at = began_at - interval '91 days', ended_at = ended_at - interval '91 days'`,
  );
  await many(7, () => ({ number: '+6281230000009', at: ago(5) }));
  await look();
  const old = (await history()).items.find((each) => each.id === id);
  expect(old).toMatchObject({ number: null, deeds: [{ done: 'called_back', words: null }, {}] });
});

test('a wave of a district says which, so that a map can show it', async () => {
  await loadRegions(room.database.systemDb, '35.15');
  const code = '35.15.08';
  const number = (at: number) => `+62812300${String(at).padStart(5, '0')}`;
  await many(12, (at) => ({ number: number(at), at: ago(5) }));
  const behind = {
    ...noIncidents,
    districtsOf: async (_ctx: unknown, ids: readonly string[]) => new Map(ids.map((id) => [id, code])),
  };
  await room.act(async (ctx) => {
    await lookForWaves(behind)(ctx, ctx.tenantId, ctx.now);
    return { ok: true as const, value: null };
  });
  const [wave] = (await list()).filter(({ kind }) => kind === 'area');
  expect(wave).toMatchObject({ districtCode: code, district: 'Sidoarjo', calls: 12 });
});
