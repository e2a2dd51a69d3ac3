import { sql } from 'kysely';
import { Secret } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { makeInitialPassword } from '../initial-password.ts';
import { oneTimePassword } from './second-factor.ts';
import { createTestCentre, type TestCentre, testPassword } from './testing.ts';

let database: TestDatabase;
let centre: TestCentre;
let tenantId: string;
let admin = '';
let [adminId, elsewhereId] = ['', ''];
const agencyId = newId<'agency'>();

beforeAll(async () => {
  database = await createTestDatabase();
  centre = await createTestCentre(database);
  tenantId = await centre.addTenant({ slug: 'sidoarjo' });
  const elsewhere = await centre.addTenant({ slug: 'ketapang' });
  await runWork(centre.place, { tenantId, actor: systemActor }, (ctx) =>
    run(
      ctx.tx,
      sql`insert into agencies (id, tenant_id, code, name, name_en, kind) values (${agencyId}, ${tenantId}, 'DAMKAR', 'Damkar', 'Fire', 'OPD')`,
    ),
  );
  adminId = await centre.addUser(tenantId, { username: 'admin', roles: ['ADMIN'] });
  elsewhereId = await centre.addUser(elsewhere, { username: 'ketapang.admin', roles: ['ADMIN'] });
  admin = await centre.cookieOf('admin');
});
afterAll(async () => {
  await centre.close();
  await database.close();
});

const read = (url: string, cookie = admin) => centre.app.inject({ method: 'GET', url, headers: { cookie } });
const post = (url: string, payload: object, cookie = admin) =>
  centre.app.inject({ method: 'POST', url, payload, headers: { cookie } });
const reason = 'Perubahan uji';
let person = 0;
async function newPerson(roles: ['CALL_TAKER'] | ['ADMIN'] = ['CALL_TAKER']) {
  person += 1;
  const username = `pengguna${person}`;
  const id = await centre.addUser(tenantId, { username, roles });
  return { id, username, cookie: await centre.cookieOf(username) };
}
async function contentOf(id: string) {
  const { version, displayName, email, roles, agencyId: agency, disabled } = (await read(`/api/users/${id}`)).json();
  return { version, content: { displayName, email, roles, agencyId: agency, disabled } };
}

