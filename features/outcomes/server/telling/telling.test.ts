import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { giveUpMessage } from '#features/agencies/server/channels/send-message.ts';
import * as dispatch from '#features/dispatch/contract.ts';
import { codeOf } from '#features/dispatch/server/testing.ts';
import * as incidents from '#features/incidents/contract.ts';
import * as duplicates from '#features/incidents/duplicate-contract.ts';
import * as merging from '#features/incidents/merge-contract.ts';
import { rows } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { newId } from '#platform/shared/ids.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import * as outcomes from '../../contract.ts';
import * as routes from '../../telling-contract.ts';
import { closeByTimer } from '../end-incident.ts';
import { tellNow } from './hear-results.ts';
import { openTellingRoom, type TellingRoom, tokenIn } from './test-telling-room.ts';
import { stepsIn } from './test-telling-steps.ts';

let database: TestDatabase;
let room: TellingRoom;
let now: Instant = '';
const { number, textsTo, report, finish, tellings, told, tasks } = stepsIn(() => room);

beforeAll(async () => {
  database = await createTestDatabase();
  now = new Date().toISOString();
  room = await openTellingRoom(database, () => now);
});
afterAll(async () => {
  await room?.close();
  await database.close();
});
beforeEach(async () => {
  // The page's door compares with the database's own clock.
  now = new Date().toISOString();
  await room.set({ quiet: { from: '00:00', to: '00:00', priorities: [] } });
  await room.setChannels({ sms: true, whatsapp: false });
  room.sms.answer(201);
});

