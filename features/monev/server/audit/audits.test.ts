import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commitmentOf } from '#platform/server/committed-draw.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';
import { verifyTenant } from '../verify.ts';
import { drawCalls } from './draw.ts';
import { drawTask } from './draw-audits.ts';
import { matchTask } from './match-audits.ts';
import { type AuditRoom, openAuditRoom } from './test-audit-room.ts';

let room: AuditRoom;
beforeAll(async () => {
  room = await openAuditRoom();
});
afterAll(() => room?.close());

describe('the draw', () => {
  test('is committed to before the day, told after it, and a stranger repeats it from the events', async () => {
    const { body: setting } = await room.send('admin', 'GET', '/api/audits/setting');
    expect(setting).toMatchObject({ content: { share: 0.05 }, version: 1 });
    const changed = await room.send('admin', 'POST', '/api/audits/setting/change', {
      version: 1,
      reason: 'uji petik',
      content: { share: 0.5 },
    });
    expect(changed).toMatchObject({ status: 200, body: { version: 2 } });
    // The founding committed to today and tomorrow at the share of then; the day after has the new one.
    room.clock.now = '2026-11-21T05:00:00.000Z';
    await room.work(drawTask);
    await room.moveTo('2026-11-22T03:00:00.000Z');
    const ids: string[] = [];
    for (const code of ['PRANK_CHILD', 'PRANK_ADULT', 'HOAX_SUSPECTED', 'GHOST', 'ACCIDENTAL', 'WRONG_NUMBER'])
      for (let count = 0; count < 5; count++) ids.push(await room.addCall({ code }));
    const others = [
      await room.addCall({ code: 'INFO_PUBLIC' }),
      await room.addCall({ purpose: 'test' }),
      await room.addCall({ purpose: 'drill' }),
    ];
    const committed = (await room.eventsNamed('audit.seed_committed')).map(({ content }) => content);
    expect(committed.map(({ from, share, isLate }) => [from, share, isLate])).toEqual([
      ['2026-11-19T17:00:00.000Z', 0.05, true],
      ['2026-11-20T17:00:00.000Z', 0.05, false],
      ['2026-11-21T17:00:00.000Z', 0.5, false],
    ]);
    const before = await room.send('ani', 'GET', '/api/audits/figures');
    expect(before.body.draws.find((one: { day: string }) => one.day === '2026-11-22')).toMatchObject({ seed: null });

    await room.moveTo('2026-11-22T17:02:00.000Z');
    await room.work(drawTask);
    await room.work(drawTask);
    const told = (await room.eventsNamed('audit.drawn')).map(({ content }) => content);
    expect(told.map(({ from, eligible }) => [from, eligible])).toEqual([
      ['2026-11-19T17:00:00.000Z', 0],
      ['2026-11-20T17:00:00.000Z', 0],
      ['2026-11-21T17:00:00.000Z', 30],
    ]);
    const seed = Buffer.from(String(told[2]?.seed), 'hex');
    expect(commitmentOf(seed)).toBe(committed[2]?.commitment);
    const expected = drawCalls(
      ids.toSorted().map((id) => ({ id })),
      seed,
      0.5,
    ).map(({ id }) => id);
    const drawn = await rows<{ call_id: string }>(room.systemDb, sql`select call_id from audits order by call_id`);
    expect(drawn.map((one) => one.call_id)).toEqual(expected);
    expect(told[2]?.drawn).toBe(expected.length);
    expect(drawn.some((one) => others.includes(one.call_id))).toBe(false);
    await room.forget();
  });
});

