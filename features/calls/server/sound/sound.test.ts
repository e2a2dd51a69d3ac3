import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { runAction } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Result } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import type { CallId } from '../../call.ts';
import type { SoundReport } from '../../sound-contract.ts';
import type { SoundFigures } from '../../sound-quality.ts';
import { answerCall } from '../answer-call.ts';
import { type ArrivedCall, arriveCall } from '../arrive-call.ts';
import { endCall } from '../end-call.ts';
import { openTestRoom, type TestRoom } from '../test-room.ts';
import { listDeskPhones, readDeskCheck, saveDeskCheck } from './check-desk.ts';
import { listSounds, saveSound } from './keep-sound.ts';

let room: TestRoom;
let [sri, budi]: [string, string] = ['', ''];
beforeAll(async () => {
  room = await openTestRoom();
  [sri, budi] = [await room.addUser('sri'), await room.addUser('budi')];
});
afterAll(() => room?.close());

const as = (userId: string, sessionId = randomUUID()): Actor => ({
  kind: 'user',
  id: userId,
  sessionId,
  permissions: new Set(['call.take']),
  topics: [],
  groupId: null,
  language: 'id',
});
const by = <Value, Code extends string>(actor: Actor, work: Parameters<typeof runAction<Value, Code>>[2]) =>
  runAction(room.place, { tenantId: room.tenantId, actor }, work);
const must = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
const now = () => new Date().toISOString();
const none = { params: {}, query: {} };

/** A call that `userId` has taken and that has ended. */
async function ended(userId: string): Promise<{ callId: CallId; startedAt: string }> {
  await room.ready(userId);
  const linkedid = `test-${randomUUID()}`;
  const callId = newId<'call'>();
  const arriving = { callId, pbxSystem: 'test', linkedid, channel: linkedid, app: 'acd-test', dialled: '112' };
  const arrived = must(
    await room.act<ArrivedCall, string>((ctx) =>
      arriveCall(
        ctx,
        { ...arriving, callerRaw: null, arrivedAt: now() },
        { claimed: Promise.resolve(true), onDesk: () => undefined },
      ),
    ),
  );
  const startedAt = now();
  const offerId = arrived.offer?.id ?? '';
  must(await room.act((ctx) => answerCall(ctx, { offerId, channel: `desk-${offerId}`, at: startedAt })));
  must(await room.act((ctx) => endCall(ctx, { callId, by: 'caller', cause: 16, at: now() })));
  await run(
    room.database.systemDb,
    sql`update presences set state = 'offline', call_id = null, idle_since = null where user_id = ${userId}`,
  );
  return { callId, startedAt };
}

const figures: SoundFigures = {
  codec: 'opus',
  incoming: { packets: 1000, lost: 7, jitterMs: 3.5, mos: 4.25 },
  outgoing: null,
  roundTripMs: 20.5,
  worstMos: 3.25,
  poorSeconds: 4,
};
const report = (of: Partial<SoundReport>): SoundReport => ({
  id: randomUUID(),
  callId: null,
  startedAt: now(),
  figures,
  ...of,
});
const save = (userId: string, body: SoundReport) => by(as(userId), (ctx) => saveSound(ctx, { ...none, body }));
const soundsOf = async (callId: CallId) =>
  must(await by(as(sri), (ctx) => listSounds(ctx, { params: { id: callId }, query: {}, body: {} }))).items;
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code);

