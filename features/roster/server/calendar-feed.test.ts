import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '#platform/server/db/database.ts';
import { createRosterScene, type RosterScene } from './testing.ts';

let scene: RosterScene;
beforeAll(async () => {
  scene = await createRosterScene();
});
afterAll(() => scene.close());

const get = (token: string) => scene.centre.app.inject({ method: 'GET', url: `/api/calendar/${token}.ics` });

test('the secret address shows own published shifts only, until it is replaced, revoked, or the account ends', async () => {
  // The file is told by the clock of the machine: shifts of the far future are in it on whatever day this runs.
  const [first, second] = ['2999-12-30', '2999-12-31'];
  const plan = (who: string, day: string) =>
    scene.ask('penyelia', 'POST', '/api/rota/change', { add: [{ userId: scene.idOf(who), day, template: 'M' }] });
  await plan('sri', first);
  await plan('bagus', first);
  await scene.ask('penyelia', 'POST', '/api/rota/publish', { from: first, to: first });
  await plan('sri', second);
  const { token } = await scene.ask('sri', 'POST', '/api/own-calendar');
  const shown = await get(token);
  expect(shown.headers['content-type']).toBe('text/calendar; charset=utf-8');
  expect(shown.body.match(/DTSTART:.*/g)).toEqual(['DTSTART:29991230T140000Z']);
  const next = await scene.ask('sri', 'POST', '/api/own-calendar');
  expect((await get(token)).statusCode).toBe(404);
  expect((await get(next.token)).statusCode).toBe(200);
  expect(await scene.ask('sri', 'POST', '/api/own-calendar/revoke')).toMatchObject({ revoked: true });
  expect((await get(next.token)).statusCode).toBe(404);
  const last = await scene.ask('sri', 'POST', '/api/own-calendar');
  await run(scene.database.systemDb, sql`update users set disabled_at = now() where id = ${scene.idOf('sri')}`);
  expect((await get(last.token)).statusCode).toBe(404);
  expect((await get('x')).statusCode).toBe(404);
});
