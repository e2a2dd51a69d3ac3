import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#platform/server/action.ts';
import { rows, run } from '#platform/server/db/database.ts';
import { runAction } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { msBetween } from '#platform/shared/time.ts';
import * as routes from '../../carrier-window-contract.ts';
import { centreKey, centreLine, type LineId } from '../../line.ts';
import { openTestRoom, type TestRoom } from '../test-room.ts';
import { carrierPart } from './carrier-windows.ts';
import { recordCarrierCall } from './record-carrier-call.ts';

let room: TestRoom;
let supervisor = '';
const lineId: LineId = newId<'line'>();

beforeAll(async () => {
  room = await openTestRoom();
  supervisor = await room.addUser('penyelia');
  await run(
    room.database.systemDb,
    sql`insert into lines (id, tenant_id, key, content) values (${lineId}, ${room.tenantId}, ${centreKey}, ${JSON.stringify(centreLine)}::jsonb)`,
  );
});
afterAll(() => room?.close());

const actor = (): Actor => ({
  kind: 'user',
  id: supervisor,
  sessionId: randomUUID(),
  permissions: new Set(['call.test']),
  topics: [],
  groupId: null,
  language: 'id',
});

/** As over HTTP, by the route. */
async function ask(route: unknown, input: object) {
  const bound = carrierPart.routes?.find((each) => each.route === route);
  if (bound === undefined) throw new Error('There is no such route');
  return runAction(room.place, { tenantId: room.tenantId, actor: actor() }, (ctx) =>
    bound.action(ctx, { params: {}, query: {}, body: {}, ...input }),
  );
}
const asked = { opensAt: null, minutes: 30, numbers: ['0811 0000 0001'], askedBy: 'Bp. Teknik', reason: 'uji jalur' };
const openIt = (change: object = {}) =>
  ask(routes.openCarrierWindow, { params: { id: lineId }, body: { ...asked, ...change } });
const events = () =>
  rows<{ name: string; content: Record<string, unknown> }>(
    room.database.systemDb,
    sql`select name, content from events where subject_type = 'line' order by seq`,
  );

test('a window is opened, listed, closed once, and says who did it', async () => {
  const opened = await openIt();
  expect(opened.ok).toBe(true);
  const windowId = opened.ok ? (opened.value as { id: string }).id : '';
  expect(await openIt()).toMatchObject({ ok: false, refusal: { code: 'carrier.window_there' } });
  const listed = await ask(routes.listCarrierWindows, {});
  expect(listed).toMatchObject({
    ok: true,
    value: { items: [{ id: windowId, state: 'open', numbers: ['+6281100000001'], openedBy: { id: supervisor } }] },
  });
  expect(await ask(routes.closeCarrierWindow, { params: { id: windowId } })).toMatchObject({ ok: true });
  expect(await ask(routes.closeCarrierWindow, { params: { id: windowId } })).toMatchObject({
    ok: false,
    refusal: { code: 'carrier.window_closed' },
  });
  const told = await events();
  expect(told.map(({ name }) => name)).toEqual(['line.test_opened', 'line.test_closed']);
  expect(told[1]?.content).toEqual({ windowId, by: 'user' });
  // Neither numbers nor names nor words of people.
  expect(JSON.stringify(told)).not.toMatch(/0811|6281|Teknik|jalur/);
});

test('an unknown line, an unknown window, a number of a citizen in need are refused', async () => {
  expect(await ask(routes.openCarrierWindow, { params: { id: newId() }, body: asked })).toMatchObject({
    refusal: { code: 'setting.not_found' },
  });
  expect(await ask(routes.listCarrierCalls, { params: { id: newId() } })).toMatchObject({
    refusal: { code: 'carrier.window_not_found' },
  });
  await run(
    room.database.systemDb,
    sql`insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, caller_e164, arrived_at, answered_at, ended_at, disposition)
        values (${newId()}, ${room.tenantId}, 900001, 'ended', 'uji', 'warga', '112', '+6281299998888', now(), now(), now(), 'EMERGENCY_NEW')`,
  );
  expect(await openIt({ numbers: ['081299998888'] })).toMatchObject({ refusal: { code: 'carrier.citizen_number' } });
  expect(await openIt({ numbers: ['112'] })).toMatchObject({ refusal: { code: 'carrier.not_a_number' } });
});

test('its end closes it by itself, and its calls are told with their facts, once', async () => {
  const opened = await openIt();
  const windowId = opened.ok ? (opened.value as { id: string }).id : '';
  const linkedid = `uji-${randomUUID()}`;
  const start = Date.now() - 10_000;
  const [arrivedAt, answeredAt, endedAt] = [0, 25, 9000].map((ms) => new Date(start + ms).toISOString());
  const call = {
    linkedid,
    slug: 'sidoarjo',
    line: centreKey,
    purpose: 'public' as const,
    dialled: '112',
    callerRaw: '081100000001',
    arrivedAt: arrivedAt ?? '',
    answered: null,
    outside: null,
    carrierTest: { windowId, codec: 'alaw', answeredAt: answeredAt ?? '' },
    ended: { at: endedAt ?? '', by: 'caller' as const, cause: 16, unanswered: 'lose' as const },
  };
  const record = () =>
    room.act(async (ctx) => ({
      ok: true as const,
      value: await recordCarrierCall(ctx, 'test', call, call.carrierTest),
    }));
  expect(await record()).toEqual({ ok: true, value: true });
  expect(await record()).toEqual({ ok: true, value: false });
  const listed = await ask(routes.listCarrierCalls, { params: { id: windowId } });
  expect(listed).toMatchObject({
    ok: true,
    value: {
      items: [
        {
          answerMs: 25,
          durationMs: 9000,
          codec: 'alaw',
          callerRaw: '081100000001',
          callerE164: '+6281100000001',
          dialled: '112',
          endedBy: 'caller',
          cause: 16,
          state: 'ended',
        },
      ],
    },
  });
  const deadline = carrierPart.deadlines?.['carrier_window.close'];
  await room.act(async (ctx) => {
    await deadline?.(ctx, windowId, ctx.now);
    return { ok: true as const, value: null };
  });
  expect((await events()).at(-1)).toMatchObject({ name: 'line.test_closed', content: { by: 'timer' } });
  expect(msBetween(call.arrivedAt, call.ended.at)).toBe(9000);
});
