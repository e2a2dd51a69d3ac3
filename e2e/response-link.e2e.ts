import { type Page, test } from '@playwright/test';
import type { ChannelContent } from '#features/agencies/channel.ts';
import { openGateway, type SmsGateway } from '#features/calls/server/link/test-link-room.ts';
import { api, expectAccessible, picture, soon } from './page-steps.ts';
import { change, changePart } from './setting-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// The power company has no accounts. Its duty officer gets a link by SMS, accepts, loses the network on the way, and is heard once it
// is back; the dispatcher sees each step.

let world: World;
let gateway: SmsGateway;
test.beforeAll(async ({ browser }) => {
  gateway = await openGateway();
  world = await startWorld({ env: { SIGAP_PUBLIC_URL: 'https://112.contoh.go.id' } });
  const { page: admin, context } = await signIn(browser, world, 'admin');
  await changePart<ChannelContent>(admin, '/api/channels', {
    sms: {
      active: true,
      url: gateway.url,
      format: 'json',
      toField: 'to',
      textField: 'text',
      header: 'Authorization',
    },
  });
  await change(admin, `/api/agencies/${await idOf(admin, 'PLN')}/contacts`, {
    content: { name: 'Piket PLN', phone: '0812 3456 7890', email: null, position: 1, active: true },
    reason: 'cerita uji',
  });
  await context.close();
});
test.afterAll(async () => {
  gateway?.close();
  await world?.stop();
});

async function idOf(page: Page, code: string): Promise<string> {
  const { items } = await api<{ items: { id: string; content?: { code: string }; code?: string }[] }>(
    page,
    '/api/agencies',
  );
  const found = items.find((one) => (one.code ?? one.content?.code) === code);
  return found?.id ?? '';
}

/** A power cut with PLN on it. */
async function sendPln(dispatcher: Page): Promise<{ id: string; number: number }> {
  const { items } = await api<{ items: { id: string; code: string }[] }>(dispatcher, '/api/incident-types');
  const type = items.find(({ code }) => code === 'POWER_OUT');
  const made = await dispatcher.request.post('/api/incidents', {
    data: {
      source: 'walk_in',
      typeId: type?.id,
      lifeAtRisk: 'no',
      villageCode: '35.15.08.1004',
      placeText: 'Jalan Melati 3',
      description: 'Listrik padam satu blok',
      callerName: 'Sri Lestari',
      callbackNumber: '081299998888',
    },
  });
  expect(made.status(), await made.text()).toBe(200);
  const incident = await made.json();
  const sent = await dispatcher.request.post(`/api/incidents/${incident.id}/assignments`, {
    data: { agencies: [{ agencyId: await idOf(dispatcher, 'PLN'), part: 'lead' }] },
  });
  expect(sent.status(), await sent.text()).toBe(200);
  return incident;
}