describe('a blind judgement', () => {
  test('sees nothing of the call, and never one that the judge took', async () => {
    const [theirs, own] = [await room.addCall(), await room.addCall({ by: room.users.ani })];
    const audits = { theirs: await room.putInQueue(theirs), own: await room.putInQueue(own) };
    const { body, text } = await room.send('ani', 'GET', '/api/audits');
    expect(body).toMatchObject({ items: [{ id: audits.theirs, hasRecording: true }], waiting: 2 });
    expect(Object.keys(body.items[0]).sort()).toEqual(['hasRecording', 'id', 'openedAt']);
    for (const secret of [theirs, 'PRANK', 'taker', '+62812']) expect(text).not.toContain(secret);
    for (const url of [`/api/audits/${audits.own}/listen`, `/api/audits/${audits.own}/judge`])
      expect((await room.send('ani', 'POST', url, { code: 'GHOST', confidence: 'sure' })).body.code).toBe('audit.own');
    expect((await room.send('taker', 'GET', '/api/audits')).status).toBe(403);
    await room.forget();
  });

  test('comes after hearing; what agrees changes nothing, and is judged once', async () => {
    const callId = await room.addCall({ code: 'PRANK_CHILD' });
    const id = await room.putInQueue(callId);
    expect((await room.judge('ani', id, 'PRANK_ADULT')).body.code).toBe('audit.not_heard');
    const heard = await room.listen('ani', id);
    expect(heard).toMatchObject({ status: 200, body: { listening: { durationMs: 30_000 } } });
    const logged = await row<{ reason: string }>(
      room.systemDb,
      sql`select reason from access_log where subject_id = ${callId} and user_id = ${room.users.ani} and field = 'recording'`,
    );
    expect(logged?.reason).toBe('quality: audit');
    // Budi heard nothing of it.
    expect((await room.judge('budi', id, 'PRANK_ADULT')).body.code).toBe('audit.not_heard');
    const said = await room.judge('ani', id, 'PRANK_ADULT');
    expect(said).toMatchObject({
      status: 200,
      body: { firstCode: 'PRANK_CHILD', agreement: 'agrees', reopened: false, isRandom: true, match: null },
    });
    expect((await room.judge('ani', id, 'EMERGENCY_NEW')).body.code).toBe('audit.judged');
    expect(await row(room.systemDb, sql`select from follow_ups where call_id = ${callId}`)).toBeNull();
    const call = await row<{ disposition: string }>(
      room.systemDb,
      sql`select disposition from calls where id = ${callId}`,
    );
    expect(call?.disposition).toBe('PRANK_CHILD');
  });

  test('without a recording says only that it cannot be judged', async () => {
    const id = await room.putInQueue(await room.addCall({ sound: false }));
    expect((await room.judge('ani', id, 'GHOST')).body.code).toBe('audit.heard_nothing');
    expect((await room.listen('ani', id)).body.code).toBe('recording.not_found');
    expect((await room.judge('ani', id, 'UNHEARD')).body).toMatchObject({ agreement: 'unheard', reopened: false });
  });

  test.each([
    ['PRANK_CHILD', 'EMERGENCY_NEW', 'EMERGENCY_NEW', 'audit'],
    ['GHOST', 'SILENT_NEED', 'GHOST', 'audit'],
    ['ACCIDENTAL', 'SILENT_NEED', 'GHOST', 'silent'],
  ])(
    'that finds %s to be %s corrects the class to %s and lies before people at once',
    async (first, second, code, cause) => {
      const callId = await room.addCall({ code: first });
      const id = await room.putInQueue(callId);
      await room.listen('budi', id);
      expect((await room.judge('budi', id, second)).body).toMatchObject({
        firstCode: first,
        agreement: 'emergency',
        reopened: true,
      });
      const call = await row(room.systemDb, sql`select disposition, disposition_by from calls where id = ${callId}`);
      expect(call).toMatchObject({ disposition: code });
      const ladder = await row(
        room.systemDb,
        sql`select id, cause, state, due_at, overdue_at, wanted_at, audited_at from follow_ups where call_id = ${callId}`,
      );
      expect(ladder).toMatchObject({
        cause,
        state: 'person',
        due_at: null,
        overdue_at: room.clock.now,
        wanted_at: room.clock.now,
        audited_at: room.clock.now,
      });
      const heard = await row<{ audience: string[] }>(
        room.systemDb,
        sql`select audience from events where name = 'follow_up.audited' and subject_id = ${(ladder as { id: string }).id}`,
      );
      expect(heard?.audience).toContain('supervisors');
    },
  );
});

