import { sql } from 'kysely';
import { Secret } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemActor } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { runWork } from '#platform/server/unit.ts';
import { plusMs } from '#platform/shared/time.ts';
import { oneTimePassword } from './second-factor.ts';
import { expireSession } from './sessions.ts';
import { cookieFrom, createTestCentre, type TestCentre, testPassword } from './testing.ts';

let database: TestDatabase;
let centre: TestCentre;
let tenantId: string;
let now = '2026-11-21T00:00:00.000Z';
let person = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  centre = await createTestCentre(database, { clock: () => now });
  tenantId = await centre.addTenant({ slug: 'sidoarjo' });
});
afterAll(async () => {
  await centre.close();
  await database.close();
});
beforeEach(() => {
  now = '2026-11-21T00:00:00.000Z';
});

const later = (ms: number) => {
  now = plusMs(now, ms);
};
const post = (url: string, payload: object, cookie = '') =>
  centre.app.inject({ method: 'POST', url, payload, headers: cookie === '' ? {} : { cookie } });
const read = (cookie: string) => centre.app.inject({ method: 'GET', url: '/api/session', headers: { cookie } });
const signIn = (username: string, password = testPassword) => post('/api/session', { username, password });
async function newPerson(extra: { mustChangePassword?: boolean } = {}) {
  person += 1;
  const username = `orang${person}`;
  return { username, userId: await centre.addUser(tenantId, { username, roles: ['CALL_TAKER'], ...extra }) };
}

describe('signing in', () => {
  test('opens a session: cookie out of reach of scripts, only its hash kept, view by permission', async () => {
    const { username, userId } = await newPerson();
    const response = await signIn(username.toUpperCase());
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      state: 'open',
      user: { id: userId, roles: ['CALL_TAKER'] },
      tenant: { slug: 'sidoarjo' },
    });
    expect(response.json().permissions).toContain('call.take');
    expect(response.cookies[0]).toMatchObject({ name: 'sigap_session', httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(response.cookies[0]?.secure).toBeUndefined();
    const kept = await rows<{ text: string }>(
      database.systemDb,
      sql`select s::text as text from sessions s where user_id = ${userId}`,
    );
    expect(kept).toHaveLength(1);
    expect(kept[0]?.text).not.toContain(response.cookies[0]?.value);
    expect((await read(cookieFrom(response))).json().user.username).toBe(username);
  });

  test('behind TLS the cookie is Secure', async () => {
    const { username } = await newPerson();
    const response = await centre.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { username, password: testPassword },
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(response.cookies[0]?.secure).toBe(true);
  });

  test('an unknown name, a wrong password and a disabled account get the same answer', async () => {
    const [wrong, disabled] = [await newPerson(), await newPerson()];
    await run(database.systemDb, sql`update users set disabled_at = now() where id = ${disabled.userId}`);
    const answers = await Promise.all([
      signIn('tidak-ada'),
      signIn(wrong.username, 'salah-salah'),
      signIn(disabled.username),
    ]);
    for (const answer of answers) {
      expect(answer.statusCode).toBe(401);
      expect(answer.json().code).toBe('session.wrong_credentials');
      expect(answer.cookies).toEqual([]);
    }
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
  });

  test('after four misses each further one makes the wait longer; the right password does not shorten it; success ends it', async () => {
    const { username } = await newPerson();
    for (let miss = 1; miss <= 5; miss++) expect((await signIn(username, `salah ${miss}`)).statusCode).toBe(401);
    const locked = await signIn(username);
    expect(locked.json()).toMatchObject({ status: 429, code: 'session.locked', detail: { seconds: 5 } });
    later(5_000);
    expect((await signIn(username, 'salah lagi')).statusCode).toBe(401);
    expect((await signIn(username)).json().detail.seconds).toBe(10);
    later(10_000);
    expect((await signIn(username)).statusCode).toBe(200);
    expect((await signIn(username, 'salah')).statusCode).toBe(401);
    expect((await signIn(username)).statusCode).toBe(200);
  });

  test('thirty guesses at once are thirty attempts: five are looked at, the rest wait', async () => {
    const { username } = await newPerson();
    const answers = await Promise.all(Array.from({ length: 30 }, (_, guess) => signIn(username, `tebakan ${guess}`)));
    expect(answers.filter((answer) => answer.statusCode === 401)).toHaveLength(5);
    expect(answers.filter((answer) => answer.statusCode === 429)).toHaveLength(25);
  });

  test('signing in again in one browser replaces its session', async () => {
    const { username } = await newPerson();
    const first = cookieFrom(await signIn(username));
    const second = cookieFrom(await post('/api/session', { username, password: testPassword }, first));
    expect((await read(first)).statusCode).toBe(401);
    expect((await read(second)).statusCode).toBe(200);
  });
});

