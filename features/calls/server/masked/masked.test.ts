import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { row, rows } from '#platform/server/db/database.ts';
import { listenForCalls, type Phone, type ReceivedCall } from '#platform/server/sip/listen-for-calls.ts';
import { until } from '#platform/server/testing/until.ts';
import { newId } from '#platform/shared/ids.ts';
import { maskedPerHour } from '../../masked-call.ts';
import { startTestProcess, type TestProcess } from '../lease/test-process.ts';
import { openTestCentre, type TestCentre } from '../test-room.ts';
import { askForMaskedCall } from './masked-calls.ts';

let centre: TestCentre;
/** Every telephone outside, behind the operator: crew and caller alike. */
let telephone: Phone;
let agencyId: string;
let userId: string;
const [crewNumber, callerNumber] = ['0812 1111 0001', '+62 813-2222-0002'];
const [crewTone, callerTone] = [700, 1300];

beforeAll(async () => {
  telephone = await listenForCalls({ answerAfterMs: 'never', audio: { silence: true } });
  centre = await openTestCentre({ outgoing: { host: '127.0.0.1', port: telephone.port, transport: 'udp' } });
  agencyId = newId();
  userId = await centre.addUser('kru');
  await rows(
    centre.database.systemDb,
    sql`insert into agencies (id, tenant_id, code, name, name_en, kind) values (${agencyId}, ${centre.tenantId}, 'DAMKAR', 'Damkar', 'Fire', 'OPD')`,
  );
});
afterAll(async () => {
  telephone?.close();
  await centre?.close();
});
afterEach(async () => {
  for (const call of telephone.calls) await call.hangUp();
  await until('every call is over', async () => (await openCalls()) === 0);
});

const openCalls = async () =>
  (await rows(centre.database.systemDb, sql`select 1 from masked_calls where ended_at is null`)).length;
const found = (id: string) =>
  row<{
    result: string | null;
    crew_at: string | null;
    caller_at: string | null;
    talk_ms: number | null;
    call_id: string | null;
  }>(
    centre.database.systemDb,
    sql`select result, crew_at, caller_at, talk_ms, call_id from masked_calls where id = ${id}`,
  );
const eventsOf = (assignmentId: string) =>
  rows<{ name: string; content: Record<string, unknown>; audience: string[] }>(
    centre.database.systemDb,
    sql`select name, content, audience from events where subject_id = ${assignmentId} order by seq`,
  );

async function ask(given: { incidentId?: string; crew?: string; caller?: string } = {}) {
  const about = { incidentId: given.incidentId ?? newId(), assignmentId: newId(), unitId: newId() };
  const numbers = { crew: given.crew ?? crewNumber, caller: given.caller ?? callerNumber };
  const asked = await centre.act((ctx) => askForMaskedCall(ctx, { ...about, agencyId, userId, ...numbers }));
  return { ...about, asked, id: asked.ok ? asked.value : '' };
}

async function ringCrew() {
  const before = telephone.calls.length;
  const made = await ask();
  expect(made.asked.ok).toBe(true);
  return { ...made, crew: await telephone.waitForCall(before + 1) };
}

/** The crew picks up and the caller's telephone rings. */
async function ringBoth() {
  const made = await ringCrew();
  const before = telephone.calls.length;
  made.crew.answer();
  made.crew.say({ tone: crewTone });
  return { ...made, caller: await telephone.waitForCall(before + 1, 20_000) };
}

async function talk() {
  const made = await ringBoth();
  made.caller.answer();
  made.caller.say({ tone: callerTone });
  await hearEachOther(made);
  return made;
}

/** Within the last second: what was heard before counts no more. */
const hearsTone = (call: ReceivedCall, tone: number) =>
  call.heard.tones([crewTone, callerTone], call.now() - 1000, call.now()).includes(tone);
async function hearEachOther({ crew, caller }: { crew: ReceivedCall; caller: ReceivedCall }) {
  await until('the crew hears the caller', () => hearsTone(crew, callerTone), 60_000);
  await until('the caller hears the crew', () => hearsTone(caller, crewTone), 60_000);
}

const ends = async (id: string, result: string) => {
  await until(`it ended as ${result}`, async () => (await found(id))?.result !== null, 60_000);
  expect(await found(id)).toMatchObject({ result });
};

test('both hear each other, each sees the centre only, and the crew hangs up', async () => {
  const { id, crew, caller, assignmentId, unitId } = await talk();
  expect(crew.to).toContain('081211110001');
  expect(caller.to).toContain('081322220002');
  for (const leg of [crew, caller]) {
    expect(leg.from).toContain('sip:112@');
    expect(leg.from).not.toMatch(/1111|2222/);
  }
  await until('it is written that they talk', async () => (await found(id))?.caller_at !== null);
  await crew.hangUp();
  expect(await caller.waitFor('ended', 30_000)).toMatchObject({ by: 'peer' });
  await ends(id, 'talked');
  const told = await eventsOf(assignmentId);
  expect(told.map(({ name }) => name)).toEqual([
    'masked_call.asked',
    'masked_call.crew_there',
    'masked_call.caller_there',
    'masked_call.ended',
  ]);
  const { call_id: callId } = (await found(id)) ?? {};
  expect(told.at(-1)).toMatchObject({ content: { unitId, result: 'talked', callId } });
  expect(told[0]?.audience).toEqual(['tenant', `agency:${agencyId}`]);
  expect(JSON.stringify(told)).not.toMatch(/1111|2222/);
  // Kept as any call is: sealed, with both sides of it.
  await until('the talk was kept', async () => (await recordingOf(callId ?? ''))?.state === 'stored', 60_000);
  expect((await recordingOf(callId ?? ''))?.duration_ms).toBeGreaterThan(500);
});

