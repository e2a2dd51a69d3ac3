import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { runWork } from '#platform/server/unit.ts';
import * as routes from '../contract.ts';
import { incidentsBehind } from './recording-sight.ts';
import { createScene, type Scene } from './testing.ts';

let database: TestDatabase;
let scene: Scene;

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createScene(database, { slug: 'sidoarjo' });
});
afterAll(() => database.close());

const village = '35.15.08.1004';
const type = (code: string) => {
  const id = scene.types.get(code);
  if (id === undefined) throw new Error(`no type ${code}`);
  return routes.openIncident.body.parse({ source: 'radio', typeId: id }).typeId;
};
const body = (given: Record<string, unknown>) => routes.openIncident.body.parse(given);
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code);

describe('who sees the caller', () => {
  const fire = async (given: Record<string, unknown> = {}) => {
    const callId = await scene.addCall('taker', { wrappedUp: given.wrappedUp === true });
    const { wrappedUp: _wrappedUp, ...fields } = given;
    return scene.must('taker', routes.openIncident, {
      body: body({
        callId,
        typeId: type('FIRE_BUILDING'),
        villageCode: village,
        lifeAtRisk: 'yes',
        callerName: 'Sri Lestari',
        description: 'api besar',
        ...fields,
      }),
    });
  };

  test('masked for colleagues, shown after a reason, and the look is logged', async () => {
    const made = await fire();
    const params = { id: made.id };
    expect((await scene.must('dispatcher', routes.readIncident, { params })).caller).toEqual({
      level: 'masked',
      name: 'S… L…',
      number: '+628•••••••890',
    });
    const shown = await scene.must('dispatcher', routes.showCaller, { params, body: { reason: 'call_back' } });
    expect(shown).toEqual({ level: 'full', name: 'Sri Lestari', number: '+6281234567890' });
    expect((await scene.must('dispatcher', routes.readIncident, { params })).caller.level).toBe('full');
    expect((await scene.must('supervisor', routes.readIncident, { params })).caller.level).toBe('masked');
    const logged = await scene.work((ctx) =>
      row(ctx.tx, sql`select user_id, field, reason from access_log where subject_id = ${made.id}`),
    );
    expect(logged).toEqual({ user_id: scene.users.dispatcher, field: 'caller', reason: 'call_back' });
  });

  test('the call taker sees it in call and wrap-up, not after', async () => {
    expect((await fire()).caller.level).toBe('full');
    expect((await fire({ wrappedUp: true })).caller.level).toBe('masked');
  });

  test('a sensitive incident: nothing of place, words and caller outside its handlers', async () => {
    const made = await fire({ typeId: type('DOMESTIC_VIOLENCE'), wrappedUp: true });
    const params = { id: made.id };
    await scene.must('taker', routes.addNote, { params, body: { text: 'korban bernama Ani' } });
    expect(made).toMatchObject({ sensitive: true, withheld: false, description: 'api besar' });
    const other = await scene.must('taker2', routes.readIncident, { params });
    expect(other).toMatchObject({
      withheld: true,
      description: null,
      village: null,
      point: null,
      caller: { level: 'hidden', name: null, number: null },
    });
    expect(codeOf(await scene.as('taker2', routes.showCaller, { params, body: { reason: 'verify' } }))).toBe(
      'incident.sensitive',
    );
    expect(
      codeOf(
        await scene.as('taker2', routes.changeIncident, {
          params,
          body: routes.changeIncident.body.parse({ version: 1, landmark: 'x' }),
        }),
      ),
    ).toBe('incident.sensitive');
    const line = (
      await scene.must('taker2', routes.listIncidents, {
        query: routes.listIncidents.query.parse({ number: made.number }),
      })
    ).items[0];
    expect(line).toMatchObject({ village: null, placeText: null, point: null });
    const { items } = await scene.must('taker2', routes.readTimeline, { params });
    expect(JSON.stringify(items)).not.toContain('Ani');
    expect((await scene.must('dispatcher', routes.readIncident, { params })).withheld).toBe(false);
    expect((await scene.must('dpo', routes.readIncident, { params })).withheld).toBe(true);
  });

  test('its recording is heard by those who may read it, and by nobody else', async () => {
    const made = await fire({ typeId: type('DOMESTIC_VIOLENCE'), wrappedUp: true });
    const callId = made.calls[0]?.callId ?? '';
    const hears = (player: Parameters<Scene['actorOf']>[0], id: string) =>
      runWork(scene.place, { tenantId: scene.tenantId, actor: scene.actorOf(player) }, (ctx) =>
        incidentsBehind.mayHear(ctx, id),
      );
    expect(await hears('taker', callId)).toBe(true);
    expect(await hears('supervisor', callId)).toBe(true);
    expect(await hears('taker2', callId)).toBe(false);
    expect(await hears('dpo', callId)).toBe(false);
    expect(await hears('taker2', (await fire()).calls[0]?.callId ?? '')).toBe(true);
    expect(await hears('taker2', await scene.addCall('taker'))).toBe(true);
    const known = await scene.work(async (ctx) => [
      (await incidentsBehind.incidentsOf(ctx, [callId])).get(callId),
      await incidentsBehind.numberOf(ctx, made.id),
      await incidentsBehind.numberOf(ctx, callId),
    ]);
    expect(known).toEqual([made.id, made.number, null]);
  });
});
