import { join } from 'node:path';
import { type Page, test } from '@playwright/test';
import { api, expectAccessible, findType, soon, takeType } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// An administrator brings in landmarks; a call taker finds one, changes its village with one click, pastes links of maps, and is
// told when a place lies in another regency.

let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world.stop());

const landmarks = join(import.meta.dirname, '../features/places/test-data/landmarks-sidoarjo.csv');
const placeOf = (desk: Page) => desk.getByRole('combobox', { name: /Tempat/ });

async function importLandmarks(admin: Page): Promise<void> {
  await admin.goto('/place-data');
  await expect(admin.getByText(/idn-area-data 4\.0\.1/)).toBeVisible(soon);
  await expect(admin.getByText(/Kota Surabaya/)).toBeVisible();
  await admin.getByRole('button', { name: /Impor data tempat/ }).click();
  const dialog = admin.getByRole('dialog', { name: 'Impor data tempat' });
  await dialog.getByText('Patokan dan jalan').click();
  await dialog.locator('input[type=file]').setInputFiles(landmarks);
  await dialog.getByLabel('Sumber').fill('Dinas Kominfo');
  await dialog.getByLabel('Lisensi').fill('milik daerah');
  await dialog.getByLabel('Tahun data').fill('2026');
  await dialog.getByRole('button', { name: 'Periksa berkas' }).click();
  await expect(dialog.getByText(/40 patokan, 0 di antaranya jalan/)).toBeVisible(soon);
  await expect(dialog.getByText(/Belum ada yang berubah/)).toBeVisible();
  await dialog.getByLabel('Alasan').fill('patokan pertama');
  await expectAccessible(admin, 'import');
  await dialog.getByRole('button', { name: /Pakai 40 isi/ }).click();
  await expect(dialog.getByText('40 isi dipakai')).toBeVisible(soon);
  await dialog.getByRole('button', { name: 'OK', exact: true }).click();
  await expect(admin.getByRole('row', { name: /Dinas Kominfo, 2026/ })).toBeVisible(soon);
  await expectAccessible(admin, 'place data');
}

/** The first result that says this is chosen by Enter. */
async function choosePlace(desk: Page, typed: string, option: RegExp): Promise<void> {
  await placeOf(desk).fill(typed);
  await expect(desk.getByRole('option').first()).toContainText(option, soon);
  await placeOf(desk).press('Enter');
}

async function takeLandmark(desk: Page): Promise<void> {
  await choosePlace(desk, 'rsud sidoarjo', /RSUD R\.T\. Notopuro/);
  await expect(desk.getByText('Titik patokan')).toBeVisible(soon);
  await expect(desk.getByText('± 200 m')).toBeVisible();
  await expect(desk.getByText(/perkiraan – titik desa terdekat/)).toBeVisible();
  await expectAccessible(desk, 'landmark chosen');
  // One click to another village; the point stays.
  const next = desk.getByRole('button', { name: /^\S.* \([\d,]+ (m|km)\)$/ }).first();
  const village = ((await next.textContent(soon)) ?? '').replace(/ \(.*$/, '');
  await next.click();
  await expect(desk.getByText(new RegExp(`^${village}, `)).first()).toBeVisible();
  await expect(desk.getByText('dipilih petugas')).toBeVisible();
  await expect(desk.getByText('Titik patokan')).toBeVisible();
}

test('a place is found by whatever is said, with how exact it is and whose it is', async ({ browser }) => {
  const { page: admin } = await signIn(browser, world, 'admin');
  await importLandmarks(admin);

  const { page: desk } = await signIn(browser, world, 'calltaker1');
  await desk.goto('/incidents/new');
  await findType(desk);
  await takeType(desk);
  await takeLandmark(desk);

  // A link that somebody sent, and one that only the internet can open.
  await placeOf(desk).fill('https://maps.app.goo.gl/Yx3kQ9vT2mB1');
  await expect(desk.getByText(/Tautan pendek hanya bisa dibuka lewat internet/)).toBeVisible(soon);
  await choosePlace(desk, 'Lokasi: https://maps.google.com/?q=-7.2458,112.7378', /-7\.24580, 112\.73780/);
  await expect(desk.getByText('Mungkin di luar wilayah: Kota Surabaya')).toBeVisible(soon);
  await expect(desk.getByText(/Nomor pusat 112 Kota Surabaya belum ada/)).toBeVisible(soon);
  await choosePlace(desk, 'HP29+V4 Sidokare', /6P4JHP29\+V4/);
  await expect(desk.getByText('Mungkin di luar wilayah: Kota Surabaya')).toBeHidden(soon);
  await choosePlace(desk, 'depan terminal bungurasih', /Terminal Purabaya/);
  await expect(desk.getByLabel('Patokan')).toHaveValue('Terminal Purabaya');

  await desk.getByText('Tidak', { exact: true }).first().click();
  await desk.getByRole('button', { name: /Sumber laporan/ }).click();
  await desk.getByRole('option', { name: 'Radio' }).click();
  await desk.keyboard.press('Control+Enter');
  await expect
    .poll(
      async () => (await api<{ items: { placed: unknown; landmark: string }[] }>(desk, '/api/incidents')).items[0],
      soon,
    )
    .toMatchObject({ landmark: 'Terminal Purabaya', placed: { source: 'landmark', accuracyM: 200 } });
  const [saved] = (await api<{ items: { id: string }[] }>(desk, '/api/incidents')).items;
  await desk.goto(`/incidents/${saved?.id}`);
  await expect(desk.getByText(/Titik patokan, ± 200 m/)).toBeVisible(soon);
});