describe('a match with a real incident', () => {
  async function addIncident(
    reportedAt: string,
    point: { latitude: number; longitude: number } | null,
    callback: string | null,
  ) {
    const [id, typeId] = [newId(), newId()];
    await run(
      room.systemDb,
      sql`insert into incident_types (id, tenant_id, code, category, name, name_en, default_priority) values (${typeId}, ${room.tenantId}, ${`T${id.slice(-6)}`}, 'DISASTER', 'Uji', 'Test', 'P2')`,
    );
    await run(
      room.systemDb,
      sql`insert into incidents (id, tenant_id, number, state, source, incident_type_id, priority, reported_at, verified_at)
          values (${id}, ${room.tenantId}, ${room.nextNumber()}, 'VERIFIED', 'radio', ${typeId}, 'P2', ${reportedAt}, ${reportedAt})`,
    );
    await run(
      room.systemDb,
      sql`insert into incident_particulars (incident_id, tenant_id, salt, latitude, longitude, callback_number)
          values (${id}, ${room.tenantId}, '\\x00', ${point?.latitude ?? null}, ${point?.longitude ?? null}, ${callback})`,
    );
    return id;
  }

  test('is audited besides the draw, by number or by place, once', async () => {
    await room.forget();
    const at = plusMs(room.clock.now, -3 * 3_600_000);
    const [byNumber, byPlace, neither, drawn] = [
      await room.addCall({ at, caller: '+6281299990001' }),
      await room.addCall({ at, code: 'GHOST' }),
      await room.addCall({ at }),
      await room.addCall({ at, caller: '+6281299990001' }),
    ];
    await run(
      room.systemDb,
      sql`insert into caller_places (id, tenant_id, call_id, source, origin, place, received_at) values (${newId()}, ${room.tenantId}, ${byPlace}, 'aml', 'uji',
            ${JSON.stringify({ kind: 'geodetic', centre: { latitude: -7.45, longitude: 112.7, altitudeM: null }, uncertaintyM: 30 })}, ${at})`,
    );
    await room.putInQueue(drawn);
    await addIncident(plusMs(at, 600_000), null, '0812-9999-0001');
    const near = await addIncident(plusMs(at, 900_000), { latitude: -7.452, longitude: 112.703 }, null);
    await room.work(matchTask);
    await room.work(matchTask);
    expect(await room.auditsOf(byNumber)).toMatchObject([
      { is_random: false, match_by: 'number', first_code: 'PRANK_CHILD' },
    ]);
    expect(await room.auditsOf(byPlace)).toMatchObject([
      { is_random: false, match_by: 'place', match_incident_id: near },
    ]);
    expect(await room.auditsOf(neither)).toEqual([]);
    expect(await room.auditsOf(drawn)).toMatchObject([{ is_random: true, match_by: 'number' }]);
  });

  test('after a judgement asks for another, by another person', async () => {
    const at = plusMs(room.clock.now, -3_600_000);
    const callId = await room.addCall({ at, caller: '+6281299990002' });
    const id = await room.putInQueue(callId);
    await room.listen('ani', id);
    await room.judge('ani', id, 'PRANK_CHILD');
    await addIncident(plusMs(at, 60_000), null, '081299990002');
    await room.work(matchTask);
    const [, again] = await room.auditsOf(callId);
    expect(again).toMatchObject({ match_by: 'number', is_random: false });
    expect((await room.judge('ani', again?.id ?? '', 'PRANK_CHILD')).body.code).toBe('audit.own');
  });
});