describe('accounts', () => {
  test('a new one signs in with its first password and must change it; no answer and no kept answer holds it', async () => {
    const password = makeInitialPassword();
    const body = { username: 'Sri.Baru', displayName: 'Sri', roles: ['AGENCY_ADMIN'], agencyId, password };
    const key = { 'idempotency-key': newId() };
    const made = await centre.app.inject({
      method: 'POST',
      url: '/api/users',
      payload: body,
      headers: { cookie: admin, ...key },
    });
    expect(made.statusCode).toBe(200);
    const kept = await rows<{ text: string }>(database.systemDb, sql`select k::text as text from idempotency_keys k`);
    expect(kept).toHaveLength(1);
    expect(kept[0]?.text).not.toContain(password);
    const signedIn = await post('/api/session', { username: 'sri.baru', password }, '');
    expect(signedIn.json()).toMatchObject({ state: 'password_change', user: { agencyName: 'Damkar' } });
  });

  test('a username is taken in the whole installation; an agency role needs an agency', async () => {
    const body = {
      username: 'ketapang.admin',
      displayName: 'X',
      roles: ['CALL_TAKER'],
      password: makeInitialPassword(),
    };
    expect((await post('/api/users', body)).json().code).toBe('user.username_taken');
    expect((await post('/api/users', { ...body, username: 'regu', roles: ['FIELD_CREW'] })).json().code).toBe(
      'user.agency_needed',
    );
    const unknown = { ...body, username: 'regu', roles: ['FIELD_CREW'], agencyId: newId() };
    expect((await post('/api/users', unknown)).json().code).toBe('user.agency_unknown');
  });

  test('the list is searched as text, narrowed by role, and knows only its own regency', async () => {
    const { username } = await newPerson();
    const names = async (query: string) =>
      (await read(`/api/users?${query}`)).json().items.map((user: { username: string }) => user.username);
    expect(await names(`q=${username.toUpperCase()}`)).toEqual([username]);
    expect(await names('q=%25')).toEqual([]);
    expect(await names('role=ADMIN')).toContain('admin');
    expect(await names('limit=500')).not.toContain('ketapang.admin');
    expect((await read(`/api/users/${elsewhereId}`)).statusCode).toBe(404);
    expect(
      (await post(`/api/users/${elsewhereId}/reset-password`, { password: makeInitialPassword() })).statusCode,
    ).toBe(404);
  });

  test('a taken right is gone with the next request, and the live feed is told to open afresh', async () => {
    const { id, cookie } = await newPerson(['ADMIN']);
    expect((await read('/api/users', cookie)).statusCode).toBe(200);
    const { version, content } = await contentOf(id);
    const changed = await post(`/api/users/${id}/change`, {
      version,
      reason,
      content: { ...content, roles: ['CALL_TAKER'] },
    });
    expect(changed.json()).toEqual({ id, version: 2 });
    expect((await read('/api/users', cookie)).statusCode).toBe(403);
    expect((await read('/api/session', cookie)).json().user.roles).toEqual(['CALL_TAKER']);
    const told = await rows(
      database.systemDb,
      sql`select 1 from events where name = 'session.rights_changed' and audience = ${[`user:${id}`]}::text[]`,
    );
    expect(told).toHaveLength(1);
    const stale = await post(`/api/users/${id}/change`, { version, reason, content });
    expect(stale.json()).toMatchObject({ code: 'setting.stale', detail: { version: 2 } });
  });

  test('disabling ends every session at once; undo lets the person in again', async () => {
    const { id, username, cookie } = await newPerson();
    const { version, content } = await contentOf(id);
    expect(
      (await post(`/api/users/${id}/change`, { version, reason, content: { ...content, disabled: true } })).statusCode,
    ).toBe(200);
    expect((await read('/api/session', cookie)).statusCode).toBe(401);
    await expect(centre.cookieOf(username)).rejects.toThrow(/wrong_credentials/);
    const undone = await post(`/api/settings/user/${id}/undo`, { version: 2, to: 1, reason: 'Keliru orang' });
    expect(undone.json()).toEqual({ id, version: 3 });
    await centre.cookieOf(username);
  });

  test('nobody takes away their own administrator rights, nor the last ones; two at once do not remove each other', async () => {
    const own = await contentOf(adminId);
    const other = await newPerson(['ADMIN']);
    const self = await post(`/api/users/${adminId}/change`, {
      version: own.version,
      reason,
      content: { ...own.content, roles: ['SUPERVISOR'] },
    });
    expect(self.json().code).toBe('user.self');
    await run(
      database.systemDb,
      sql`update users set disabled_at = now() where tenant_id = ${tenantId} and 'ADMIN' = any(roles) and id <> all(${[adminId, other.id]}::uuid[])`,
    );
    const theirs = await contentOf(other.id);
    const answers = await Promise.all([
      post(`/api/users/${other.id}/change`, {
        version: theirs.version,
        reason,
        content: { ...theirs.content, disabled: true },
      }),
      post(
        `/api/users/${adminId}/change`,
        { version: own.version, reason, content: { ...own.content, disabled: true } },
        other.cookie,
      ),
    ]);
    const left = await rows(
      database.systemDb,
      sql`select 1 from users where tenant_id = ${tenantId} and 'ADMIN' = any(roles) and disabled_at is null`,
    );
    expect(left).toHaveLength(1);
    expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1);
    // Whoever was quicker, the tests after this one need the first administrator again.
    await run(database.systemDb, sql`update users set disabled_at = null where id = ${adminId}`);
    admin = await centre.cookieOf('admin');
  });

  test('a reset lifts the lock, ends the sessions, and can take the one-time code away', async () => {
    const { id, username, cookie } = await newPerson();
    await run(
      database.systemDb,
      sql`update users set totp_secret = ${new Secret().base32}, failed_attempts = 9, locked_until = now() + interval '1 hour' where id = ${id}`,
    );
    const password = makeInitialPassword();
    expect((await post(`/api/users/${id}/reset-password`, { password, removeSecondFactor: true })).statusCode).toBe(
      200,
    );
    expect((await read('/api/session', cookie)).statusCode).toBe(401);
    expect((await post('/api/session', { username, password }, '')).json().state).toBe('password_change');
  });

  test('the history of accounts is for those who may see accounts', async () => {
    const { id } = await newPerson();
    await centre.addUser(tenantId, { username: 'kadis', roles: ['AGENCY_HEAD'] });
    const { version, content } = await contentOf(id);
    await post(`/api/users/${id}/change`, { version, reason, content: { ...content, displayName: 'Nama Baru' } });
    expect((await read(`/api/settings/user/${id}/versions`)).json().items).toHaveLength(2);
    expect((await read(`/api/settings/user/${id}/versions`, await centre.cookieOf('kadis'))).statusCode).toBe(404);
  });
});

