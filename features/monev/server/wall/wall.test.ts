import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '#platform/server/db/database.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { newId } from '#platform/shared/ids.ts';
import { readWall } from '../../wall-contract.ts';
import { type MonthRoom, openMonthRoom, type Regency } from '../analysis/test-month-room.ts';

let room: MonthRoom;
let regency: Regency;
beforeAll(async () => {
  room = await openMonthRoom();
  // 00:30 of 20 November in Jakarta.
  room.clock.now = '2026-11-19T17:30:00.000Z';
  regency = await room.addRegency('dinding');
});
afterAll(() => room?.close());

async function wall(role = 'WALL'): Promise<RouteOutput<typeof readWall>> {
  const answer = await regency.get(role, '/api/monev/wall');
  expect(answer.status, answer.text).toBe(200);
  return readWall.output.parse(answer.body);
}

test('an empty centre: nothing waits, nobody is ready', async () => {
  expect(await wall()).toMatchObject({ waiting: [], desks: [], ready: 0, open: [], overdue: [], recent: [] });
  expect((await wall()).alarms).toEqual([{ kind: 'nobody_ready', since: null }]);
});

test('who waits, who is there, what today was, and no person', async () => {
  await regency.addCall({ at: '2026-11-19T16:59:59.999Z', answerMs: 3000 });
  await regency.addCall({ at: '2026-11-19T17:00:00.000Z', answerMs: 3000 });
  await regency.addCall({ at: '2026-11-19T17:10:00.000Z', answerMs: 30_000 });
  await regency.addCall({ at: '2026-11-19T17:29:00.000Z', state: 'offered' });
  await regency.addCall({ at: '2026-11-19T17:28:00.000Z', state: 'queued' });
  await regency.addCall({ at: '2026-11-19T17:20:00.000Z', state: 'queued', purpose: 'test' });
  const desks = [
    ['CALL_TAKER', 'ready', true],
    ['SUPERVISOR', 'ready', false],
  ] as const;
  for (const [role, state, reachable] of desks) {
    await run(
      room.database.systemDb,
      sql`insert into presences (tenant_id, user_id, state, reachable) values (${regency.tenantId}, ${regency.users.get(role)}, ${state}, ${reachable})`,
    );
  }
  const found = await wall();
  expect(found.waiting.map(({ since, isRinging }) => [since, isRinging])).toEqual([
    ['2026-11-19T17:28:00.000Z', false],
    ['2026-11-19T17:29:00.000Z', true],
  ]);
  expect(found.desks).toEqual([{ state: 'ready', count: 2 }]);
  expect([found.ready, found.alarms]).toEqual([1, []]);
  // One before midnight was yesterday's.
  expect(found.today).toMatchObject({ offered: 4, answered: 2, serviceLevel: { part: 1, whole: 2, target: 0.95 } });
  const { text } = await regency.get('WALL', '/api/monev/wall');
  expect(text).not.toContain('6281234567890');
  expect(text).not.toContain('CALL_TAKER dinding');
});

test('open incidents and whose clock ran out; of a sensitive one neither kind nor place', async () => {
  const callId = await regency.addCall({ at: '2026-11-19T17:25:00.000Z' });
  const open = await regency.addIncident({ at: '2026-11-19T17:25:30.000Z', type: 'FLOOD', priority: 'P1', callId });
  await regency.addIncident({ at: '2026-11-19T17:00:00.000Z', type: 'FIRE', priority: 'P3', state: 'RESOLVED' });
  const secretCall = await regency.addCall({ at: '2026-11-19T17:26:00.000Z' });
  await regency.addIncident({
    ...{ at: '2026-11-19T17:26:00.000Z', type: 'ABUSE', priority: 'P2', district: '35.15.08' },
    ...{ callId: secretCall, sensitive: true },
  });
  await regency.addAssignment(open, 'BPBD', '2026-11-19T17:26:00.000Z', 'SENT', null);
  await regency.addAssignment(open, 'DAMKAR', '2026-11-19T17:29:00.000Z', 'SENT', null);
  await regency.addAssignment(open, 'PSC119', '2026-11-19T17:05:00.000Z', 'ACKNOWLEDGED', 30_000);
  const found = await wall();
  expect(found.open.map(({ priority, count }) => [priority, count])).toEqual([
    ['P1', 1],
    ['P2', 1],
  ]);
  expect(found.overdue).toEqual([
    { name: { id: 'BPBD', en: 'BPBD' }, acknowledge: 1, arrive: 0, resolve: 0 },
    { name: { id: 'PSC119', en: 'PSC119' }, acknowledge: 0, arrive: 1, resolve: 0 },
  ]);
  const { text } = await regency.get('WALL', '/api/monev/wall');
  expect(text).toContain('FLOOD');
  expect(text).not.toContain('ABUSE');
});

test('alarms of lines, waves and disasters, the dearest first', async () => {
  const { systemDb } = room.database;
  const { tenantId } = regency;
  await run(
    systemDb,
    sql`insert into lines (id, tenant_id, key, content, down_since) values (${newId()}, ${tenantId}, 'abcdefgh', '{"name": "Telkom"}', ${room.clock.now})`,
  );
  await run(
    systemDb,
    sql`insert into waves (id, tenant_id, kind, caller_e164, began_at, last_at, calls, numbers, usual, beyond)
        values (${newId()}, ${tenantId}, 'one_number', '+6281234567890', ${room.clock.now}, ${room.clock.now}, 9, 1, 1, 5)`,
  );
  await run(systemDb, sql`update presences set state = 'break', break_reason = 'rest' where tenant_id = ${tenantId}`);
  const found = await wall();
  expect(found.alarms.map(({ kind }) => kind)).toEqual(['line_down', 'nobody_ready', 'wave']);
  expect(JSON.stringify(found.alarms)).not.toContain('6281234567890');
});

test('the account of the screen sees the wall and nothing else', async () => {
  for (const url of ['/api/queue', '/api/incidents', '/api/monev/months', '/api/presences', '/api/users']) {
    // Not served in this test is as closed as refused.
    expect([403, 404], url).toContain((await regency.get('WALL', url)).status);
  }
  expect((await regency.get('WALL', '/api/monev/months')).status).toBe(403);
  expect((await regency.get('CALL_TAKER', '/api/monev/wall')).status).toBe(403);
});
