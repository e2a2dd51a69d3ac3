import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows } from '#platform/server/db/database.ts';
import { appendEvents } from '#platform/server/events/event.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';
import * as routes from '../contract.ts';
import type { IncidentId } from '../incident.ts';
import type { Player } from './test-cast.ts';
import { createScene, type Scene } from './testing.ts';

let database: TestDatabase;
let scene: Scene;
let elsewhere: Scene;

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createScene(database, { slug: 'sidoarjo' });
  elsewhere = await createScene(database, { slug: 'ketapang', regionCode: '61.04' });
});
afterAll(() => database.close());

const village = '35.15.08.1004';
const type = (code: string, of: Scene = scene) => {
  const id = of.types.get(code);
  if (id === undefined) throw new Error(`no type ${code}`);
  return routes.openIncident.body.parse({ source: 'radio', typeId: id }).typeId;
};
const body = (given: Record<string, unknown>) => routes.openIncident.body.parse(given);
const open = (given: Record<string, unknown> = {}, player: Player = 'taker') =>
  scene.must(player, routes.openIncident, {
    body: body({ source: 'radio', typeId: type('TREE_FALL'), villageCode: village, lifeAtRisk: 'no', ...given }),
  });
const change = (id: IncidentId, given: Record<string, unknown>, player: Player = 'taker') =>
  scene.as(player, routes.changeIncident, { params: { id }, body: routes.changeIncident.body.parse(given) });
const eventsOf = (id: string) =>
  scene.work((ctx) =>
    rows<{ name: string; content: Record<string, unknown>; audience: string[] }>(
      ctx.tx,
      sql`select name, content, audience from events where subject_id = ${id} order by seq`,
    ),
  );
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code);

test('a new regency has every type, with words, and the sensitive ones marked', async () => {
  const { items } = await scene.must('taker', routes.listIncidentTypes, {});
  expect(items).toHaveLength(53);
  expect(items.find((one) => one.code === 'FIRE_BUILDING')?.words).toContain('kobong');
  expect(items.filter((one) => one.sensitive).map((one) => one.code)).toEqual([
    'DOMESTIC_VIOLENCE',
    'CHILD_ABUSE',
    'SEXUAL_VIOLENCE',
  ]);
});