describe('a session ends', () => {
  test('by signing out: at once, with its event', async () => {
    const { username, userId } = await newPerson();
    const cookie = cookieFrom(await signIn(username));
    const out = await centre.app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } });
    expect(out.statusCode).toBe(200);
    expect(out.cookies[0]?.value).toBe('');
    expect((await read(cookie)).statusCode).toBe(401);
    const event = await row<{ content: { why: string } }>(
      database.systemDb,
      sql`select content from events where name = 'session.closed' and content->>'userId' = ${userId}`,
    );
    expect(event?.content.why).toBe('signed_out');
  });

  test('an hour after the last sign of life, and 14 hours after it began whatever happens', async () => {
    const { username } = await newPerson();
    const idle = cookieFrom(await signIn(username));
    later(3_600_001);
    expect((await read(idle)).statusCode).toBe(401);
    const busy = cookieFrom(await signIn(username));
    for (let step = 1; step <= 20; step++) {
      later(2_520_000);
      expect((await read(busy)).statusCode, `after ${step * 42} min`).toBe(step * 42 < 14 * 60 ? 200 : 401);
    }
  });

  test('a live feed keeps it: the server tells which sessions are connected', async () => {
    const { username, userId } = await newPerson();
    const cookie = cookieFrom(await signIn(username));
    const session = await row<{ id: string }>(
      database.systemDb,
      sql`select id from sessions where user_id = ${userId}`,
    );
    for (let minute = 0; minute < 150; minute += 30) {
      later(1_800_000);
      await centre.people.keepAlive([session?.id ?? '']);
    }
    expect((await read(cookie)).statusCode).toBe(200);
  });

  test('its row goes when nobody uses it any more; one in use gets a new deadline', async () => {
    const { username, userId } = await newPerson();
    await signIn(username);
    const { id = '' } =
      (await row<{ id: string }>(database.systemDb, sql`select id from sessions where user_id = ${userId}`)) ?? {};
    const fire = () => runWork(centre.place, { tenantId, actor: systemActor }, (ctx) => expireSession(ctx, id, now));
    later(1_800_000);
    await centre.people.keepAlive([id]);
    later(1_800_000);
    await fire();
    const due = await row<{ due_at: string }>(
      database.systemDb,
      sql`select due_at from deadlines where subject_id = ${id}`,
    );
    expect(due?.due_at).toBe(plusMs(now, 1_800_000));
    later(1_800_000);
    await fire();
    expect(await row(database.systemDb, sql`select 1 from sessions where id = ${id}`)).toBeNull();
  });
});

