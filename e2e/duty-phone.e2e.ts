import { type Page, test } from '@playwright/test';
import type { ChannelContent } from '#features/agencies/channel.ts';
import type { AgencyView } from '#features/agencies/contract.ts';
import type { LadderContent } from '#features/dispatch/ladder.ts';
import type { LadderSetting } from '#features/dispatch/ladder-contract.ts';
import { listenForCalls, type Phone } from '#platform/server/sip/listen-for-calls.ts';
import { openMailServer, openPushService } from '#platform/server/testing/receivers.ts';
import { api, expectAccessible, picture, soon } from './page-steps.ts';
import { change, leadOut, type Setting } from './setting-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A fire is sent and nobody acknowledges: notification and mail go out, then the telephones on duty ring, in turn. One presses 1 and the
// board shows it accepted, by name; in the next one somebody presses 2, and it is back with the dispatcher, who sends it on by one key.

let world: World;
/** Every telephone outside, behind the operator. */
let telephone: Phone;
let mail: Awaited<ReturnType<typeof openMailServer>>;
let push: Awaited<ReturnType<typeof openPushService>>;
let damkar: AgencyView;

test.beforeAll(async ({ browser }) => {
  telephone = await listenForCalls({ answerAfterMs: 'never', audio: { tone: 440 } });
  mail = await openMailServer({ user: 'pusat', password: 'kunci' });
  push = await openPushService();
  world = await startWorld();
  const { page: admin, context } = await signIn(browser, world, 'admin');
  await prepare(admin);
  await context.close();
  const agency = await signIn(browser, world, 'damkar');
  await change(agency.page, '/api/push-subscriptions', push.subscription);
  // Its screen is closed: nothing but the ladder reaches the fire brigade.
  await agency.context.close();
});
test.afterAll(async () => {
  telephone?.close();
  await mail?.close();
  await push?.close();
  await world?.stop();
});

const seconds = (count: number) => ({ P1: count, P2: count, P3: count, P4: count });

async function prepare(admin: Page): Promise<void> {
  await leadOut(admin, `127.0.0.1:${telephone.port}`);
  const { items } = await api<{ items: AgencyView[] }>(admin, '/api/agencies?limit=200');
  const found = items.find(({ code }) => code === 'DAMKAR');
  if (found === undefined) throw new Error('The demo has a fire brigade');
  damkar = found;
  const contact = (name: string, phone: string, position: number, email: string | null = null) =>
    change(admin, `/api/agencies/${damkar.id}/contacts`, {
      reason: 'cerita uji',
      content: { name, phone, email, position, active: true },
    });
  await contact('Budi Piket', '0812 2222 0001', 1, 'piket@damkar.contoh.go.id');
  await contact('Sari Piket', '0812 2222 0002', 2);
  const channels = await api<Setting<ChannelContent>>(admin, '/api/channels');
  const content = {
    ...channels.content,
    email: {
      ...{ active: true, host: '127.0.0.1', port: mail.port, security: 'none' },
      ...{ username: 'pusat', from: 'pusat112@sidoarjokab.go.id' },
    },
    push: { active: true, contact: 'admin@sidoarjokab.go.id', hosts: [`127.0.0.1:${push.port}`] },
    telephone: { ringSeconds: 60, pressSeconds: 60 },
  };
  const { id, version } = channels;
  const data = { version, reason: 'cerita uji', content, secrets: { email: 'kunci' } };
  await change(admin, `/api/channels/${id}/change`, data);
  await shortenLadder(admin);
}

/** Seconds instead of minutes; the regency's own ladder, which the fire brigade goes by. */
async function shortenLadder(admin: Page): Promise<void> {
  const ladders = await api<{ items: LadderSetting[] }>(admin, '/api/ladders');
  const [general] = ladders.items;
  if (general === undefined) throw new Error('A regency has a ladder');
  const content: LadderContent = {
    ...general.content,
    steps: [
      { act: 'push', after: seconds(0) },
      { act: 'email', after: seconds(1) },
      { act: 'call', after: seconds(3) },
      // Long enough that a busy machine shows who is called before the next one is.
      { act: 'call', after: seconds(30) },
      { act: 'supervisor', after: seconds(600) },
    ],
  };
  await change(admin, `/api/ladders/${general.id}/change`, { version: general.version, reason: 'cerita uji', content });
}

/** By radio, so that no call is in the way. */
async function send(dispatcher: Page): Promise<{ id: string; number: number }> {
  const types = await api<{ items: { id: string; code: string }[] }>(dispatcher, '/api/incident-types');
  const opened = await dispatcher.request.post('/api/incidents', {
    data: {
      source: 'radio',
      typeId: types.items.find(({ code }) => code === 'FIRE_BUILDING')?.id,
      villageCode: '35.15.08.1004',
      lifeAtRisk: 'yes',
      landmark: 'depan SPBU Gajah Mada',
    },
  });
  expect(opened.status(), await opened.text()).toBeLessThan(300);
  const incident = (await opened.json()) as { id: string; number: number };
  const agencies = [{ agencyId: damkar.id, part: 'lead' }];
  const sent = await dispatcher.request.post(`/api/incidents/${incident.id}/assignments`, { data: { agencies } });
  expect(sent.status(), await sent.text()).toBeLessThan(300);
  return incident;
}