describe('opening', () => {
  test('three fields verify it at once, and the village gives an approximate point', async () => {
    const made = await open();
    expect(made).toMatchObject({
      state: 'VERIFIED',
      priority: 'P3',
      source: 'radio',
      missing: [],
      point: { latitude: -7.46113 },
    });
    const events = await eventsOf(made.id);
    expect(events.map((one) => one.name)).toEqual(['incident.opened', 'incident.verified']);
    expect(events[1]?.content).toMatchObject({
      typeCode: 'TREE_FALL',
      priority: 'P3',
      lifeAtRisk: 'no',
      villageCode: village,
    });
    expect(events[1]?.audience).toEqual(['tenant']);
  });

  test('life at risk makes any type P1', async () => {
    expect((await open({ lifeAtRisk: 'yes' })).priority).toBe('P1');
  });

  test('"nobody knows" is an answer; not asked yet is a draft', async () => {
    expect((await open({ lifeAtRisk: 'unknown' })).state).toBe('VERIFIED');
    const draft = await scene.must('taker', routes.openIncident, {
      body: body({ source: 'walk_in', placeText: 'depan pasar' }),
    });
    expect(draft).toMatchObject({ state: 'DRAFT', missing: ['type', 'life_at_risk'], verifiedAt: null });
    const verified = await change(draft.id, { version: draft.version, typeId: type('FLOOD'), lifeAtRisk: 'yes' });
    expect(verified).toMatchObject({ ok: true, value: { state: 'VERIFIED', priority: 'P1', missing: [] } });
    expect((await eventsOf(draft.id)).map((one) => one.name)).toEqual([
      'incident.opened',
      'incident.changed',
      'incident.verified',
    ]);
  });

  test('from a call: linked, reported when it was answered, its number kept to call back', async () => {
    const callId = await scene.addCall('taker');
    const made = await scene.must('taker', routes.openIncident, {
      body: body({
        callId,
        typeId: type('FIRE_BUILDING'),
        villageCode: village,
        lifeAtRisk: 'yes',
        callerName: 'Sri Lestari',
      }),
    });
    expect(made).toMatchObject({
      source: 'call',
      caller: { level: 'full', name: 'Sri Lestari', number: '+6281234567890' },
    });
    expect(made.calls).toMatchObject([{ callId, relation: 'opened', recorded: false }]);
    expect(made.reportedAt).toBe(made.calls[0]?.answeredAt);
    const again = await scene.as('taker', routes.openIncident, { body: body({ callId, typeId: type('FLOOD') }) });
    expect(again).toMatchObject({
      ok: false,
      refusal: { code: 'incident.call_already_linked', detail: { number: made.number } },
    });
  });

  test('two desks opening from one call at once: one incident', async () => {
    const callId = await scene.addCall('taker');
    const both = await Promise.all(
      [1, 2].map(() => scene.as('taker', routes.openIncident, { body: body({ callId, typeId: type('FLOOD') }) })),
    );
    expect(both.map(codeOf).sort()).toEqual(['incident.call_already_linked', 'ok']);
  });

  test.each([
    ['a type nobody has', { typeId: newId() }, 'incident.type_unknown'],
    ['a village of another regency', { villageCode: '61.04.16.1001' }, 'incident.village_unknown'],
    [
      'a report from tomorrow',
      { reportedAt: plusMs(new Date().toISOString(), 86_400_000) },
      'incident.reported_in_future',
    ],
  ])('%s is refused', async (_name, given, code) => {
    expect(codeOf(await scene.as('taker', routes.openIncident, { body: body({ source: 'radio', ...given }) }))).toBe(
      code,
    );
  });

  test('a call or a type of another regency is not found', async () => {
    const callId = await elsewhere.addCall('taker');
    expect(codeOf(await scene.as('taker', routes.openIncident, { body: body({ callId }) }))).toBe(
      'incident.call_unknown',
    );
    expect(
      codeOf(
        await scene.as('taker', routes.openIncident, {
          body: body({ source: 'radio', typeId: type('FLOOD', elsewhere) }),
        }),
      ),
    ).toBe('incident.type_unknown');
  });

  test('an agency opens with its own sources only, and sees what it opened', async () => {
    expect(codeOf(await scene.as('damkar', routes.openIncident, { body: body({ source: 'radio' }) }))).toBe(
      'incident.source_not_allowed',
    );
    const made = await open({ source: 'agency', callerName: 'Budi Santoso', callbackNumber: '0811' }, 'damkar');
    expect(made.caller).toEqual({ level: 'first_name', name: 'Budi', number: null });
    expect((await scene.must('crew', routes.readIncident, { params: { id: made.id } })).id).toBe(made.id);
    expect(codeOf(await scene.as('psc119', routes.readIncident, { params: { id: made.id } }))).toBe(
      'incident.not_found',
    );
  });
});

