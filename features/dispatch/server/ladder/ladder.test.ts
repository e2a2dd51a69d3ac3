import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { agencyId as parsedAgency } from '#features/agencies/agency.ts';
import { seedChannels } from '#features/agencies/server/channels/channel-store.ts';
import { giveUpMessage } from '#features/agencies/server/channels/send-message.ts';
import { endDutyCall, pickUpDutyCall, pressDutyKey } from '#features/calls/server/duty/duty-calls.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import { type Instant, msBetween, plusMs } from '#platform/shared/time.ts';
import * as routes from '../../contract.ts';
import { ladderId, ladderSeed } from '../../ladder.ts';
import * as ladders from '../../ladder-contract.ts';
import { createDispatchScene, type DispatchScene } from '../testing.ts';
import { climbLadder } from './climb-ladder.ts';
import { changeLadder, createLadder } from './read-ladders.ts';

let database: TestDatabase;
let scene: DispatchScene;
let now: Instant = '2026-11-21T10:00:00.000Z';
const contacts = { first: newId(), second: newId(), head: newId() };

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createDispatchScene(database, { slug: 'sidoarjo', clock: () => now });
  const gateway = { active: true, url: 'http://127.0.0.1:9/' };
  await scene.work(async (ctx) => {
    await seedChannels(ctx);
    await run(
      ctx.tx,
      sql`update channel_settings set content = ${JSON.stringify({ whatsapp: gateway, sms: gateway })}::jsonb`,
    );
    const given = [
      [contacts.first, 'Budi', '0812 0000 0001', 1, false],
      [contacts.second, 'Sari', '0812 0000 0002', 2, false],
      [contacts.head, 'Kepala', '0812 0000 0009', 9, true],
    ] as const;
    for (const [id, name, phone, position, superior] of given)
      await run(
        ctx.tx,
        sql`insert into duty_contacts (id, tenant_id, agency_id, name, phone, position, superior)
            values (${id}, ${ctx.tenantId}, ${scene.agency('DAMKAR')}, ${name}, ${phone}, ${position}, ${superior})`,
      );
  });
});
afterAll(() => database.close());
beforeEach(() => {
  // Every test begins a day later, so that none is late because of another.
  now = plusMs(now, 86_400_000);
});

const ladderOf = (id: string) =>
  scene.work((ctx) =>
    row<{ id: string; taken: number[]; stopped: string | null; due_at: Instant | null }>(
      ctx.tx,
      sql`select l.id, l.taken, l.stopped, d.due_at from assignment_ladders l
          left join deadlines d on d.subject_id = l.id and d.kind = 'ladder.rung' where l.assignment_id = ${id}`,
    ),
  );
/** As the timer does it, at its time or so much later. */
async function climb(id: string, lateMs = 0): Promise<void> {
  const ladder = present(await ladderOf(id), 'it was sent');
  const dueAt = present(ladder.due_at, 'a rung is left');
  now = plusMs(dueAt, lateMs);
  await scene.work(async (ctx) => {
    await run(ctx.tx, sql`delete from deadlines where subject_id = ${ladder.id}`);
    await climbLadder('https://112.example')(ctx, ladder.id, dueAt);
  });
}
const alerts = (id: string) => scene.must('supervisor', ladders.readAlerts, { params: { id } });
const stateOf = async (id: string) => (await scene.must('supervisor', routes.readAssignment, { params: { id } })).state;
const openMessages = (id: string) =>
  scene.work((ctx) =>
    rows<{ id: string }>(ctx.tx, sql`select id from messages where subject_id = ${id} and state = 'queued'`),
  );
const failAll = async (id: string) => {
  for (const message of await openMessages(id)) await scene.work((ctx) => giveUpMessage(ctx, message.id, now));
};
const openCall = (id: string) =>
  scene.work((ctx) =>
    row<{ id: string; contact_id: string | null }>(
      ctx.tx,
      sql`select id, contact_id from duty_calls where subject_id = ${id} and ended_at is null`,
    ),
  );
const endCall = async (callId: string, cause = 19) =>
  scene.work((ctx) => endDutyCall(ctx, callId, { byUs: false, cause, at: now }));

/** A fire is sent to the fire brigade: lead DAMKAR, by the seeded rule. */
async function send() {
  const incident = await scene.open('FIRE_BUILDING', { lifeAtRisk: 'yes', landmark: 'depan SPBU' });
  const sentAt = now;
  const { id } = await scene.sendOne(incident);
  return { id, incident, sentAt };
}

