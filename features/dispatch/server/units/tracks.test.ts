import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { incidentId } from '#features/incidents/incident.ts';
import { rows } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { newId } from '#platform/shared/ids.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import { sendAssignments } from '../../contract.ts';
import { listTracks, mostFixes } from '../../track-contract.ts';
import * as routes from '../../unit-contract.ts';
import { codeOf } from '../testing.ts';
import { createUnitScene, type UnitScene } from './testing.ts';

let database: TestDatabase;
let scene: UnitScene;
let now: Instant = '2026-11-22T03:00:00.000Z';
const minute = 60_000;
const wait = (minutes: number) => {
  now = plusMs(now, minutes * minute);
};

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createUnitScene(database, { slug: 'sidoarjo', clock: () => now });
});
afterAll(() => database.close());

const report = (unit: string, latitude: number, at: Instant = now) =>
  scene.must('crew', routes.reportPositions, {
    params: { id: unit },
    body: { fixes: [{ deviceAt: at, point: { latitude, longitude: 112.7 }, accuracyM: 12, speedMps: null }] },
  });
const tracks = async (player: Parameters<UnitScene['as']>[0], id: string) =>
  (await scene.must(player, listTracks, { params: { id: incidentId.parse(id) } })).items;
const looks = (incident: string) =>
  scene.work((ctx) =>
    rows<{ user_id: string; reason: string }>(
      ctx.tx,
      sql`select user_id, reason from access_log where subject_id = ${incident} and field = 'unit_positions'`,
    ),
  );

/** A fire to which an engine drives and from which it is released, with positions before, during and after. */
async function drive() {
  const incident = await scene.open();
  const assignment = await scene.sendOne(incident);
  const unit = await scene.unit({ crew: true });
  wait(1);
  await report(unit, -7.4);
  wait(1);
  const from = now;
  await scene.assign('dispatcher', assignment, unit);
  wait(1);
  await scene.say('dispatcher', unit, 'en_route');
  wait(2);
  await report(unit, -7.42);
  await report(unit, -7.41, plusMs(now, -minute));
  wait(1);
  await scene.say('dispatcher', unit, 'on_scene');
  wait(3);
  await scene.must('dispatcher', routes.releaseUnit, {
    params: { id: assignment.id, unitId: unit },
    body: { reason: 'cleared' },
  });
  const to = now;
  wait(1);
  await report(unit, -7.49);
  return { incident, unit, from, to };
}

test('what a unit drove while it was on the incident, by the time of the device, and nothing from before or after', async () => {
  const { incident, unit, from, to } = await drive();
  const [track, ...others] = await tracks('supervisor', incident.id);
  expect(others).toEqual([]);
  expect(track).toMatchObject({ unitId: unit, from, to });
  expect(track?.fixes.map((fix) => [fix.at, fix.point.latitude, fix.accuracyM])).toEqual([
    [plusMs(from, 2 * minute), -7.41, 12],
    [plusMs(from, 3 * minute), -7.42, 12],
  ]);
  expect(track?.statuses.map((one) => one.status)).toEqual(expect.arrayContaining(['en_route', 'on_scene']));
});

test('each look is noted with who looked; an incident nobody drove to notes none', async () => {
  const { incident } = await drive();
  await tracks('taker', incident.id);
  await tracks('damkar', incident.id);
  const noted = await looks(incident.id);
  expect(noted.map((one) => one.user_id).sort()).toEqual([scene.users.taker, scene.users.damkar].sort());
  expect(new Set(noted.map((one) => one.reason))).toEqual(new Set(['replay']));
  const quiet = await scene.open();
  expect(await tracks('taker', quiet.id)).toEqual([]);
  expect(await looks(quiet.id)).toEqual([]);
});

test('an agency sees its own units only, and none of an incident that is not its own', async () => {
  const { incident, unit } = await drive();
  const agencies = [{ agencyId: scene.agency('PSC119'), part: 'support' as const }];
  const sent = await scene.must('dispatcher', sendAssignments, { params: { id: incident.id }, body: { agencies } });
  const [other] = sent.items;
  const ambulance = await scene.unit({ agency: 'PSC119', kind: 'ambulance' });
  if (other !== undefined) await scene.assign('dispatcher', other, ambulance);
  const unitsOf = async (player: 'damkar' | 'psc119' | 'dispatcher') =>
    (await tracks(player, incident.id)).map((one) => one.unitId);
  expect(await unitsOf('damkar')).toEqual([unit]);
  expect(await unitsOf('psc119')).toEqual([ambulance]);
  expect(await unitsOf('dispatcher')).toEqual([unit, ambulance]);
  const { incident: fire } = await drive();
  const denied = await scene.as('psc119', listTracks, { params: { id: fire.id } });
  expect(codeOf(denied)).toBe('assignment.incident_not_found');
  expect(await looks(fire.id)).toEqual([]);
});

test('the drive to a sensitive incident says where it is: only its handlers see it', async () => {
  const { incident } = await drive();
  await scene.work((ctx) => rows(ctx.tx, sql`update incidents set sensitive = true where id = ${incident.id}`));
  expect(codeOf(await scene.as('taker2', listTracks, { params: { id: incident.id } }))).toBe(
    'assignment.incident_not_found',
  );
  expect(await tracks('dispatcher', incident.id)).toHaveLength(1);
  expect(codeOf(await scene.as('dispatcher', listTracks, { params: { id: newId<'incident'>() } }))).toBe(
    'assignment.incident_not_found',
  );
});

test('a drive of a whole day is thinned evenly; its first and last position stay', async () => {
  const incident = await scene.open();
  const assignment = await scene.sendOne(incident);
  const unit = await scene.unit({ crew: true });
  await scene.assign('dispatcher', assignment, unit);
  const count = mostFixes * 2 + 500;
  await scene.work((ctx) =>
    rows(
      ctx.tx,
      sql`insert into unit_positions (tenant_id, unit_id, device_at, at, recorded_at, place, accuracy_m)
          select ${ctx.tenantId}, ${unit}, s.at, s.at, s.at, point(112.7, -7.4), n
          from (select n, ${now}::timestamptz + n * interval '10 seconds' as at from generate_series(1, ${count}::int) n) s`,
    ),
  );
  const [track] = await tracks('dispatcher', incident.id);
  const kept = track?.fixes.map((fix) => fix.accuracyM) ?? [];
  expect(kept.length).toBeLessThanOrEqual(mostFixes + 1);
  expect(kept.length).toBeGreaterThan(mostFixes / 2);
  expect([kept[0], kept.at(-1)]).toEqual([1, count]);
});
