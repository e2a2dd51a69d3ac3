import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Disposition } from '#features/calls/call.ts';
import { saveDisposition } from '#features/calls/server/store.ts';
import { openIncident } from '#features/incidents/contract.ts';
import { incidentsKnown } from '#features/incidents/server/incidents-known.ts';
import { createScene, type Scene } from '#features/incidents/server/testing.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { plusMs } from '#platform/shared/time.ts';
import { monthsLater } from '../caller.ts';
import * as routes from '../contract.ts';
import { createCallers } from './feature.ts';
import { expireNote, expireNumber } from './notes.ts';

let database: TestDatabase;
let scene: Scene;
let now = '2026-11-21T03:00:00.000Z';
const later = (minutes: number) => {
  now = plusMs(now, minutes * 60_000);
};

beforeAll(async () => {
  database = await createTestDatabase();
  const features = [createCallers({ incidents: incidentsKnown })];
  scene = await createScene(database, { slug: 'sidoarjo', features, clock: () => now });
});
afterAll(() => database.close());

const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code);
const params = (id: string) => ({ params: { id } });

/** As somebody judges a call: the class on the row, and the event that whoever counts it listens to. */
const judge = (id: string, who: 'taker' | 'taker2', code: Disposition) =>
  scene.work(async (ctx) => {
    const userId = scene.users[who];
    await saveDisposition(ctx.tx, id, code, userId, ctx.now);
    const content = { code, userId };
    await appendEvent(ctx, { name: 'call.classified', subject: { type: 'call', id }, audience: ['tenant'], content });
  });

/** A call that somebody took, judged and wrapped up. */
async function judged(who: 'taker' | 'taker2', caller: string, code: Disposition): Promise<string> {
  later(10);
  const id = await scene.addCall(who, { caller, wrappedUp: true });
  await judge(id, who, code);
  return id;
}

/** A call at the desk of a person who talks. */
async function talking(who: 'taker' | 'taker2', caller: string | null): Promise<string> {
  later(1);
  const id = await scene.addCall(who, { caller });
  await scene.work((ctx) =>
    run(
      ctx.tx,
      sql`insert into presences (tenant_id, user_id, state, call_id) values (${scene.tenantId}, ${scene.users[who]}, 'talking', ${id})
          on conflict (tenant_id, user_id) do update set state = 'talking', call_id = ${id}`,
    ),
  );
  return id;
}

const looksAt = (id: string) =>
  scene.work((ctx) =>
    rows<{ user_id: string; field: string; reason: string }>(
      ctx.tx,
      sql`select user_id, field, reason from access_log where subject_id = ${id} order by seq`,
    ),
  );

describe('facts at the ring', () => {
  test('earlier calls by class and by distinct call takers; the look is logged once for the own call', async () => {
    const number = '+6281200000001';
    await judged('taker', number, 'PRANK_CHILD');
    await judged('taker2', number, 'PRANK_CHILD');
    await judged('taker', number, 'EMERGENCY_NEW');
    const id = await talking('taker', number);
    const facts = await scene.must('taker', routes.readCallerFacts, params(id));
    expect(facts).toMatchObject({
      numberClass: 'identified',
      earlier: {
        calls: 3,
        nuisance: { calls: 2, takers: 2 },
        byClass: [{ code: 'EMERGENCY_NEW', calls: 1, takers: 1 }],
      },
      revealAt: plusMs(now, 5000),
      case: null,
    });
    await scene.must('taker', routes.readCallerFacts, params(id));
    expect(await looksAt(id)).toEqual([{ user_id: scene.users.taker, field: 'caller_facts', reason: 'own_call' }]);
  });

  test('somebody else gives a reason, which is logged; without one nothing is shown', async () => {
    const id = await talking('taker', '+6281200000001');
    expect(codeOf(await scene.as('supervisor', routes.readCallerFacts, params(id)))).toBe('caller.reason_missing');
    expect(await looksAt(id)).toEqual([]);
    await scene.must('supervisor', routes.readCallerFacts, { ...params(id), query: { reason: 'quality_check' } });
    expect(await looksAt(id)).toMatchObject([{ user_id: scene.users.supervisor, reason: 'quality_check' }]);
  });

  test.each([
    ['withheld', null],
    ['no_sim', '356938035643809'],
    ['malformed', '12'],
  ] as const)(
    'a %s number is a class of its own, with nothing kept and nothing logged',
    async (numberClass, caller) => {
      const id = await talking('taker2', caller);
      const facts = await scene.must('taker2', routes.readCallerFacts, params(id));
      expect(facts).toMatchObject({ numberClass, numberId: null, notes: [], people: 0, earlier: { calls: 0 } });
      expect(await looksAt(id)).toEqual([]);
    },
  );

  test('the open incident of this number is there, and names say only how many people', async () => {
    const number = '+6281200000002';
    for (const callerName of ['Pak Budi', 'Siti']) {
      const callId = await talking('taker', number);
      const body = openIncident.body.parse({
        callId,
        typeId: scene.types.get('FIRE_BUILDING'),
        villageCode: '35.15.08.1004',
        lifeAtRisk: 'no',
        callerName,
      });
      await scene.must('taker', openIncident, { body });
    }
    const id = await talking('taker', number);
    const facts = await scene.must('taker', routes.readCallerFacts, params(id));
    expect(facts.people).toBe(2);
    expect(facts.incidents).toHaveLength(2);
    expect(facts.incidents.every(({ isSameNumber }) => isSameNumber)).toBe(true);
    expect(JSON.stringify(facts)).not.toMatch(/Budi|Siti/);
  });

  test('a call of a sensitive incident is closed to who does not handle it, and its names are not counted', async () => {
    const number = '+6281200000003';
    const callId = await talking('taker', number);
    const body = openIncident.body.parse({
      callId,
      typeId: scene.types.get('DOMESTIC_VIOLENCE'),
      villageCode: '35.15.08.1004',
      lifeAtRisk: 'yes',
      callerName: 'Ani',
    });
    await scene.must('taker', openIncident, { body });
    await talking('taker', null);
    const look = await scene.as('taker2', routes.readCallerFacts, {
      ...params(callId),
      query: { reason: 'complaint' },
    });
    expect(codeOf(look)).toBe('call.sensitive');
    const id = await talking('taker2', number);
    const facts = await scene.must('taker2', routes.readCallerFacts, params(id));
    expect(facts).toMatchObject({ people: 0, incidents: [] });
  });

  test('calls lost within half an hour are told', async () => {
    const number = '+6281200000004';
    later(10);
    const lost = await scene.addCall('taker', { caller: number });
    await scene.work((ctx) =>
      run(
        ctx.tx,
        sql`update calls set state = 'lost', answered_by = null, answered_at = null, ended_at = ${now}, disposition = 'ABANDONED_QUEUE' where id = ${lost}`,
      ),
    );
    later(5);
    const id = await talking('taker', number);
    const facts = await scene.must('taker', routes.readCallerFacts, params(id));
    expect(facts.earlier).toMatchObject({ lost: 1, lostLately: 1, nuisance: null });
  });
});

