import { readFile } from 'node:fs/promises';
import { type Browser, test } from '@playwright/test';
import { openIncident, sendTo } from './incident-steps.ts';
import { expectAccessible, picture, soon } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// The wall shows an incident as it comes and says when it is cut off; the head reads a chart as a table, opens its rows, takes it away.

let world: World;
test.beforeAll(async () => {
  world = await startWorld({ env: { SIGAP_ASTERISK: 'off' } });
});
test.afterAll(() => world?.stop());

async function watchesTheWall(browser: Browser): Promise<void> {
  const { page: wall } = await signIn(browser, world, 'supervisor');
  await wall.setViewportSize({ width: 1920, height: 1080 });
  await wall.goto(`${world.url}/wall`);
  const open = wall.getByRole('region', { name: 'Kejadian terbuka' });
  await expect(open.getByText('Tidak ada kejadian terbuka')).toBeVisible(soon);
  await expect(wall.getByRole('navigation')).toHaveCount(0);
  await expect(wall.getByText('Tidak ada petugas yang siap')).toBeVisible();
  await expectAccessible(wall, 'wall');

  const { page: dispatcher } = await signIn(browser, world, 'dispatcher');
  const fire = await openIncident(dispatcher, 'FIRE_BUILDING');
  await openIncident(dispatcher, 'TREE_FALL');
  await sendTo(dispatcher, fire, 'DAMKAR');
  await expect(open.getByRole('listitem')).toHaveCount(2, soon);
  await picture(wall, 'wall-1920');
  await wall.setViewportSize({ width: 3840, height: 2160 });
  await picture(wall, 'wall-3840');

  await world.kill();
  await expect(wall.getByText(/TERPUTUS DARI SERVER/)).toBeVisible(soon);
  await picture(wall, 'wall-cut-off');
  await world.restart();
  await expect(wall.getByText(/TERPUTUS DARI SERVER/)).toHaveCount(0, soon);
}

async function readsAFigure(browser: Browser): Promise<void> {
  const { page: head } = await signIn(browser, world, 'kadis');
  await head.setViewportSize({ width: 1440, height: 900 });
  await head.goto(`${world.url}/analysis?measure=INCIDENTS&by=type`);
  await expect(head.getByRole('img', { name: /Kejadian/ }).locator('svg')).toBeVisible(soon);
  await expectAccessible(head, 'analysis as chart');
  await picture(head, 'analysis-chart');
  const svg = head.waitForEvent('download');
  await head.getByRole('button', { name: 'Unduh SVG' }).click();
  expect(await readFile(await (await svg).path(), 'utf8')).toMatch(/^<svg(?![\s\S]*var\()/);
  const png = head.waitForEvent('download');
  await head.getByRole('button', { name: 'Unduh PNG' }).click();
  expect((await readFile(await (await png).path())).subarray(1, 4).toString()).toBe('PNG');

  await head.getByRole('button', { name: 'Tabel' }).click();
  const table = head.getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(3, soon);
  await expectAccessible(head, 'analysis as table');
  const csv = head.waitForEvent('download');
  await head.getByRole('button', { name: 'Unduh CSV' }).click();
  const lines = (await readFile(await (await csv).path(), 'utf8')).trim().split('\r\n').slice(1);
  const sum = lines.reduce((total, line) => total + Number(line.split(',').at(-1)), 0);
  expect(sum).toBe(2);
  await expect(head.getByText('Seluruh rentang').locator('..')).toContainText(String(sum));

  await table.getByRole('button', { name: /Kebakaran/ }).click();
  await expect(head.getByRole('dialog').getByText('1 baris')).toBeVisible(soon);
  await expect(head.getByRole('dialog').getByRole('grid').locator('tbody tr')).toHaveCount(1, soon);
  await head.keyboard.press('Escape');
  await head.goto(`${world.url}/analysis?measure=INCIDENTS&by=district`);
  await head.getByRole('button', { name: 'Peta', exact: true }).click();
  const map = head.getByRole('img', { name: /Kejadian/ });
  // Every district of the regency, also those without anything.
  await expect(map.locator('path, circle')).toHaveCount(18, soon);
  await expect(map.getByText('Sidoarjo', { exact: true })).toBeVisible();
  await expectAccessible(head, 'analysis as map');
  await picture(head, 'analysis-map');
  await head.goto(`${world.url}/analysis?measure=T_DISPATCH&by=type`);
  await expect(head.getByText(/^0:0\d; 90 % dalam 0:0\d \(n = 1\)$/)).toBeVisible(soon);
  await expect(head.getByRole('img', { name: /Waktu penerusan/ }).locator('svg')).toBeVisible(soon);
  await picture(head, 'analysis-time');
  await head.goto(`${world.url}/analysis?measure=INCIDENTS&by=hour`);
  await expect(head.getByRole('img', { name: /Kejadian/ }).locator('svg')).toBeVisible(soon);
  await picture(head, 'analysis-heat');
  await head.setViewportSize({ width: 390, height: 844 });
  await picture(head, 'analysis-390');
  const width = await head.evaluate<number>('document.documentElement.scrollWidth');
  expect(width).toBeLessThanOrEqual(390);
}

test('the wall is live, and what happened is read as chart, table, rows and file', async ({ browser }) => {
  await test.step('what the wall shows is live, and it says when it is not', () => watchesTheWall(browser));
  await test.step('a figure as chart, table, rows and file', () => readsAFigure(browser));
});
