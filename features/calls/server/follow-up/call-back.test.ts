import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { systemActor } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { listenForCalls, type Phone, type ReceivedCall } from '#platform/server/sip/listen-for-calls.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import { runAction } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { type FollowUpContent, followUpSeed } from '../../follow-up.ts';
import { seedPrompts } from '../prompt-store.ts';
import { movePresence } from '../set-presence.ts';
import type { CallRow } from '../store.ts';
import { openTestCentre, type TestCentre, type TestDesk } from '../test-room.ts';
import type { FollowUpRow, TryRow } from './follow-up-store.ts';
import { seedFollowUpSetting } from './settings-store.ts';
import { callFollowUp } from './work-follow-up.ts';

const [callerTone, deskTone] = [440, 1500];
let centre: TestCentre;
let citizen: Phone;
let desk: TestDesk;
const placed: PlacedCall[] = [];

beforeAll(async () => {
  citizen = await listenForCalls({ answerAfterMs: 'never', audio: { tone: callerTone } });
  centre = await openTestCentre({ outgoing: { host: '127.0.0.1', port: citizen.port, transport: 'udp' } });
  await centre.act(async (ctx) => {
    await seedPrompts(ctx);
    await seedFollowUpSetting(ctx);
    return { ok: true, value: null };
  });
  desk = await centre.addDesk('petugas', { answerAfterMs: 'never', tone: deskTone, ready: false });
  await until('the desk is seen', async () => (await presence())?.reachable === true);
});
afterAll(async () => {
  citizen?.close();
  await centre?.close();
});
afterEach(async () => {
  for (const call of placed.splice(0)) await call.hangUp();
  await plan({ active: false });
  for (const call of citizen.calls) await call.hangUp();
  await until('all calls are over', () => centre.calls.telephony.state().openCalls === 0);
  await centre.database.ownerPool.query(
    "update calls set disposition = 'TEST' where disposition is null and state = 'ended'",
  );
  await centre.act((ctx) => movePresence(ctx, desk.userId, 'offline', null));
});

const presence = () =>
  row<{ state: string; reachable: boolean }>(
    centre.database.systemDb,
    sql`select * from presences where user_id = ${desk.userId}`,
  );
const plan = (content: Partial<FollowUpContent>) =>
  run(
    centre.database.systemDb,
    sql`update follow_up_settings set content = ${JSON.stringify({ ...followUpSeed, ...content })}::jsonb`,
  );
const callsOf = (from: string) =>
  rows<CallRow>(
    centre.database.systemDb,
    sql`select * from calls where caller_e164 = ${from.replace(/^0/, '+62')} order by number`,
  );
const ladderOf = async (from: string) => {
  const [lost] = await callsOf(from);
  return row<FollowUpRow>(centre.database.systemDb, sql`select * from follow_ups where call_id = ${lost?.id ?? null}`);
};
const triesOf = (id: string) =>
  rows<TryRow>(
    centre.database.systemDb,
    sql`select * from follow_up_tries where follow_up_id = ${id} order by asked_at`,
  );

/** A citizen gives up in the queue. */
async function lose(from: string): Promise<void> {
  const caller = await placeCall({
    host: '127.0.0.1',
    port: centre.exchange.places.sipPort,
    from,
    to: '112',
    audio: { tone: callerTone },
  });
  placed.push(caller);
  await until('it waits', async () => (await callsOf(from)).length > 0);
  await until('the announcement is heard', () => caller.heard.energy() > 300);
  await caller.hangUp();
  await until('it has a ladder', async () => (await ladderOf(from)) !== null);
}

async function hear(call: ReceivedCall, what: string, tone: number | null): Promise<void> {
  const since = call.now();
  await until(what, () => (tone === null ? call.heard.energy() > 300 : call.heard.tones([tone], since).length > 0));
}

test('lost in the queue, called back at once, presses one: a desk is first in line and they talk', async () => {
  await plan({ stepSeconds: [0, 60] });
  const before = citizen.calls.length;
  await lose('081200000011');
  const ringing = await citizen.waitForCall(before + 1);
  expect(ringing.to).toContain('081200000011');
  ringing.answer();
  await hear(ringing, 'the question is heard', null);
  await ringing.press('5');
  await centre.act((ctx) => movePresence(ctx, desk.userId, 'ready', null));
  const rung = desk.phone.calls.length;
  await ringing.press('1');
  const received = await desk.phone.waitForCall(rung + 1);
  received.answer();
  await hear(ringing, 'the desk is heard', deskTone);
  await hear(received, 'the citizen is heard', callerTone);
  const [, back] = await callsOf('081200000011');
  expect(back).toMatchObject({ direction: 'outbound', state: 'answered', answered_by: desk.userId });
  const found = await ladderOf('081200000011');
  expect(found).toMatchObject({ state: 'done', outcome: 'reached', due_at: null });
  expect(await triesOf(found?.id ?? '')).toMatchObject([{ kind: 'auto', pressed: '1', result: 'reached' }]);
  await ringing.hangUp();
  await until('its recording is kept', async () => {
    const statement = sql`select 1 from recordings where call_id = ${back?.id ?? null} and state = 'stored' and duration_ms > 0`;
    return (await row(centre.database.systemDb, statement)) !== null;
  });
});

test('presses three: thanked, and the ladder is done', async () => {
  await plan({ stepSeconds: [0, 60] });
  const before = citizen.calls.length;
  await lose('081200000012');
  const ringing = await citizen.waitForCall(before + 1);
  ringing.answer();
  await hear(ringing, 'the question is heard', null);
  await ringing.press('3');
  expect(await ringing.waitFor('ended', 60_000)).toMatchObject({ by: 'peer' });
  await until('it is done', async () => (await ladderOf('081200000012'))?.outcome === 'not_needed');
});