describe('by message', () => {
  test('each milestone once, with one link, and the caller counts as informed', async () => {
    const { from, incident, params } = await report();
    expect(textsTo(from)).toEqual([
      expect.stringContaining(`laporan ${incident.number} (Kebakaran rumah/bangunan) kami terima`),
    ]);
    const token = tokenIn(textsTo(from)[0]);
    const [one, two] = await room.scene.send(incident, 'DAMKAR', 'PSC119');
    const step = async (player: 'damkar' | 'psc119', route: typeof dispatch.acknowledgeAssignment, id = '') => {
      await room.scene.must(player, route, { params: { id } });
      await room.deliver();
    };
    await step('damkar', dispatch.acknowledgeAssignment, one?.id);
    await step('psc119', dispatch.acknowledgeAssignment, two?.id);
    await step('damkar', dispatch.startAssignment, one?.id);
    await step('damkar', dispatch.arriveAssignment, one?.id);
    expect((await room.scene.read(params)).callerInformed).toBeNull();
    for (const [player, made] of [
      ['damkar', one],
      ['psc119', two],
    ] as const)
      await room.scene.must(player, dispatch.finishAssignment, {
        params: { id: made?.id ?? '' },
        body: { result: 'DONE' },
      });
    await room.deliver();
    expect((await room.scene.read(params)).callerInformed).toEqual({ at: expect.any(String), result: 'informed' });
    await room.scene.must('dispatcher', outcomes.closeIncident, { params });
    await room.deliver();
    expect(await told(incident.id)).toEqual([
      [
        'received sent sms',
        'accepted sent sms',
        'on_the_way sent sms',
        'arrived sent sms',
        'done sent sms',
        'closed sent sms',
      ],
    ]);
    const texts = textsTo(from);
    expect(texts).toHaveLength(6);
    expect(new Set(texts.map(tokenIn))).toEqual(new Set([token]));
    expect(texts.join()).not.toMatch(/Sri|Lestari|api besar/);
    const lines = (await room.scene.must('taker', incidents.readTimeline, { params })).items.filter(
      ({ name }) => name === 'incident.caller_told',
    );
    expect(lines.map(({ values }) => values.milestone)).toEqual(
      expect.arrayContaining(['received', 'accepted', 'on_the_way', 'arrived', 'done', 'closed']),
    );
  });

  test('switched off nobody is told and nothing is written', async () => {
    await room.set({ active: false });
    const { from, incident } = await report();
    await finish(incident);
    expect([textsTo(from), (await tellings(incident.id)).tracks, await tasks('open', incident.id)]).toEqual([
      [],
      [],
      [],
    ]);
  });

  test('a withheld number and a call without a SIM are told nothing, and by nobody', async () => {
    for (const from of [null, 'anonymous']) {
      const { incident } = await report({ from });
      await finish(incident);
      expect(await told(incident.id)).toEqual([
        ['received skipped no_number', 'accepted skipped no_number', 'done skipped no_number'],
      ]);
      expect(await tasks('open', incident.id)).toEqual([]);
    }
  });

  test('nothing of a sensitive incident, unless its handler says so, and then without its type', async () => {
    const { from, incident, params } = await report({ type: await sensitiveType() });
    expect(await told(incident.id)).toEqual([['received skipped sensitive']]);
    const [track] = (await tellings(incident.id)).tracks;
    await room.scene.must('taker', routes.changeWay, { params: { id: track?.id as never }, body: { way: 'message' } });
    await finish(incident);
    const texts = textsTo(from);
    expect(texts).toHaveLength(1);
    expect(texts.join()).toContain('laporan');
    const name = (await room.scene.read(params)).type?.name.id ?? '?';
    expect(texts.join()).not.toContain(name);
    expect((await room.look(tokenIn(texts[0]))).body).toMatchObject({ type: null, isSensitive: true });
  });

  test('P4 waits for the morning, and then only the last of it is told', async () => {
    const at = Date.parse(now);
    const clock = (ms: number) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Jakarta', hour: '2-digit', minute: '2-digit', hour12: false })
        .format(new Date(ms))
        .replace('24:', '00:');
    await room.set({ quiet: { from: clock(at - 60_000), to: clock(at + 3_600_000), priorities: ['P4'] } });
    const { from, incident } = await report({ fields: { lifeAtRisk: 'no' }, type: await p4Type() });
    expect(await told(incident.id)).toEqual([['received waiting null']]);
    await finish(incident);
    expect(textsTo(from)).toEqual([]);
    const due = await room.scene.work((ctx) =>
      rows<{ subject_id: string; due_at: Instant }>(
        ctx.tx,
        sql`select subject_id, due_at from deadlines where kind = 'telling.due' order by due_at`,
      ),
    );
    now = plusMs(due[0]?.due_at ?? now, 1000);
    for (const { subject_id, due_at } of due)
      await room.scene.work((ctx) =>
        tellNow({ publicUrl: null, secret: async () => 'rahasia' })(ctx, subject_id, due_at),
      );
    await room.deliver();
    expect(textsTo(from)).toHaveLength(1);
    expect(textsTo(from)[0]).toContain('selesai ditangani');
    expect((await told(incident.id))[0]).toEqual([
      'received skipped superseded',
      'accepted skipped superseded',
      'done sent sms',
    ]);
  });

  test('by the next channel where one fails', async () => {
    await room.setChannels({ sms: true, whatsapp: true });
    room.whatsapp.answer(400);
    const { from, incident, params } = await report();
    room.whatsapp.answer(201);
    expect(textsTo(from)).toHaveLength(1);
    expect(await told(incident.id)).toEqual([['received sent sms']]);
    const results = (await room.scene.must('taker', incidents.readTimeline, { params })).items
      .filter(({ name }) => name === 'incident.caller_told')
      .map(({ values }) => `${values.act} ${values.result}`);
    expect(results).toEqual(['whatsapp failed', 'sms sent']);
  });

  test('a follower is told what becomes of it from then on, by a link of their own', async () => {
    const { from, incident } = await report();
    const second = number();
    const callId = await room.scene.addCall('taker2', { caller: second });
    await room.scene.must('taker2', duplicates.linkDuplicate, {
      params: { id: incident.id },
      body: duplicates.linkDuplicate.body.parse({ callId }),
    });
    await room.deliver();
    await finish(incident);
    expect([textsTo(from).length, textsTo(second).length]).toEqual([2, 2]);
    expect(tokenIn(textsTo(second)[0])).not.toBe(tokenIn(textsTo(from)[0]));
  });

  test('merged: who reported the other one hears of the one that is kept', async () => {
    const [kept, other] = [await report(), await report()];
    await room.scene.must('dispatcher', merging.mergeIncident, {
      params: { id: other.incident.id },
      body: merging.mergeIncident.body.parse({ into: kept.incident.id, reason: 'same_event' }),
    });
    await finish(kept.incident);
    expect(textsTo(other.from).at(-1)).toContain(`laporan ${kept.incident.number} selesai`);
    const page = await room.look(tokenIn(textsTo(other.from)[0]));
    expect(page.body).toMatchObject({ number: kept.incident.number, state: 'done' });
  });
});

