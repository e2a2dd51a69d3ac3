import { type Browser, type BrowserContext, type Page, test } from '@playwright/test';
import { openGateway, type SmsGateway } from '#features/calls/server/link/test-link-room.ts';
import type { SilentContent } from '#features/calls/silent-settings.ts';
import { answer, dial, talks } from './call-steps.ts';
import { becomeReady, expectAccessible, picture } from './page-steps.ts';
import { changeFollowUps, changePart } from './setting-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A citizen who cannot speak gets a link from the desk, asks for help, writes and sends the place from a cheap telephone whose
// network comes and goes, and is answered. Another gave up in the queue and writes by the link of the ladder.

let world: World;
let gateway: SmsGateway;
test.beforeAll(async ({ browser }) => {
  gateway = await openGateway();
  // The text says where the regency is reached; the story opens the same page where this world listens.
  world = await startWorld({ env: { SIGAP_PUBLIC_URL: 'https://112.contoh.go.id' } });
  const { page: admin, context } = await signIn(browser, world, 'admin');
  await prepare(admin);
  await context.close();
});
test.afterAll(async () => {
  gateway?.close();
  await world?.stop();
});

async function prepare(admin: Page): Promise<void> {
  await changePart<SilentContent>(admin, '/api/silent-calls', { silentAfterS: 4 });
  await changeFollowUps(admin, { active: false, smsActive: true, smsUrl: gateway.url });
  await admin.goto('/call-backs');
  await expect(admin.getByText('Tautan menuju https://112.contoh.go.id/l/…')).toBeVisible();
  await expectAccessible(admin, 'settings');
  await picture(admin, 'link-settings');
}

const silence = { audio: { silence: true } } as const;

/** The next text's page, on a telephone of its own. */
async function openLink(browser: Browser, before: number): Promise<{ phone: Page; context: BrowserContext }> {
  await expect.poll(() => gateway.texts.length).toBeGreaterThan(before);
  const context = await browser.newContext({
    baseURL: world.url,
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    permissions: ['geolocation'],
    geolocation: { latitude: -7.44713, longitude: 112.71825, accuracy: 18 },
  });
  const phone = await context.newPage();
  const bytes: number[] = [];
  phone.on('response', async (response) => {
    if (/\/l\//.test(response.url())) bytes.push(Number(response.headers()['content-length'] ?? 0));
  });
  await phone.goto(`/l/${gateway.token()}`);
  await expect(phone.getByRole('heading', { name: 'Jawab tanpa bicara' })).toBeVisible();
  // Page, style and script as they travel.
  expect(bytes.length).toBeGreaterThanOrEqual(3);
  expect(Math.min(...bytes)).toBeGreaterThan(0);
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(30_000);
  return { phone, context };
}

const messages = (page: Page) => page.getByRole('list', { name: /^(Pesan|Messages)$/ }).getByRole('listitem');
const heard = (desk: Page) => desk.getByRole('region', { name: 'Pesan penelepon' }).getByRole('listitem');

async function write(phone: Page, words: string): Promise<void> {
  await phone.getByLabel('Pesan Anda').fill(words);
  await phone.getByRole('button', { name: 'Kirim', exact: true }).click();
}

/** The network goes; what was written meanwhile arrives once, in its order, though the page was loaded anew. */
async function writeWithoutNetwork(phone: Page, phoneContext: BrowserContext, desk: Page): Promise<void> {
  await phoneContext.setOffline(true);
  await write(phone, 'Ada orang di rumah saya');
  await write(phone, 'Saya di kamar belakang');
  await expect(phone.getByText(/Jaringan terputus/)).toBeVisible();
  await picture(phone, 'link-page-offline');
  await phone.reload().catch(() => undefined);
  await phoneContext.setOffline(false);
  await phone.goto(`/l/${gateway.token()}`);
  await expect(heard(desk).filter({ hasText: 'Saya di kamar belakang' })).toHaveCount(1);
  await expect(heard(desk)).toHaveText([/Saya butuh bantuan/, /Ada orang di rumah saya/, /Saya di kamar belakang/]);
  await expect(messages(phone)).toHaveCount(3);
}

test('a citizen who cannot speak writes, sends the place and is answered; every sign counts', async ({ browser }) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  await becomeReady(desk);
  const citizen = await dial(world, '081234567890', silence);
  await answer(desk);
  await expect(desk.getByRole('region', { name: 'Penelepon tidak terdengar' })).toBeVisible();
  await expect(desk.getByRole('button', { name: /Kirim tautan/ }).getByText('Alt+0')).toBeVisible();
  await desk.keyboard.press('Alt+0');
  const { phone, context: phoneContext } = await openLink(browser, 0);
  expect(gateway.texts[0]?.to).toBe('+6281234567890');
  await expect(phone.getByText('Kabupaten Sidoarjo (contoh)')).toBeVisible();
  await expect(desk.getByText(/Dibuka penelepon/)).toBeVisible();
  await expectAccessible(phone, 'page');
  await picture(phone, 'link-page');

  await phone.getByRole('button', { name: 'Saya butuh bantuan' }).click();
  await expect(messages(phone).filter({ hasText: 'Saya butuh bantuan' })).toHaveCount(1);
  await expect(heard(desk).filter({ hasText: 'Saya butuh bantuan' })).toHaveCount(1);
  const signs = desk.getByRole('region', { name: 'Tanda dari penelepon' });
  await expect(signs.getByText('Lewat tautan')).toBeVisible();
  await expect(messages(phone).filter({ hasText: 'Dibaca petugas' })).toHaveCount(1);

  await writeWithoutNetwork(phone, phoneContext, desk);

  await phone.getByRole('button', { name: 'Kirim lokasi saya' }).click();
  await expect(phone.getByText(/ketelitian sekitar 18 m/)).toBeVisible();
  await expect(desk.getByText(/Dikirim pemanggil lewat tautan/)).toBeVisible();

  await desk.keyboard.press('Alt+.');
  await expect(desk.getByRole('textbox', { name: /^Balasan/ })).toBeFocused();
  await desk.keyboard.type('Polisi berangkat. Tetap di tempat.');
  await desk.keyboard.press('Enter');
  await expect(messages(phone).filter({ hasText: 'Polisi berangkat' })).toHaveCount(1);
  await expect(phone.getByRole('status').filter({ hasText: /Petugas 112.*: Polisi berangkat/ })).toBeVisible();
  await expectAccessible(desk, 'desk');
  await picture(desk, 'link-desk');
  await expectAccessible(phone, 'conversation');
  await picture(phone, 'link-page-conversation');
  await phone.getByRole('button', { name: 'English' }).click();
  await expect(phone.getByRole('button', { name: 'I need help' })).toBeVisible();
  await expect(messages(phone)).toHaveCount(5);

  // A sign: it does not end without a word why.
  await expect(talks(desk)).toBeVisible();
  await desk.keyboard.press('F4');
  const dialog = desk.getByRole('dialog', { name: 'Tutup panggilan bisu?' });
  await expect(dialog.getByText(/sudah memberi/)).toBeVisible();
  await desk.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await desk.keyboard.press('Alt+l');
  await expect(desk.getByText(/Jangan menelepon balik/).first()).toBeVisible();
  await citizen.hangUp();
  for (const each of [phoneContext, context]) await each.close();
});

