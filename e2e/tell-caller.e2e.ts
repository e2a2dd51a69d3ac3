import { type Page, test } from '@playwright/test';
import type { ChannelContent } from '#features/agencies/channel.ts';
import { openGateway, type SmsGateway } from '#features/calls/server/link/test-link-room.ts';
import { answer, dial, finish, hangUp } from './call-steps.ts';
import { command, type Opened, sendTo } from './incident-steps.ts';
import { api, becomeReady, expectAccessible, findType, picture, soon, takePlace, takeType } from './page-steps.ts';
import { changePart } from './setting-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// Somebody calls about a fire. They hear by SMS what becomes of it, see it on a page without an account, say at the end that it is
// not solved, and the incident is back on the board. Who has only a landline is told by voice.

let world: World;
let gateway: SmsGateway;
test.beforeAll(async () => {
  gateway = await openGateway();
  world = await startWorld({ env: { SIGAP_PUBLIC_URL: 'https://112.contoh.go.id' } });
});
test.afterAll(async () => {
  gateway?.close();
  await world?.stop();
});

const field = { format: 'json', toField: 'to', textField: 'text', header: 'Authorization' } as const;
const texts = () => gateway.texts.map(({ text }) => text);
const saying = (words: string) => expect.poll(() => texts().some((text) => text.includes(words)), soon).toBe(true);

/** Switched on by an administrator on its page; a template that holds what it may not cannot be saved. */
async function switchOn(admin: Page): Promise<void> {
  await changePart<ChannelContent>(admin, '/api/channels', { sms: { active: true, url: gateway.url, ...field } });
  await admin.goto('/caller-messages');
  const done = admin.getByRole('textbox', { name: 'Kirim: selesai ditangani' });
  const seed = await done.inputValue();
  await done.fill('Halo {nama}');
  await expect(admin.getByText('Tidak dikenal: {nama}')).toBeVisible(soon);
  await picture(admin, 'kabar-isian-salah');
  await done.fill(seed);
  await admin.getByText('Kabari pelapor', { exact: true }).first().click();
  await admin.getByRole('textbox', { name: /Alasan/ }).fill('Dinyalakan setelah dibaca kepala dinas');
  await expectAccessible(admin, 'the setting of telling callers');
  await picture(admin, 'kabar-pengaturan');
  await admin.getByRole('button', { name: /Simpan/ }).click();
  await expect
    .poll(async () => (await api<{ content: { active: boolean } }>(admin, '/api/telling-setting')).content.active, soon)
    .toBe(true);
}

/** A call at a desk and the incident that is opened in it. */
async function takeCall(desk: Page, from: string): Promise<Opened> {
  await becomeReady(desk);
  const citizen = await dial(world, from);
  await answer(desk);
  await findType(desk);
  await takeType(desk);
  await takePlace(desk);
  // The third answer makes it more than a draft: only then is there something to tell.
  await desk.keyboard.press('Alt+y');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('link', { name: 'Buka halaman kejadian' })).toBeVisible(soon);
  await hangUp(desk, citizen);
  await finish(desk);
  const [incident] = (await api<{ items: Opened[] }>(desk, '/api/incidents')).items;
  if (incident === undefined) throw new Error('the desk has saved its incident');
  return incident;
}

/** What somebody does on the page of a closed report, the last of it in a dead spot. */
async function rateAndReopen(phone: Page): Promise<void> {
  const context = phone.context();
  await phone.getByText('4 · baik').click();
  await phone.getByRole('textbox', { name: /Alasan/ }).fill('Petugas cepat datang');
  await phone.getByRole('button', { name: 'Kirim nilai' }).click();
  await expect(phone.getByText(/Nilai Anda: 4 dari 5/)).toBeVisible(soon);
  await expectAccessible(phone, 'the page of a closed report');
  await phone.emulateMedia({ colorScheme: 'dark' });
  await picture(phone, 'lacak-ditutup-gelap');
  await phone.emulateMedia({ colorScheme: 'light' });
  await picture(phone, 'lacak-ditutup');
  await phone.getByRole('button', { name: 'Masalah belum selesai' }).click();
  await phone.getByRole('button', { name: 'Minta ditangani lagi' }).click();
  await expect(phone.getByText('Tulis satu kalimat agar petugas tahu.')).toBeVisible();
  // Written in a dead spot: it goes out by itself.
  await context.setOffline(true);
  await phone.getByRole('textbox', { name: 'Apa yang belum selesai?' }).fill('Api menyala lagi di belakang rumah');
  await picture(phone, 'lacak-belum-selesai');
  await phone.getByRole('button', { name: 'Minta ditangani lagi' }).click();
  await expect(phone.getByText(/Jaringan terputus/)).toBeVisible(soon);
  await context.setOffline(false);
  await expect(phone.getByText('Sedang ditangani')).toBeVisible(soon);
  await saying('ditangani lagi');
}

