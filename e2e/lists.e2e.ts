import { readFile } from 'node:fs/promises';
import { type Page, test } from '@playwright/test';
import { command, type Opened, openIncident, sendTo } from './incident-steps.ts';
import { api, expectAccessible, picture, soon } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// The dispatcher finds incidents by filter and by words, keeps a view, takes the list away as a file, prints one incident, and
// works the board by keyboard; the supervisor shares a view.

let world: World;
test.beforeAll(async () => {
  world = await startWorld({ env: { SIGAP_ASTERISK: 'off' } });
});
test.afterAll(() => world?.stop());

const table = (page: Page) => page.getByRole('grid', { name: 'Kejadian' });
const rows = (page: Page) => table(page).locator('tbody tr');

async function fill(dispatcher: Page): Promise<readonly [Opened, Opened, Opened]> {
  const fire = await openIncident(dispatcher, 'FIRE_BUILDING', {
    placeText: 'Gg. Melati belakang pasar',
    description: 'Gudang kertas terbakar, asap tebal',
    callerName: 'Budi Hartono',
    callbackNumber: '081298765432',
  });
  const tree = await openIncident(dispatcher, 'TREE_FALL', { placeText: 'Jalan Kenanga' });
  const crash = await openIncident(dispatcher, 'TRAFFIC_INJURY', { placeText: 'Perempatan Gedangan' });
  await sendTo(dispatcher, fire, 'DAMKAR', 'PSC119');
  await command(dispatcher, `/api/incidents/${fire.id}/notes`, { text: 'Warga menutup jalan Seruni' });
  return [fire, tree, crash];
}

async function searches(page: Page, fire: Opened): Promise<void> {
  await page.goto('/incidents');
  await expect(page.getByText('3 kejadian')).toBeVisible(soon);
  await page.keyboard.press('/');
  await page.keyboard.type('melati seruni');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 kejadian')).toBeVisible(soon);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).locator('mark').first()).toHaveText('Melati');
  await expect(rows(page)).toContainText('Warga menutup jalan Seruni');
  await expect(page).toHaveURL(/q=melati\+seruni/);
  await expectAccessible(page, 'search in the list');
  await picture(page, 'list-search');
  // A reload keeps what was searched.
  await page.reload();
  await expect(rows(page)).toHaveCount(1, soon);
  await expect(rows(page)).toContainText(String(fire.number));
  await page.getByRole('button', { name: 'Kosongkan saringan' }).click();
  await expect(rows(page)).toHaveCount(3, soon);
}

async function narrows(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Saringan lain/ }).click();
  await page.getByRole('button', { name: /Kategori/ }).click();
  await page.getByRole('option', { name: 'Kebakaran' }).click();
  await page.keyboard.press('Escape');
  await expect(rows(page)).toHaveCount(1, soon);
  await expect(page).toHaveURL(/categories=FIRE/);
  // Nothing here is sensitive, and with a clock nothing can be said: the machine may stand still.
  const sensitive = page.getByRole('button', { name: /Sensitif/ });
  await sensitive.click();
  await page.getByRole('option', { name: 'Hanya sensitif' }).click();
  await expect(page.getByText('Tidak ada kejadian yang cocok')).toBeVisible(soon);
  await sensitive.click();
  await page.getByRole('option', { name: 'Tanpa yang sensitif' }).click();
  await expect(rows(page)).toHaveCount(1, soon);
  await expectAccessible(page, 'filters of the list');
  await picture(page, 'list-filters');
}

