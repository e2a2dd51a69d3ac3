import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Page, test } from '@playwright/test';
import { listenForCalls, type Phone } from '#platform/server/sip/listen-for-calls.ts';
import type { PlacedCall } from '#platform/server/sip/place-call.ts';
import { deskOf, dial, finish, hangUp, muteButton, talks } from './call-steps.ts';
import { becomeReady, expectAccessible, picture } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A supervisor gives a call taker a SIP telephone, who takes, holds and ends calls with it and with the screen. Then an operator
// tests its line, and no telephone rings for it.

let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world.stop());

const hears = (call: PlacedCall, tone: number) => call.heard.tones([tone], call.now() - 600).length > 0;

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
  await expect(desk.getByText('Telepon meja terdaftar')).toBeVisible();
  await becomeReady(desk);
  await expectAccessible(desk, 'desk with a handset');

  const citizen = await dial(world, '081234567890');
  const received = await lift(phone);
  await expect(desk.getByText('Angkat gagang telepon meja')).toBeVisible();
  await picture(desk, 'handset-rings');
  received.answer();
  await expect(talks(desk)).toBeVisible();
  await expect.poll(() => hears(citizen, 1100)).toBe(true);
  await expect(muteButton(desk)).toBeDisabled();
  await desk.keyboard.press('Alt+h');
  await expect(desk.getByText(/Ditahan sejak/).first()).toBeVisible();
  await expect.poll(() => hears(citizen, 1100)).toBe(false);
  await picture(desk, 'handset-hold');
  await desk.keyboard.press('Alt+h');
  await expect.poll(() => hears(citizen, 1100)).toBe(true);
  await expect.poll(async () => (await deskOf(desk)).call?.heldSince).toBeNull();
  await hangUp(desk, citizen);
  await expect.poll(() => received.events.some(({ type }) => type === 'ended')).toBe(true);
  await finish(desk);

  // The handset hangs up; then it loses its line, and the desk says so.
  const next = await dial(world, '085700000001');
  const second = await lift(phone);
  second.answer();
  await expect.poll(() => hears(next, 1100)).toBe(true);
  await second.hangUp();
  await next.waitFor('ended', 60_000);
  await finish(desk);
  expect(await phone.register(registrar, account.user, account.password, 0)).toBe(200);
  await expect(desk.getByText(/Telepon meja tidak terdaftar/).first()).toBeVisible();
  await picture(desk, 'handset-lost');

  await desk.getByRole('button', { name: /Terima panggilan di/ }).click();
  await desk.getByRole('option', { name: /Peramban ini/ }).click();
  await expect(desk.getByText('Telepon terdaftar').first()).toBeVisible();
  phone.close();
  await Promise.all([context.close(), bossContext.close()]);
});

test('an operator tests its line, and nobody is called', async ({ browser }) => {
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
  await expect.poll(() => existsSync(dialplan) && readFileSync(dialplan, 'utf8').includes('SIGAP_TEST=w_')).toBe(true);
  const tried = await dial(world, '081100000001');
  await tried.waitFor('answered', 60_000);
  await expect.poll(() => hears(tried, 440)).toBe(true);
  await tried.hangUp();
  await boss.getByRole('row', { name: /Bp\. Teknik/ }).click();
  const dialog = boss.getByRole('dialog', { name: /Uji operator: / });
  await expect(dialog.getByRole('row', { name: /\+6281100000001/ })).toContainText('alaw');
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
