import { type Page, test } from '@playwright/test';
import { dial } from './call-steps.ts';
import { expectAccessible, picture, soon } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// One telephone calls again and again and gives up each time. The supervisor is told on whatever page they are, with what may be
// done; nothing happens to the calls by itself. What was done is written down and stays in the list of all waves.

let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world.stop());

/** So many within an hour are a wave where one number is known to call once (features/calls/wave-rules.ts). */
const calls = 7;

/** Waits until the announcement is heard, and hangs up. */
async function giveUp(from: string): Promise<void> {
  const citizen = await dial(world, from);
  await expect.poll(() => citizen.heard.energy(), soon).toBeGreaterThan(300);
  await citizen.hangUp();
}

const alarm = (page: Page) => page.getByRole('status', { name: 'Gelombang panggilan' });

/** Told and acknowledged on whatever page one is. */
async function knowsOfIt(supervisor: Page): Promise<void> {
  await supervisor.goto('/monev');
  for (let count = 0; count < calls; count++) await giveUp('081299990001');
  // Counted once a minute.
  await expect(alarm(supervisor)).toBeVisible({ timeout: 120_000 });
  await expect(alarm(supervisor)).toContainText(`Satu nomor menelepon terus`);
  await expect(alarm(supervisor)).toContainText('Setiap panggilan tetap dijawab');
  await expectAccessible(supervisor, 'a wave is told');
  await picture(supervisor, 'wave-alarm');
  await alarm(supervisor).getByRole('button', { name: 'Saya tahu' }).click();
  await expect(alarm(supervisor).getByText(/^Diketahui/)).toBeVisible(soon);
}

async function writesWhatWasDone(supervisor: Page): Promise<void> {
  await supervisor.goto('/waves');
  const row = supervisor.getByRole('row', { name: /Satu nomor menelepon terus/ });
  await expect(row).toContainText('belum ada catatan', soon);
  await row.getByRole('button', { name: 'Catat tindakan' }).click();
  const dialog = supervisor.getByRole('dialog');
  await expect(dialog.getByText('Pemanggil dihubungi balik').first()).toBeVisible();
  await dialog.getByLabel('Keterangan').fill('Anak kecil memegang telepon rumah; orang tuanya sudah diberi tahu.');
  await expectAccessible(supervisor, 'what was done about a wave');
  await picture(supervisor, 'wave-note');
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await expect(dialog).toBeHidden(soon);
  await expect(row).toContainText('Pemanggil dihubungi balik: Anak kecil memegang telepon rumah', soon);
  await expectAccessible(supervisor, 'all waves');
  await picture(supervisor, 'waves');
}

/** A number that never said where it is has no place on the map: it is said in words beside it. */
async function looksAtTheMap(supervisor: Page): Promise<void> {
  await supervisor.goto('/map?w=1');
  await expect(supervisor.getByText(/Satu nomor menelepon terus/).last()).toBeVisible(soon);
  await expectAccessible(supervisor, 'waves beside the map');
  await picture(supervisor, 'wave-map');
}

test('a number that calls and calls is told to the supervisor, who writes down what was done', async ({ browser }) => {
  const { page: supervisor, context } = await signIn(browser, world, 'supervisor');
  await knowsOfIt(supervisor);
  await writesWhatWasDone(supervisor);
  await looksAtTheMap(supervisor);
  await context.close();
});