describe('changing', () => {
  test('a stale write is refused, says what the other changed, and nothing is written', async () => {
    const made = await open();
    const first = await change(made.id, {
      version: made.version,
      landmark: 'Masjid Agung',
      description: 'menutup jalan',
    });
    expect(first.ok).toBe(true);
    const second = await change(made.id, { version: made.version, description: 'lain' }, 'taker2');
    expect(second).toMatchObject({
      ok: false,
      refusal: { code: 'incident.stale', detail: { fields: 'patokan, keterangan', version: made.version + 1 } },
    });
    const now = await scene.must('taker2', routes.readIncident, { params: { id: made.id } });
    expect(now).toMatchObject({
      description: 'menutup jalan',
      lastChange: { by: { name: 'Nama taker' }, fields: ['landmark', 'description'] },
    });
  });

  test('two people at the same moment: one is saved, one is told', async () => {
    const made = await open();
    const both = await Promise.all([
      change(made.id, { version: made.version, landmark: 'A' }, 'taker'),
      change(made.id, { version: made.version, landmark: 'B' }, 'taker2'),
    ]);
    expect(both.map(codeOf).sort()).toEqual(['incident.stale', 'ok']);
  });

  test('a change that changes nothing writes nothing', async () => {
    const made = await open();
    const same = await change(made.id, { version: made.version, lifeAtRisk: 'no' });
    expect(same).toMatchObject({ ok: true, value: { version: made.version } });
    expect(await eventsOf(made.id)).toHaveLength(2);
  });

  test('priority: raised at once, lowered only with a reason', async () => {
    const made = await open();
    const raised = await change(made.id, { version: 1, lifeAtRisk: 'yes' });
    expect(raised).toMatchObject({ ok: true, value: { priority: 'P1', version: 2 } });
    expect(await change(made.id, { version: 2, lifeAtRisk: 'no' })).toMatchObject({
      ok: true,
      value: { priority: 'P1', version: 3 },
    });
    expect(codeOf(await change(made.id, { version: 3, priority: 'P3' }))).toBe('incident.priority_reason_needed');
    expect(await change(made.id, { version: 3, priority: 'P3', priorityReason: 'life_not_at_risk' })).toMatchObject({
      ok: true,
      value: { priority: 'P3' },
    });
    const last = (await eventsOf(made.id)).at(-1);
    expect(last?.content).toMatchObject({ fields: ['priority'], reasonCode: 'life_not_at_risk', priority: 'P3' });
  });

  test('what dispatched it cannot be emptied', async () => {
    const made = await open();
    expect(codeOf(await change(made.id, { version: 1, villageCode: null }))).toBe('incident.field_needed');
  });

  test("a point somebody set stays when the village changes; the village's own moves", async () => {
    const made = await open();
    const moved = await change(made.id, { version: 1, villageCode: '35.15.15.2012' });
    expect(moved).toMatchObject({
      ok: true,
      value: { point: { latitude: -7.42 }, village: { districtName: 'Buduran' } },
    });
    const set = await change(made.id, { version: 2, point: { latitude: -7.4, longitude: 112.6 } });
    expect(set.ok).toBe(true);
    expect(await change(made.id, { version: 3, villageCode: village })).toMatchObject({
      ok: true,
      value: { point: { latitude: -7.4, longitude: 112.6 } },
    });
  });
});