describe('notes on a number', () => {
  const number = '+6281200000010';
  const body = { kind: 'disability' as const, text: 'anak difabel di rumah', months: 12 };

  test('written from a call, shown at the next one, changed with history, removed and put back', async () => {
    const first = await talking('taker', number);
    const made = await scene.must('taker', routes.writeCallerNote, { ...params(first), body });
    const next = await talking('taker2', number);
    const { notes, numberId } = await scene.must('taker2', routes.readCallerFacts, params(next));
    expect(notes).toMatchObject([
      { ...{ kind: 'disability', text: body.text }, writtenBy: { displayName: 'Nama taker' } },
    ]);
    expect(notes[0]?.expiresAt).toBe(monthsLater(plusMs(now, -60_000), 12));
    const change = { ...params(made.id), body: { ...body, version: 1, text: 'anak difabel, kursi roda' } };
    await scene.must('taker2', routes.changeCallerNote, change);
    expect(codeOf(await scene.as('taker', routes.changeCallerNote, change))).toBe('caller_note.stale');
    await scene.must('taker', routes.removeCallerNote, { ...params(made.id), body: { version: 2 } });
    expect((await scene.must('taker2', routes.readCallerFacts, params(next))).notes).toEqual([]);
    await scene.must('taker', routes.putBackCallerNote, { ...params(made.id), body: { version: 3 } });
    expect((await scene.must('taker2', routes.readCallerFacts, params(next))).notes).toHaveLength(1);

    expect((await scene.must('supervisor', routes.readCaller, params(numberId ?? ''))).open).toBeNull();
    const found = await scene.must('supervisor', routes.findCaller, {
      body: { number: '0812 0000 0010', reason: 'keluhan warga' },
    });
    expect(found.id).toBe(numberId);
    const { open } = await scene.must('supervisor', routes.readCaller, params(found.id));
    expect(open).toMatchObject({ number, notes: [{ text: 'anak difabel, kursi roda', version: 4 }] });
    expect(open?.history.map(({ version, text }) => [version, text])).toEqual([
      [2, 'anak difabel, kursi roda'],
      [1, body.text],
    ]);
    expect(await looksAt(found.id)).toEqual([
      { user_id: scene.users.supervisor, field: 'caller_number', reason: 'keluhan warga' },
    ]);
  });

  test('no word of it stands in an event', async () => {
    const found = await scene.work((ctx) =>
      row<{ all: string }>(
        ctx.tx,
        sql`select string_agg(content::text, ' ') as all from events where name like 'caller%'`,
      ),
    );
    expect(found?.all).not.toMatch(/difabel|6281200000010/);
  });

  test('its time is over: the words go, and the number with the last of them; the version of before as well', async () => {
    const caller = '+6281200000011';
    const made = await scene.must('taker', routes.writeCallerNote, { ...params(await talking('taker', caller)), body });
    const kept = await scene.work((ctx) =>
      row<{ number_id: string; due: string }>(
        ctx.tx,
        sql`select n.number_id, d.due_at as due from caller_notes n join deadlines d on d.subject_id = n.id where n.id = ${made.id}`,
      ),
    );
    expect(kept?.due).toBe(monthsLater(now, 12));
    await scene.work(async (ctx) => {
      await expireNote(ctx, made.id);
      await expireNumber(ctx, kept?.number_id ?? '');
    });
    const left = await scene.work((ctx) =>
      row(
        ctx.tx,
        sql`select n.text, m.e164, (select count(*) from caller_note_versions v where v.note_id = n.id and v.text is not null) as words
            from caller_notes n join caller_numbers m on m.id = n.number_id where n.id = ${made.id}`,
      ),
    );
    expect(left).toEqual({ text: null, e164: null, words: 0 });
  });

  test('refused: a call without a number, a number nobody knows, a text that is none', async () => {
    const withheld = await talking('taker', null);
    expect(codeOf(await scene.as('taker', routes.writeCallerNote, { ...params(withheld), body }))).toBe(
      'caller.no_number',
    );
    const find = (wanted: string) =>
      scene.as('dispatcher', routes.findCaller, { body: { number: wanted, reason: 'keluhan' } }).then(codeOf);
    expect(await find('0812 9999 9999')).toBe('caller.unknown');
    expect(await find('abc')).toBe('caller.wrong_number');
  });
});
