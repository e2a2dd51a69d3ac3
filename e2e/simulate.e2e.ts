import { readFile } from 'node:fs/promises';
import { test } from '@playwright/test';
import { z } from 'zod';
import { simulationResult } from '#features/calls/simulation.ts';
import { expectAccessible, picture } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A supervisor asks the simulator, by the keyboard, wide and narrow; the server goes on answering calls meanwhile.
let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world?.stop());

test('what if, asked and answered', async ({ browser }) => {
  const { page: boss } = await signIn(browser, world, 'supervisor');
  await boss.goto(`${world.url}/simulate`);
  await expect(boss.getByText(/campuran panggilan Sidoarjo 2023/)).toBeVisible();
  await expect(boss.getByText('Belum ada yang dihitung')).toBeVisible();
  await expectAccessible(boss, 'form');

  // A wrong field says so beside itself, and nothing is asked.
  const people = boss.getByRole('textbox', { name: 'Penerima panggilan per jam' });
  await people.fill('6-3:1');
  await expect(boss.getByText('Bagian “6-3:1” tidak seperti 6-22:3')).toBeVisible();
  await boss.keyboard.press('Control+Enter');
  await expect(boss.getByText('Belum ada yang dihitung')).toBeVisible();
  await people.fill('0-6:1,6-22:2,22-24:1');
  await boss.getByRole('textbox', { name: 'Panggilan per jam', exact: true }).fill('12');
  await boss.keyboard.press('Control+Enter');

  const compared = boss.getByRole('table', { name: 'Panggilan sungguhan' });
  await expect(compared.getByRole('row')).toHaveCount(5, { timeout: 90_000 });
  await expect(compared.getByRole('row', { name: /Panggilan iseng 90 %/ })).toBeVisible();
  await expect(boss.getByText(/Dari \d+ panggilan sungguhan per hari/).first()).toBeVisible();
  await expect(boss.getByRole('img', { name: /Grafik per jam/ }).locator('svg')).toBeVisible();
  await expect(boss.getByText(/Tidak ada panggilan yang hilang/)).toBeVisible();
  await expectAccessible(boss, 'results');
  await picture(boss, 'simulate');
  await boss.setViewportSize({ width: 390, height: 844 });
  const width = await boss.evaluate<number>('document.documentElement.scrollWidth');
  expect(width).toBeLessThanOrEqual(390);
  await boss.setViewportSize({ width: 1440, height: 900 });

  const download = boss.waitForEvent('download');
  await boss.getByRole('button', { name: 'Unduh JSON' }).click();
  const saved: unknown = JSON.parse(await readFile(await (await download).path(), 'utf8'));
  const { results } = z.object({ results: z.array(simulationResult) }).parse(saved);
  expect(results.map(({ ends }) => ends.unended)).toEqual([0, 0, 0, 0]);
});

test('a call taker has no simulator', async ({ browser }) => {
  const { page: taker } = await signIn(browser, world, 'calltaker1');
  await taker.goto(`${world.url}/simulate`);
  await expect(taker.getByRole('textbox', { name: 'Penerima panggilan per jam' })).toHaveCount(0);
});