describe('what a telephone measured', () => {
  test('is a row of its leg, once however often it is told, and its event says every column', async () => {
    const { callId, startedAt } = await ended(sri);
    const body = report({ callId, startedAt });
    expect([codeOf(await save(sri, body)), codeOf(await save(sri, body))]).toEqual(['ok', 'ok']);
    expect(await soundsOf(callId)).toMatchObject([{ id: body.id, desk: { displayName: 'sri' }, figures }]);
    const events = await rows<{ content: Record<string, unknown> }>(
      room.database.systemDb,
      sql`select content from events where name = 'call.sound_measured' and subject_id = ${callId}`,
    );
    expect(events).toHaveLength(1);
    const stored = await row<Record<string, unknown>>(
      room.database.systemDb,
      sql`select * from leg_sounds where call_id = ${callId}`,
    );
    const { id, leg_id, call_id, tenant_id: _tenant, stored_at: _at, ...columns } = stored ?? {};
    expect(events[0]?.content).toEqual({ soundId: id, legId: leg_id, userId: sri, ...columns });
    expect(call_id).toBe(callId);
  });

  test('of a second telling with another id is not a second row', async () => {
    const { callId, startedAt } = await ended(sri);
    await save(sri, report({ callId, startedAt }));
    expect(codeOf(await save(sri, report({ callId, startedAt })))).toBe('sound.no_such_leg');
    expect(await soundsOf(callId)).toHaveLength(1);
  });

  test('without a call finds the leg that began then, and only one of that person', async () => {
    const { callId, startedAt } = await ended(sri);
    await run(
      room.database.systemDb,
      sql`update call_legs set joined_at = joined_at - interval '1 hour' where call_id = ${callId}`,
    );
    const then = plusMs(startedAt, -3_600_000 + 4000);
    expect(codeOf(await save(budi, report({ startedAt: then })))).toBe('sound.no_such_leg');
    expect(codeOf(await save(sri, report({ startedAt: plusMs(then, 60_000) })))).toBe('sound.no_such_leg');
    expect(codeOf(await save(sri, report({ startedAt: then })))).toBe('ok');
    expect(await soundsOf(callId)).toHaveLength(1);
  });

  test('of a call of somebody else is refused and writes nothing', async () => {
    const { callId, startedAt } = await ended(sri);
    expect(codeOf(await save(budi, report({ callId, startedAt })))).toBe('sound.no_such_leg');
    expect(await soundsOf(callId)).toEqual([]);
  });
});

const measured = {
  level: 0.1,
  clippedPercent: 0,
  backLevel: 0.09,
  roundTripMs: 12,
  lossPercent: 0,
  jitterMs: 3,
};
const check = (actor: Actor, change: object = {}) =>
  by(actor, (ctx) =>
    saveDeskCheck(ctx, {
      ...none,
      body: { end: 'done', hasMicrophone: true, hasEcho: true, figures: measured, ...change },
    }),
  );
const readCheck = async (actor: Actor) => must(await by(actor, (ctx) => readDeskCheck(ctx, { ...none, body: {} })));

describe('the check of a desk telephone', () => {
  test('is due once per session, whatever came of it', async () => {
    const session = as(budi);
    expect(await readCheck(session)).toEqual({ last: null, isDue: true });
    expect(must(await check(session))).toMatchObject({ verdict: 'good', problems: [] });
    expect(await readCheck(session)).toMatchObject({ isDue: false, last: { verdict: 'good', figures: measured } });
    const next = as(budi);
    expect((await readCheck(next)).isDue).toBe(true);
    expect(must(await check(next, { end: 'skipped', hasEcho: false }))).toMatchObject({ verdict: 'skipped' });
    expect((await readCheck(next)).isDue).toBe(false);
    const third = as(budi);
    expect(must(await check(third, { end: 'interrupted', hasEcho: false }))).toMatchObject({
      verdict: 'interrupted',
      problems: [],
    });
    expect((await readCheck(third)).isDue).toBe(false);
  });

  test('warns, changes nobody’s presence, and the supervisor sees it with the sound of the day', async () => {
    const before = await row(room.database.systemDb, sql`select * from presences where user_id = ${sri}`);
    const bad = must(await check(as(sri), { figures: { ...measured, level: 0, lossPercent: 3 } }));
    expect(bad).toMatchObject({ verdict: 'warned', problems: ['microphone_silent', 'loss'] });
    expect(await row(room.database.systemDb, sql`select * from presences where user_id = ${sri}`)).toEqual(before);
    const { items } = must(await by(as(budi), (ctx) => listDeskPhones(ctx, { ...none, body: {} })));
    expect(items.find(({ user }) => user.id === sri)).toMatchObject({
      check: { verdict: 'warned' },
      calls: 3,
      poorCalls: 3,
      worstMos: 3.25,
    });
    expect(items.find(({ user }) => user.id === budi)).toMatchObject({ calls: 0, poorCalls: 0, worstMos: null });
    const events = await rows<{ audience: string[]; content: object }>(
      room.database.systemDb,
      sql`select audience, content from events where name = 'desk.checked' and subject_id = ${sri}`,
    );
    expect(events).toMatchObject([
      { audience: ['supervisors', `user:${sri}`], content: { verdict: 'warned', loss_percent: 3 } },
    ]);
  });
});