test('nobody answers: each step at its time, the telephones in turn, then superior and supervisor, each with its result', async () => {
  const { id, sentAt } = await send();
  const at: string[] = [];
  for (let rung = 0; rung < 8 && (await ladderOf(id))?.due_at !== null; rung++) {
    await climb(id);
    const { next } = await alerts(id);
    at.push(`${msBetween(sentAt, now) / 1000} → ${next?.act ?? 'nothing'}`);
    const call = await openCall(id);
    if (call !== null) await endCall(call.id);
  }
  expect(at).toEqual([
    '0 → whatsapp',
    '20 → sms',
    '30 → call',
    '60 → call',
    '120 → superior',
    '180 → supervisor',
    '240 → nothing',
  ]);
  const { items, stopped } = await alerts(id);
  expect(stopped).toBe('done');
  expect(items.map(({ act, way, contactName, result, code }) => [act, way, contactName, result ?? code])).toEqual([
    ['push', 'push', null, 'skipped'],
    ['whatsapp', 'whatsapp', 'Budi', null],
    ['whatsapp', 'whatsapp', 'Sari', null],
    ['sms', 'sms', 'Budi', null],
    ['sms', 'sms', 'Sari', null],
    ['email', 'email', null, 'skipped'],
    ['call', 'telephone', 'Budi', 'no_answer'],
    ['call', 'telephone', 'Sari', 'no_answer'],
    ['superior', 'whatsapp', 'Kepala', null],
    ['superior', 'telephone', 'Kepala', 'no_answer'],
    ['supervisor', 'screen', null, 'told'],
    ['supervisor', 'push', null, 'skipped'],
  ]);
  const told = (await scene.eventsOf(id)).map(({ name }) => name);
  expect(told.filter((name) => name === 'assignment.alerted')).toHaveLength(8);
  expect(JSON.stringify(await scene.eventsOf(id))).not.toMatch(/Budi|Sari|0812|SPBU|Sidokare/);
  // A telephone rang: it may have been heard.
  expect(await stateOf(id)).toBe('SENT');
});

test('one is pressed: acknowledged by telephone, by name; nothing else goes out, and who does not set out is reminded', async () => {
  const { id, sentAt } = await send();
  for (const _ of ['push', 'whatsapp', 'sms', 'call']) await climb(id);
  const call = present(await openCall(id), 'a telephone rings');
  expect(call.contact_id).toBe(contacts.first);
  expect(await openMessages(id)).not.toEqual([]);
  await scene.work(async (ctx) => {
    await run(ctx.tx, sql`update duty_calls set placed_at = ${now} where id = ${call.id}`);
    await pickUpDutyCall(ctx, call.id, now);
  });
  await scene.work((ctx) => pressDutyKey(ctx, call.id, '9'));
  expect(await stateOf(id)).toBe('DELIVERED');
  await scene.work((ctx) => pressDutyKey(ctx, call.id, '1'));
  const view = await scene.must('supervisor', routes.readAssignment, { params: { id } });
  expect(view).toMatchObject({
    state: 'ACKNOWLEDGED',
    acknowledgedAt: now,
    acknowledgedVia: 'phone',
    acknowledgedBy: { id: contacts.first, name: 'Budi' },
  });
  expect(await openMessages(id)).toEqual([]);
  expect((await scene.eventsOf(id)).find(({ name }) => name === 'assignment.acknowledged')?.content).toMatchObject({
    via: 'phone',
    contactId: contacts.first,
  });
  const { next } = await alerts(id);
  expect(next?.act).toBe('remind');
  await endCall(call.id, 16);
  await climb(id);
  expect(msBetween(sentAt, now)).toBeGreaterThan(60_000);
  expect((await alerts(id)).items.filter(({ kind }) => kind === 'remind')).toHaveLength(3);
  await scene.step('damkar', routes.startAssignment, id);
  expect((await ladderOf(id))?.due_at).toBeNull();
});

test('two is pressed: back with the dispatcher, who sees whom to ask next, and sends it there', async () => {
  const { id, incident } = await send();
  for (const _ of ['push', 'whatsapp', 'sms', 'call']) await climb(id);
  const call = present(await openCall(id), 'a telephone rings');
  await scene.work((ctx) => pressDutyKey(ctx, call.id, '2'));
  expect(await stateOf(id)).toBe('REJECTED');
  const { givenBack } = await scene.must('dispatcher', ladders.readTrying, {});
  const mine = present(
    givenBack.find((one) => one.assignmentId === id),
    'it was given back',
  );
  expect(mine).toMatchObject({ reason: 'by_phone', part: 'lead', incident: { id: incident.id } });
  const next = present(mine.next, 'the rule for fires names others');
  expect(next.why).toBe('rule');
  await scene.must('dispatcher', routes.sendAssignments, {
    params: { id: incident.id },
    body: { agencies: [{ agencyId: next.agencyId, part: mine.part }] },
  });
  const after = await scene.must('dispatcher', ladders.readTrying, {});
  expect(after.givenBack.some((one) => one.assignmentId === id)).toBe(false);
});

