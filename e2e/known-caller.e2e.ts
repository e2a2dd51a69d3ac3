import { type Page, test } from '@playwright/test';
import { answer, becomeFree, dial, finish, talks } from './call-steps.ts';
import { command } from './incident-steps.ts';
import { becomeReady, expectAccessible, picture, saveIncident, soon } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A number whose calls were pranks calls again, with a real fire: the desk rings as for everyone, sees facts and no verdict, and
// writes down what the next one should know. What the pranks came to is a case that a supervisor works on.

let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world?.stop());

const number = '081299990001';
const facts = (desk: Page) => desk.getByRole('region', { name: 'Yang diketahui tentang nomor ini' });
const rings = (desk: Page) => desk.getByRole('heading', { name: 'Panggilan masuk' });

/** A prank that a desk answers, judges on its evidence, and wraps up. */
async function prank(desk: Page): Promise<void> {
  const caller = await dial(world, number);
  const id = await answer(desk);
  await caller.hangUp();
  await expect(talks(desk)).toBeHidden(soon);
  await command(desk, `/api/calls/${id}/disposition`, { code: 'PRANK_CHILD', evidence: ['laughter', 'admits_prank'] });
  await becomeFree(desk);
}

test('a number with pranks calls with a real fire and is answered like everyone else', async ({ browser }) => {
  const first = await signIn(browser, world, 'calltaker1');
  await becomeReady(first.page);
  await prank(first.page);
  await prank(first.page);
  await command(first.page, '/api/desk/presence', { state: 'offline' });
  await first.context.close();

  const { page: desk, context } = await signIn(browser, world, 'calltaker2');
  await becomeReady(desk);
  await prank(desk);

  const citizen = await dial(world, number);
  await expect(rings(desk)).toBeVisible(soon);
  // At the ring: how often, and nothing of what others thought.
  await expect(facts(desk)).toContainText('3 panggilan dalam 90 hari, terakhir hari ini', soon);
  await expect(facts(desk)).toContainText('Penilaian petugas lain tampil 5 detik setelah dijawab');
  await expect(facts(desk)).not.toContainText('iseng');
  await expect(facts(desk)).not.toContainText('Iseng');
  await picture(desk, 'facts-at-the-ring');
  await answer(desk);
  await expect(facts(desk)).toContainText('3 ditutup iseng oleh 2 petugas, terakhir hari ini', soon);
  await expect(facts(desk)).toContainText(/Kasus \d+ terbuka: belum ada langkah/);

  await facts(desk).getByRole('button', { name: 'Tulis catatan' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Tulis catatan' });
  await dialog.getByLabel('Catatan').fill('anak difabel di rumah');
  await expectAccessible(desk, 'writing a note');
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await expect(facts(desk)).toContainText('anak difabel di rumah', soon);
  await picture(desk, 'facts-in-talk');
  await saveIncident(desk);
  await citizen.hangUp();
  await finish(desk);

  // The next time it rings, the note and the open fire are there before anybody answers.
  const again = await dial(world, number);
  await expect(rings(desk)).toBeVisible(soon);
  await expect(facts(desk)).toContainText('anak difabel di rumah', soon);
  await expect(facts(desk)).toContainText('nomor sama', soon);
  await answer(desk);
  await again.hangUp();
  await finish(desk, '3');
  await context.close();
});

test('the case is worked on: a reason opens it, steps and a letter stand in it', async ({ browser }) => {
  const { page, context } = await signIn(browser, world, 'supervisor');
  await page.goto('/cases');
  await expectAccessible(page, 'cases');
  const row = page.getByRole('row', { name: /^1\b/ });
  await expect(row).toContainText('Terbuka', soon);
  await picture(page, 'cases');
  await row.click();
  await expect(page.getByText(number.slice(-4))).toBeHidden();
  await page.getByRole('button', { name: 'Buka nomor' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('menangani kasus berulang');
  await page.getByRole('dialog').getByRole('button', { name: 'Buka nomor' }).click();
  await expect(page.getByText('0812-9999-0001').first()).toBeVisible(soon);

  const step = async (name: string, words: string) => {
    await page.getByRole('button', { name: 'Catat langkah' }).click();
    const dialog = page.getByRole('dialog', { name: 'Catat langkah' });
    await dialog
      .getByRole('button', { name: /Langkah/ })
      .first()
      .click();
    await page.getByRole('option', { name }).click();
    await dialog.getByLabel('Apa yang dilakukan dan hasilnya').fill(words);
    await dialog.getByRole('button', { name: 'Catat langkah' }).click();
    await expect(dialog).toBeHidden(soon);
    await expect(page.getByText(words)).toBeVisible(soon);
  };
  await step('Telepon ramah', 'ibunya sudah diajak bicara');
  await step('Surat', 'surat untuk orang tua');
  await expectAccessible(page, 'a case');
  await picture(page, 'case');
  await page.getByRole('link', { name: 'Lihat surat' }).click();
  await expect(page.getByRole('article', { name: 'Surat kasus' })).toContainText('Nomor ini tidak diblokir', soon);
  await picture(page, 'letter');
  await context.close();
});
