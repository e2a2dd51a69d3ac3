import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seedChannels } from '#features/agencies/server/channels/channel-store.ts';
import type { Player } from '#features/incidents/server/test-cast.ts';
import { resolvingMany } from '#features/outcomes/server/resolve-many.ts';
import { rows, run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import { wholeRegency } from '../../surge.ts';
import * as routes from '../../surge-contract.ts';
import { codeOf, createDispatchScene, type DispatchScene } from '../testing.ts';
import { surgePart } from './surge-part.ts';
import { askWhetherItHolds } from './switch-surge.ts';

let database: TestDatabase;
let scene: DispatchScene;
let elsewhere: DispatchScene;
let now: Instant;
const feature = { name: 'surge', routes: [], ...surgePart(resolvingMany) };
const channels = { name: 'channels', routes: [], seedTenant: seedChannels };

beforeAll(async () => {
  database = await createTestDatabase();
  const options = { features: [channels, feature], clock: () => now };
  now = new Date().toISOString();
  scene = await createDispatchScene(database, { slug: 'sidoarjo', ...options });
  elsewhere = await createDispatchScene(database, { slug: 'ketapang', regionCode: '61.04', ...options });
});
afterAll(() => database.close());
beforeEach(async () => {
  now = new Date().toISOString();
  await everybodyThere(false);
  await scene.work((ctx) =>
    run(
      ctx.tx,
      sql`update surges set ended_at = started_at, end_reason = 'over', summary = '-' where ended_at is null`,
    ),
  );
});

/** Whether the supervisor was seen a moment ago, or last yesterday. */
const everybodyThere = (is: boolean) =>
  scene.work((ctx) =>
    run(
      ctx.tx,
      sql`update sessions set seen_at = ${is ? now : plusMs(now, -86_400_000)}::timestamptz where user_id = ${scene.users.supervisor}::uuid`,
    ),
  );

const flood = {
  kind: 'flood',
  sentence: 'Banjir Waru setinggi pinggang',
  scope: wholeRegency,
  expectedEnd: null,
} as const;
const start = (player: Player = 'supervisor', given: object = {}) =>
  scene.as(player, routes.startSurge, { body: { ...flood, ...given } });
const must = (given: object = {}) => scene.must('supervisor', routes.startSurge, { body: { ...flood, ...given } });
const current = (player: Player = 'taker') => scene.must(player, routes.readCurrentSurge, {});
const count = (what: string) =>
  scene.work(async (ctx) => (await rows(ctx.tx, sql`select from ${sql.table(what)}`)).length);

describe('the switch', () => {
  test('a supervisor turns it on; everybody hears it without its words, and the desk gets the choices of its kind', async () => {
    const surge = await must();
    expect(surge).toMatchObject({ kind: 'flood', sentence: flood.sentence, startedBy: 'Nama supervisor', version: 1 });
    const [event] = await scene.eventsOf(surge.id);
    expect(event).toMatchObject({ name: 'surge.started', content: { kind: 'flood', drawn: false } });
    expect(JSON.stringify(event)).not.toContain('Waru');
    expect(event?.audience).toEqual(expect.arrayContaining(['tenant', `agency:${scene.agency('DAMKAR')}`]));
    const seen = await current();
    expect(seen.surge?.id).toBe(surge.id);
    expect(seen.templates.map((one) => one.typeCode)).toContain('TRAPPED');
    expect((await current('damkar')).templates).toEqual([]);
    expect(await scene.deadlinesOf(surge.id)).toEqual([{ kind: 'surge.question', due_at: plusMs(now, 4 * 3_600_000) }]);
    expect((await elsewhere.must('taker', routes.readCurrentSurge, {})).surge).toBeNull();
  });

  test('one at a time, and a refusal writes nothing', async () => {
    await must();
    const before = await count('events');
    expect(codeOf(await start('supervisor', { kind: 'riot' }))).toBe('surge.already_on');
    expect(await count('events')).toBe(before);
  });

  test('two at the same moment: one is on', async () => {
    const both = await Promise.all([start(), start('supervisor', { kind: 'riot' })]);
    expect(both.map(codeOf).sort()).toEqual(['ok', 'surge.already_on']);
  });

  test('beside a supervisor it is the supervisor’s; alone at night a call taker may', async () => {
    await everybodyThere(true);
    expect(codeOf(await start('taker'))).toBe('surge.supervisor_there');
    expect((await current('taker')).maySwitch).toBe(false);
    await everybodyThere(false);
    expect((await current('taker')).maySwitch).toBe(true);
    expect(codeOf(await start('taker'))).toBe('ok');
  });

  test.each([
    [
      'a district of another regency',
      { scope: { ...wholeRegency, districtCodes: ['61.04.16'] } },
      'surge.area_unknown',
    ],
    ['an end that has passed', { expectedEnd: '2020-01-01T00:00:00.000Z' }, 'surge.end_in_past'],
    [
      'a shape that crosses itself',
      {
        scope: {
          ...wholeRegency,
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [112.7, -7.4],
                [112.8, -7.5],
                [112.8, -7.4],
                [112.7, -7.5],
                [112.7, -7.4],
              ],
            ],
          },
        },
      },
      'surge.bad_geometry',
    ],
  ])('%s is refused', async (_what, given, code) => {
    expect(codeOf(await start('supervisor', given))).toBe(code);
  });

  test('changed, held, ended; a stale writer is told', async () => {
    const surge = await must();
    const params = { id: surge.id };
    const body = { ...flood, sentence: 'Meluas ke Taman', scope: { ...wholeRegency, districtCodes: ['35.15.08'] } };
    const changed = await scene.must('supervisor', routes.changeSurge, { params, body: { ...body, version: 1 } });
    expect(changed).toMatchObject({ version: 2, placeNames: ['Sidoarjo'] });
    expect(codeOf(await scene.as('supervisor', routes.confirmSurge, { params, body: { version: 1 } }))).toBe(
      'surge.stale',
    );
    const end = { version: 2, reason: 'over', summary: 'Air surut pukul lima.' } as const;
    const ended = await scene.must('supervisor', routes.endSurge, { params, body: end });
    expect(ended).toMatchObject({ endReason: 'over', endedBy: 'Nama supervisor', summary: end.summary });
    expect((await current()).surge).toBeNull();
    expect(await scene.deadlinesOf(surge.id)).toEqual([]);
    expect((await scene.eventsOf(surge.id)).map((one) => one.name)).toEqual([
      'surge.started',
      'surge.changed',
      'surge.ended',
    ]);
    expect(codeOf(await scene.as('supervisor', routes.endSurge, { params, body: { ...end, version: 3 } }))).toBe(
      'surge.over',
    );
    expect(codeOf(await elsewhere.as('supervisor', routes.endSurge, { params, body: end }))).toBe('surge.not_found');
  });

  test('after hours without a word it is asked, again and again, and never ends by itself', async () => {
    const surge = await must({ askAfterHours: 2 });
    now = plusMs(now, 2 * 3_600_000);
    await scene.work((ctx) => askWhetherItHolds(ctx, surge.id, now));
    expect((await current()).surge?.askedAt).toBe(now);
    expect(await scene.deadlinesOf(surge.id)).toEqual([{ kind: 'surge.question', due_at: plusMs(now, 30 * 60_000) }]);
    const held = await scene.must('supervisor', routes.confirmSurge, {
      params: { id: surge.id },
      body: { version: 1 },
    });
    expect(held).toMatchObject({ askedAt: null, confirmedAt: now, version: 2 });
    expect(await scene.deadlinesOf(surge.id)).toEqual([{ kind: 'surge.question', due_at: plusMs(now, 2 * 3_600_000) }]);
  });

  test('its figures are counted from what was reported in its time', async () => {
    const surge = await must();
    now = plusMs(now, 60_000);
    await scene.open('FLOOD');
    await scene.open('FLOOD', { callId: await scene.addCall('taker'), source: undefined });
    now = plusMs(now, 60_000);
    const { items } = await scene.must('supervisor', routes.listSurges, {});
    const own = items.find((one) => one.id === surge.id);
    expect(own?.figures).toMatchObject({ calls: 1, answered: 1, lost: 0, incidents: 2, linked: 0, told: 0 });
    expect(own?.figures.waitMaxMs).toBeGreaterThan(0);
  });
});