test('acknowledged on a screen while a telephone rings: it stops ringing, and a key pressed too late changes nothing', async () => {
  const { id } = await send();
  for (const _ of ['push', 'whatsapp', 'sms', 'call']) await climb(id);
  const call = present(await openCall(id), 'a telephone rings');
  await scene.step('damkar', routes.acknowledgeAssignment, id);
  expect(await openCall(id)).toBeNull();
  expect((await scene.work((ctx) => pressDutyKey(ctx, call.id, '2'))).ok).toBe(false);
  const view = await scene.must('supervisor', routes.readAssignment, { params: { id } });
  expect(view).toMatchObject({ state: 'ACKNOWLEDGED', acknowledgedVia: null });
  expect((await alerts(id)).items.at(-1)).toMatchObject({ way: 'telephone', result: 'cancelled' });
});

test('every channel failed and no number could be rung: not sent, at the last result and not before', async () => {
  const { id } = await send();
  while ((await ladderOf(id))?.due_at !== null) {
    await climb(id);
    const call = await openCall(id);
    if (call !== null)
      await scene.work((ctx) => endDutyCall(ctx, call.id, { byUs: true, cause: null, at: now, hasLine: false }));
  }
  expect(await stateOf(id)).toBe('SENT');
  await failAll(id);
  expect(await stateOf(id)).toBe('SEND_FAILED');
  const failed = (await scene.eventsOf(id)).find(({ name }) => name === 'assignment.send_failed');
  expect(failed?.audience).toContain('supervisors');
  // It is open still: its clock runs.
  expect(await scene.deadlinesOf(id)).toHaveLength(1);
});

test('a server that was away wakes nobody for what is old; an incident entered afterwards wakes nobody at all', async () => {
  const { id } = await send();
  await climb(id, 7 * 3_600_000);
  expect((await alerts(id)).items).toEqual([]);
  expect(await ladderOf(id)).toMatchObject({ stopped: 'old', due_at: null });
  const incident = await scene.open();
  await scene.work((ctx) => run(ctx.tx, sql`update incidents set source = 'import' where id = ${incident.id}`));
  const imported = await scene.sendOne(incident);
  expect(await ladderOf(imported.id)).toMatchObject({ stopped: 'import', due_at: null });
});

test('a body without accounts is sent a link of its own with every message, one with accounts none', async () => {
  await scene.work((ctx) =>
    run(
      ctx.tx,
      sql`insert into duty_contacts (id, tenant_id, agency_id, name, phone, position)
          values (${newId()}, ${ctx.tenantId}, ${scene.agency('PLN')}, 'Piket PLN', '0812 0000 0077', 1)`,
    ),
  );
  const textsOf = (id: string) =>
    scene.work((ctx) =>
      rows<{ text: string }>(
        ctx.tx,
        sql`select w.text from messages m join message_words w on w.message_id = m.id where m.subject_id = ${id} and m.channel <> 'push'`,
      ),
    );
  const climbToText = async (code: string) => {
    const { id } = await scene.sendOne(await scene.open(), code);
    while ((await textsOf(id)).length === 0) await climb(id);
    return textsOf(id);
  };
  const [pln] = await climbToText('PLN');
  expect(pln?.text).toMatch(/Jawab di sini: https:\/\/112\.example\/r\/[\w-]{22}$/);
  const [damkar] = await climbToText('DAMKAR');
  expect(damkar?.text).toMatch(/Buka layar tugas dan tekan Terima\.$/);
});

test('an agency with a ladder of its own goes by it; the ones on their way keep theirs', async () => {
  const before = await send();
  const own = {
    ...ladderSeed,
    steps: [{ act: 'call' as const, after: { P1: 5, P2: 5, P3: 5, P4: null } }],
  };
  const agencyId = parsedAgency.parse(scene.agency('DAMKAR'));
  const input = { params: {}, query: {}, body: { agencyId, reason: 'Damkar ingin langsung ditelepon', content: own } };
  const made = await scene.work((ctx) => createLadder(ctx, input));
  const after = await send();
  expect((await alerts(before.id)).next).toMatchObject({ act: 'push' });
  expect((await alerts(after.id)).next).toEqual({ act: 'call', dueAt: plusMs(after.sentAt, 5000) });
  const again = await scene.work((ctx) => createLadder(ctx, input));
  expect(again.ok ? 'ok' : again.refusal.code).toBe('ladder.exists');
  const id = ladderId.parse(made.ok ? made.value.id : '');
  const off = { version: 1, reason: 'Uji', content: { ...own, active: false } };
  await scene.work((ctx) => changeLadder(ctx, { params: { id }, query: {}, body: off }));
  const quiet = await send();
  expect(await ladderOf(quiet.id)).toBeNull();
});