describe('calls and notes', () => {
  test('a second call is linked as a duplicate, once', async () => {
    const made = await open();
    const callId = await scene.addCall('taker2');
    const params = { id: made.id };
    const link = routes.linkCall.body.parse({ callId, relation: 'duplicate' });
    expect((await scene.must('taker2', routes.linkCall, { params, body: link })).calls).toMatchObject([
      { relation: 'duplicate' },
    ]);
    expect(codeOf(await scene.as('taker2', routes.linkCall, { params, body: link }))).toBe(
      'incident.call_already_linked',
    );
  });

  test('the words of a note are in an erasable row, the event has only its digest', async () => {
    const made = await open();
    const text = 'Pelapor Pak Darmo, rumah pagar hijau';
    const note = await scene.must('taker', routes.addNote, { params: { id: made.id }, body: { text } });
    const event = (await eventsOf(made.id)).at(-1);
    expect(event?.name).toBe('incident.noted');
    expect(JSON.stringify(event?.content)).not.toContain('Darmo');
    expect(event?.content).toMatchObject({ noteId: note.id, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const { items } = await scene.must('dispatcher', routes.readTimeline, { params: { id: made.id } });
    expect(items.at(-1)).toMatchObject({
      name: 'incident.noted',
      note: text,
      actor: { kind: 'user', name: 'Nama taker' },
    });
  });

  test('no event of this file says who, where or what in words', async () => {
    const found = await scene.work((ctx) =>
      rows<{ text: string }>(ctx.tx, sql`select content::text as text from events`),
    );
    const all = found.map((one) => one.text).join('\n');
    for (const secret of ['Sri', 'Lestari', '6281234567890', 'Darmo', 'Masjid', 'menutup', '-7.4', 'depan pasar'])
      expect(all).not.toContain(secret);
  });
});

describe('lists', () => {
  test('newest first, by pages, filtered, of one regency', async () => {
    const made = [await open(), await open({ lifeAtRisk: 'yes' }), await open()];
    const query = (given: Record<string, unknown>) => ({ query: routes.listIncidents.query.parse(given) });
    const first = await scene.must('taker', routes.listIncidents, query({ limit: '2' }));
    expect(first.items.map((one) => one.id)).toEqual([made[2]?.id, made[1]?.id]);
    const second = await scene.must('taker', routes.listIncidents, query({ limit: '2', after: first.next }));
    expect(second.items[0]?.id).toBe(made[0]?.id);
    const urgent = await scene.must(
      'taker',
      routes.listIncidents,
      query({ priority: 'P1', districtCode: '35.15.08', category: 'DISASTER' }),
    );
    expect(urgent.items.every((one) => one.priority === 'P1' && one.type?.category === 'DISASTER')).toBe(true);
    expect((await scene.must('taker', routes.listIncidents, query({ group: 'ended' }))).items).toEqual([]);
    expect((await elsewhere.must('taker', routes.listIncidents, query({ group: 'all' }))).items).toEqual([]);
    expect((await scene.must('psc119', routes.listIncidents, query({ group: 'all' }))).items).toEqual([]);
  });

  test('what lies in another regency is not found', async () => {
    const made = await open();
    const params = { id: made.id };
    expect(codeOf(await elsewhere.as('supervisor', routes.readIncident, { params }))).toBe('incident.not_found');
    expect(codeOf(await elsewhere.as('supervisor', routes.readTimeline, { params }))).toBe('incident.not_found');
    expect(codeOf(await elsewhere.as('taker', routes.addNote, { params, body: { text: 'x' } }))).toBe(
      'incident.not_found',
    );
    expect(
      codeOf(
        await elsewhere.as('taker', routes.changeIncident, {
          params,
          body: routes.changeIncident.body.parse({ version: 1, landmark: 'x' }),
        }),
      ),
    ).toBe('incident.not_found');
  });
});

test('the timeline tells the call, the incident and the recording in the order they happened', async () => {
  const callId = await scene.addCall('taker');
  const made = await scene.must('taker', routes.openIncident, {
    body: body({ callId, typeId: type('FLOOD'), villageCode: village, lifeAtRisk: 'no' }),
  });
  await scene.work(async (ctx) => {
    const recordingId = newId();
    await sql`insert into recordings (id, tenant_id, call_id, path, state, duration_ms, stored_at)
      values (${recordingId}, ${ctx.tenantId}, ${callId}, 'x.wav', 'stored', 61000, ${ctx.now})`.execute(ctx.tx);
    const call = { type: 'call', id: callId };
    await appendEvents(ctx, [
      { name: 'call.offered', subject: call, audience: ['tenant'], content: {} },
      {
        name: 'recording.stored',
        subject: { type: 'recording', id: recordingId },
        audience: ['tenant'],
        content: { recordingId, durationMs: 61000 },
      },
    ]);
  });
  const { items } = await scene.must('dispatcher', routes.readTimeline, { params: { id: made.id } });
  expect(items.map((one) => one.name)).toEqual([
    'call.arrived',
    'incident.opened',
    'incident.call_linked',
    'incident.verified',
    'recording.stored',
  ]);
  expect(items[0]).toMatchObject({ clock: 'asterisk', callId });
  expect(items.at(-1)).toMatchObject({
    callId,
    recording: { path: `/api/calls/${callId}/recording`, durationMs: 61000 },
  });
});