describe('the one-time code', () => {
  const secret = new Secret({ size: 20 }).base32;
  const codeNow = () => oneTimePassword(secret, 'x').generate({ timestamp: Date.parse(now) });
  async function withCode() {
    const made = await newPerson();
    await run(database.systemDb, sql`update users set totp_secret = ${secret} where id = ${made.userId}`);
    return made;
  }

  test('until it is given, nothing is allowed but giving it; then the token is a new one', async () => {
    const { username } = await withCode();
    const first = await signIn(username);
    expect(first.json()).toMatchObject({ state: 'second_factor', permissions: [] });
    const pending = cookieFrom(first);
    const password = await post('/api/session/password', { current: testPassword, next: 'sesuatu yang baru' }, pending);
    expect(password.json().code).toBe('session.second_factor');
    const given = await post('/api/session/second-factor', { code: codeNow() }, pending);
    expect(given.json().state).toBe('open');
    expect((await read(pending)).statusCode).toBe(401);
    expect((await read(cookieFrom(given))).json().state).toBe('open');
  });

  test('a code works once, and one that is 90 s old not at all', async () => {
    const { username } = await withCode();
    const code = codeNow();
    expect((await post('/api/session/second-factor', { code }, cookieFrom(await signIn(username)))).statusCode).toBe(
      200,
    );
    const again = await post('/api/session/second-factor', { code }, cookieFrom(await signIn(username)));
    expect(again.json().code).toBe('session.wrong_code');
    later(90_000);
    const old = await post('/api/session/second-factor', { code }, cookieFrom(await signIn(username)));
    expect(old.json().code).toBe('session.wrong_code');
  });

  test('knowing the password buys no unlimited guesses: misses count over sign-ins', async () => {
    const { username } = await withCode();
    const statuses: number[] = [];
    for (let guess = 0; guess < 4; guess++) {
      const signedIn = await signIn(username);
      statuses.push(signedIn.statusCode);
      if (signedIn.statusCode === 200) {
        const given = await post('/api/session/second-factor', { code: '000000' }, cookieFrom(signedIn));
        statuses.push(given.statusCode);
      }
    }
    expect(statuses).toEqual([200, 401, 200, 401, 200, 429, 429]);
  });

  test('an open session owes none', async () => {
    const { username } = await newPerson();
    const answer = await post('/api/session/second-factor', { code: '123456' }, cookieFrom(await signIn(username)));
    expect(answer.json()).toMatchObject({ status: 409, code: 'session.no_second_factor_due' });
  });
});

describe('the password', () => {
  test('a first password must be changed before anything else; all other sessions end', async () => {
    const { username } = await newPerson({ mustChangePassword: true });
    const [here, elsewhere] = [cookieFrom(await signIn(username)), cookieFrom(await signIn(username))];
    expect((await read(here)).json()).toMatchObject({ state: 'password_change', permissions: [] });
    const wrong = await post('/api/session/password', { current: 'bukan ini', next: 'kata sandi yang baru' }, here);
    expect(wrong.json().code).toBe('password.wrong');
    const same = await post('/api/session/password', { current: testPassword, next: testPassword }, here);
    expect(same.json().code).toBe('password.same');
    const changed = await post('/api/session/password', { current: testPassword, next: 'kata sandi yang baru' }, here);
    expect(changed.json()).toMatchObject({ state: 'open' });
    expect((await read(here)).statusCode).toBe(401);
    expect((await read(elsewhere)).statusCode).toBe(401);
    expect((await read(cookieFrom(changed))).statusCode).toBe(200);
    expect((await signIn(username)).statusCode).toBe(401);
    expect((await signIn(username, 'kata sandi yang baru')).statusCode).toBe(200);
  });
});

test('whose public page: slug in path or query, host name, default; an unknown slug shows nobody', async () => {
  const ketapang = await centre.addTenant({ slug: 'ketapang', hosts: ['112.ketapangkab.go.id'] });
  const ask = (url: string, host = '127.0.0.1:8112') =>
    // Only what tenantOf reads of a request.
    centre.people.tenantOf({ url, hostname: host.split(':')[0] } as Parameters<typeof centre.people.tenantOf>[0]);
  expect(await ask('/portal/ketapang/lacak')).toBe(ketapang);
  expect(await ask('/open-data/ketapang')).toBe(ketapang);
  expect(await ask('/api/public?tenant=ketapang')).toBe(ketapang);
  expect(await ask('/portal', '112.ketapangkab.go.id')).toBe(ketapang);
  expect(await ask('/portal')).toBe(tenantId);
  expect(await ask('/portal/tidak-ada')).toBeNull();
});