test('nobody acknowledges: notification, mail, the first telephone is not answered, the second presses 1', async ({
  browser,
}) => {
  const { page: dispatcher, context } = await signIn(browser, world, 'dispatcher');
  await dispatcher.goto('/board?view=table');
  const incident = await send(dispatcher);
  const trying = dispatcher.getByRole('region', { name: 'Sedang dihubungi' });
  await expect(trying).toContainText(String(incident.number), soon);

  await expect.poll(() => push.pushes.length, soon).toBe(1);
  expect(JSON.parse(push.pushes[0]?.text ?? '{}')).toMatchObject({ title: 'Tugas baru P1', path: '/tasks' });
  expect(push.pushes[0]?.text).not.toMatch(/Sidokare|SPBU|Kebakaran/);
  await expect.poll(() => mail.mails.length, soon).toBe(1);
  expect(mail.mails[0]).toMatchObject({ to: ['piket@damkar.contoh.go.id'] });

  const first = await telephone.waitForCall(1, 120_000);
  expect(first.to).toContain('081222220001');
  await expect(trying).toContainText('Budi Piket', soon);
  const second = await telephone.waitForCall(2, 120_000);
  expect(second.to).toContain('081222220002');
  await first.hangUp();
  second.answer();
  await expect.poll(() => second.heard.energy(), soon).toBeGreaterThan(300);
  await picture(dispatcher, 'papan-dihubungi');
  await second.press('1');

  const row = dispatcher.getByRole('row', { name: new RegExp(`${incident.number}`) });
  await expect(row).toContainText('Diterima OPD', soon);
  await dispatcher.goto(`/incidents/${incident.id}`);
  await dispatcher.getByText(/Upaya menghubungi/).click();
  await expect(dispatcher.getByText('Telepon otomatis · Sari Piket')).toBeVisible(soon);
  await expect(dispatcher.getByText('Menekan 1: diterima')).toBeVisible(soon);
  await expect(dispatcher.getByText(/telepon otomatis: menekan 1, diterima/)).toBeVisible(soon);
  await picture(dispatcher, 'kejadian-upaya');
  await expectAccessible(dispatcher, 'attempts of an assignment');
  expect(await second.waitFor('ended', 60_000)).toMatchObject({ by: 'peer' });
  await context.close();
});

test('two is pressed: it is back at once, and one key sends it to the next agency', async ({ browser }) => {
  const { page: dispatcher, context } = await signIn(browser, world, 'dispatcher');
  await dispatcher.goto('/board?view=table');
  const before = telephone.calls.length;
  const incident = await send(dispatcher);
  const ringing = await telephone.waitForCall(before + 1, 120_000);
  ringing.answer();
  await expect.poll(() => ringing.heard.energy(), soon).toBeGreaterThan(300);
  await ringing.press('2');
  const back = dispatcher.getByRole('region', { name: /Dikembalikan instansi/ });
  await expect(back).toContainText('Ditolak lewat telepon', soon);
  await expect(back.getByRole('button', { name: /Kirim ke/ })).toBeVisible(soon);
  await picture(dispatcher, 'papan-dikembalikan');
  await expectAccessible(dispatcher, 'given back');
  await dispatcher.keyboard.press('Shift+F9');
  await expect
    .poll(async () => {
      const { items } = await api<{ items: { agency: { code: string }; part: string; state: string }[] }>(
        dispatcher,
        `/api/assignments?incidentId=${incident.id}&group=all`,
      );
      return items.map(({ agency, part, state }) => `${agency.code === 'DAMKAR'} ${part} ${state}`).sort();
    }, soon)
    .toEqual(['false lead SENT', 'true lead REJECTED']);
  await expect(back).toHaveCount(0, soon);
  await context.close();
});

test('the administrator sees the steps over time, the channels and what was sent', async ({ browser }) => {
  const { page: admin, context } = await signIn(browser, world, 'admin');
  await admin.goto('/ladders');
  await admin.getByRole('row', { name: /Semua instansi/ }).click();
  await expect(admin.getByRole('region', { name: 'Gambar langkah menurut waktu' })).toContainText('Telepon otomatis');
  await picture(admin, 'tangga');
  await expectAccessible(admin, 'ladder');
  await admin.goto('/channels');
  await expect(admin.getByText('Kirim surel')).toBeVisible(soon);
  await picture(admin, 'saluran');
  await expectAccessible(admin, 'channels');
  await admin.goto('/messages');
  await expect(admin.getByText('p•••@damkar.contoh.go.id').first()).toBeVisible(soon);
  await picture(admin, 'pesan');
  await expectAccessible(admin, 'messages');
  await context.close();
});
