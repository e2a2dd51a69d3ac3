import type { Page } from '@playwright/test';
import { answer, dial, finish } from './call-steps.ts';
import { type Opened, openIncident } from './incident-steps.ts';
import { api, becomeReady, expectAccessible, picture, soon, takePlace } from './page-steps.ts';
import { expect, signIn, test } from './world.ts';

// A flood: the supervisor turns disaster mode on, a desk takes a call with the short form and one key, the fire service says how many
// units are ready, what was reported around the large incident is linked in one step and triaged, and the mode is ended.

const banner = (page: Page) => page.getByRole('region', { name: 'Mode bencana: Banjir' });
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const there = { latitude: -7.46113, longitude: 112.70976 };

async function turnOn(supervisor: Page): Promise<void> {
  await supervisor.goto('/surge');
  await supervisor.getByRole('button', { name: 'Nyalakan mode bencana' }).click(soon);
  const dialog = supervisor.getByRole('dialog');
  await dialog.getByText('Banjir', { exact: true }).click(soon);
  await dialog.getByLabel('Satu kalimat untuk semua layar').fill('Banjir Sidokare setinggi pinggang');
  await expectAccessible(supervisor, 'turning disaster mode on');
  await picture(supervisor, 'surge-switch');
  await dialog.getByRole('button', { name: 'Nyalakan mode bencana' }).click();
  await expect(banner(supervisor)).toContainText('Banjir Sidokare setinggi pinggang', soon);
  await expect(supervisor.getByText('Meja dibutuhkan')).toBeVisible(soon);
  await expectAccessible(supervisor, 'disaster mode on');
  await picture(supervisor, 'surge-now');
}

/** One key fills type, danger and description; only the place is asked. */
async function takeCall(desk: Page): Promise<void> {
  await answer(desk);
  const choices = desk.getByRole('region', { name: 'Pilihan cepat: Banjir' });
  await expect(choices.getByRole('button', { name: /Warga terjebak banjir/ })).toBeVisible(soon);
  await expect(desk.getByLabel('Uraian')).toBeHidden();
  await desk.keyboard.press('Control+Alt+1');
  await expect(desk.getByRole('combobox', { name: /Jenis kejadian/ })).not.toHaveValue('', soon);
  await expect(desk.getByRole('radio', { name: /^Ya/ }).first()).toBeChecked(soon);
  await takePlace(desk);
  await picture(desk, 'surge-desk');
  await expectAccessible(desk, 'the short form');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('link', { name: 'Buka halaman kejadian' })).toBeVisible(soon);
  const { items } = await api<{ items: { priority: string; lifeAtRisk: string; type: { code: string } }[] }>(
    desk,
    '/api/incidents?limit=1',
  );
  expect(items[0]).toMatchObject({ priority: 'P1', lifeAtRisk: 'yes', type: { code: 'TRAPPED' } });
}

async function tellDamkar(supervisor: Page, damkar: Page): Promise<void> {
  await tab(supervisor, 'Siaran').click();
  await supervisor.getByLabel('Pesan').fill('Siagakan perahu karet di posko masing-masing');
  await supervisor.getByRole('button', { name: 'Kirim siaran' }).click();
  await expect(damkar.getByText('Siagakan perahu karet di posko masing-masing')).toBeVisible(soon);
  await picture(damkar, 'surge-tasks');
  await expectAccessible(damkar, 'a broadcast on top of the tasks');
  await damkar.getByLabel('Unit yang siap').fill('3');
  await damkar.getByRole('button', { name: 'Kami siap' }).click();
  await expect(damkar.getByText(/Anda menjawab: siap dengan 3 unit/)).toBeVisible(soon);
  await expect(supervisor.getByText(/3 unit siap/)).toBeVisible(soon);
  await supervisor.getByRole('button', { name: 'Ingatkan yang belum' }).click();
  await expect(supervisor.getByRole('button', { name: 'Ingatkan yang belum' })).toBeHidden(soon);
  await picture(supervisor, 'surge-told');
  await expectAccessible(supervisor, 'who has answered');
}