describe('the figures', () => {
  const figures = async () => (await room.send('head', 'GET', '/api/audits/figures?days=30')).body;

  test('say mislabels with their bound, and lead to their rows', async () => {
    await room.forget();
    const judged: [string, string][] = [
      ['PRANK_CHILD', 'PRANK_CHILD'],
      ['GHOST', 'GHOST'],
      ['PRANK_ADULT', 'INFO_PUBLIC'],
    ];
    for (const [code, second] of judged) {
      const id = await room.putInQueue(await room.addCall({ code }));
      await room.listen('ani', id);
      await room.judge('ani', id, second);
    }
    expect(await figures()).toMatchObject({
      audits: { open: 0, judged: 3, unheard: 0 },
      random: { k: 0, n: 3, upper: 1, otherwise: 1 },
      matched: { k: 0, n: 0, upper: null },
    });
    const id = await room.putInQueue(await room.addCall({ code: 'ACCIDENTAL' }));
    await room.listen('ani', id);
    await room.judge('ani', id, 'EMERGENCY_NEW');
    const found = await figures();
    expect(found.random).toMatchObject({ k: 1, n: 4 });
    expect(found.random.upper).toBeCloseTo(0.751395, 4);
    expect(found.mislabelled.byHour.every((one: { verdict: string }) => one.verdict === 'few')).toBe(true);
    const { body } = await room.send('head', 'GET', '/api/audits/rows?agreement=emergency&sample=random');
    expect(body.items).toMatchObject([{ id, firstCode: 'ACCIDENTAL', secondCode: 'EMERGENCY_NEW' }]);
    await room.database.ownerPool.query("update audits set note = 'suara anak' where id = $1", [id]);
    const noteFor = async (who: 'head' | 'ani') =>
      (await room.send(who, 'GET', '/api/audits/rows?agreement=emergency')).body.items[0].note;
    expect([await noteFor('head'), await noteFor('ani')]).toEqual([null, 'suara anak']);
    expect((await room.send('executive', 'GET', '/api/audits/figures')).status).toBe(200);
    expect((await room.send('executive', 'GET', '/api/audits/rows')).status).toBe(403);
  });

  test('find a call that nobody answered and nobody follows up, by the events alone', async () => {
    const before = await figures();
    expect(before.suppression).toMatchObject({ ends: { suppressed: 0 }, suppressed: [] });
    expect(before.suppression.checked).toBeGreaterThan(30);
    const at = plusMs(room.clock.now, -2 * 3_600_000);
    const callId = newId();
    await run(
      room.systemDb,
      sql`insert into follow_up_settings (id, tenant_id, content, since) values (${newId()}, ${room.tenantId}, '{}', ${plusMs(at, -86_400_000)})`,
    );
    await run(
      room.systemDb,
      sql`insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, arrived_at, queued_at, ended_at)
          values (${callId}, ${room.tenantId}, ${room.nextNumber()}, 'lost', 'uji', ${callId}, '112', ${at}, ${at}, ${plusMs(at, 9000)})`,
    );
    for (const name of ['call.arrived', 'call.lost']) await room.addEvent(name, { type: 'call', id: callId }, at);
    const found = await figures();
    expect(found.suppression).toMatchObject({ ends: { suppressed: 1 }, suppressed: [{ callId, arrivedAt: at }] });
    expect(found.suppression.checked).toBe(before.suppression.checked + 1);
    // A row says that there is a ladder; the log does not.
    const ladder = newId();
    await run(
      room.systemDb,
      sql`insert into follow_ups (id, tenant_id, call_id, cause, state, can_call, opened_at) values (${ladder}, ${room.tenantId}, ${callId}, 'left_queue', 'person', false, ${at})`,
    );
    expect((await figures()).suppression.ends.suppressed).toBe(1);
    await room.addEvent('follow_up.opened', { type: 'follow_up', id: ladder }, at, { state: 'person', callId });
    expect((await figures()).suppression.ends).toMatchObject({ suppressed: 0, ladder_running: 1 });
  });

  test('say what history has cost, from when a call was passed until it rang, and what cost more than it may', async () => {
    const before = (await figures()).delay;
    expect(before).toMatchObject({ k: 0, mostMs: 0 });
    const pass = async (ms: number) => {
      const [callId, other] = [await room.addCall(), await room.addCall()];
      await run(
        room.systemDb,
        sql`update calls set passed_at = ${room.clock.now}, passed_by = ${other} where id = ${callId}`,
      );
      await run(
        room.systemDb,
        sql`insert into call_offers (id, tenant_id, call_id, user_id, offered_at, ended_at, outcome)
            values (${newId()}, ${room.tenantId}, ${callId}, ${room.users.taker}, ${plusMs(room.clock.now, ms)}, ${plusMs(room.clock.now, ms)}, 'answered')`,
      );
    };
    await pass(4990);
    expect((await figures()).delay).toMatchObject({ k: 0, n: before.n + 2, mostMs: 4990 });
    await pass(6100);
    const found = (await figures()).delay;
    expect(found).toMatchObject({ k: 1, n: before.n + 4, mostMs: 6100 });
    expect(found.upper).toBeGreaterThan(1 / found.n);
  });
});

test('the rows are what the events say, and one that was altered is found', async () => {
  const id = await room.putInQueue(await room.addCall({ code: 'GHOST' }));
  await room.listen('ani', id);
  await room.judge('ani', id, 'GHOST');
  const about = async () =>
    (await verifyTenant(room.systemDb, room.tenantId)).findings.filter(
      ({ subject, invariant }) => invariant === 11 || /^(follow_ups|audit)/.test(subject),
    );
  // The test itself has put a row of a ladder there, besides its event.
  await room.database.ownerPool.query("delete from follow_ups where cause = 'left_queue'");
  expect(await about()).toEqual([]);
  await room.database.ownerPool.query("update audits set agreement = 'emergency' where id = $1", [id]);
  await room.database.ownerPool.query("update audit_days set drawn = 1 where day = '2026-11-20'");
  expect((await about()).map(({ subject }) => subject.split(' ')[0]).sort()).toEqual(['audit', 'audit_day']);
});
