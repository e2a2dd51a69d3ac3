import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page, expect as playwrightExpect } from '@playwright/test';
import { findType, takePlace, takeType } from '#e2e/page-steps.ts';
import { signIn, startWorld, type World } from '#e2e/world.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { readWav } from '#platform/server/sip/sound.ts';
import playwright from '../playwright.config.ts';
import { walkScreens } from './walk-screens.ts';

/*
 * The pictures of the guides and the README: `node tools/bootstrap.mjs tools/take-pictures.ts`. A whole server in a folder of its
 * own, a real call answered in a real browser, and the fire of the founding story as far as it goes. Names are fixed; what
 * is in the pictures are this run's times. Then every screen of every account (walk-screens.ts); `--guides` leaves that out, and
 * `--walk` takes nothing else.
 */

const folder = join(import.meta.dirname, '../docs/screens');
const desktop = { width: 1440, height: 860 };
/** The boards end where their tables do. */
const board = { width: 1440, height: 620 };
const phone = { width: 390, height: 844 };

type Desk = Page;

/** Pictures are taken on busy machines too. */
const expect = playwrightExpect.configure({ timeout: 60_000 });

/** What the caller of the pictures says: the meters of the desk must show a voice. */
const voice = join(import.meta.dirname, '../features/calls/server/pbx/prompts/hold.wav');

async function main(): Promise<void> {
  const only = process.argv[2];
  await mkdir(folder, { recursive: true });
  const world = await startWorld();
  const browser = await chromium.launch(playwright.use?.launchOptions ?? {});
  try {
    if (only !== '--walk') await tellStory(browser, world);
    if (only !== '--guides') await walkScreens(browser, world, join(folder, 'all'));
  } finally {
    await browser.close();
    await world.stop();
  }
}

async function open(browser: Browser, world: World, username: string, size = desktop): Promise<Page> {
  const { page } = await signIn(browser, world, username);
  await page.setViewportSize(size);
  return page;
}

/** A picture once the page has settled, without messages that are about to go. */
async function shoot(page: Page, name: string, into = folder): Promise<void> {
  // The live feed never ends, so a quiet network cannot be waited for; a moment is enough for what a page fetches.
  await page.waitForTimeout(800);
  const messages = page.getByRole('region', { name: 'Pemberitahuan' }).getByRole('button');
  while ((await messages.count()) > 0)
    await messages
      .first()
      .click({ timeout: 2000 })
      .catch(() => undefined);
  await page.screenshot({ path: join(into, `${name}.png`), animations: 'disabled', caret: 'initial' });
  console.log(`  ${name}.png`);
}

async function tellStory(browser: Browser, world: World): Promise<void> {
  const stranger = await browser.newPage({ baseURL: world.url, viewport: desktop });
  await stranger.goto('/');
  await stranger.getByLabel('Nama pengguna').waitFor();
  await shoot(stranger, 'masuk');
  await stranger.close();

  await hangUpInQueue(world);
  const agency = await open(browser, world, 'damkar', phone);
  const dispatcher = await open(browser, world, 'dispatcher', board);
  const supervisor = await open(browser, world, 'supervisor', board);
  const desk = await open(browser, world, 'calltaker1');
  await takeFire(desk, agency, world);
  await shootBoard(dispatcher, supervisor);
  await finishFire(desk, agency, dispatcher);
  await supervisor.setViewportSize(desktop);
  await shootRecords(supervisor);
  await shootOverviews(browser, world);
}

async function ring(world: World, from: string): Promise<PlacedCall> {
  const { samples } = await readWav(voice);
  return placeCall({ host: '127.0.0.1', port: world.sipPort, from, to: '112', audio: { samples } });
}

/** Nobody is ready yet: the caller hears the announcement and gives up. */
async function hangUpInQueue(world: World): Promise<void> {
  const citizen = await ring(world, '085712345678');
  await citizen.waitFor('early-media', 30_000);
  await citizen.hangUp();
}

