import { type Page, test } from '@playwright/test';
import pg from 'pg';
import { withOwner } from '#apps/server/cli/open-house.ts';
import { readConfig } from '#apps/server/config.ts';
import { command } from './incident-steps.ts';
import { api, expectAccessible, picture, soon } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// The head locks last month. Afterwards the supervisor judges one of its calls anew: the locked figure stays, and what was corrected
// stands beside it, with its row; the correction is locked as a second edition, and both can be read.

let world: World;
test.beforeAll(async () => {
  world = await startWorld({ env: { SIGAP_ASTERISK: 'off' } });
  await withOwner(readConfig({ SIGAP_DATA: world.data, SIGAP_ASTERISK: 'off' }, []), fillMonth);
});
test.afterAll(() => world?.stop());

const lastMonth = (() => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 15)).toISOString().slice(0, 7);
})();

/** Three pranks and seven emergencies, all answered within four seconds. */
async function fillMonth(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      `insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, arrived_at, queued_at, answered_at, ended_at, wrapped_up_at, disposition)
       select gen_random_uuid(), t.id, 900000 + n, 'ended', 'cerita', 'kunci-' || n, '112', at, at, at + interval '4 seconds',
         at + interval '50 seconds', at + interval '64 seconds', case when n <= 3 then 'PRANK_CHILD' else 'EMERGENCY_NEW' end
       from tenants t cross join generate_series(1, 10) n
         cross join lateral (select ($1 || '-15 03:00:00+00')::timestamptz + make_interval(mins => n) as at) moment
       where t.slug = 'sidoarjo'`,
      [lastMonth],
    );
  } finally {
    await client.end();
  }
}

const corrections = (page: Page) => page.getByRole('region', { name: 'Koreksi sesudah dikunci' });

async function locksTheMonth(head: Page): Promise<void> {
  await head.goto(`/monev?month=${lastMonth}`);
  await expect(head.getByText('Bulan ini belum dikunci')).toBeVisible(soon);
  const goals = head.getByRole('table', { name: 'Sasaran bulan ini' });
  await expect(goals.getByRole('row', { name: /dalam 10 detik/ })).toContainText('tercapai', soon);
  await head.getByRole('button', { name: 'Kunci bulan' }).click();
  await expectAccessible(head, 'the lock is asked once more');
  await picture(head, 'month-lock');
  await head.getByRole('dialog').getByRole('button', { name: 'Kunci bulan' }).click();
  await expect(head.getByText('Terkunci, edisi 1')).toBeVisible(soon);
  await expect(head.getByRole('button', { name: 'Kunci bulan' })).toBeHidden(soon);
  await expect(corrections(head)).toBeHidden();
}

async function judgesAnew(supervisor: Page): Promise<void> {
  const path = `/api/monev/months/${lastMonth}/rows?figure=NUISANCE`;
  const { items } = await api<{ items: { id: string }[] }>(supervisor, path);
  expect(items).toHaveLength(3);
  const reason = 'Rekaman didengar ulang: kebakaran';
  await command(supervisor, `/api/calls/${items[0]?.id}/disposition`, { code: 'EMERGENCY_NEW', reason });
}

async function seesTheCorrection(head: Page): Promise<void> {
  await head.reload();
  await expect(corrections(head)).toContainText('1 baris dibetulkan', soon);
  const row = corrections(head).getByRole('row', { name: /^Panggilan iseng / });
  await expect(row.getByRole('cell')).toHaveText([/3$/, /2$/]);
  await expectAccessible(head, 'a locked month with a correction');
  await picture(head, 'month-correction');
  await corrections(head).getByRole('button', { name: 'Lihat baris yang dibetulkan' }).click();
  await expect(head.getByRole('dialog')).toContainText('Klasifikasi: Iseng', soon);
  await expectAccessible(head, 'the corrected rows');
  await picture(head, 'month-corrected-rows');
  await head.keyboard.press('Escape');
  await expect(head.getByRole('dialog')).toBeHidden(soon);
}

async function locksTheCorrection(head: Page): Promise<void> {
  await head.getByRole('button', { name: 'Kunci edisi koreksi' }).click();
  await head.getByLabel('Alasan edisi koreksi').fill('Klasifikasi diperiksa ulang');
  await head.getByRole('dialog').getByRole('button', { name: 'Kunci edisi koreksi' }).click();
  await expect(head.getByText('Terkunci, edisi 2')).toBeVisible(soon);
  await expect(corrections(head)).toBeHidden(soon);
  await head.goto(`/monev?month=${lastMonth}&edition=1`);
  await expect(head.getByText('Terkunci, edisi 1')).toBeVisible(soon);
  await expect(corrections(head)).toContainText('1 baris dibetulkan', soon);
}

/** What each figure means, and what should be reached. */
async function readsTheDictionary(head: Page): Promise<void> {
  await head.goto('/kpi?q=iseng');
  await expect(head.getByText('Nomor iseng unik')).toBeVisible(soon);
  await expectAccessible(head, 'the dictionary');
  await picture(head, 'kpi');
  await head.getByRole('tab', { name: 'Sasaran' }).click();
  await expect(head.getByText('Tidak ada bulan yang dinilai lain.')).toBeVisible(soon);
  await expectAccessible(head, 'goals');
  await picture(head, 'kpi-goals');
}

test('a locked month stays as it was locked, and a later correction is shown beside it', async ({ browser }) => {
  const { page: head, context } = await signIn(browser, world, 'kadis');
  await locksTheMonth(head);
  const { page: supervisor, context: room } = await signIn(browser, world, 'supervisor');
  await judgesAnew(supervisor);
  await seesTheCorrection(head);
  await locksTheCorrection(head);
  await readsTheDictionary(head);
  await Promise.all([context.close(), room.close()]);
});
