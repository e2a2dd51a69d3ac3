import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { row, run } from '#platform/server/db/database.ts';
import type { PlacedCall } from '#platform/server/sip/place-call.ts';
import { energyOf } from '#platform/server/sip/sound.ts';
import { until } from '#platform/server/testing/until.ts';
import { type Instant, msBetween, plusMs } from '#platform/shared/time.ts';
import { hangUpCall } from '../../contract.ts';
import * as routes from '../../silent-contract.ts';
import { openSilentRoom, type SilentRoom } from './test-silent-room.ts';
import { joined, knock, quiet } from './test-sounds.ts';

let room: SilentRoom;
beforeAll(async () => {
  room = await openSilentRoom();
});
afterAll(() => room?.centre.close());
afterEach(() => room.clear());

/** Soon silent, and soon asked. */
const quick = { silentAfterS: 3, answerWaitS: 3, listenS: 5, promptRounds: 1 };
const namesOf = async (id: string) =>
  (await room.events(id)).map((event) => event.name).filter((name) => /silen|sign/.test(name));
const isSilent = (id: string) => until(`${id} is silent`, async () => (await room.callNow(id)).silent_since !== null);

/** The loudest 200 ms since then. */
function loudest(caller: PlacedCall, from: number): number {
  const heard = caller.heard.samples(from);
  let most = 0;
  for (let at = 0; at + 1600 <= heard.length; at += 1600)
    most = Math.max(most, energyOf(heard.subarray(at, at + 1600)));
  return most;
}

/** As if the steps had been done so long ago that each was waited for. */
async function backdate(id: string, ms: number): Promise<void> {
  await run(
    room.centre.database.systemDb,
    sql`update call_silent_steps set done_at = done_at - ${ms} * interval '1 ms' where call_id = ${id}`,
  );
}

test('a caller who is not heard is marked after some seconds, gives signs, hears the prompt, and is never hung up on', async () => {
  await room.set(quick);
  const { caller, callId, call } = await room.talk({ silence: true });
  await isSilent(callId);
  const marked = await room.callNow(callId);
  expect(marked).toMatchObject({ silent_since: call.answered_at, silent_media: 'flowing', silent_result: null });
  expect(await namesOf(callId)).toEqual(['call.silent']);

  // A plain hang-up is asked for again, and changes nothing.
  expect(await room.asDesk(hangUpCall, { params: { id: callId } })).toMatchObject({
    ok: false,
    refusal: { code: 'call.silent_unsettled' },
  });
  for (const step of ['ask_aloud', 'ask_sign'] as const)
    await room.asDesk(routes.doSilentStep, { params: { id: callId }, body: { step } });
  const from = caller.now();
  await room.asDesk(routes.doSilentStep, { params: { id: callId }, body: { step: 'play_prompt' } });
  await until('the caller hears the prompt', () => loudest(caller, from) > 300);
  const outcome = async () =>
    (
      await row<{ outcome: string | null }>(
        room.centre.database.systemDb,
        sql`select outcome from call_silent_steps where call_id = ${callId} and step = 'play_prompt'`,
      )
    )?.outcome;
  await until('what became of the prompt is written', async () => (await outcome()) === 'played');
  // It is in two languages: longer than the Indonesian one alone.
  const lengths = await room.asDesk(routes.readSilence, { params: { id: callId } });
  expect(lengths.ok && lengths.value.promptMs).toBeGreaterThan(15_000);

  caller.say({ samples: joined(knock(9000), quiet(400), knock(9000)) });
  await until('both knocks are written', async () => (await room.signs(callId)).length >= 2);
  await caller.press('5');
  await until('the key is written', async () => (await room.signs(callId)).length >= 3);
  const signs = await room.signs(callId);
  expect(signs.map((sign) => [sign.number, sign.kind, sign.digit])).toEqual([
    [1, 'tap', null],
    [2, 'tap', null],
    [3, 'key', '5'],
  ]);
  await room.asDesk(routes.answerSilentQuestion, {
    params: { id: callId },
    body: { question: 'danger', answer: 'yes' },
  });
  // With a sign it is not ended for nothing, however long ago all was done.
  await room.asDesk(routes.doSilentStep, { params: { id: callId }, body: { step: 'listen' } });
  await backdate(callId, 200_000);
  expect((await room.asDesk(routes.endSilentCall, { params: { id: callId } })).ok).toBe(false);
  await room.asDesk(routes.settleSilence, { params: { id: callId }, body: { result: 'cannot_speak' } });
  expect((await room.callNow(callId)).state).toBe('answered');
  // Settled, a hang-up is an ordinary one; nobody may call back.
  expect((await room.asDesk(hangUpCall, { params: { id: callId } })).ok).toBe(true);
  const ended = (await room.events(callId)).find((event) => event.name === 'call.ended');
  expect(ended?.content).toMatchObject({ endedBy: 'desk', noCallBack: true });
  expect(ended?.content).not.toHaveProperty('silent');
  expect(await room.callNow(callId)).toMatchObject({ silent_result: 'cannot_speak', ended_silent: false });
});