async function takeFire(desk: Desk, agency: Page, world: World): Promise<void> {
  await desk.getByRole('button', { name: /^Siap/ }).click();
  await expect(desk.getByText('Telepon terdaftar')).toBeVisible({ timeout: 30_000 });
  await expect
    .poll(async () => (await desk.request.get('/api/desk')).text(), { timeout: 30_000 })
    .toMatch(/"state":"ready".*"reachable":true/);
  await shoot(desk, 'meja-siap');
  const citizen = await ring(world, '081234567890');
  await expect(desk.getByRole('heading', { name: 'Panggilan masuk' })).toBeVisible({ timeout: 30_000 });
  await expect(desk.getByText(/•890/).first()).toBeVisible();
  await shoot(desk, 'meja-berdering');
  // An offer lasts five seconds, then the only desk gets it again: F2 may just have missed one.
  await expect(async () => {
    await desk.keyboard.press('F2');
    await expect(desk.getByRole('heading', { name: 'Panggilan berlangsung' })).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 60_000 });
  await expect(desk.getByText('0812-3456-7890').first()).toBeVisible();
  const type = desk.getByRole('combobox', { name: /Jenis kejadian/ });
  await expect(type).toBeFocused();
  await findType(desk);
  await shoot(desk, 'meja-jenis');
  await takeType(desk);
  await takePlace(desk);
  await desk.keyboard.press('Alt+y');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('checkbox', { name: /Pemadam Kebakaran/ })).toBeChecked();
  await shoot(desk, 'meja-usulan');
  await desk.keyboard.press('F9');
  await expect(agency.getByRole('button', { name: /^Terima/ }).first()).toBeVisible();
  await shoot(agency, 'opd-tugas-baru');
  await desk.keyboard.press('F4');
  await citizen.waitFor('ended', 20_000);
  await expect(desk.getByRole('heading', { name: /Merampungkan/ })).toBeVisible();
  await shoot(desk, 'meja-merampungkan');
  await desk.keyboard.press('F7');
  await desk.keyboard.press('1');
  await agency
    .getByRole('button', { name: /^Terima/ })
    .first()
    .click();
  await agency
    .getByRole('button', { name: /^Berangkat/ })
    .first()
    .click();
  await expect(agency.getByRole('button', { name: /^Tiba/ }).first()).toBeVisible();
  await shoot(agency, 'opd-berangkat');
}

/** The supporting agencies do not answer: after their minute they are red and on the list of escalations. */
async function shootBoard(dispatcher: Page, supervisor: Page): Promise<void> {
  await expect(supervisor.getByText(/Eskalasi 1/).first()).toBeVisible({ timeout: 120_000 });
  await expect(supervisor.getByRole('heading', { name: /Eskalasi \(5\)/ })).toBeVisible();
  await shoot(supervisor, 'papan-eskalasi');
  await dispatcher.emulateMedia({ colorScheme: 'dark' });
  await shoot(dispatcher, 'papan-gelap');
  await dispatcher.emulateMedia({ colorScheme: 'light' });
  await shoot(dispatcher, 'papan');
}

async function finishFire(desk: Desk, agency: Page, dispatcher: Page): Promise<void> {
  await agency.getByRole('button', { name: /^Tiba/ }).first().click();
  await agency
    .getByRole('button', { name: /^Selesai/ })
    .first()
    .click();
  const result = agency.getByRole('dialog');
  await shoot(agency, 'opd-hasil');
  await result
    .getByRole('button', { name: /Selesai|Simpan/ })
    .last()
    .click();
  await expect(result).toBeHidden();
  await desk.close();
  await dispatcher.setViewportSize(desktop);
  await dispatcher.goto('/incidents');
  await dispatcher.getByRole('row').nth(1).waitFor();
  await shoot(dispatcher, 'kejadian');
  await dispatcher.getByRole('row').nth(1).click();
  await dispatcher.waitForURL(/incidents\/.+/);
  await expect(dispatcher.getByRole('button', { name: /Pelapor dikabari/ })).toBeVisible();
  await shoot(dispatcher, 'kejadian-satu');
}

async function shootRecords(supervisor: Page): Promise<void> {
  await supervisor.goto('/calls');
  await supervisor.getByRole('row').nth(2).waitFor();
  await shoot(supervisor, 'panggilan');
  await supervisor.goto('/calls/lost');
  await supervisor.getByRole('row').filter({ hasText: /678/ }).first().waitFor();
  await shoot(supervisor, 'panggilan-terputus');
}

async function shootOverviews(browser: Browser, world: World): Promise<void> {
  const head = await open(browser, world, 'kadis');
  await head.goto('/monev');
  await expect(head.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(head.getByRole('table').first()).toBeVisible();
  await shoot(head, 'monev');
  const admin = await open(browser, world, 'admin');
  for (const [path, name] of [
    ['/users', 'pengguna'],
    ['/agencies', 'instansi'],
    ['/clocks', 'batas-waktu'],
    ['/centre', 'pusat-panggilan'],
  ] as const) {
    await admin.goto(path);
    await admin.getByRole('heading', { level: 1 }).waitFor();
    await shoot(admin, name);
  }
  await admin.keyboard.press('Control+K');
  await admin.getByRole('dialog').waitFor();
  await shoot(admin, 'palet');
}

await main();
