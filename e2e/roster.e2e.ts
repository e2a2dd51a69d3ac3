import { type Page, test } from '@playwright/test';
import pg from 'pg';
import { withOwner } from '#apps/server/cli/open-house.ts';
import { readConfig } from '#apps/server/config.ts';
import { api, expectAccessible, picture, soon } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A supervisor plans a week by keys, drags a shift to somebody else and publishes it; the call taker sees what changed; whoever comes too
// late stands as late in the attendance, on both screens, and the supervisor's correction stands beside it. At the end the shift is handed over.

let world: World;
test.beforeAll(async () => {
  world = await startWorld({ env: { SIGAP_ASTERISK: 'off' } });
});
test.afterAll(() => world.stop());

const zoneDay = (ago: number) => new Date(Date.now() + (7 * 60 - ago * 24 * 60) * 60_000).toISOString().slice(0, 10);
/** Next week has no shift yet in front of today, whatever day it is. */
const nextWeek = zoneDay(-21);

const cell = (page: Page, person: string) => page.getByRole('gridcell', { name: new RegExp(`^${person}, `) });

async function plan(page: Page): Promise<void> {
  await page.goto(`/rota?day=${nextWeek}`);
  const sri = cell(page, 'Sri Lestari');
  await expect(sri).toHaveCount(7, soon);
  await sri.first().focus();
  await page.keyboard.press('p');
  await expect(sri.first()).toContainText('P', soon);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('p');
  await expect(sri.nth(1)).toContainText('P', soon);
  await page.keyboard.press('Control+z');
  await expect(sri.nth(1)).not.toContainText('P', soon);
  const bagus = cell(page, 'Bagus Prasetyo');
  await bagus.first().focus();
  await page.keyboard.press('s');
  await expect(bagus.first()).toContainText('S', soon);
  await bagus.first().getByText('S', { exact: true }).dragTo(cell(page, 'Nur Aini').nth(1));
  await expect(cell(page, 'Nur Aini').nth(1)).toContainText('S', soon);
  await expect(bagus.first()).not.toContainText('S');
  await expectAccessible(page, 'rota');
  await picture(page, 'jadwal-piket');
  await page.getByRole('button', { name: /^Umumkan/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Umumkan' }).click();
  await expect(page.getByText('Diumumkan kepada 2 petugas')).toBeVisible(soon);
}

/** A published shift that has run for half an hour already: a story cannot wait for one to begin. */
async function beginShift(): Promise<void> {
  await withOwner(readConfig({ SIGAP_DATA: world.data, SIGAP_ASTERISK: 'off' }, []), async (ownerUrl) => {
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    try {
      await client.query(`delete from shifts where user_id = (select id from users where username = 'calltaker2')`);
      await client.query(
        `insert into shifts (id, tenant_id, user_id, day, template, starts_at, ends_at, published, made_at)
         select gen_random_uuid(), tenant_id, id, $1, 'P', now() - interval '30 minutes', now() + interval '6 hours', true, now()
         from users where username = 'calltaker2'`,
        [zoneDay(0)],
      );
    } finally {
      await client.end();
    }
  });
}

/** Who leaves writes; the next one ticks what is open and takes it over. */
async function handOver(from: Page, to: Page): Promise<void> {
  const types = await api<{ items: { id: string; code: string }[] }>(from, '/api/incident-types');
  const typeId = types.items.find(({ code }) => code === 'TREE_FALL')?.id;
  const opened = await from.request.post('/api/incidents', {
    data: { source: 'radio', typeId, villageCode: '35.15.08.1004', lifeAtRisk: 'no', landmark: 'balai desa' },
    headers: { 'idempotency-key': crypto.randomUUID() },
  });
  expect(opened.status()).toBe(200);
  await from.goto('/handovers');
  await expect(from.getByText('Belum ada serah terima')).toBeVisible(soon);
  await from.getByRole('button', { name: /^Tulis serah terima/ }).click();
  await expect(from.getByRole('link', { name: /Kejadian .+ masih berjalan/ })).toBeVisible(soon);
  await from.getByText('Telepon dan headset diperiksa, suara terdengar').click();
  await from.getByRole('textbox', { name: /Catatan untuk giliran berikut/ }).fill('Pohon tumbang di Jalan Pahlawan');
  await expectAccessible(from, 'writing a handover');
  await picture(from, 'serah-terima-tulis');
  await from.getByRole('button', { name: 'Serahkan' }).click();
  await expect(from.getByText('Menunggu diterima')).toBeVisible(soon);
  await to.goto('/handovers');
  await expect(to.getByText('Pohon tumbang di Jalan Pahlawan')).toBeVisible(soon);
  const take = to.getByRole('button', { name: 'Terima', exact: true });
  await expect(take).toBeDisabled();
  await to.getByText(/^Kejadian .+ masih berjalan$/).click();
  await expectAccessible(to, 'taking over');
  await picture(to, 'serah-terima-terima');
  await take.click();
  await expect(to.getByText(/^Diterima Sri Lestari/)).toBeVisible(soon);
}

test('a rota is published, somebody comes late, and the attendance says so', async ({ browser }) => {
  const { page: supervisor } = await signIn(browser, world, 'supervisor');
  await plan(supervisor);
  const { page: sri } = await signIn(browser, world, 'calltaker1');
  await sri.goto(`/my-shifts?day=${nextWeek}`);
  await expect(sri.getByText(/1 giliran ditambah, 0 dihapus/)).toBeVisible(soon);
  await expect(sri.getByRole('row', { name: /Pagi/ })).toHaveCount(1);
  await expectAccessible(sri, 'my shifts');
  await picture(sri, 'jadwal-saya');
  await sri.getByRole('button', { name: 'Sudah saya lihat' }).click();
  await expect(sri.getByText(/giliran ditambah/)).toHaveCount(0, soon);

  await beginShift();
  await supervisor.goto('/attendance');
  const bagusRow = supervisor.getByRole('row', { name: /Bagus Prasetyo/ });
  await expect(bagusRow).toContainText('Tidak hadir', soon);
  const { page: bagus } = await signIn(browser, world, 'calltaker2');
  const ready = await bagus.request.post('/api/desk/presence', {
    data: { state: 'ready' },
    headers: { 'idempotency-key': crypto.randomUUID() },
  });
  expect(ready.status()).toBe(200);
  await expect(bagusRow).toContainText(/Terlambat 3\d:/, soon);
  await supervisor.getByRole('button', { name: 'Koreksi kehadiran Bagus Prasetyo' }).click();
  await supervisor
    .getByRole('dialog')
    .getByRole('textbox', { name: /Alasan/ })
    .fill('Mengantar warga ke IGD');
  await supervisor.getByRole('button', { name: 'Simpan koreksi' }).click();
  await expect(bagusRow).toContainText('Mengantar warga ke IGD', soon);
  await expectAccessible(supervisor, 'attendance');
  await picture(supervisor, 'kehadiran');
  await bagus.goto('/my-shifts');
  await expect(bagus.getByText(/Mengantar warga ke IGD/)).toBeVisible(soon);
  await handOver(bagus, sri);
});