test('without a sign a person ends it, through the procedure or with a reason, as silent and classified', async () => {
  await room.set(quick);
  const { caller, callId } = await room.talk({ silence: true });
  await isSilent(callId);
  for (const step of ['ask_aloud', 'ask_sign', 'play_prompt', 'listen'] as const)
    await room.asDesk(routes.doSilentStep, { params: { id: callId }, body: { step } });
  expect(await room.asDesk(routes.endSilentCall, { params: { id: callId } })).toMatchObject({
    refusal: { code: 'call.silent_unsettled' },
  });
  await backdate(callId, 60_000);
  expect((await room.asDesk(routes.endSilentCall, { params: { id: callId } })).ok).toBe(true);
  await caller.waitFor('ended');
  expect(await room.callNow(callId)).toMatchObject({
    state: 'ended',
    ended_by: 'desk',
    silent_result: 'no_sign',
    ended_silent: true,
    disposition: 'GHOST',
  });
  const events = await room.events(callId);
  const content = (name: string) => events.find((event) => event.name === name)?.content;
  expect(content('call.silent_settled')).toMatchObject({ result: 'no_sign', isThrough: true, reason: null });
  expect(content('call.ended')).toEqual({ endedBy: 'desk', cause: 16, silent: true });
  expect(content('call.classified')).toEqual({ code: 'GHOST', userId: room.desk.userId, judgement: 1 });

  const second = await room.talk({ silence: true });
  await isSilent(second.callId);
  const because = { params: { id: second.callId }, body: { reason: 'other_emergency' } } as const;
  expect((await room.asDesk(routes.endSilentCall, because)).ok).toBe(true);
  expect(await room.callNow(second.callId)).toMatchObject({ ended_silent: true, disposition: 'GHOST' });
});

test('a silent caller who hangs up is silent too, and waits for nobody', async () => {
  await room.set(quick);
  const { caller, callId } = await room.talk({ silence: true });
  await isSilent(callId);
  await caller.hangUp();
  await until('the call is over', async () => (await room.callNow(callId)).state === 'ended');
  expect(await room.callNow(callId)).toMatchObject({ ended_by: 'caller', ended_silent: true, disposition: null });
});

test('who is heard is not silent: neither an ordinary caller nor one who was only slow', async () => {
  await room.set(quick);
  const { callId, call } = await room.talk({ tone: 440 });
  const later = plusMs(call.answered_at ?? '', 6000);
  await until('twice the time has passed', async () => (await databaseTime()) > later);
  expect((await room.callNow(callId)).silent_since).toBeNull();
  expect(await namesOf(callId)).toEqual([]);
  await room.clear();

  const slow = await room.talk({ silence: true });
  await isSilent(slow.callId);
  slow.caller.say({ tone: 440 });
  await until('the voice is written', async () => (await room.signs(slow.callId)).length > 0);
  expect((await room.signs(slow.callId)).map((sign) => sign.kind)).toEqual(['voice']);
  // Nobody had asked anything: the desk ends it as any other.
  expect((await room.asDesk(hangUpCall, { params: { id: slow.callId } })).ok).toBe(true);
  expect(await room.callNow(slow.callId)).toMatchObject({ ended_silent: false, disposition: null });
});