test('the caller hears by SMS, sees the page, and says that it is not solved', async ({ browser }) => {
  const { page: admin, context: office } = await signIn(browser, world, 'admin');
  await switchOn(admin);
  await office.close();
  const { page: desk } = await signIn(browser, world, 'calltaker1');
  const incident = await takeCall(desk, '081234567890');
  await saying(`laporan ${incident.number} (`);
  expect(gateway.texts[0]).toMatchObject({ to: '+6281234567890' });
  const token = /\/t\/([\w-]{22})/.exec(texts()[0] ?? '')?.[1] ?? '';

  const context = await browser.newContext({ baseURL: world.url, viewport: { width: 390, height: 844 } });
  const phone = await context.newPage();
  await phone.goto(`/t/${token}`);
  await expect(phone.getByRole('heading', { name: `Laporan ${incident.number}` })).toBeVisible(soon);
  await expect(phone.getByText('Sedang ditangani')).toBeVisible();
  await expectAccessible(phone, 'the page of a report');
  await picture(phone, 'lacak-diterima');

  const { page: dispatcher } = await signIn(browser, world, 'dispatcher');
  const { page: agency } = await signIn(browser, world, 'damkar');
  const [task] = await sendTo(dispatcher, incident, 'DAMKAR');
  for (const [step, words] of [
    ['acknowledge', 'diterima'],
    ['en-route', 'menuju lokasi'],
    ['arrive', 'tiba di lokasi'],
  ] as const) {
    await command(agency, `/api/assignments/${task}/${step}`);
    await saying(words);
  }
  await expect(phone.getByText(/tiba di lokasi/)).toBeVisible(soon);
  await picture(phone, 'lacak-tiba');
  await command(agency, `/api/assignments/${task}/finish`, { result: 'DONE' });
  await saying('selesai ditangani');
  await expect(phone.getByText('Bagaimana penanganannya?')).toBeVisible(soon);
  await dispatcher.goto(`/incidents/${incident.id}`);
  // Told by the last message: nobody has to say so by hand, and it can be closed.
  await dispatcher.getByRole('button', { name: /Tutup kejadian/ }).click(soon);
  await saying('ditutup');
  await expect(phone.getByText('Laporan ditutup').first()).toBeVisible(soon);

  await rateAndReopen(phone);
  await expect(dispatcher.getByText('Api menyala lagi di belakang rumah').first()).toBeVisible(soon);
  await expect(dispatcher.getByText(/Pelapor menyatakan belum selesai/).first()).toBeVisible(soon);
  const card = dispatcher.getByRole('region', { name: 'Pelapor', exact: true });
  await expect(card.getByText('Nilai pelapor: 4 dari 5')).toBeVisible(soon);
  await expectAccessible(dispatcher, 'an incident whose caller was told');
  await card.scrollIntoViewIfNeeded();
  await picture(dispatcher, 'kabar-di-kejadian');
  await dispatcher.goto('/board');
  await expect(
    dispatcher
      .getByText(`#${incident.number}`)
      .or(dispatcher.getByText(String(incident.number), { exact: true }))
      .first(),
  ).toBeVisible(soon);
  await picture(dispatcher, 'kabar-papan');
  expect(texts().join()).not.toMatch(/Sidokare|dapur/);
  await context.close();
});

test('a landline is told by voice, and the result closes the circle', async ({ browser }) => {
  const { page: desk } = await signIn(browser, world, 'calltaker2');
  const before = texts().length;
  const incident = await takeCall(desk, '0318921234');
  const { page: dispatcher } = await signIn(browser, world, 'dispatcher');
  const { page: agency } = await signIn(browser, world, 'damkar');
  const [task] = await sendTo(dispatcher, incident, 'DAMKAR');
  await command(agency, `/api/assignments/${task}/acknowledge`);
  await command(agency, `/api/assignments/${task}/finish`, { result: 'DONE' });
  await desk.goto('/caller-tasks');
  const row = desk.getByRole('row', { name: new RegExp(`#${incident.number}`) });
  await expect(row.getByText('Telepon rumah, tidak menerima pesan')).toBeVisible(soon);
  await row.click();
  await desk.getByRole('button', { name: /Saya kabari/ }).click();
  await expect(row.getByText('belum ada')).toBeHidden(soon);
  await expectAccessible(desk, 'the list of callers to tell');
  await picture(desk, 'kabari-pelapor');
  await desk.getByRole('button', { name: /Catat hasil/ }).click();
  await desk.getByRole('radio', { name: /Sudah dikabari/ }).click({ force: true });
  await desk.getByRole('textbox', { name: 'Catatan' }).fill('Pelapor berterima kasih');
  await expectAccessible(desk, 'the result of telling a caller');
  await picture(desk, 'kabari-hasil');
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: /Catat hasil/ })
    .click();
  await expect(desk.getByText('Tidak ada pelapor yang menunggu dikabari')).toBeVisible(soon);
  const told = await api<{ callerInformed: { result: string } | null }>(desk, `/api/incidents/${incident.id}`);
  expect(told.callerInformed?.result).toBe('informed');
  expect(texts()).toHaveLength(before);
});