async function linkAround(supervisor: Page, large: Opened): Promise<void> {
  await tab(supervisor, 'Tautkan per area').click();
  await supervisor.getByLabel('Nomor kejadian induk').fill(String(large.number));
  await supervisor.getByRole('button', { name: 'Cari kejadian' }).click(soon);
  const link = supervisor.getByRole('button', { name: 'Tautkan 3 kejadian' });
  await expect(link).toBeVisible(soon);
  await picture(supervisor, 'surge-link');
  await expectAccessible(supervisor, 'what lies around the large incident');
  await link.click();
  await supervisor.getByRole('button', { name: 'Batalkan penautan ini' }).click(soon);
  await supervisor.getByRole('dialog').getByRole('button', { name: 'Batalkan penautan ini' }).click();
  await expect(supervisor.getByText(/^Dibatalkan/)).toBeVisible(soon);
  expect(await childrenOf(supervisor, large)).toBe(0);
  await supervisor.getByRole('button', { name: 'Cari kejadian' }).click();
  await link.click(soon);
  await expect.poll(() => childrenOf(supervisor, large), soon).toBe(3);
}

const childrenOf = async (page: Page, { id }: Opened) =>
  (await api<{ sums: { children: number } }>(page, `/api/incidents/${id}/group`)).sums.children;

/** By keyboard: all, then everything but one, to a lower priority; the one with life at risk is refused and named. */
async function triage(supervisor: Page): Promise<void> {
  await tab(supervisor, 'Kejadian').click();
  await supervisor.getByText('Juga yang sudah bertaut').click(soon);
  const grid = supervisor.getByRole('grid', { name: 'Kejadian mode bencana' });
  await expect(grid.getByRole('row')).toHaveCount(5, soon);
  await grid.getByRole('row').nth(1).focus();
  await supervisor.keyboard.press('Space');
  await supervisor.keyboard.press('Shift+ArrowDown');
  await expect(supervisor.getByText('2 dipilih')).toBeVisible();
  await supervisor.keyboard.press('Control+a');
  await expect(supervisor.getByText('4 dipilih')).toBeVisible();
  await supervisor.getByRole('button', { name: /Prioritas/ }).click();
  await supervisor.getByRole('option', { name: /^P3/ }).click();
  await supervisor.getByRole('button', { name: 'Lihat dahulu' }).click();
  await expect(supervisor.getByText('3 akan berubah, 1 ditolak')).toBeVisible(soon);
  await picture(supervisor, 'surge-triage');
  await expectAccessible(supervisor, 'triage tried');
  await supervisor.getByRole('button', { name: 'Jalankan untuk 4 kejadian' }).click();
  await expect(supervisor.getByText('3 berubah, 1 ditolak')).toBeVisible(soon);
  await supervisor.getByRole('button', { name: 'Kembalikan' }).click();
  await expect(supervisor.getByText('3 kejadian dikembalikan')).toBeVisible(soon);
}

async function turnOff(supervisor: Page): Promise<void> {
  await tab(supervisor, 'Keadaan').click();
  await supervisor.getByRole('button', { name: 'Akhiri mode bencana' }).click(soon);
  const dialog = supervisor.getByRole('dialog');
  await dialog.getByText('Bencana sudah berakhir').click(soon);
  await dialog.getByLabel('Ringkasan').fill('Air surut, semua warga sudah dievakuasi.');
  await dialog.getByRole('button', { name: 'Akhiri mode bencana' }).click();
  await expect(banner(supervisor)).toBeHidden(soon);
  await tab(supervisor, 'Riwayat').click();
  await expect(supervisor.getByText(/Air surut, semua warga/)).toBeVisible(soon);
  await picture(supervisor, 'surge-history');
  await expectAccessible(supervisor, 'history');
}

test('a flood from the switch to the summary', async ({ browser, world }) => {
  test.setTimeout(600_000);
  const { page: supervisor } = await signIn(browser, world, 'supervisor');
  const { page: desk } = await signIn(browser, world, 'calltaker1');
  const { page: damkar } = await signIn(browser, world, 'damkar');
  await becomeReady(desk);
  await turnOn(supervisor);
  for (const page of [desk, damkar]) await expect(banner(page)).toBeVisible(soon);

  const citizen = await dial(world, '081234567890');
  await takeCall(desk);
  await citizen.hangUp();
  await finish(desk);
  const large = await openIncident(supervisor, 'FLOOD', { point: there });
  for (const metres of [120, 300])
    await openIncident(supervisor, 'PONDING', { point: { ...there, latitude: there.latitude + metres / 111_195 } });

  await tellDamkar(supervisor, damkar);
  await linkAround(supervisor, large);
  await triage(supervisor);
  await turnOff(supervisor);
  await expect(banner(desk)).toBeHidden(soon);
});