test('small sounds before the mark are kept with it, and the desk may say itself that nobody is heard', async () => {
  await room.set(quick);
  const { caller, callId } = await room.talk({ silence: true });
  // Again and again: the exchange may not listen yet when the first one comes.
  caller.say({ samples: joined(quiet(600), knock(9000)), loop: true });
  await isSilent(callId);
  caller.say({ silence: true });
  await until('a knock is kept', async () => (await room.signs(callId)).length > 0);
  expect(
    msBetween((await room.callNow(callId)).answered_at ?? '', (await room.signs(callId))[0]?.at ?? ''),
  ).toBeLessThan(3000);
  await room.clear();

  await room.set({ silentAfterS: 60 });
  const spoken = await room.talk({ tone: 440 });
  spoken.caller.say({ silence: true });
  expect((await room.asDesk(routes.startSilence, { params: { id: spoken.callId } })).ok).toBe(true);
  const at = (await room.callNow(spoken.callId)).silent_since;
  // Pressed again it is the same silence.
  await room.asDesk(routes.startSilence, { params: { id: spoken.callId } });
  expect((await room.callNow(spoken.callId)).silent_since).toBe(at);
  // The exchange listens again, though it had stopped when the caller was heard.
  spoken.caller.say({ samples: joined(quiet(600), knock(9000)), loop: true });
  const knocked = async () => (await room.signs(spoken.callId)).some((sign) => sign.kind === 'tap');
  await until('a knock is written', knocked);
  await room.asDesk(routes.settleSilence, { params: { id: spoken.callId }, body: { result: 'spoke' } });
  expect((await room.asDesk(hangUpCall, { params: { id: spoken.callId } })).ok).toBe(true);
  expect((await room.callNow(spoken.callId)).ended_silent).toBe(false);
});

test('a caller from whom no packet comes is a fault of the line, and is told as that', async () => {
  await room.set(quick);
  const { callId } = await room.talk('none');
  await isSilent(callId);
  expect((await room.callNow(callId)).silent_media).toBe('none');
});

test('signs are heard and the prompt is played by a process that came back in mid-call', async () => {
  await room.set(quick);
  const { caller, callId } = await room.talk({ silence: true });
  await isSilent(callId);
  await room.centre.calls.telephony.stop();
  await room.asDesk(routes.doSilentStep, { params: { id: callId }, body: { step: 'play_prompt' } });
  const from = caller.now();
  await room.centre.calls.telephony.start();
  await until('the caller hears the prompt', () => loudest(caller, from) > 300);
  await caller.press('1');
  await until('the key is written', async () => (await room.signs(callId)).some((sign) => sign.digit === '1'));
});

test('only the desk of the call may do it, and nothing of it is possible on a call that is not silent', async () => {
  await room.set({ silentAfterS: 60 });
  const { callId } = await room.talk({ silence: true });
  const step = { params: { id: callId }, body: { step: 'listen' } } as const;
  expect(await room.asDesk(routes.doSilentStep, step)).toMatchObject({ refusal: { code: 'call.not_silent' } });
  expect(await room.asDesk(routes.endSilentCall, { params: { id: callId } })).toMatchObject({
    refusal: { code: 'call.not_silent' },
  });
  const stranger = await room.centre.addUser('petugas9');
  const start = { params: { id: callId } } as const;
  expect(await room.as(stranger, routes.startSilence, start)).toMatchObject({ refusal: { code: 'call.not_yours' } });
  expect((await room.callNow(callId)).silent_since).toBeNull();
});

async function databaseTime(): Promise<Instant> {
  const found = await row<{ now: Instant }>(room.centre.database.systemDb, sql`select clock_timestamp() as now`);
  return found?.now ?? '';
}
