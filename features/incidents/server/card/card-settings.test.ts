import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { feature as agencies } from '#features/agencies/server/feature.ts';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { saveRegions } from '#features/places/server/region-store.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import type { CardView } from '../../card-contract.ts';
import { cardSeeds } from '../../card-seeds.ts';
import { feature } from '../feature.ts';
import { incidentSettings } from '../setting-kinds.ts';
import { testRegions } from '../test-cast.ts';

let database: TestDatabase;
let centre: TestCentre;
let [admin, taker, damkar, other] = ['', '', '', ''];

beforeAll(async () => {
  database = await createTestDatabase();
  await saveRegions(database.systemDb, testRegions);
  centre = await createTestCentre(database, { features: [agencies, feature], settingKinds: incidentSettings });
  const own = await centre.addTenant({ slug: 'sidoarjo' });
  const foreign = await centre.addTenant({ slug: 'ketapang', regionCode: '61.04' });
  await centre.addUser(own, { username: 'admin', roles: ['ADMIN'] });
  await centre.addUser(own, { username: 'taker', roles: ['CALL_TAKER'] });
  await centre.addUser(own, { username: 'dpo', roles: ['DPO'] });
  await centre.addUser(foreign, { username: 'ketapang.admin', roles: ['ADMIN'] });
  [admin, taker, damkar, other] = [
    await centre.cookieOf('admin'),
    await centre.cookieOf('taker'),
    await centre.cookieOf('dpo'),
    await centre.cookieOf('ketapang.admin'),
  ];
});
afterAll(async () => {
  await centre.close();
  await database.close();
});

const ask = async (method: 'GET' | 'POST', url: string, cookie: string, payload?: object) => {
  const response = await centre.app.inject({
    method,
    url,
    headers: { cookie },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: response.statusCode, body: response.json() };
};
const post = (url: string, payload: object, cookie = admin) => ask('POST', url, cookie, payload);
const settings = async (cookie = admin): Promise<CardView[]> =>
  (await ask('GET', '/api/question-cards/settings', cookie)).body.items;
const cardOf = async (code: string): Promise<CardView> => {
  const found = (await settings()).find((one) => one.code === code);
  if (found === undefined) throw new Error(`no card ${code}`);
  return found;
};
const reason = 'Perubahan uji';
const signOff = { name: 'dr. Uji', office: 'PSC 119', date: '2026-11-22' };

describe('question cards as settings', () => {
  test('a new regency has the supplied ones, approved by nobody; call takers get those in use', async () => {
    expect((await settings()).map((one) => one.code)).toEqual(cardSeeds.map((seed) => seed.code));
    expect((await settings()).every(({ content }) => content.signOff === null)).toBe(true);
    expect((await ask('GET', '/api/question-cards', taker)).body.items).toHaveLength(cardSeeds.length);
    expect((await ask('GET', '/api/question-cards', damkar)).status).toBe(403);
    expect((await ask('GET', '/api/question-cards/settings', taker)).status).toBe(403);
  });

  test('an approval is a version; another word takes it back, another place does not, and undo brings both back', async () => {
    const card = await cardOf('CHOKING');
    const signed = await post(`/api/question-cards/${card.id}/sign`, { version: card.version, reason, signOff });
    expect(signed).toMatchObject({ status: 200, body: { version: 2 } });
    const moved = { ...(await cardOf('CHOKING')).content, position: 21 };
    await post(`/api/question-cards/${card.id}/change`, { version: 2, reason, content: moved });
    expect((await cardOf('CHOKING')).content).toMatchObject({ position: 21, signOff });
    const [first, ...rest] = moved.questions;
    const asked = { ...first, ask: { id: 'Masih bisa batuk?', en: 'Still able to cough?' } };
    // What the request says about the approval is not asked.
    const content = { ...moved, questions: [asked, ...rest], signOff };
    expect((await post(`/api/question-cards/${card.id}/change`, { version: 3, reason, content })).status).toBe(200);
    expect(await cardOf('CHOKING')).toMatchObject({ version: 4, content: { signOff: null } });
    const undone = await post(`/api/settings/question_card/${card.id}/undo`, { version: 4, to: 3, reason });
    expect(undone.status).toBe(200);
    expect((await cardOf('CHOKING')).content).toMatchObject({ position: 21, signOff, questions: moved.questions });
  });

  test('a card that cannot be stepped through is refused and says where', async () => {
    const card = await cardOf('FLOOD');
    const broken = { ...card.content, first: 'nowhere' };
    const refused = await post(`/api/question-cards/${card.id}/change`, {
      version: card.version,
      reason,
      content: broken,
    });
    expect(refused).toMatchObject({ status: 422, body: { code: 'card.unsound' } });
    expect(JSON.stringify(refused.body)).toContain('nowhere');
    const [first, ...rest] = card.content.questions;
    const choices = (first?.choices ?? []).map((one) => ({ ...one, typeCode: 'NO_SUCH_TYPE' }));
    const unknown = { ...card.content, questions: [{ ...first, choices }, ...rest] };
    expect(
      (await post(`/api/question-cards/${card.id}/change`, { version: card.version, reason, content: unknown })).status,
    ).toBe(422);
    expect((await cardOf('FLOOD')).version).toBe(card.version);
  });

  test('a new card has a code of its own; one that is taken is refused; nothing of another regency is touched', async () => {
    const { content } = await cardOf('FIRE');
    const made = await post('/api/question-cards', {
      code: 'SINKHOLE',
      reason,
      content: { ...content, name: 'Tanah ambles', signOff },
    });
    expect(made.body.version).toBe(1);
    expect((await cardOf('SINKHOLE')).content.signOff).toBeNull();
    expect((await post('/api/question-cards', { code: 'SINKHOLE', reason, content })).body.code).toBe(
      'card.code_taken',
    );
    const foreign = (await settings(other)).map((one) => one.id);
    expect(foreign).toHaveLength(cardSeeds.length);
    const fire = await cardOf('FIRE');
    const theirs = await post(`/api/question-cards/${fire.id}/change`, { version: 1, reason, content }, other);
    expect(theirs.body.code).toBe('setting.not_found');
  });

  test('supplied cards that a regency lacks are taken over; what it has stays as it is', async () => {
    expect((await ask('GET', '/api/question-cards/settings', admin)).body.missing).toBe(0);
    const before = await cardOf('CHOKING');
    expect((await post('/api/question-cards/supplied', { reason })).body).toEqual({ added: 0 });
    expect(await cardOf('CHOKING')).toEqual(before);
  });
});
