import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { peekQueue, readQueueSettings } from '#features/calls/server/queue/queue-store.ts';
import { type ActionContext, systemActor } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import { type AuditRoom, openAuditRoom } from '../audit/test-audit-room.ts';
import { hintDifferences } from '../verify-hint-store.ts';
import { strangeContents } from '../verify-store.ts';

// Hints of a regency with two supervisors, a call taker and a head, over the real server and database.

let room: AuditRoom;
beforeAll(async () => {
  room = await openAuditRoom();
});
afterAll(() => room?.close());
beforeEach(async () => {
  await room.forget();
  for (const statement of [
    'delete from call_hints',
    'delete from hint_orders',
    'delete from queue_settings',
    "update calls set caller_e164 = null, state = 'ended', answered_at = coalesce(answered_at, arrived_at), ended_at = coalesce(ended_at, arrived_at), pbx_app = null",
  ])
    await room.database.ownerPool.query(statement);
});

const pranker = '+6281233334444';
const minute = 60_000;
const act = (work: (ctx: ActionContext) => Promise<void>) =>
  runWork(room.place, { tenantId: room.tenantId, actor: systemActor }, work);

/** What a deadline or a listener of the feature does, as the machinery calls it. */
const due = (kind: string, id: string) =>
  act((ctx) => present(room.monev.deadlines?.[kind], kind)(ctx, id, room.clock.now));
const heard = (name: string, content: Record<string, boolean> = {}) =>
  act((ctx) =>
    present(room.monev.listeners?.[name], name)(ctx, {
      ...{ name, seq: 0, audience: ['tenant'] as const, occurredAt: room.clock.now, content },
      subject: { type: 'call', id: newId() },
    }),
  );

/** A citizen's call that waits, as Asterisk brought it. */
async function rings(caller: string | null, change: { purpose?: string; at?: string } = {}): Promise<string> {
  const id = newId();
  await run(
    room.systemDb,
    sql`insert into calls (id, tenant_id, number, purpose, state, pbx_system, pbx_linkedid, pbx_app, dialled, caller_e164, arrived_at, queued_at)
        values (${id}, ${room.tenantId}, ${room.nextNumber()}, ${change.purpose ?? 'public'}, 'queued', 'uji', ${id}, 'acd-uji', '112', ${caller},
          ${change.at ?? room.clock.now}, ${change.at ?? room.clock.now})`,
  );
  return id;
}

/** Pranks of days ago, closed by three people. */
async function pranksOf(caller: string, count: number): Promise<void> {
  const { ani, budi, taker } = room.users;
  for (let index = 0; index < count; index++) {
    const at = plusMs(room.clock.now, -(1 + (index % 9)) * 1440 * minute);
    await room.addCall({ caller, at, by: [ani, budi, taker][index % 3] ?? taker, code: 'PRANK_ADULT', sound: false });
  }
}

const hintOf = (callId: string) =>
  row<{
    score: number;
    is_likely: boolean;
    cue: string | null;
    by_history: boolean;
    confirmed: number;
    people: number;
  }>(
    room.systemDb,
    sql`select score::float8 as score, is_likely, cue, by_history, confirmed, people from call_hints where call_id = ${callId}`,
  );