async function keepsView(page: Page, supervisor: Page): Promise<void> {
  await page.getByRole('button', { name: 'Simpan tampilan ini' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Nama tampilan/).fill('Kebakaran hari ini');
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await expect(dialog).toBeHidden(soon);
  await page.goto('/incidents');
  await expect(rows(page)).toHaveCount(3, soon);
  await page.getByRole('button', { name: /Tampilan tersimpan/ }).click();
  await page.getByRole('option', { name: 'Kebakaran hari ini' }).click();
  await expect(rows(page)).toHaveCount(1, soon);
  // The supervisor's is everybody's.
  await supervisor.goto('/incidents?states=VERIFIED');
  await supervisor.getByRole('button', { name: 'Simpan tampilan ini' }).click();
  const sharing = supervisor.getByRole('dialog');
  await sharing.getByLabel(/Nama tampilan/).fill('Belum diteruskan');
  await sharing.getByText('Bagikan ke semua petugas').click();
  await sharing.getByLabel(/Alasan/).fill('Rapat pagi');
  await sharing.getByRole('button', { name: 'Simpan' }).click();
  await expect(sharing).toBeHidden(soon);
  await page.reload();
  await page.getByRole('button', { name: /Tampilan tersimpan/ }).click();
  await page.getByRole('option', { name: 'Belum diteruskan (bersama)' }).click();
  await expect(rows(page)).toHaveCount(2, soon);
  await expect(page).toHaveURL(/states=VERIFIED/);
}

async function takesFile(page: Page, format: 'csv' | 'xlsx'): Promise<Buffer> {
  await page.getByRole('button', { name: /^Ekspor/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Bentuk berkas/ }).click();
  await page.getByRole('option', { name: format === 'csv' ? /CSV/ : /Excel/ }).click();
  const go = dialog.getByRole('button', { name: 'Unduh' });
  if (format === 'csv') {
    await dialog.getByText('Sertakan nama dan nomor pelapor').click();
    // Callers are in no file without a reason.
    await expect(go).toBeDisabled();
    await dialog.getByLabel(/Alasan/).fill('Permintaan inspektorat');
    await expectAccessible(page, 'export');
    await picture(page, 'list-export');
  }
  const coming = page.waitForEvent('download');
  await go.click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(new RegExp(`^kejadian-\\d{4}-\\d\\d-\\d\\d\\.${format}$`));
  await expect(dialog).toBeHidden(soon);
  return readFile(await file.path());
}

async function exports(page: Page, dpo: Page, fire: Opened): Promise<void> {
  await page.goto('/incidents');
  await expect(rows(page)).toHaveCount(3, soon);
  const csv = (await takesFile(page, 'csv')).toString('utf8');
  expect(csv.startsWith('\uFEFF')).toBe(true);
  expect(csv).toContain('Diekspor oleh;');
  expect(csv).toContain('Permintaan inspektorat');
  const lines = csv.trim().split('\r\n');
  expect(lines.filter((line) => /^\d+;P\d;/.test(line))).toHaveLength(3);
  expect(csv).toContain('Budi Hartono;081298765432');
  const xlsx = await takesFile(page, 'xlsx');
  expect(xlsx.subarray(0, 2).toString('latin1')).toBe('PK');
  // A file cannot be had a second time, nor by somebody else.
  expect((await dpo.request.get(`/api/incident-exports/${fire.id}/file`)).status()).toBe(403);
}

async function findsCaller(page: Page, fire: Opened): Promise<void> {
  await page.getByRole('button', { name: /^Cari pelapor/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nama atau nomor pelapor').fill('0812 9876');
  await expect(dialog.getByRole('button', { name: 'Cari', exact: true })).toBeDisabled();
  await dialog.getByRole('button', { name: /Alasan/ }).click();
  await page.getByRole('option', { name: 'Menelepon balik' }).click();
  await dialog.getByRole('button', { name: 'Cari', exact: true }).click();
  await expect(dialog.getByText('Ditemukan: 1')).toBeVisible(soon);
  await expect(dialog.getByRole('link', { name: new RegExp(`^${fire.number} `) })).toBeVisible();
  expect(page.url()).not.toContain('9876');
  await expectAccessible(page, 'search of a caller');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden(soon);
}

async function prints(page: Page, fire: Opened): Promise<void> {
  await page.addInitScript('window.printed = 0; window.print = () => { window.printed += 1; };');
  await page.goto(`/incidents/${fire.id}`);
  await page.getByRole('button', { name: /^Cetak/ }).click();
  const sheet = page.getByRole('article', { name: `Lembar kejadian ${fire.number}` });
  await expect(sheet.getByText('Belum dicetak')).toBeVisible(soon);
  // Whatever key is pressed, nothing gets on paper that is not logged.
  await page.emulateMedia({ media: 'print' });
  await expect(sheet).toBeHidden();
  await page.emulateMedia({ media: null });
  await page.getByRole('button', { name: /^Cetak lembar ini/ }).click();
  await expect(sheet.getByText(/Dicetak oleh .+, .+ WIB/)).toBeVisible(soon);
  await expect.poll(() => page.evaluate('window.printed'), soon).toBe(1);
  await page.emulateMedia({ media: 'print' });
  await expect(sheet).toBeVisible();
  const folder = process.env.SIGAP_STORY_PICTURES;
  const paper = await page.pdf({ format: 'A4', ...(folder === undefined ? {} : { path: `${folder}/sheet.pdf` }) });
  expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await page.emulateMedia({ media: null });
  await expect(sheet.getByText('Gg. Melati belakang pasar')).toBeVisible();
  await expectAccessible(page, 'sheet');
  await picture(page, 'sheet');
  const { items } = await api<{ items: { name: string }[] }>(page, `/api/incidents/${fire.id}/timeline`);
  expect(items.filter(({ name }) => name === 'incident.printed')).toHaveLength(1);
}

async function worksBoard(page: Page, [fire, tree]: readonly [Opened, Opened, Opened]): Promise<void> {
  await page.goto('/board');
  const card = (one: Opened) => page.locator(`[data-card="${one.id}"]`);
  await expect(card(fire)).toBeVisible(soon);
  await expectAccessible(page, 'board in lanes');
  await picture(page, 'board-lanes');
  await page.keyboard.press('j');
  const first = page.locator('[data-card][aria-current=true]');
  await expect(first).toBeFocused(soon);
  await page.keyboard.press('ArrowRight');
  await expect(card(fire)).toBeFocused(soon);
  // Two agencies are on it: F8 asks which, a digit chooses, a digit acts.
  await page.keyboard.press('F8');
  await expect(page.getByRole('dialog', { name: 'OPD yang mana?' })).toBeVisible(soon);
  await page.keyboard.press('1');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Terima/ })
    .click();
  await expect(page.getByRole('dialog')).toBeHidden(soon);
  await page.goto('/board?view=priority');
  await expect(page.getByRole('region', { name: /^P1 Gawat darurat: / })).toBeVisible(soon);
  await picture(page, 'board-priority');
  await card(tree).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/incidents/${tree.id}`), soon);
}

test('incidents are found, kept as a view, taken as a file, printed, and worked on the board', async ({ browser }) => {
  const { page, context } = await signIn(browser, world, 'dispatcher');
  const { page: supervisor, context: lead } = await signIn(browser, world, 'supervisor');
  const { page: dpo, context: officer } = await signIn(browser, world, 'dpo');
  const known = await fill(page);
  await searches(page, known[0]);
  await narrows(page);
  await keepsView(page, supervisor);
  await exports(page, dpo, known[0]);
  await findsCaller(page, known[0]);
  await prints(page, known[0]);
  await worksBoard(page, known);
  for (const each of [context, lead, officer]) await each.close();
});
