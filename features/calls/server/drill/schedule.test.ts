// The schedule of drills on a real database, without telephony: what is drawn, who knows of it, and what becomes of it.
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { runAction } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import { type Instant, monthBounds, plusMs } from '#platform/shared/time.ts';
import { type DrillSetting, drillId, drillSeeds } from '../../drill.ts';
import { as, type CallRoom, openCallRoom } from '../test-call-room.ts';
import {
  cancelDrill,
  changeDrillSetting,
  listDrills,
  planDrill,
  readDrillFigures,
  readDrillSetting,
} from './drill-actions.ts';
import { drillMonthDeadline } from './drill-store.ts';
import { drawMonth, drillDue } from './plan-drills.ts';

let room: CallRoom;
let boss: string;

beforeAll(async () => {
  room = await openCallRoom();
  boss = await room.addUser('penyelia');
});
afterAll(() => room.close());
beforeEach(async () => {
  await room.database.ownerPool.query('delete from drills');
  await room.database.ownerPool.query('delete from deadlines');
});

const nothing = { params: {}, query: {}, body: {} };
const by = <Value, Code extends string>(work: Parameters<typeof runAction<Value, Code>>[2]) =>
  room.by(as(boss, 'setting.read', 'setting.change', 'drill.read', 'drill.plan', 'monev.read'), work);
const find = <Row>(statement: ReturnType<typeof sql>) => row<Row>(room.database.systemDb, statement);
const drills = () =>
  rows<{ id: string; scenario: string; due_at: Instant; outcome: string | null; caller: string }>(
    room.database.systemDb,
    sql`select id, scenario, due_at, outcome, caller from drills order by due_at`,
  );

async function save(part: Partial<DrillSetting>): Promise<void> {
  const read = await by((ctx) => readDrillSetting(ctx, nothing));
  if (!read.ok) throw new Error('reading is never refused');
  const { version } = read.value;
  const body = { version, reason: 'latihan dimulai', content: { ...drillSeeds, ...part } };
  const saved = await by((ctx) => changeDrillSetting(ctx, { ...nothing, body }));
  if (!saved.ok) throw new Error(saved.refusal.code);
  // What the deadline does, which the save has set to be due at once.
  const due = await find<{ subject_id: string }>(
    sql`select subject_id from deadlines where kind = ${drillMonthDeadline} and due_at <= clock_timestamp()`,
  );
  expect(due?.subject_id).toBe(room.tenantId);
  await room.act(async (ctx) => {
    await drawMonth(ctx, room.tenantId, ctx.now);
    return { ok: true as const, value: null };
  });
}
const handle = (id: string) =>
  room.act(async (ctx) => {
    await drillDue(ctx, id, ctx.now);
    return { ok: true as const, value: null };
  });

const shown = async (id: string) => {
  const listed = await by((ctx) => listDrills(ctx, { ...nothing, query: { limit: 100 } }));
  if (!listed.ok) throw new Error('reading is never refused');
  return listed.value.items.find((each) => each.id === id);
};

test('off at first; switched on it draws the share of what is left of the month, within its hours, and tells nobody when', async () => {
  expect(await drills()).toEqual([]);
  await save({
    active: true,
    perMonth: { whisper: 60, child: 60, silent_tapper: 60, prank_history: 0, local_language: 0, drunk: 0 },
    fromHour: 0,
    untilHour: 24,
  });
  const now = new Date().toISOString();
  const month = monthBounds(plusMs(now, 7 * 3_600_000).slice(0, 7), 'Asia/Jakarta');
  const drawn = await drills();
  const share = (Date.parse(month.to) - Date.parse(now)) / (Date.parse(month.to) - Date.parse(month.from));
  expect(Math.abs(drawn.length - 3 * Math.round(60 * share))).toBeLessThanOrEqual(3);
  for (const { due_at: dueAt, scenario, caller } of drawn) {
    expect(dueAt > plusMs(now, -60_000) && dueAt < month.to).toBe(true);
    expect(scenario).not.toBe('prank_history');
    expect(caller).toMatch(/^0840\d{8}$/);
  }
  const listed = await by((ctx) => listDrills(ctx, { ...nothing, query: { limit: 100 } }));
  expect(listed).toMatchObject({ value: { items: [] } });
  const told = await rows<{ audience: string[]; content: object }>(
    room.database.systemDb,
    sql`select audience, content from events where name = 'drill.planned'`,
  );
  expect(told.length).toBe(drawn.length);
  for (const { audience, content } of told) {
    expect(audience).toEqual(['supervisors']);
    expect(Object.keys(content).sort()).toEqual(['bySchedule', 'scenario']);
  }
  expect(
    await find(sql`select 1 from deadlines where kind = ${drillMonthDeadline} and due_at = ${month.to}`),
  ).not.toBeNull();
});

