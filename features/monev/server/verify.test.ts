import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallId } from '#features/calls/call.ts';
import { answerCall } from '#features/calls/server/answer-call.ts';
import { arriveCall } from '#features/calls/server/arrive-call.ts';
import { endCall } from '#features/calls/server/end-call.ts';
import { audience } from '#features/people/audience.ts';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { type ActionContext, systemActor } from '#platform/server/action.ts';
import { run } from '#platform/server/db/database.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { sealBatch } from '#platform/server/events/seal.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';
import { verifyTenant } from './verify.ts';

let database: TestDatabase;
let centre: TestCentre;
let tenantId: string;
const [answered, lost, assignmentId] = [newId<'call'>(), newId<'call'>(), newId()];

beforeAll(async () => {
  database = await createTestDatabase();
  centre = await createTestCentre(database);
  tenantId = await centre.addTenant({ slug: 'barat' });
  const userId = await centre.addUser(tenantId, { username: 'taker', roles: ['CALL_TAKER'] });
  await run(
    database.systemDb,
    sql`insert into presences (tenant_id, user_id, state, reachable, idle_since) values (${tenantId}, ${userId}, 'ready', true, now())`,
  );
  await work((ctx) => takeCall(ctx, answered));
  await work((ctx) => loseCall(ctx, lost));
  await work(assign);
});
afterAll(async () => {
  await centre.close();
  await database.close();
});

const work = (what: (ctx: ActionContext) => Promise<void>) =>
  runWork(database.place(), { tenantId, actor: systemActor }, what);

function arrival(callId: CallId, at: string) {
  return {
    callId,
    pbxSystem: 'test',
    linkedid: callId,
    channel: callId,
    app: 'test',
    dialled: '112',
    callerRaw: '081234567890',
    arrivedAt: at,
  };
}

/** By the real actions: what they write into columns is what their events say. */
async function takeCall(ctx: ActionContext, callId: CallId): Promise<void> {
  const arrived = await arriveCall(ctx, arrival(callId, plusMs(ctx.now, -60_000)), {
    claimed: Promise.resolve(true),
    onDesk: () => undefined,
  });
  if (!arrived.ok || arrived.value.offer === null) throw new Error('a ready desk was there');
  await answerCall(ctx, { offerId: arrived.value.offer.id, channel: 'desk', at: plusMs(ctx.now, -55_000) });
  await endCall(ctx, { callId, by: 'caller', cause: 16, at: plusMs(ctx.now, -5000) });
}
async function loseCall(ctx: ActionContext, callId: CallId): Promise<void> {
  await arriveCall(ctx, arrival(callId, plusMs(ctx.now, -20_000)), {
    claimed: Promise.resolve(true),
    onDesk: () => undefined,
  });
  await endCall(ctx, { callId, by: 'caller', cause: 16, at: plusMs(ctx.now, -5000) });
}

async function assign(ctx: ActionContext): Promise<void> {
  const [typeId, agencyId, incidentId] = [newId(), newId(), newId()];
  await run(
    ctx.tx,
    sql`insert into incident_types (id, tenant_id, code, category, name, name_en, default_priority) values (${typeId}, ${tenantId}, 'FLOOD', 'DISASTER', 'Banjir', 'Flood', 'P2')`,
  );
  await run(
    ctx.tx,
    sql`insert into agencies (id, tenant_id, code, name, name_en, kind) values (${agencyId}, ${tenantId}, 'BPBD', 'BPBD', 'BPBD', 'OPD')`,
  );
  await run(
    ctx.tx,
    sql`insert into incidents (id, tenant_id, number, state, source, incident_type_id, priority, reported_at, verified_at, dispatched_at)
        values (${incidentId}, ${tenantId}, 1, 'DISPATCHED', 'radio', ${typeId}, 'P2', ${ctx.now}, ${ctx.now}, ${ctx.now})`,
  );
  await run(
    ctx.tx,
    sql`insert into assignments (id, tenant_id, incident_id, agency_id, part, state, sent_at) values (${assignmentId}, ${tenantId}, ${incidentId}, ${agencyId}, 'lead', 'SENT', ${ctx.now})`,
  );
  await run(
    ctx.tx,
    sql`insert into deadlines (tenant_id, kind, subject_id, due_at) values (${tenantId}, 'assignment.acknowledge', ${assignmentId}, ${plusMs(ctx.now, 3_600_000)})`,
  );
  const event = (name: string, type: string, id: string, content: Readonly<Record<string, string | number | null>>) =>
    appendEvent(ctx, { name, subject: { type, id }, audience: [audience.tenant()], content });
  await event('incident.opened', 'incident', incidentId, {
    source: 'radio',
    number: 1,
    callId: null,
    reportedAt: ctx.now,
  });
  await event('incident.verified', 'incident', incidentId, { typeCode: 'FLOOD', priority: 'P2' });
  await event('incident.dispatched', 'incident', incidentId, { ruleId: null });
  await event('assignment.sent', 'assignment', assignmentId, { incidentId, agencyId, part: 'lead' });
}

const verify = async () => (await verifyTenant(database.systemDb, tenantId)).findings;
const owner = (statement: string) => database.ownerPool.query(statement);

test('what the actions wrote verifies, with progress', async () => {
  const steps = new Set<string>();
  const unsealed = async () => {
    await sealBatch(database.systemDb);
    return (await verifyTenant(database.systemDb, tenantId)).chain.unsealed;
  };
  await expect.poll(unsealed, { timeout: 30_000 }).toBe(0);
  const report = await verifyTenant(database.systemDb, tenantId, (step) => steps.add(step));
  expect(report.findings).toEqual([]);
  expect(report.checked).toEqual({ calls: 2, incidents: 1, assignments: 1, followUps: 0 });
  expect(report.chain).toMatchObject({ broken: null, unsealed: 0 });
  expect(report.chain.links).toBeGreaterThan(8);
  expect([...steps]).toEqual(['chain', 'calls', 'incidents', 'assignments', 'follow_ups', 'months', 'rules']);
});