describe('a call that rings', () => {
  test('is scored once, by what people said of its number, and nobody hears of it', async () => {
    await pranksOf(pranker, 40);
    const callId = await rings(pranker);
    await due('monev.hint', callId);
    await due('monev.hint', callId);
    expect(await hintOf(callId)).toMatchObject({
      is_likely: true,
      by_history: true,
      cue: null,
      confirmed: 40,
      people: 3,
    });
    const told = await rows<{ audience: string[]; subject_type: string; content: Record<string, unknown> }>(
      room.systemDb,
      sql`select audience, subject_type, content from events where name = 'hint.scored' and subject_id = ${callId}`,
    );
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ audience: ['record'], subject_type: 'hint', content: { isLikely: true } });
    const strange = await strangeContents(room.systemDb, room.tenantId, 100);
    expect(strange.filter(({ name }) => name.startsWith('hint'))).toEqual([]);
    const different = async () =>
      (await hintDifferences(room.systemDb, room.tenantId, 100)).filter(({ id }) => id === callId);
    expect(await different()).toEqual([]);
    // Whoever touches a row afterwards is found out by its event.
    await room.database.ownerPool.query('update call_hints set score = 0.5 where call_id = $1', [callId]);
    expect(await different()).toMatchObject([{ about: 'hint' }]);
  });

  test.each<[string, () => Promise<string>, { is_likely: boolean; cue: string | null }]>([
    ['a stranger', () => rings('+6281200000001'), { is_likely: false, cue: null }],
    ['without a number', () => rings(null), { is_likely: false, cue: null }],
    [
      'after an emergency five minutes ago',
      async () => {
        await pranksOf(pranker, 40);
        await room.addCall({ caller: pranker, code: 'EMERGENCY_NEW', at: plusMs(room.clock.now, -5 * minute) });
        return rings(pranker);
      },
      { is_likely: false, cue: 'emergency_lately' },
    ],
  ])('%s', async (_name, prepare, wanted) => {
    const callId = await prepare();
    await due('monev.hint', callId);
    expect(await hintOf(callId)).toMatchObject(wanted);
  });

  test('is not scored when it is a drill, or when its ring is long over', async () => {
    const [drill, old] = [
      await rings(pranker, { purpose: 'drill' }),
      await rings(pranker, { at: plusMs(room.clock.now, -2 * minute) }),
    ];
    for (const callId of [drill, old]) {
      await due('monev.hint', callId);
      expect(await hintOf(callId)).toBeNull();
    }
  });

  test('waits for nothing: its arrival only sets a deadline, and a test call or one of ours not even that', async () => {
    const kept = () =>
      row<{ count: number }>(
        room.systemDb,
        sql`select count(*)::int as count from deadlines where tenant_id = ${room.tenantId} and kind = 'monev.hint'`,
      );
    const arrived = (content: Record<string, string>) =>
      act((ctx) =>
        present(room.monev.listeners?.['call.arrived'], 'the feature hears it')(ctx, {
          ...{ name: 'call.arrived', seq: 0, audience: ['tenant'] as const, occurredAt: ctx.now, content },
          subject: { type: 'call', id: newId() },
        }),
      );
    const before = (await kept())?.count ?? 0;
    await arrived({ purpose: 'test' });
    await arrived({ direction: 'outbound' });
    expect((await kept())?.count).toBe(before);
    await arrived({});
    expect((await kept())?.count).toBe(before + 1);
  });
});

/** As many marked calls as make the bound good, closed as pranks, all of them judged anew by the draw. */
async function marked(count: number, code = 'PRANK_ADULT', agreement = 'agrees'): Promise<void> {
  const at = plusMs(room.clock.now, -1440 * minute);
  await run(
    room.systemDb,
    sql`with made as (insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, arrived_at, answered_at, answered_by, ended_at,
            disposition, disposition_by, disposition_at)
          select gen_random_uuid(), ${room.tenantId}, ${room.nextNumber() * 100_000} + g, 'ended', 'uji', gen_random_uuid()::text, '112', ${at}, ${at},
            ${room.users.taker}, ${at}, ${code}, ${room.users.taker}, ${at} from generate_series(1, ${count}::int) g returning id),
          scored as (insert into call_hints (call_id, tenant_id, scored_at, model, score, is_likely, confirmed, people, by_history, would_pass)
            select id, ${room.tenantId}, ${at}, 1, 0.99, true, 9, 3, true, false from made returning call_id)
        insert into audits (id, tenant_id, call_id, day, opened_at, is_random, first_code, judged_by, judged_at, second_code, confidence, agreement)
        select gen_random_uuid(), ${room.tenantId}, call_id, '2026-11-20', ${at}, true, 'PRANK_ADULT', ${room.users.ani}, ${at},
          ${agreement === 'agrees' ? 'PRANK_ADULT' : 'INFO_PUBLIC'}, 'sure', ${agreement} from scored`,
  );
}