const recordingOf = (callId: string) =>
  row<{ state: string; duration_ms: number | null }>(
    centre.database.systemDb,
    sql`select state, duration_ms from recordings where call_id = ${callId}`,
  );

test('the caller hangs up: the crew is let go', async () => {
  const { id, crew, caller } = await talk();
  await caller.hangUp();
  expect(await crew.waitFor('ended', 30_000)).toMatchObject({ by: 'peer' });
  await ends(id, 'talked');
});

test('a caller who is busy, a crew that gives up, and one that is not there are results of their own', async () => {
  const busy = await ringBoth();
  await busy.caller.hangUp();
  // The crew is told so before it is let go.
  expect(await busy.crew.waitFor('ended', 60_000)).toMatchObject({ by: 'peer' });
  await ends(busy.id, 'caller_busy');
  const left = await ringBoth();
  await left.crew.hangUp();
  expect(await left.caller.waitFor('ended', 30_000)).toMatchObject({ by: 'peer' });
  await ends(left.id, 'crew_hung_up');
  const away = await ringCrew();
  await away.crew.hangUp();
  await ends(away.id, 'crew_busy');
  expect(await found(away.id)).toMatchObject({ crew_at: null, call_id: null, talk_ms: null });
});

test('a caller who does not answer is rung to the end', async () => {
  const { id, crew } = await ringBoth();
  expect(await crew.waitFor('ended', 90_000)).toMatchObject({ by: 'peer' });
  await ends(id, 'caller_no_answer');
}, 120_000);

test('one at a time, so many an hour, and no numbers are kept afterwards', async () => {
  const { id, incidentId, crew } = await ringCrew();
  const second = await ask({ incidentId });
  expect(second.asked).toMatchObject({ ok: false, refusal: { code: 'masked_call.running' } });
  await crew.hangUp();
  await ends(id, 'crew_busy');
  const kept = await row(
    centre.database.systemDb,
    sql`select crew, caller from masked_call_numbers where masked_call_id = ${id}`,
  );
  expect(kept).toEqual({ crew: null, caller: null });
  await rows(
    centre.database.systemDb,
    sql`insert into masked_calls (id, tenant_id, incident_id, assignment_id, unit_id, agency_id, asked_by, asked_at, give_up_at, ended_at, result)
        select gen_random_uuid(), tenant_id, incident_id, assignment_id, unit_id, agency_id, asked_by, asked_at, give_up_at, ended_at, result
        from masked_calls, generate_series(2, ${maskedPerHour}) where id = ${id}`,
  );
  expect((await ask({ incidentId })).asked).toMatchObject({
    ok: false,
    refusal: { code: 'masked_call.too_many', detail: { limit: maskedPerHour } },
  });
  expect((await ask({ crew: 'pos' })).asked).toMatchObject({ refusal: { code: 'masked_call.crew_number' } });
  expect((await ask({ caller: 'anonymous' })).asked).toMatchObject({ refusal: { code: 'masked_call.caller_number' } });
  expect((await ask({ caller: crewNumber })).asked).toMatchObject({ refusal: { code: 'masked_call.caller_number' } });
});

test('a talk goes on when the server is killed, and the one after it writes down how it ended', async () => {
  await centre.calls.telephony.stop();
  const { exchange, database } = centre;
  let server: TestProcess = await startTestProcess(exchange, database, 'satu', true);
  try {
    const killed = await talk();
    server.signal('SIGKILL');
    await server.end();
    await hearEachOther(killed);
    // Longer than the whole seconds by which the dialplan, alone now, notes the end.
    await setTimeout(2000);
    await killed.caller.hangUp();
    expect(await killed.crew.waitFor('ended', 30_000)).toMatchObject({ by: 'peer' });
    expect(await found(killed.id)).toMatchObject({ result: null });
    server = await startTestProcess(exchange, database, 'satu', true);
    await ends(killed.id, 'talked');
    expect((await found(killed.id))?.talk_ms).toBeGreaterThan(500);
  } finally {
    await server.end();
    await centre.calls.telephony.start();
  }
}, 180_000);

test('with no telephony there is nobody to dial', async () => {
  await centre.calls.telephony.stop();
  await centre.database.ownerPool.query('delete from telephony_processes');
  expect((await ask()).asked).toMatchObject({ ok: false, refusal: { code: 'masked_call.no_telephony' } });
  await centre.calls.telephony.start();
});
