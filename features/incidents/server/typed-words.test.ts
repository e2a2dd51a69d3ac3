import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertLeg } from '#features/calls/server/store.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';
import { keepWords, takeWords } from '../words-contract.ts';
import { createScene, type Scene } from './testing.ts';

let database: TestDatabase;
let scene: Scene;

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createScene(database, { slug: 'sidoarjo' });
});
afterAll(() => database.close());

type Taker = 'taker' | 'taker2';
const callOf = async (who: Taker) => {
  const params = keepWords.params.parse({ id: await scene.addCall(who) });
  await moveTo(who, params.id);
  return params;
};
const keep = (who: Taker, params: { id: string }, edits: Record<string, string>) =>
  scene.as(who, keepWords, { params, body: { edits } });
const take = (who: Taker, params: { id: string }) => scene.as(who, takeWords, { params });
const refused = (code: string) => ({ ok: false, refusal: { code } });
const kept = (edits: Record<string, string>) => ({ ok: true, value: { edits } });

/** This desk talks in the call from now on, and no other. */
const moveTo = (who: Taker, callId: string) =>
  scene.work(async (ctx) => {
    await run(ctx.tx, sql`update call_legs set left_at = ${ctx.now} where call_id = ${callId} and left_at is null`);
    const leg = { id: newId(), tenantId: ctx.tenantId, callId, kind: 'desk', userId: scene.users[who] } as const;
    await insertLeg(ctx.tx, { ...leg, channel: `desk-${newId()}`, at: ctx.now });
  });
const events = (callId: string) =>
  scene.work((ctx) =>
    rows(ctx.tx, sql`select content from events where subject_id = ${callId} and name = 'call.words_handed'`),
  );
const looks = (callId: string) =>
  scene.work((ctx) => rows(ctx.tx, sql`select user_id, field from access_log where subject_id = ${callId}`));

test('what is typed outlives its tab, the newest only, and goes when it is saved', async () => {
  const call = await callOf('taker');
  expect(await keep('taker', call, { description: 'api di dap' })).toEqual({ ok: true, value: {} });
  expect(await keep('taker', call, { description: 'api di dapur', landmark: 'masjid' })).toMatchObject({ ok: true });
  const words = { description: 'api di dapur', landmark: 'masjid' };
  // However often it is asked for: a browser may die right after.
  for (let turn = 0; turn < 2; turn++) expect(await take('taker', call)).toMatchObject(kept(words));
  expect(await looks(call.id)).toEqual([]);
  expect(await keep('taker', call, {})).toMatchObject({ ok: true });
  expect(await take('taker', call)).toEqual({ ok: true, value: { from: null, edits: {} } });
  expect(await events(call.id)).toEqual([]);
});

test('only who talks in the call reads them, and a look at somebody else’s words is logged', async () => {
  const call = await callOf('taker');
  await keep('taker', call, { description: 'rahasia' });
  expect(await take('taker2', call)).toMatchObject(refused('words.not_yours'));
  expect(await keep('taker2', call, { description: 'bukan' })).toMatchObject(refused('words.not_yours'));
  await moveTo('taker2', call.id);
  expect(await take('taker', call)).toMatchObject(refused('words.not_yours'));
  expect(await take('taker2', call)).toMatchObject(kept({ description: 'rahasia' }));
  expect(await looks(call.id)).toEqual([{ user_id: scene.users.taker2, field: 'typed_words' }]);
  const gone = keepWords.params.parse({ id: '018f0000-0000-7000-8000-000000000000' });
  expect(await take('taker2', gone)).toMatchObject(refused('words.no_call'));
});

test('the desk before gives its last words once the call has moved, who has it is told, and may not be written over', async () => {
  const call = await callOf('taker');
  await moveTo('taker2', call.id);
  expect(await keep('taker', call, { description: 'sampai di sini' })).toMatchObject({ ok: true });
  expect(await events(call.id)).toEqual([{ content: { userId: scene.users.taker } }]);
  expect(await take('taker2', call)).toMatchObject(kept({ description: 'sampai di sini' }));
  expect(await keep('taker2', call, { description: 'sampai di sini, lalu' })).toMatchObject({ ok: true });
  expect(await keep('taker', call, { description: 'terlambat' })).toMatchObject(refused('words.not_yours'));
  expect(await take('taker2', call)).toMatchObject(kept({ description: 'sampai di sini, lalu' }));
});

test('words of yesterday go with the next ones', async () => {
  const [old, next] = [await callOf('taker'), await callOf('taker')];
  await keep('taker', old, { description: 'kemarin' });
  await scene.work((ctx) =>
    run(ctx.tx, sql`update typed_words set at = ${plusMs(ctx.now, -25 * 3_600_000)} where call_id = ${old.id}`),
  );
  await keep('taker', next, { description: 'hari ini' });
  const left = await scene.work((ctx) => row(ctx.tx, sql`select call_id from typed_words where call_id = ${old.id}`));
  expect(left).toBeNull();
});