test('switched off nothing is left; what people planned stays', async () => {
  await save({ active: true });
  const planned = await by((ctx) => planDrill(ctx, { ...nothing, body: { scenario: 'child' } }));
  await save({ active: false });
  const left = (await drills()).filter(({ outcome }) => outcome === null);
  expect(left.map(({ id }) => id)).toEqual([planned.ok ? planned.value.id : '']);
  const figures = await by((ctx) => readDrillFigures(ctx, { ...nothing, query: { days: '90' } }));
  expect(figures).toMatchObject({ value: { active: false, month: { answered: 0, least: 30 } } });
});

test('one whose hour passed while the program was away is missed, not made up for', async () => {
  const planned = await by((ctx) => planDrill(ctx, { ...nothing, body: { scenario: 'whisper' } }));
  if (!planned.ok) throw new Error(planned.refusal.code);
  await run(
    room.database.systemDb,
    sql`update drills set due_at = due_at - interval '2 hours' where id = ${planned.value.id}`,
  );
  await handle(planned.value.id);
  expect(present((await drills())[0], 'it was planned').outcome).toBe('missed');
  expect(await shown(planned.value.id), 'nobody looked').toMatchObject({
    outcome: 'missed',
    why: 'away',
    looks: { waiting: 0, other_drill: 0, few_ready: 0 },
  });
  await handle(planned.value.id);
  const ended = await rows(
    room.database.systemDb,
    sql`select 1 from events where name = 'drill.ended' and subject_id = ${planned.value.id}`,
  );
  expect(ended, 'told once').toHaveLength(1);
});

test('a missed one says why: each look in vain is kept, and the last one counts', async () => {
  const planned = await by((ctx) => planDrill(ctx, { ...nothing, body: { scenario: 'drunk' } }));
  if (!planned.ok) throw new Error(planned.refusal.code);
  const { id } = planned.value;
  // Nobody is at a desk.
  await handle(id);
  await handle(id);
  expect(await shown(id)).toMatchObject({ outcome: null, why: null, looks: { few_ready: 2, waiting: 0 } });
  const caller = newId();
  await run(
    room.database.systemDb,
    sql`insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, arrived_at, queued_at)
        values (${caller}, ${room.tenantId}, 990001, 'queued', 'uji', ${caller}, '112', clock_timestamp(), clock_timestamp())`,
  );
  await handle(id);
  await run(room.database.systemDb, sql`update drills set due_at = due_at - interval '59 minutes' where id = ${id}`);
  await handle(id);
  await run(
    room.database.systemDb,
    sql`update calls set state = 'lost', ended_at = clock_timestamp() where id = ${caller}`,
  );
  expect(await shown(id)).toMatchObject({
    outcome: 'missed',
    why: 'waiting',
    looks: { few_ready: 2, waiting: 2, other_drill: 0 },
  });
  const figures = await by((ctx) => readDrillFigures(ctx, { ...nothing, query: { days: '30' } }));
  expect(figures).toMatchObject({ value: { missed: [{ why: 'waiting', count: 1 }] } });
  const told = await find<{ content: object }>(
    sql`select content from events where name = 'drill.ended' and subject_id = ${id}`,
  );
  expect(told?.content).toEqual({ outcome: 'missed', why: 'waiting' });
});

test('while another runs it waits for its end', async () => {
  const plan = () => by((ctx) => planDrill(ctx, { ...nothing, body: { scenario: 'local_language' } }));
  const [running, waiting] = [await plan(), await plan()];
  if (!running.ok || !waiting.ok) throw new Error('two may be planned');
  await run(room.database.systemDb, sql`update drills set asked_at = clock_timestamp() where id = ${running.value.id}`);
  await handle(waiting.value.id);
  expect(await shown(waiting.value.id)).toMatchObject({ looks: { other_drill: 1, few_ready: 0 } });
});

test('by hand: within a month, five at a time; what the schedule drew is nobody else’s to cancel', async () => {
  const plan = (at?: Instant) =>
    by((ctx) => planDrill(ctx, { ...nothing, body: { scenario: 'child', ...(at === undefined ? {} : { at }) } }));
  const now = new Date().toISOString();
  expect(await plan(plusMs(now, 40 * 86_400_000))).toMatchObject({ refusal: { code: 'drill.too_far' } });
  for (let count = 0; count < 5; count++) expect((await plan(plusMs(now, 3_600_000))).ok).toBe(true);
  expect(await plan()).toMatchObject({ refusal: { code: 'drill.too_many', detail: { count: 5 } } });
  await run(room.database.systemDb, sql`update drills set planned_by = null`);
  const [drawn] = await drills();
  const params = { id: drillId.parse(drawn?.id) };
  expect(await by((ctx) => cancelDrill(ctx, { ...nothing, params }))).toMatchObject({
    refusal: { code: 'drill.not_found' },
  });
});