/** The days in shadow are over. */
async function shadowOver(): Promise<void> {
  const from = plusMs(room.clock.now, -31 * 1440 * minute);
  await run(
    room.systemDb,
    sql`insert into hint_orders (tenant_id, counts_from) values (${room.tenantId}, ${from})
        on conflict (tenant_id) do update set counts_from = excluded.counts_from`,
  );
}

const page = async () => (await room.send('ani', 'GET', '/api/hints')).body;
const sign = (who: 'ani' | 'budi' | 'head' | 'taker') => room.send(who, 'POST', '/api/hints/sign', { version: 1 });
/** What the queue makes of a waiting call. */
async function historyOf(callId: string): Promise<string | undefined> {
  let found: string | undefined;
  await act(async (ctx) => {
    found = (await peekQueue(ctx.tx, ctx.tenantId)).find(({ id }) => id === callId)?.history;
  });
  return found;
}

async function begun(): Promise<void> {
  await shadowOver();
  await marked(100);
  expect((await sign('ani')).body).toEqual({ state: 'shadow' });
  expect((await sign('head')).body).toEqual({ state: 'ordering' });
}

describe('ordering', () => {
  test('is refused while anything is missing, and the page says what', async () => {
    expect((await page()).order).toMatchObject({
      state: 'shadow',
      hindrances: ['too_early', 'too_few', 'not_precise'],
      seat: 'room',
    });
    expect(await sign('ani')).toMatchObject({ status: 409, body: { code: 'hint.not_ready' } });
    await shadowOver();
    await marked(60);
    expect((await page()).order.hindrances).toEqual(['not_precise']);
    await marked(40);
    expect((await page()).order.hindrances).toEqual([]);
    expect((await page()).figures).toMatchObject({ marked: 100, closed: 100, asPrank: 100, judged: 100, agreed: 100 });
  });

  test('takes a supervisor and the head, each another person; then a hint orders as history does, and no more', async () => {
    await run(
      room.systemDb,
      sql`insert into queue_settings (id, tenant_id, content) values (gen_random_uuid(), ${room.tenantId}, '{"historyOrder": false}')`,
    );
    await pranksOf(pranker, 40);
    const callId = await rings(pranker);
    await due('monev.hint', callId);
    expect(await historyOf(callId)).toBe('none');
    await shadowOver();
    await marked(100);
    expect((await sign('ani')).body).toEqual({ state: 'shadow' });
    expect(await historyOf(callId)).toBe('none');
    expect(await sign('ani')).toMatchObject({ status: 409, body: { code: 'hint.own' } });
    expect(await sign('budi')).toMatchObject({ status: 409, body: { code: 'hint.seat_taken' } });
    expect((await sign('head')).body).toEqual({ state: 'ordering' });
    expect(await historyOf(callId)).toBe('pranks');
    expect(await historyOf(await rings('+6281200000009'))).toBe('none');
    expect((await room.eventsNamed('hint_order.begun')).at(-1)?.content).toMatchObject({ judged: 100 });
    expect((await page()).order.signed).toMatchObject({ room: { by: { displayName: 'ani' } } });
  });

  test('ends in the transaction that says that a call waited too long, and stays ended', async () => {
    await begun();
    await heard('call.pass_broken');
    expect((await page()).order).toMatchObject({
      state: 'shadow',
      stopped: { why: 'bound_broken' },
      signed: { room: null, head: null },
    });
    expect((await room.eventsNamed('hint_order.stopped')).at(-1)?.content).toMatchObject({
      why: 'bound_broken',
      userId: null,
    });
    await run(
      room.systemDb,
      sql`insert into queue_settings (id, tenant_id, content, history_stopped_at) values (gen_random_uuid(), ${room.tenantId}, '{}', ${room.clock.now})`,
    );
    expect((await page()).order.hindrances).toEqual(['bound_broken']);
    await act(async (ctx) => {
      expect((await readQueueSettings(ctx.tx, ctx.tenantId)).settings.historyOrder).toBe(false);
    });
  });

  test('ends when a second judgement shows that it is wrong too often, and at night when old ones have gone', async () => {
    await begun();
    await heard('audit.judged');
    expect((await page()).order.state).toBe('ordering');
    await marked(10, 'PRANK_ADULT', 'otherwise');
    await heard('audit.judged');
    expect((await page()).order).toMatchObject({ state: 'shadow', stopped: { why: 'not_precise' } });
  });

  test('ends when classes are corrected, and a first class is no correction', async () => {
    await begun();
    await marked(10, 'EMERGENCY_NEW');
    await heard('call.classified');
    expect((await page()).order.state).toBe('ordering');
    await heard('call.classified', { corrected: true });
    expect((await page()).order).toMatchObject({ state: 'shadow', stopped: { why: 'not_precise' } });
    expect((await page()).figures.needs).toBe(10);
  });

  test('is looked at each night', async () => {
    await begun();
    await room.database.ownerPool.query("update call_hints set scored_at = scored_at - interval '120 days'");
    await due('monev.hint_day', room.tenantId);
    expect((await page()).order).toMatchObject({ state: 'shadow', stopped: { why: 'not_precise' } });
  });

  test('is stopped by one person, and a signature is taken back', async () => {
    expect(await room.send('head', 'POST', '/api/hints/stop')).toMatchObject({
      body: { code: 'hint.nothing_to_stop' },
    });
    await begun();
    expect((await room.send('budi', 'POST', '/api/hints/stop')).body).toEqual({ state: 'shadow' });
    expect((await page()).order.stopped).toMatchObject({ why: 'by_hand' });
    await sign('ani');
    await room.send('head', 'POST', '/api/hints/stop');
    expect((await page()).order.signed).toEqual({ room: null, head: null });
  });
});

