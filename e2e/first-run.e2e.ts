import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './page-steps.ts';
import { startWorld, type World } from './world.ts';

// The first run: an empty installation asks for its regency in the browser, and a test call shows how far a call comes.

const crest = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 120"><path d="M5 5h90v60c0 30-30 45-45 50C35 110 5 95 5 65z" fill="#0a6b3c"/></svg>`;
const unsafe = crest.replace('<path', '<script>alert(1)</script><path');
const picture = (name: string, svg: string) => ({ name, mimeType: 'image/svg+xml', buffer: Buffer.from(svg) });

let world: World;
test.beforeAll(async () => {
  world = await startWorld({ args: ['--empty'] });
});
test.afterAll(() => world.stop());

const setupCode = () => /set-up code (\S+)/.exec(world.log())?.[1] ?? '';

async function fillIn(page: Page): Promise<void> {
  await page.getByLabel('Kode pemasangan', { exact: true }).fill(setupCode());
  await page.getByRole('combobox', { name: 'Kabupaten atau kota' }).fill('Sidoarjo');
  await page.getByRole('option').first().click();
  await page.locator('input[type=file]').setInputFiles(picture('jahat.svg', unsafe));
  await page.getByLabel('Nama', { exact: true }).fill('Siti Rahma');
  await page.getByLabel('Kata sandi').fill('sandi yang panjang');
  await page.getByLabel('Alamat pengirim panggilan 112').fill('10.20.0.0/24');
}

test('an empty installation gets its regency, its coat of arms and its first administrator, and hears its own test call', async ({
  browser,
}) => {
  const page = await (await browser.newContext({ baseURL: world.url })).newPage();
  await page.goto('/');
  await fillIn(page);
  await expectAccessible(page, 'first run');
  const found = page.getByRole('button', { name: 'Dirikan pusat panggilan' });
  await found.click();
  await expect(page.getByText('SVG ini memuat skrip')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(picture('lambang.svg', crest));
  await found.click();
  await expect(page.getByRole('heading', { name: '6. Telepon uji' })).toBeVisible();

  await page.getByRole('button', { name: 'Telepon uji', exact: true }).click();
  // Nobody is ready at a desk yet: the step says how far the call came, and goes no further.
  const heard = page.getByRole('listitem').filter({ hasText: 'Pengumuman terdengar' });
  await expect(heard.filter({ hasNotText: 'belum' })).toBeVisible();
  await expectAccessible(page, 'test call');
  await page.getByRole('button', { name: 'Hentikan' }).click();
  await expect(page.getByText('Dihentikan.')).toBeVisible();
  await page.getByRole('button', { name: 'Buka konsol' }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await expect(page.locator('header img[src^="/api/crests/"]')).toBeVisible();

  // Who comes second finds a door, not the wizard; and the figures know of no call.
  const stranger = await (await browser.newContext({ baseURL: world.url })).newPage();
  await stranger.goto('/');
  await expect(stranger.getByLabel('Nama pengguna')).toBeVisible();
  expect((await stranger.request.post('/api/installation/first-tenant', { data: {} })).ok()).toBe(false);
  // WIB, as the regency of this story has it.
  const month = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 7);
  const counted = await page.request.get(`/api/monev/months/${month}`);
  // The route's contract has shaped it on the server.
  const { figures } = (await counted.json()) as { figures: { code: string; by: string; value?: number }[] };
  expect(figures.find(({ code, by }) => code === 'OFFERED' && by === 'all')?.value).toBe(0);
  for (const each of [page, stranger]) await each.context().close();
});
