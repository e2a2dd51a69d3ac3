import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Page, test } from '@playwright/test';
import { listenForCalls, type Phone } from '#platform/server/sip/listen-for-calls.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { api, becomeReady, classify, expectAccessible, picture } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A supervisor gives a call taker a SIP telephone, who takes, holds and ends calls with it and with the screen. Then an operator
// tests its line, and no telephone rings for it.

let world: World;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  world = await startWorld();
});
test.afterAll(() => world.stop());

const dial = (from: string): Promise<PlacedCall> =>
  placeCall({ host: '127.0.0.1', port: world.sipPort, from, to: '112', audio: { tone: 440 } });
const hears = (call: PlacedCall, tone: number) => call.heard.tones([tone], call.now() - 600).length > 0;

interface Desk {
  readonly presence: { readonly state: string; readonly reachable: boolean };
  readonly deskPhone: { readonly inUse: boolean; readonly registered: boolean } | null;
  readonly call: { readonly state: string; readonly heldSince: string | null } | null;
}
const deskOf = (page: Page) => api<Desk>(page, '/api/desk');

/** The account, as the supervisor reads it off the screen. */
async function makeAccount(boss: Page): Promise<{ user: string; password: string }> {
  await boss.goto('/desk-phones');
  await boss
    .getByRole('row', { name: /Sri Lestari/ })
    .first()
    .click();
  const dialog = boss.getByRole('dialog', { name: /Telepon meja \(SIP\)/ });
  await dialog.getByRole('button', { name: 'Buat akun telepon' }).click();
  const password = dialog.getByLabel('Kata sandi');
  await expect(password).not.toHaveValue('');
  await expectAccessible(boss, 'account of a telephone');
  await picture(boss, 'handset-account');
  return { user: await dialog.getByLabel('Nama akun').inputValue(), password: await password.inputValue() };
}

async function lift(phone: Phone): Promise<Awaited<ReturnType<Phone['waitForCall']>>> {
  const received = await phone.waitForCall(phone.calls.length + 1);
  return received;
}

test('calls are taken at the telephone on the desk', async ({ browser }) => {
  test.setTimeout(300_000);
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  const { page: boss, context: bossContext } = await signIn(browser, world, 'supervisor');
  await expect.poll(async () => (await deskOf(desk)).deskPhone).toBeNull();
  const account = await makeAccount(boss);
  const phone = await listenForCalls({ answerAfterMs: 'never', audio: { tone: 1100 } });
  const registrar = { host: '127.0.0.1', port: world.sipPort };
  expect(await phone.register(registrar, account.user, account.password, 120)).toBe(200);

  await desk.reload();
  await desk.getByRole('button', { name: /Terima panggilan di/ }).click();
  await desk.getByRole('option', { name: /Telepon meja/ }).click();
  await expect(desk.getByText('Telepon meja terdaftar')).toBeVisible({ timeout: 30_000 });
  await becomeReady(desk);
  await expectAccessible(desk, 'desk with a handset');

  const citizen = await dial('081234567890');
  const received = await lift(phone);
  await expect(desk.getByText('Angkat gagang telepon meja')).toBeVisible();
  await picture(desk, 'handset-rings');
  received.answer();
  await expect(desk.getByRole('heading', { name: 'Panggilan berlangsung' })).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => hears(citizen, 1100), { timeout: 30_000 }).toBe(true);
  await expect(desk.getByRole('button', { name: /Bisukan mikrofon/ })).toBeDisabled();
  await desk.keyboard.press('Alt+h');
  await expect(desk.getByText(/Ditahan sejak/).first()).toBeVisible();
  await expect.poll(() => hears(citizen, 1100), { timeout: 30_000 }).toBe(false);
  await picture(desk, 'handset-hold');
  await desk.keyboard.press('Alt+h');
  await expect.poll(() => hears(citizen, 1100), { timeout: 30_000 }).toBe(true);
  await expect.poll(async () => (await deskOf(desk)).call?.heldSince, { timeout: 30_000 }).toBeNull();
  await desk.keyboard.press('F4');
  await citizen.waitFor('ended', 30_000);
  await expect.poll(() => received.events.some(({ type }) => type === 'ended'), { timeout: 30_000 }).toBe(true);
  await classify(desk);

  // The handset hangs up; then it loses its line, and the desk says so.
  const next = await dial('085700000001');
  const second = await lift(phone);
  second.answer();
  await expect.poll(() => hears(next, 1100), { timeout: 30_000 }).toBe(true);
  await second.hangUp();
  await next.waitFor('ended', 30_000);
  await classify(desk);
  expect(await phone.register(registrar, account.user, account.password, 0)).toBe(200);
  await expect(desk.getByText(/Telepon meja tidak terdaftar/).first()).toBeVisible({ timeout: 30_000 });
  await picture(desk, 'handset-lost');

  await desk.getByRole('button', { name: /Terima panggilan di/ }).click();
  await desk.getByRole('option', { name: /Peramban ini/ }).click();
  await expect(desk.getByText('Telepon terdaftar').first()).toBeVisible({ timeout: 60_000 });
  phone.close();
  await Promise.all([context.close(), bossContext.close()]);
});

test('an operator tests its line, and nobody is called', async ({ browser }) => {
  test.setTimeout(240_000);
  const { page: boss, context } = await signIn(browser, world, 'supervisor');
  await boss.goto('/lines/tests');
  await boss.getByRole('button', { name: /Buka jendela uji/ }).click();
  const form = boss.getByRole('dialog', { name: 'Buka jendela uji' });
  await form.getByLabel('Nomor uji operator').fill('0811 0000 0001');
  await form.getByLabel(/Diminta oleh/).fill('Bp. Teknik, Telkom');
  await form.getByLabel(/Alasan/).fill('Uji jalur baru');
  await expectAccessible(boss, 'opening a window');
  await picture(boss, 'carrier-open');
  await form.getByRole('button', { name: 'Buka jendela' }).click();
  await expect(boss.getByRole('row', { name: /Bp\. Teknik/ })).toContainText('Terbuka');
  const dialplan = join(world.data, 'asterisk/etc/extensions.conf');
  await expect
    .poll(() => existsSync(dialplan) && readFileSync(dialplan, 'utf8').includes('SIGAP_TEST=w_'), { timeout: 60_000 })
    .toBe(true);
  const tried = await dial('081100000001');
  await tried.waitFor('answered', 30_000);
  await expect.poll(() => hears(tried, 440), { timeout: 60_000 }).toBe(true);
  await tried.hangUp();
  await boss.getByRole('row', { name: /Bp\. Teknik/ }).click();
  const dialog = boss.getByRole('dialog', { name: /Uji operator: / });
  await expect(dialog.getByRole('row', { name: /\+6281100000001/ })).toContainText('alaw', { timeout: 60_000 });
  await expectAccessible(boss, 'calls of a window');
  await picture(boss, 'carrier-calls');
  await boss.emulateMedia({ media: 'print' });
  await picture(boss, 'carrier-print');
  await boss.emulateMedia({ media: null });
  const file = boss.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Unduh CSV' }).click();
  expect(readFileSync(await (await file).path(), 'utf8')).toContain(
    ',alaw,081100000001,+6281100000001,112,ended,caller,',
  );
  await dialog.getByRole('button', { name: 'Tutup sekarang' }).click();
  await expect(dialog.getByText('Ditutup', { exact: true })).toBeVisible();
  await context.close();
});