describe('the limits', () => {
  test('are the head’s: a change takes hints back into shadow and begins its days anew', async () => {
    await begun();
    const { content } = (await page()).order;
    const body = { version: 1, reason: 'lebih ketat', content: { ...content, confirmed: 5 } };
    expect((await room.send('ani', 'POST', '/api/hints/limits/change', body)).status).toBe(403);
    expect((await room.send('head', 'POST', '/api/hints/limits/change', body)).body).toMatchObject({ version: 2 });
    expect((await page()).order).toMatchObject({
      state: 'shadow',
      countsFrom: null,
      stopped: { why: 'limits_changed' },
      content: { confirmed: 5 },
    });
    expect(await sign('ani')).toMatchObject({ status: 409, body: { code: 'hint.stale' } });
    expect((await room.send('head', 'POST', '/api/hints/limits/change', body)).body.code).toBe('setting.stale');
    const loose = { ...body, version: 2, content: { ...content, people: 1 } };
    expect((await room.send('head', 'POST', '/api/hints/limits/change', loose)).status).toBe(400);
  });
});

describe('the page', () => {
  test('is for supervisors and the head alone', async () => {
    for (const who of ['taker', 'executive', 'admin'] as const)
      for (const path of ['/api/hints', '/api/hints/rows'])
        expect((await room.send(who, 'GET', path)).status, `${who} ${path}`).toBe(403);
    expect((await room.send('head', 'GET', '/api/hints')).body.order.seat).toBe('head');
  });

  test('shows the calls behind a figure with what their score is made of, page after page, and no number', async () => {
    await pranksOf(pranker, 12);
    const callId = await rings(pranker);
    await due('monev.hint', callId);
    await marked(3, 'INFO_PUBLIC', 'otherwise');
    const all = await room.send('ani', 'GET', '/api/hints/rows?limit=2');
    expect(all.text).not.toContain('81233334444');
    expect(all.body.items).toHaveLength(2);
    expect(all.body.items[0]).toMatchObject({ callId, code: null, second: null });
    const parts: { name: string; adds: number }[] = all.body.items[0].parts;
    expect(parts.map(({ name }) => name)).toEqual(['confirmedPranks', 'confirmers']);
    const rest = await room.send('ani', 'GET', `/api/hints/rows?limit=2&after=${all.body.next}`);
    expect(rest.body).toMatchObject({ next: null });
    expect(rest.body.items).toHaveLength(2);
    const wrong = await room.send('ani', 'GET', '/api/hints/rows?group=wrong');
    expect(wrong.body.items.map(({ code }: { code: string }) => code)).toEqual(Array(3).fill('INFO_PUBLIC'));
  });
});