test('a body without accounts works through its link, also without a network for a while', async ({ browser }) => {
  const { page: dispatcher } = await signIn(browser, world, 'dispatcher');
  const incident = await sendPln(dispatcher);
  await dispatcher.goto(`/incidents/${incident.id}`);
  await dispatcher.getByRole('button', { name: 'Kirim tautan' }).first().click();
  const dialog = dispatcher.getByRole('dialog');
  await expect(dialog.getByText('Belum ada tautan yang dikirim.')).toBeVisible(soon);
  await dialog.getByRole('button', { name: 'Kirim tautan' }).click();
  await expect.poll(() => gateway.texts.length, soon).toBe(1);
  expect(gateway.texts[0]).toMatchObject({ to: '+6281234567890' });
  await expect(dialog.getByText('Belum dibuka')).toBeVisible(soon);
  await expectAccessible(dispatcher, 'the links of an assignment');
  await picture(dispatcher, 'tautan-dikirim');

  const token = /\/r\/([\w-]{22})/.exec(gateway.texts[0]?.text ?? '')?.[1] ?? '';
  const context = await browser.newContext({ baseURL: world.url, viewport: { width: 390, height: 780 } });
  const phone = await context.newPage();
  await phone.goto(`/r/${token}`);
  await expect(phone.getByText('Jalan Melati 3')).toBeVisible(soon);
  await expect(phone.getByText('Listrik padam satu blok')).toBeVisible();
  expect(await phone.content()).not.toMatch(/Sri|Lestari|9999/);
  await expect(dialog.getByText(/^Dibuka/)).toBeVisible(soon);
  await expectAccessible(phone, 'the page of a link');
  await picture(phone, 'tautan-tugas');

  await phone.getByRole('button', { name: 'Terima' }).click();
  await expect(phone.getByText('Keadaan: Diterima OPD')).toBeVisible(soon);
  await context.setOffline(true);
  await phone.getByRole('button', { name: 'Berangkat' }).click();
  await expect(phone.getByText('Mengirim: Berangkat')).toBeVisible(soon);
  await expect(phone.getByText(/Jaringan terputus/)).toBeVisible(soon);
  await picture(phone, 'tautan-tanpa-jaringan');
  await context.setOffline(false);
  await expect(phone.getByText('Keadaan: Menuju lokasi')).toBeVisible(soon);
  await phone.getByRole('textbox', { name: 'Pesan' }).fill('Gardu terbakar, kami panggil regu');
  await phone.getByRole('button', { name: 'Kirim', exact: true }).click();
  await phone.getByRole('button', { name: 'Tiba di lokasi' }).click();
  await expect(phone.getByText('Keadaan: Tiba di lokasi')).toBeVisible(soon);
  await phone.getByRole('button', { name: 'Selesai' }).click();
  await expectAccessible(phone, 'the question of the result');
  await picture(phone, 'tautan-hasil');
  await phone.getByRole('button', { name: 'Selesai ditangani' }).click();
  await expect(phone.getByText('Penugasan ini sudah berakhir.')).toBeVisible(soon);

  await dispatcher.keyboard.press('Escape');
  await expect(dispatcher.getByText('Gardu terbakar, kami panggil regu').first()).toBeVisible(soon);
  await expect(dispatcher.getByText('lewat tautan').first()).toBeVisible(soon);
  expect((await api<{ state: string }>(dispatcher, `/api/incidents/${incident.id}`)).state).toBe('RESOLVED');
  await context.close();
});

test('one that rejects gives the incident back at once, and a withdrawn link opens nothing', async ({ browser }) => {
  const { page: dispatcher } = await signIn(browser, world, 'dispatcher');
  const incident = await sendPln(dispatcher);
  const before = gateway.texts.length;
  await dispatcher.goto(`/incidents/${incident.id}`);
  await dispatcher.getByRole('button', { name: 'Kirim tautan' }).first().click();
  const dialog = dispatcher.getByRole('dialog');
  for (const count of [1, 2]) {
    await dialog.getByRole('button', { name: 'Kirim tautan' }).click();
    await expect.poll(() => gateway.texts.length, soon).toBe(before + count);
  }
  const tokens = gateway.texts.slice(before).map(({ text }) => /\/r\/([\w-]{22})/.exec(text)?.[1] ?? '');
  const context = await browser.newContext({ baseURL: world.url, viewport: { width: 390, height: 780 } });
  const phone = await context.newPage();
  // The newest stands first, once it is in the list.
  await expect(dialog.getByRole('button', { name: 'Cabut' })).toHaveCount(2, soon);
  await dialog.getByRole('button', { name: 'Cabut' }).first().click();
  await expect(dialog.getByText('Dicabut')).toBeVisible(soon);
  await phone.goto(`/r/${tokens[1]}`);
  await expect(phone.getByRole('heading', { name: 'Tautan ini tidak berlaku lagi' })).toBeVisible(soon);
  await picture(phone, 'tautan-dicabut');
  await phone.goto(`/r/${tokens[0]}`);
  await phone.getByRole('button', { name: 'Tolak' }).click();
  await phone.getByRole('button', { name: 'Bukan wewenang' }).click();
  await expect(phone.getByText('Keadaan: Ditolak')).toBeVisible(soon);
  await dispatcher.goto('/board');
  await expect(dispatcher.getByText('Bukan wewenang').first()).toBeVisible(soon);
  await context.close();
});
