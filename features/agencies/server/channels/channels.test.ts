import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { systemActor } from '#platform/server/action.ts';
import { assemble } from '#platform/server/assemble.ts';
import { row } from '#platform/server/db/database.ts';
import { startJobs } from '#platform/server/jobs/jobs.ts';
import { newPushKeys } from '#platform/server/messages/push.ts';
import { openMailServer, openPushService, openTextGateway } from '#platform/server/testing/receivers.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { until } from '#platform/server/testing/until.ts';
import { startDeadlines } from '#platform/server/timers/deadlines.ts';
import { runWork, type Workplace } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';
import { type ChannelContent, channelContent } from '../../channel.ts';
import type { MessageView } from '../../channel-contract.ts';
import { feature as agencies } from '../feature.ts';
import { agencySettings } from '../setting-kinds.ts';
import { createChannels } from './channels.ts';
import { cancelMessages, type MessageToQueue, queueMessage } from './queue-message.ts';
import { giveUpMessage } from './send-message.ts';

const pushKeys = newPushKeys();
const keys = { secret: async () => 'rahasia-uji', push: async () => pushKeys };
const heard: { name: string; content: Record<string, unknown> }[] = [];
const note = async (_: unknown, event: { name: string; content: Record<string, unknown> }) =>
  void heard.push({ name: event.name, content: event.content });

let database: TestDatabase;
let centre: TestCentre;
let place: Workplace;
let [tenantId, adminId] = ['', ''];
let [admin, supervisor, taker, elsewhere] = ['', '', '', ''];
let stops: (() => Promise<void>)[] = [];
let mail: Awaited<ReturnType<typeof openMailServer>>;
let gateway: Awaited<ReturnType<typeof openTextGateway>>;
let push: Awaited<ReturnType<typeof openPushService>>;

beforeAll(async () => {
  database = await createTestDatabase();
  const channels = createChannels(keys);
  centre = await createTestCentre(database, { features: [agencies, channels], settingKinds: agencySettings });
  tenantId = await centre.addTenant({ slug: 'sidoarjo' });
  adminId = await centre.addUser(tenantId, { username: 'admin', roles: ['ADMIN'] });
  await centre.addUser(tenantId, { username: 'penyelia', roles: ['SUPERVISOR'] });
  await centre.addUser(tenantId, { username: 'penerima', roles: ['CALL_TAKER'] });
  const other = await centre.addTenant({ slug: 'ketapang' });
  await centre.addUser(other, { username: 'lain', roles: ['ADMIN'] });
  [admin, supervisor, taker, elsewhere] = [
    await centre.cookieOf('admin'),
    await centre.cookieOf('penyelia'),
    await centre.cookieOf('penerima'),
    await centre.cookieOf('lain'),
  ];
  const handlers = assemble([agencies, channels]);
  place = {
    ...centre.place,
    listeners: { 'message.sent': [note], 'message.failed': [note], 'message.cancelled': [note] },
  };
  const jobs = await startJobs({ place, ownerPool: database.ownerPool, handlers: handlers.jobs });
  const deadlines = startDeadlines({
    place,
    systemDb: database.systemDb,
    listen: database.systemPool,
    handlers: handlers.deadlines,
  });
  mail = await openMailServer({ user: 'pusat112', password: 'kunci surel' });
  gateway = await openTextGateway();
  push = await openPushService();
  stops = [jobs.stop, deadlines.stop, mail.close, gateway.close, push.close];
});
afterAll(async () => {
  for (const stop of stops) await stop();
  await centre.close();
  await database.close();
});

const get = async <Answer>(url: string, cookie = admin): Promise<Answer> =>
  (await centre.app.inject({ method: 'GET', url, headers: { cookie } })).json();
const post = (url: string, payload: object, cookie = admin) =>
  centre.app.inject({ method: 'POST', url, payload, headers: { cookie } });

async function setUp(content: object, secrets: object = {}): Promise<void> {
  const shown = await get<{ id: string; version: number; content: ChannelContent }>('/api/channels');
  const whole = channelContent.parse({ ...shown.content, ...content });
  const answer = await post(`/api/channels/${shown.id}/change`, {
    version: shown.version,
    reason: 'Perubahan uji',
    content: whole,
    secrets,
  });
  expect(answer.statusCode).toBe(200);
}

const work = <Value>(what: Parameters<typeof runWork<Value>>[2]) =>
  runWork(place, { tenantId, actor: systemActor }, what);
const queue = (given: Partial<MessageToQueue>) =>
  work((ctx) =>
    queueMessage(ctx, {
      channel: 'sms',
      purpose: 'assignment_alert',
      subject: { type: 'assignment', id: newId() },
      to: '0812 3456 7890',
      title: 'Tugas baru',
      text: 'Kebakaran rumah di Sidokare',
      ...given,
    }),
  );