describe('what is not as it must be is found', () => {
  test('an answer made faster afterwards', async () => {
    await owner(`update calls set answered_at = answered_at - interval '2 seconds' where id = '${answered}'`);
    expect(await verify()).toMatchObject([{ invariant: 8, subject: `calls 1 answered_at (${answered})` }]);
    await owner(`update calls set answered_at = answered_at + interval '2 seconds' where id = '${answered}'`);
  });

  test('a lost call turned into an overflowed one', async () => {
    await owner(`update calls set state = 'overflowed', disposition = null where id = '${lost}'`);
    expect((await verify()).map((one) => [one.subject, one.expected, one.found])).toEqual([
      [`calls 2 state (${lost})`, 'lost', 'overflowed'],
      [`calls 2 disposition (${lost})`, 'ABANDONED_QUEUE', 'null'],
    ]);
    await owner(`update calls set state = 'lost', disposition = 'ABANDONED_QUEUE' where id = '${lost}'`);
  });

  test('a priority changed without an event, an assignment marked as acknowledged', async () => {
    await owner(`update incidents set priority = 'P1'; update assignments set acknowledged_at = sent_at`);
    expect((await verify()).map((one) => one.subject.replace(/ \(.*/, ''))).toEqual([
      'incidents 1 priority',
      'assignments 1 acknowledged_at',
    ]);
    await owner(`update incidents set priority = 'P2'; update assignments set acknowledged_at = null`);
  });

  test('a call without events, unless a recorded batch accounts for it', async () => {
    await owner(
      `insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, arrived_at) values ('${newId()}', '${tenantId}', 99, 'arrived', 'x', 'x', '112', now())`,
    );
    expect(await verify()).toEqual([
      { invariant: 5, subject: 'calls without events', expected: 'at most 0, from recorded batches', found: '1' },
    ]);
    await work((ctx) =>
      appendEvent(ctx, {
        name: 'batch.imported',
        subject: { type: 'batch', id: newId() },
        audience: [audience.tenant()],
        content: { table: 'calls', rows: 1 },
        clock: 'import',
      }),
    );
    expect(await verify()).toEqual([]);
  });

  test('an open assignment nobody is reminded of', async () => {
    await owner(`update deadlines set kind = 'x.' || kind where kind like 'assignment.%'`);
    expect(await verify()).toMatchObject([
      { invariant: 4, found: 'none', subject: `assignment of incident 1 (${assignmentId})` },
    ]);
    await owner(
      `update deadlines set kind = substr(kind, 3), due_at = now() - interval '1 hour' where kind like 'x.%'`,
    );
    expect(await verify()).toMatchObject([{ invariant: 4, found: expect.stringContaining('due since') }]);
    await owner(`update deadlines set due_at = now() + interval '1 hour' where kind like 'assignment.%'`);
  });

  test('a table that is open to every tenant', async () => {
    await owner(
      'create table leak (tenant_id uuid); create table half (tenant_id uuid); alter table half enable row level security',
    );
    expect(await verify()).toMatchObject([
      { invariant: 9, subject: 'table half', found: 'no such policy' },
      { invariant: 9, subject: 'table leak', found: 'no row-level security' },
    ]);
    await owner('drop table leak; drop table half');
  });

  test('a waiting call in a month that is over', async () => {
    await owner(`update calls set arrived_at = '2025-01-10' where number = 99`);
    expect(await verify()).toMatchObject([
      { invariant: 3, subject: expect.stringContaining('2025-01'), found: expect.stringMatching(/^WAITING/) },
    ]);
    await owner(`update calls set arrived_at = now() where number = 99`);
  });

  test('personal data in events, told by its shape and never repeated', async () => {
    const write = (content: Readonly<Record<string, string | number | readonly string[]>>) =>
      work((ctx) =>
        appendEvent(ctx, {
          name: 'thing.made',
          subject: { type: 'thing', id: newId() },
          audience: [audience.tenant()],
          content,
        }),
      );
    await write({
      code: 'P1',
      at: '2026-11-21T13:38:04.123Z',
      id: newId(),
      village: '35.15.01.2001',
      sha256: 'ab'.repeat(32),
      fields: ['typeId', 'life_at_risk'],
      share: 0.5,
      bytes: 1_234_567,
    });
    expect(await verify()).toEqual([]);
    await write({
      from: '081234567890',
      to: '+62 812-3456-7890',
      figure: 6_281_234_567_890,
      said: 'rumah Pak Budi dekat pasar',
      list: ['ok', 'dua kata'],
      x: -7.4478,
      latitude: 1,
      callerName: 'Budi',
    });
    expect((await verify()).map((one) => [one.invariant, one.subject.split(', ')[1], one.found])).toEqual(
      expect.arrayContaining([
        [11, 'from', 'a telephone number'],
        [11, 'to', 'a telephone number'],
        [11, 'figure', 'a telephone number'],
        [11, 'said', 'free text'],
        [11, 'list', 'free text'],
        [11, 'x', 'a coordinate'],
        [11, 'latitude', 'a name that promises personal data'],
        [11, 'callerName', 'a name that promises personal data'],
      ]),
    );
    expect(await verify()).toHaveLength(8);
    expect(JSON.stringify(await verify())).not.toMatch(/Budi|8123/);
  });
});
