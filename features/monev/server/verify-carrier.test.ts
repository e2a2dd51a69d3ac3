import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCarrierWindow } from '#features/calls/carrier-window-contract.ts';
import { centreKey, centreLine } from '#features/calls/line.ts';
import { carrierPart } from '#features/calls/server/carrier/carrier-windows.ts';
import { recordCarrierCall } from '#features/calls/server/carrier/record-carrier-call.ts';
import { openTestRoom, type TestRoom } from '#features/calls/server/test-room.ts';
import { run } from '#platform/server/db/database.ts';
import { sealBatch } from '#platform/server/events/seal.ts';
import { until } from '#platform/server/testing/until.ts';
import { runAction } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { loadMonthRows, loadRegion } from './store.ts';
import { verifyTenant } from './verify.ts';

let room: TestRoom;
const lineId = newId<'line'>();
beforeAll(async () => {
  room = await openTestRoom();
  await run(
    room.database.systemDb,
    sql`insert into lines (id, tenant_id, key, content) values (${lineId}, ${room.tenantId}, ${centreKey}, ${JSON.stringify(centreLine)}::jsonb)`,
  );
});
afterAll(() => room?.close());

const findings = async () => {
  const { systemDb } = room.database;
  await until('all is sealed', async () => {
    await sealBatch(systemDb);
    return (await verifyTenant(systemDb, room.tenantId)).chain.unsealed === 0;
  });
  return (await verifyTenant(systemDb, room.tenantId)).findings;
};

test('windows and test calls are what their events say, count in no figure, and a changed row is found', async () => {
  const { systemDb } = room.database;
  const id = await room.addUser('penyelia');
  const open = carrierPart.routes?.find(({ route }) => route.path === openCarrierWindow.path);
  const asked = { opensAt: null, minutes: 30, numbers: ['081100000001'], askedBy: 'Bp. Teknik', reason: 'uji jalur' };
  const opened = await runAction(
    room.place,
    {
      tenantId: room.tenantId,
      actor: {
        kind: 'user',
        id,
        sessionId: newId(),
        permissions: new Set(['call.test']),
        topics: [],
        groupId: null,
        language: 'id',
      },
    },
    (ctx) => {
      if (open === undefined) throw new Error('There is no such route');
      return open.action(ctx, { params: { id: lineId }, query: {}, body: asked });
    },
  );
  const windowId = opened.ok ? String((opened.value as { id: string }).id) : '';
  const at = (ms: number) => new Date(Date.now() - 20_000 + ms).toISOString();
  for (const answeredAt of [at(30), null]) {
    const carrierTest = { windowId, codec: 'alaw', answeredAt };
    const call = {
      ...{ linkedid: newId(), slug: 'sidoarjo', line: centreKey, purpose: 'public' as const, dialled: '112' },
      ...{ callerRaw: '081100000001', arrivedAt: at(0), answered: null, outside: null, carrierTest },
      ended: { at: at(9000), by: 'caller' as const, cause: answeredAt === null ? 17 : 16, unanswered: 'lose' as const },
    };
    await room.act(async (ctx) => ({
      ok: true as const,
      value: await recordCarrierCall(ctx, 'test', call, carrierTest),
    }));
  }
  const deadline = carrierPart.deadlines?.['carrier_window.close'];
  await room.act(async (ctx) => {
    await deadline?.(ctx, windowId, ctx.now);
    return { ok: true as const, value: null };
  });
  expect(await findings()).toEqual([]);
  const rows = await loadMonthRows(systemDb, await loadRegion(systemDb, room.tenantId), at(0).slice(0, 7));
  expect(rows.calls.every(({ purpose }) => purpose === 'test')).toBe(true);

  await run(systemDb, sql`update carrier_windows set closed_by = ${id}`);
  await run(
    systemDb,
    sql`update carrier_calls set codec = 'ulaw' where call_id = (select min(call_id::text)::uuid from carrier_calls)`,
  );
  const subjects = (await findings()).map((one) => `${one.invariant} ${one.subject.split(' ').slice(0, 2).join(' ')}`);
  expect(subjects).toEqual(['8 carrier call', '8 carrier window']);
});