const messageOf = async (id: string) =>
  (await get<{ items: MessageView[] }>('/api/messages')).items.find((message) => message.id === id);
const stateOf = async (id: string) => (await messageOf(id))?.state;

test('a regency begins with every channel off, and says so when a test message is asked for', async () => {
  const { content, withSecret } = await get<{ content: ChannelContent; withSecret: string[] }>('/api/channels');
  expect([content.email.active, content.sms.active, content.whatsapp.active, content.push.active]).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(withSecret).toEqual([]);
  expect((await post('/api/channels/test', { channel: 'sms', to: '081234567890' })).json().code).toBe('channel.off');
});

test('mail goes through a real mail server with its password, which nobody reads back', async () => {
  const email = {
    active: true,
    host: '127.0.0.1',
    port: mail.port,
    security: 'none',
    username: 'pusat112',
    from: 'pusat112@sidoarjokab.go.id',
  };
  await setUp({ email }, { email: 'kunci surel' });
  const shown = await centre.app.inject({ method: 'GET', url: '/api/channels', headers: { cookie: admin } });
  expect(shown.json().withSecret).toEqual(['email']);
  expect(shown.body).not.toContain('kunci surel');
  const kept = await row<{ secrets: Buffer }>(
    database.systemDb,
    sql`select secrets from channel_settings where tenant_id = ${tenantId}`,
  );
  expect(kept?.secrets.toString('utf8')).not.toContain('kunci surel');
  const id = await queue({ channel: 'email', to: 'piket@damkar.contoh.go.id', title: 'Tugas P1: Kebakaran' });
  await until('the mail is sent', async () => (await stateOf(id)) === 'sent');
  const received = mail.mails.at(-1);
  expect(received).toMatchObject({ from: 'pusat112@sidoarjokab.go.id', to: ['piket@damkar.contoh.go.id'] });
  expect(received?.source).toContain('Subject: Tugas P1: Kebakaran');
  expect(received?.source).toContain(`<${id}@sigap112>`);
  expect((await messageOf(id))?.recipient).toBe('p•••@damkar.contoh.go.id');
});

test('a wrong password is tried again and told when its time is over; a refused recipient at once', async () => {
  await setUp({}, { email: 'salah' });
  const wrong = await queue({ channel: 'email', to: 'piket@damkar.contoh.go.id' });
  await until('it was tried', async () => ((await messageOf(wrong))?.attempts.length ?? 0) > 0);
  expect(await messageOf(wrong)).toMatchObject({ state: 'queued', attempts: [{ code: 'refused' }] });
  await work((ctx) => giveUpMessage(ctx, wrong, ctx.now));
  expect(await messageOf(wrong)).toMatchObject({ state: 'failed', code: 'too_late' });
  await setUp({}, { email: 'kunci surel' });
  mail.answer(550);
  const refused = await queue({ channel: 'email', to: 'piket@damkar.contoh.go.id' });
  await until('it failed', async () => (await stateOf(refused)) === 'failed');
  expect(await messageOf(refused)).toMatchObject({ code: 'bad_recipient', attempts: [{ code: 'bad_recipient' }] });
  mail.answer(250);
});

test('SMS and WhatsApp go to their own gateways with their own keys, to a number in E.164', async () => {
  const sms = { active: true, url: gateway.url, toField: 'phone', textField: 'message', header: 'X-Key' };
  await setUp(
    { sms, whatsapp: { active: true, url: gateway.url, toField: 'wa' } },
    { sms: 'kunci-sms', whatsapp: 'kunci-wa' },
  );
  const bySms = await queue({});
  await until('the SMS is sent', async () => (await stateOf(bySms)) === 'sent');
  expect(gateway.texts.at(-1)).toMatchObject({
    fields: { phone: '+6281234567890', message: 'Kebakaran rumah di Sidokare' },
    headers: { 'x-key': 'kunci-sms' },
  });
  const byWhatsapp = await queue({ channel: 'whatsapp' });
  await until('the WhatsApp is sent', async () => (await stateOf(byWhatsapp)) === 'sent');
  expect(gateway.texts.at(-1)).toMatchObject({
    fields: { wa: '+6281234567890' },
    headers: { authorization: 'kunci-wa' },
  });
  const nowhere = await queue({ to: 'bukan nomor' });
  await until('it failed', async () => (await stateOf(nowhere)) === 'failed');
  expect(await messageOf(nowhere)).toMatchObject({ code: 'bad_recipient' });
});

test('a gateway that is down is tried again until it takes the message', async () => {
  gateway.answer(503);
  const id = await queue({});
  await until('it was tried', async () => ((await messageOf(id))?.attempts.length ?? 0) === 1);
  expect(await stateOf(id)).toBe('queued');
  gateway.answer(200);
  await until('it is sent', async () => (await stateOf(id)) === 'sent');
  expect((await messageOf(id))?.attempts.map(({ code }) => code)).toEqual(['unreachable', null]);
});

