import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { answer, dial, hangUp } from './call-steps.ts';
import { becomeReady, expectAccessible } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

/*
 * The operator says where a caller is: the call taker sees it while the call rings and talks, others after a reason, and the
 * administrator agrees on a further header, which the next call is read with.
 */

// A world of its own: its call must not be counted in another story.
let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world.stop());

const body = readFileSync(join(import.meta.dirname, '../features/calls/test-data/pidf/circle.xml'), 'utf8').replace(
  /<gml:pos>[^<]*<\/gml:pos>/,
  '<gml:pos>-7.4530 112.7170</gml:pos>',
);

/** The exchange reads the header from now on: it follows what is agreed within seconds. */
async function takenUp({ data }: World, header: string): Promise<void> {
  const dialplan = () => readFileSync(join(data, 'asterisk/etc/extensions.conf'), 'utf8');
  await expect.poll(dialplan).toContain(header);
}

test('the place that came with a call is at the desk, and whoever else looks says why', async ({ browser }) => {
  const admin = (await signIn(browser, world, 'admin')).page;
  await admin.goto('/place-agreement');
  await admin.getByRole('button', { name: 'Tambah header' }).click();
  await admin.getByLabel(/Nama header/).fill('X-Lokasi');
  await admin.getByLabel(/Jari-jari/).fill('900');
  await admin.getByLabel(/Alasan/).fill('Kesepakatan dengan operator uji');
  await expectAccessible(admin, 'place agreement');
  await admin.getByRole('button', { name: 'Simpan' }).click();
  await expect(admin.getByText('Kesepakatan dengan operator uji')).toBeVisible();

  const desk = (await signIn(browser, world, 'calltaker1')).page;
  await becomeReady(desk);
  const ring = (location: string) =>
    dial(world, '081234567890', {
      headers: { Geolocation: '<cid:place@contoh.id>', 'X-Lokasi': location },
      attachment: { contentType: 'application/pidf+xml', contentId: 'place@contoh.id', content: body },
    });
  await takenUp(world, 'X-Lokasi');
  const citizen = await ring('-7.4531,112.7171');
  await answer(desk);
  const card = desk.getByRole('region', { name: 'Lokasi pemanggil' });
  await expect(card.getByText(/Sidoarjo/).first()).toBeVisible();
  await expect(card.getByText('-7.45300, 112.71700')).toBeVisible();
  await expect(card.getByRole('img', { name: /Sketsa/ })).toBeVisible();
  await expect(card.getByText(/Sumber lain \(1\)/)).toBeVisible();
  await expectAccessible(desk, 'desk with a place');
  await desk.screenshot({ path: 'test-results/caller-place.png' });
  await admin.screenshot({ path: 'test-results/place-agreement.png', fullPage: true });
  await hangUp(desk, citizen);

  const supervisor = (await signIn(browser, world, 'supervisor')).page;
  await supervisor.goto('/calls');
  await supervisor.getByRole('row').nth(1).click();
  await supervisor.waitForURL(/calls\/.+/);
  await expect(supervisor.getByText('2 keterangan lokasi')).toBeVisible();
  await expect(supervisor.getByText('-7.45300')).toHaveCount(0);
  await supervisor.getByRole('button', { name: 'Tampilkan lokasi' }).click();
  await supervisor
    .getByRole('dialog')
    .getByLabel(/Alasan/)
    .fill('Menilai rute bantuan');
  await supervisor.getByRole('dialog').getByRole('button', { name: 'Tampilkan lokasi' }).click();
  await expect(supervisor.getByText('-7.45300, 112.71700')).toBeVisible();
});