describe('the page', () => {
  test('says what happened without anything personal', async () => {
    const { from, incident } = await report();
    await finish(incident);
    const { status, body } = await room.look(tokenIn(textsTo(from)[0]));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      number: incident.number,
      state: 'done',
      mayRate: true,
      isTold: true,
      steps: [
        { milestone: 'received', agency: null },
        { milestone: 'accepted', agency: expect.any(String) },
        { milestone: 'done', agency: null },
      ],
    });
    expect(JSON.stringify(body)).not.toMatch(/Sri|Lestari|api besar|8120/);
    expect((await room.look('A'.repeat(22))).status).toBe(404);
  });

  test('closed but not solved: reopened once, with the words as a note, and told to the board', async () => {
    const { from, incident, params } = await report();
    await finish(incident);
    await room.scene.must('dispatcher', outcomes.closeIncident, { params });
    await room.deliver();
    const token = tokenIn(textsTo(from)[0]);
    const said = { id: newId(), kind: 'not_solved', words: 'Api menyala lagi di belakang' };
    expect((await room.act(token, said)).body).toMatchObject({ state: 'working', reopenUntil: null });
    // Sent twice by a network that came back: once.
    expect((await room.act(token, said)).status).toBe(200);
    expect((await room.act(token, { ...said, id: newId() })).body).toMatchObject({ code: 'track.not_possible' });
    await room.deliver();
    expect(await room.scene.read(params)).toMatchObject({
      state: 'DISPATCHED',
      reopenedCount: 1,
      callerInformed: null,
    });
    const { items } = await room.scene.must('dispatcher', incidents.readTimeline, { params });
    expect(items.map(({ name }) => name)).toContain('incident.caller_not_solved');
    expect(items.find(({ note }) => note === said.words)?.actor.kind).toBe('link');
    const board = await room.scene.must('dispatcher', dispatch.readBoard, {});
    expect(board.unassigned.map((one) => one.incident.id)).toContain(incident.id);
    expect(textsTo(from).at(-1)).toContain('ditangani lagi');
    // The next closing has its own.
    await finish(incident);
    expect((await told(incident.id))[0]?.filter((one) => one.startsWith('done'))).toHaveLength(2);
  });

  test('not after the days of the setting', async () => {
    await room.set({ reopenDays: 0 });
    const { from, incident } = await report();
    await finish(incident);
    const answer = await room.act(tokenIn(textsTo(from)[0]), { kind: 'not_solved', words: 'belum' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'track.not_possible' } });
    expect((await room.scene.read({ id: incident.id })).state).toBe('RESOLVED');
  });

  test('a rating, taken back by a later one, and none while it is worked on', async () => {
    const { from, incident } = await report();
    const token = tokenIn(textsTo(from)[0]);
    expect((await room.act(token, { kind: 'rate', score: 5 })).status).toBe(409);
    await finish(incident);
    await room.act(token, { kind: 'rate', score: 5 });
    expect((await room.act(token, { kind: 'rate', score: 2, words: 'lama sekali' })).body).toMatchObject({ rating: 2 });
    expect((await tellings(incident.id)).tracks[0]?.rating).toMatchObject({ score: 2, words: 'lama sekali' });
    const events = (await room.scene.eventsOf(incident.id)).filter(({ name }) => name === 'incident.caller_rated');
    expect(JSON.stringify(events)).not.toContain('lama');
  });

  test('"jangan kirim lagi" holds, also against the desk, and can be taken back by the caller', async () => {
    const { from, incident } = await report();
    const token = tokenIn(textsTo(from)[0]);
    expect((await room.act(token, { kind: 'stop' })).body).toMatchObject({ isTold: false });
    const [track] = (await tellings(incident.id)).tracks;
    expect(
      codeOf(
        await room.scene.as('taker', routes.changeWay, { params: { id: track?.id as never }, body: { way: 'auto' } }),
      ),
    ).toBe('telling.caller_refused');
    await finish(incident);
    expect(textsTo(from)).toHaveLength(1);
    expect(await tasks('open', incident.id)).toEqual([]);
    expect((await room.act(token, { kind: 'resume' })).body).toMatchObject({ isTold: true });
  });

  test('is over some days after closing', async () => {
    await room.set({ linkDays: 1 });
    const { from, incident, params } = await report();
    await finish(incident);
    await room.scene.must('dispatcher', outcomes.closeIncident, { params });
    const token = tokenIn(textsTo(from)[0]);
    expect((await room.look(token)).status).toBe(200);
    await room.scene.work((ctx) =>
      rows(
        ctx.tx,
        sql`update incidents set closed_at = now() - interval '25 hours' where id = ${incident.id} returning id`,
      ),
    );
    expect((await room.look(token)).status).toBe(404);
  });
});

test('closed by the timer is told too', async () => {
  const { from, incident } = await report();
  await finish(incident);
  now = plusMs(now, 86_400_000);
  await room.scene.work((ctx) => closeByTimer(ctx, incident.id, now));
  const open = await room.scene.work((ctx) =>
    rows<{ id: string }>(ctx.tx, sql`select id from messages where state = 'queued'`),
  );
  expect(open).toHaveLength(1);
  await room.scene.work((ctx) => giveUpMessage(ctx, open[0]?.id ?? '', now));
  expect((await told(incident.id))[0]?.at(-1)).toBe('closed failed sms');
  expect(textsTo(from)).toHaveLength(2);
});

async function p4Type(): Promise<string> {
  return typeWith(sql`default_priority = 'P4' and not sensitive`);
}
async function sensitiveType(): Promise<string> {
  return typeWith(sql`sensitive`);
}
async function typeWith(what: ReturnType<typeof sql>): Promise<string> {
  const [found] = await room.scene.work((ctx) =>
    rows<{ code: string }>(ctx.tx, sql`select code from incident_types where ${what} order by code limit 1`),
  );
  return found?.code ?? '';
}