describe('sessions', () => {
  test('one sees and ends the own ones only', async () => {
    const [one, other] = [await newPerson(), await newPerson()];
    await centre.cookieOf(one.username);
    const own = (await read('/api/session/sessions', one.cookie)).json().items;
    expect(own).toHaveLength(2);
    const second = own.find((session: { own: boolean }) => !session.own).id;
    expect((await post(`/api/session/sessions/${second}/end`, {}, other.cookie)).statusCode).toBe(404);
    expect((await post(`/api/session/sessions/${second}/end`, {}, one.cookie)).statusCode).toBe(200);
    expect((await read('/api/session/sessions', one.cookie)).json().items).toHaveLength(1);
  });

  test('an administrator ends them from afar', async () => {
    const { id, cookie } = await newPerson();
    const [session] = (await read(`/api/users/${id}/sessions`)).json().items;
    expect((await post(`/api/users/${adminId}/end-sessions`, { sessionId: session.id })).json()).toEqual({ ended: 0 });
    expect((await post(`/api/users/${id}/end-sessions`, { sessionId: session.id })).json()).toEqual({ ended: 1 });
    expect((await read('/api/session', cookie)).statusCode).toBe(401);
  });

  test('the language is one’s own', async () => {
    const { cookie } = await newPerson();
    expect((await post('/api/session/language', { language: 'en' }, cookie)).statusCode).toBe(200);
    expect((await read('/api/users', cookie)).json().title).toBe('Your role does not allow this action');
  });
});

describe('setting up one-time codes', () => {
  test('needs the password and one right code; sessions opened without it end; removing needs the password again', async () => {
    const { id, username, cookie } = await newPerson();
    const elsewhere = await centre.cookieOf(username);
    const secret = new Secret({ size: 20 }).base32;
    const code = () => oneTimePassword(secret, 'x').generate();
    const set = (password: string, given: string) =>
      post('/api/session/second-factor/set', { password, secret, code: given }, cookie);
    expect((await set('bukan kata sandi', code())).json().code).toBe('password.wrong');
    expect((await set(testPassword, code() === '000000' ? '111111' : '000000')).json().code).toBe('session.wrong_code');
    expect((await set(testPassword, code())).json()).toEqual({ set: true });
    expect((await set(testPassword, code())).json().code).toBe('second_factor.already_set');
    expect((await read('/api/session', elsewhere)).statusCode).toBe(401);
    expect((await read('/api/session/second-factor', cookie)).json()).toEqual({ set: true });
    expect((await post('/api/session', { username, password: testPassword }, '')).json().state).toBe('second_factor');
    expect((await post('/api/session/second-factor/remove', { password: 'salah' }, cookie)).json().code).toBe(
      'password.wrong',
    );
    expect((await post('/api/session/second-factor/remove', { password: testPassword }, cookie)).json()).toEqual({
      set: false,
    });
    expect(
      (
        await row<{ totp_secret: string | null }>(
          database.systemDb,
          sql`select totp_secret from users where id = ${id}`,
        )
      )?.totp_secret,
    ).toBeNull();
  });
});

describe('importing accounts', () => {
  const csv = [
    'username;display_name;roles;agency;email;language',
    'impor1;Satu;call_taker|dispatcher;;;',
    'impor2;Dua;AGENCY_ADMIN;damkar;dua@contoh.go.id;en',
  ].join('\n');

  test('the preview says line by line what is wrong and writes nothing', async () => {
    const faulty = `${csv}\nadmin;;PILOT;TIDAK_ADA;bukan-alamat;fr\nimpor1;Lagi;FIELD_CREW;;;`;
    const preview = (await post('/api/users/import/preview', { csv: faulty })).json();
    expect(preview.rows.map((found: { line: number; problems: string[] }) => [found.line, found.problems])).toEqual([
      [2, []],
      [3, []],
      [4, ['display_name', 'roles', 'agency', 'email', 'language', 'taken']],
      [5, ['agency_needed', 'duplicate']],
    ]);
    const passwords = { impor1: makeInitialPassword(), impor2: makeInitialPassword() };
    expect((await post('/api/users/import', { csv: faulty, passwords })).json().code).toBe('user.import_faulty');
    expect((await read('/api/users?q=impor')).json().items).toEqual([]);
    expect((await post('/api/users/import/preview', { csv: 'a,b\n1,2' })).json().missingColumns).toEqual([
      'username',
      'display_name',
      'roles',
    ]);
    expect((await post('/api/users/import/preview', { csv: 'a,b\n"1,2' })).json().code).toBe('user.import_unreadable');
  });

  test('then all of them are there', async () => {
    const passwords = { impor1: makeInitialPassword(), impor2: makeInitialPassword() };
    expect((await post('/api/users/import', { csv, passwords })).json()).toEqual({ created: 2 });
    expect((await read('/api/users?q=impor')).json().items).toMatchObject([
      { username: 'impor1', roles: ['CALL_TAKER', 'DISPATCHER'], language: 'id' },
      { username: 'impor2', agencyName: 'Damkar', email: 'dua@contoh.go.id', language: 'en' },
    ]);
    expect((await post('/api/session', { username: 'impor2', password: passwords.impor2 }, '')).json().state).toBe(
      'password_change',
    );
  });
});