test('nobody presses, then it is declined, then nobody is there: it lies before people with its history', async () => {
  // It rings long enough to be declined on a machine that stalls.
  await plan({ stepSeconds: [0, 1, 2], ringSeconds: 15, pressSeconds: 5, personSeconds: 5 });
  const before = citizen.calls.length;
  await lose('081200000013');
  (await citizen.waitForCall(before + 1)).answer();
  await (await citizen.waitForCall(before + 2, 60_000)).hangUp();
  await citizen.waitForCall(before + 3, 60_000);
  await until('people have it', async () => (await ladderOf('081200000013'))?.state === 'person', 60_000);
  const found = await ladderOf('081200000013');
  const results = (await triesOf(found?.id ?? '')).map((each) => each.result);
  expect(results[0]).toBe('no_press');
  expect(['busy', 'declined']).toContain(results[1]);
  expect(results[2]).toBe('no_answer');
  await until('supervisors are told', async () => ((await ladderOf('081200000013'))?.overdue_at ?? null) !== null);
});

test('who calls again needs no call-back, and a ring under way stops', async () => {
  await plan({ stepSeconds: [0, 60] });
  const before = citizen.calls.length;
  await lose('081200000014');
  const ringing = await citizen.waitForCall(before + 1);
  const again = await placeCall({
    host: '127.0.0.1',
    port: centre.exchange.places.sipPort,
    from: '081200000014',
    to: '112',
    audio: { tone: callerTone },
  });
  placed.push(again);
  await until('the ladder is over', async () => (await ladderOf('081200000014'))?.outcome === 'called_again');
  await ringing.waitFor('ended', 60_000);
  const found = await ladderOf('081200000014');
  await until('the ring is noted', async () => (await triesOf(found?.id ?? ''))[0]?.result === 'cancelled');
});

test('the regency has an SMS gateway: it gets number, text and key, and what it refuses is said', async () => {
  const got: { body: string; key: string | undefined }[] = [];
  const gateway = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      got.push({ body, key: request.headers.authorization });
      response.writeHead(got.length === 1 ? 202 : 500).end();
    });
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  // Listening on a port, so it has an address with one.
  const { port } = gateway.address() as AddressInfo;
  try {
    const smsText = 'Call center 112: silakan hubungi kembali.';
    await plan({ active: false, smsActive: true, smsUrl: `http://127.0.0.1:${port}/sms`, smsFormat: 'form', smsText });
    await run(centre.database.systemDb, sql`update follow_up_settings set sms_secret = 'Bearer uji'`);
    const smsOf = async (from: string) => {
      const found = await ladderOf(from);
      const tried = found === null ? [] : await triesOf(found.id);
      return tried.map((each) => `${each.kind} ${each.result}`);
    };
    await lose('081200000016');
    await until('it is handed over', async () => (await smsOf('081200000016')).includes('sms sms_sent'));
    expect(got[0]?.key).toBe('Bearer uji');
    expect(Object.fromEntries(new URLSearchParams(got[0]?.body))).toEqual({ to: '+6281200000016', text: smsText });
    await lose('081200000017');
    await until('it is refused', async () => (await smsOf('081200000017')).includes('sms sms_failed'));
    expect(got).toHaveLength(2);
  } finally {
    gateway.close();
  }
});

test('by hand: the desk of who asked rings when the citizen picks up', async () => {
  await plan({ active: false });
  const before = citizen.calls.length;
  await lose('081200000015');
  const found = await ladderOf('081200000015');
  expect(found).toMatchObject({ state: 'person' });
  const params = { id: found?.id ?? newId<'follow_up'>() };
  const who = { ...systemActor, kind: 'user', id: desk.userId } as const;
  const call = () =>
    runAction(centre.place, { tenantId: centre.tenantId, actor: who }, (ctx) =>
      callFollowUp(ctx, { params, query: {}, body: {} }),
    );
  expect(await call()).toMatchObject({ ok: false, refusal: { code: 'follow_up.desk_not_ready' } });
  await centre.act((ctx) => movePresence(ctx, desk.userId, 'ready', null));
  const rung = desk.phone.calls.length;
  expect(await call()).toMatchObject({ ok: true });
  const ringing = await citizen.waitForCall(before + 1);
  ringing.answer();
  const received = await desk.phone.waitForCall(rung + 1);
  received.answer();
  await hear(ringing, 'the desk is heard', deskTone);
  await hear(received, 'the citizen is heard', callerTone);
  expect(await ladderOf('081200000015')).toMatchObject({ state: 'done', outcome: 'reached' });
});

test('our process is gone when the citizen picks up: the desks ring by Asterisk alone, and it is written down afterwards', async () => {
  await plan({ stepSeconds: [0, 60] });
  const before = citizen.calls.length;
  await lose('081200000018');
  const ringing = await citizen.waitForCall(before + 1);
  const rung = desk.phone.calls.length;
  await centre.calls.telephony.stop();
  ringing.answer();
  const received = await desk.phone.waitForCall(rung + 1);
  received.answer();
  await hear(ringing, 'the desk is heard', deskTone);
  await hear(received, 'the citizen is heard', callerTone);
  await centre.calls.telephony.start();
  await ringing.hangUp();
  await until('it is written down', async () => {
    await centre.calls.telephony.importCel();
    return (await ladderOf('081200000018'))?.outcome === 'reached';
  });
  const [, back] = await callsOf('081200000018');
  expect(back).toMatchObject({ direction: 'outbound', answered_by: desk.userId });
});