test('who gave up in the queue writes by the link of the ladder: first in the work list, opened with a reason, answered', async ({
  browser,
}) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker2');
  await desk.goto('/calls/lost');
  const before = gateway.texts.length;
  const citizen = await dial(world, '081211110009', silence);
  await expect.poll(() => citizen.heard.energy()).toBeGreaterThan(300);
  await citizen.hangUp();
  const { phone, context: phoneContext } = await openLink(browser, before);
  await write(phone, 'Rumah tetangga terbakar');
  await expect(desk.getByText(/Pemanggil menulis/).first()).toBeVisible();
  await desk.getByRole('row', { name: /Pemanggil menulis/ }).click();
  await expect(heard(desk).filter({ hasText: 'Isinya tersembunyi' })).toHaveCount(1);
  await expect(desk.getByText('Rumah tetangga terbakar')).toBeHidden();
  await desk.keyboard.press('Alt+.');
  await expect(heard(desk).filter({ hasText: 'Rumah tetangga terbakar' })).toHaveCount(1);
  await desk.getByRole('textbox', { name: /^Balasan/ }).fill('Alamatnya di mana?');
  await desk.keyboard.press('Enter');
  await expect(messages(phone).filter({ hasText: 'Alamatnya di mana?' })).toHaveCount(1);
  await phone.getByRole('button', { name: 'Saya aman, tidak perlu bantuan' }).click();
  await expect(heard(desk).filter({ hasText: 'Saya aman' })).toHaveCount(1);
  // Nobody but a person ends it.
  await expect(desk.getByRole('row', { name: /Menulis: aman/ })).toBeVisible();
  await expectAccessible(desk, 'work list');
  await picture(desk, 'link-work-list');

  await phone.goto(`/l/${'A'.repeat(22)}`);
  await expect(phone.getByRole('heading', { name: 'Tautan ini tidak berlaku lagi' })).toBeVisible();
  await expect(phone.getByRole('link', { name: 'Telepon 112' })).toHaveAttribute('href', 'tel:112');
  await expectAccessible(phone, 'gone');
  await picture(phone, 'link-page-gone');
  for (const each of [phoneContext, context]) await each.close();
});