describe('telling agencies', () => {
  const words = 'Siagakan perahu karet di posko masing-masing';
  const send = (id: string, codes: string[] | null = null) =>
    scene.must('dispatcher', routes.sendBroadcast, {
      params: { id },
      body: { words, ...(codes === null ? {} : { agencyIds: codes.map(scene.agency) }) },
    });
  const answer = (player: Player, id: string, code: string, given: object = { answer: 'ready', units: 3 }) =>
    scene.as(player, routes.answerBroadcast, {
      params: { id },
      body: { agencyId: scene.agency(code), units: null, ...given } as never,
    });
  const toldIn = async (surgeId: string) =>
    (await scene.must('supervisor', routes.listBroadcasts, { params: { id: surgeId } })).items[0]?.told ?? [];

  test('all active ones are told; the agency answers with its units, and others see who has not', async () => {
    const surge = await must();
    const sent = await send(surge.id);
    expect(sent.told.length).toBe(scene.agencies.size);
    const own = await scene.must('damkar', routes.listOwnBroadcasts, {});
    expect(own.items).toMatchObject([{ id: sent.id, words, kind: 'flood', answer: null }]);
    expect(codeOf(await answer('damkar', sent.id, 'DAMKAR'))).toBe('ok');
    const told = await toldIn(surge.id);
    expect(told.at(-1)).toMatchObject({ answer: 'ready', units: 3, answeredBy: 'Nama damkar' });
    expect(told.filter((one) => one.answer === null)).toHaveLength(scene.agencies.size - 1);
    const answered = (await scene.eventsOf(surge.id)).at(-1);
    expect(answered).toMatchObject({ name: 'surge.broadcast_answered', content: { answer: 'ready', units: 3 } });
    expect(JSON.stringify(await scene.eventsOf(surge.id))).not.toContain('perahu');
  });

  test('an agency answers for itself only; the room may write down what it heard by telephone', async () => {
    const surge = await must();
    const sent = await send(surge.id, ['DAMKAR', 'PSC119']);
    expect(codeOf(await answer('damkar', sent.id, 'PSC119'))).toBe('surge.broadcast_not_found');
    expect(codeOf(await answer('dispatcher', sent.id, 'PSC119', { answer: 'read' }))).toBe('ok');
    expect(codeOf(await answer('dispatcher', sent.id, 'POLRES'))).toBe('surge.broadcast_not_found');
  });

  test('who has not answered is reminded once, and then telephoned', async () => {
    const surge = await must();
    const sent = await send(surge.id, ['DAMKAR', 'PSC119']);
    await answer('damkar', sent.id, 'DAMKAR', { answer: 'read' });
    const remind = () => scene.as('dispatcher', routes.remindBroadcast, { params: { id: sent.id } });
    expect(await remind()).toMatchObject({ ok: true, value: { reminded: 1 } });
    expect(codeOf(await remind())).toBe('surge.reminded');
    const psc = (await toldIn(surge.id)).find((one) => one.agency.id === scene.agency('PSC119'));
    expect(psc?.remindedAt).toBe(now);
  });

  test('contacts are written to by the channels that are on, and what waits is dropped when it is over', async () => {
    await scene.work(async (ctx) => {
      await run(
        ctx.tx,
        sql`insert into duty_contacts (id, tenant_id, agency_id, name, phone, email)
            values (gen_random_uuid(), ${ctx.tenantId}, ${scene.agency('DAMKAR')}, 'Regu A', '081234567890', 'regu@contoh.go.id')`,
      );
      await run(
        ctx.tx,
        sql`update channel_settings set content = content || '{"sms": {"active": true, "url": "http://127.0.0.1:9/"}, "email": {"active": true, "host": "127.0.0.1", "from": "112@contoh.go.id"}}'`,
      );
    });
    const surge = await must();
    const sent = await send(surge.id, ['DAMKAR']);
    const queued = () =>
      scene.work((ctx) =>
        rows(
          ctx.tx,
          sql`select m.channel, m.state, w.text from messages m join message_words w on w.message_id = m.id where m.subject_id = ${sent.id} order by m.channel`,
        ),
      );
    const text = `${words} — Jawab di layar Tugas.`;
    expect(await queued()).toEqual([
      { channel: 'email', state: 'queued', text },
      { channel: 'sms', state: 'queued', text },
    ]);
    expect((await toldIn(surge.id))[0]).toMatchObject({ messages: 2, failed: 0 });
    const end = { version: 1, reason: 'by_mistake', summary: 'keliru' } as const;
    await scene.must('supervisor', routes.endSurge, { params: { id: surge.id }, body: end });
    expect((await queued()).map((one) => (one as { state: string }).state)).toEqual(['cancelled', 'cancelled']);
    expect(codeOf(await answer('damkar', sent.id, 'DAMKAR'))).toBe('surge.over');
  });
});

test('the choices of a kind are a setting with versions', async () => {
  const { items } = await scene.must('supervisor', routes.listSurgeTemplates, {});
  expect(items.map((one) => one.kind)).toContain('flood');
  const [flooded] = items.filter((one) => one.kind === 'flood');
  expect(flooded?.version).toBe(1);
  expect(flooded?.content.items.length).toBeGreaterThan(3);
});