test('one that nobody sends in time fails by its deadline, and its listener hears so with ids and codes only', async () => {
  gateway.answer(503);
  const subject = { type: 'assignment', id: newId() };
  const id = await work((ctx) =>
    queueMessage(ctx, {
      channel: 'sms',
      purpose: 'assignment_alert',
      subject,
      to: '081234567890',
      title: 'Tugas baru',
      text: 'Kebakaran',
      giveUpAt: plusMs(ctx.now, 1500),
    }),
  );
  await until('it is given up', async () => (await stateOf(id)) === 'failed');
  gateway.answer(200);
  const told = heard.findLast(({ content }) => content.subjectId === subject.id);
  expect(told?.name).toBe('message.failed');
  expect(['unreachable', 'too_late']).toContain(told?.content.code);
  expect(JSON.stringify(told)).not.toMatch(/8123456|Kebakaran/);
});

test('what was cancelled is not sent', async () => {
  gateway.answer(503);
  const subject = { type: 'assignment', id: newId() };
  const id = await queue({ subject });
  await until('it was tried', async () => ((await messageOf(id))?.attempts.length ?? 0) === 1);
  await work((ctx) => cancelMessages(ctx, subject.id, 'assignment_reminder'));
  expect(await stateOf(id)).toBe('queued');
  await work((ctx) => cancelMessages(ctx, subject.id));
  expect(await stateOf(id)).toBe('cancelled');
  gateway.answer(200);
  const sent = gateway.texts.length;
  const after = await queue({});
  await until('a later one is sent', async () => (await stateOf(after)) === 'sent');
  expect(gateway.texts.length).toBe(sent + 1);
});

test('a notification is encrypted for one browser and signed by us; one that is gone is forgotten', async () => {
  expect((await post('/api/push-subscriptions', push.subscription)).json().code).toBe('channel.off');
  await setUp({ push: { active: true, contact: 'admin@sidoarjokab.go.id' } });
  // The list of push services is the fence round our own network.
  expect((await post('/api/push-subscriptions', push.subscription)).json().code).toBe('push.host_unknown');
  await setUp({ push: { active: true, contact: 'admin@sidoarjokab.go.id', hosts: [`127.0.0.1:${push.port}`] } });
  expect((await get<{ publicKey: string }>('/api/push', taker)).publicKey).toBe(pushKeys.publicKey);
  const { id: to } = (await post('/api/push-subscriptions', push.subscription)).json();
  const id = await queue({ channel: 'push', to, title: 'Tugas baru P1', text: 'Kebakaran', path: '/tasks' });
  await until('the notification is sent', async () => (await stateOf(id)) === 'sent');
  const received = push.pushes.at(-1);
  expect(JSON.parse(received?.text ?? '')).toEqual({ id, title: 'Tugas baru P1', text: 'Kebakaran', path: '/tasks' });
  expect(received?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high' });
  expect(Number(received?.headers.ttl)).toBeGreaterThan(0);
  expect(received?.vapid).toMatchObject({
    isSigned: true,
    key: pushKeys.publicKey,
    claims: { aud: `http://127.0.0.1:${push.port}`, sub: 'mailto:admin@sidoarjokab.go.id' },
  });
  const tested = (await post('/api/channels/test', { channel: 'push' })).json();
  await until('the test is sent', async () => (await stateOf(tested.ids[0])) === 'sent');
  push.answer(410);
  const last = await queue({ channel: 'push', to });
  await until('it failed', async () => (await stateOf(last)) === 'failed');
  expect(await messageOf(last)).toMatchObject({ code: 'gone' });
  expect(await work((ctx) => row(ctx.tx, sql`select from push_subscriptions where user_id = ${adminId}`))).toBeNull();
});

test('only supervisors and administrators see the list, without the words, and another regency nothing of it', async () => {
  expect((await get<{ items: MessageView[] }>('/api/messages', supervisor)).items.length).toBeGreaterThan(5);
  expect(
    (await centre.app.inject({ method: 'GET', url: '/api/messages', headers: { cookie: taker } })).statusCode,
  ).toBe(403);
  expect((await get<{ items: MessageView[] }>('/api/messages', elsewhere)).items).toEqual([]);
  const all = await centre.app.inject({ method: 'GET', url: '/api/messages', headers: { cookie: supervisor } });
  expect(all.body).not.toMatch(/Kebakaran|81234567890/);
  const first = await get<{ items: MessageView[]; next: string }>('/api/messages?limit=2', supervisor);
  const second = await get<{ items: MessageView[] }>(`/api/messages?limit=2&after=${first.next}`, supervisor);
  const ids = [...first.items, ...second.items].map(({ id }) => id);
  expect(new Set(ids).size).toBe(4);
});
