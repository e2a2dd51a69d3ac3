import { type Page, test } from '@playwright/test';
import pg from 'pg';
import sharp from 'sharp';
import { withOwner } from '#apps/server/cli/open-house.ts';
import { readConfig } from '#apps/server/config.ts';
import { expectAccessible, picture, soon } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// Pranks of four months with the places that desks wrote; the information officer sees where they come from, plans a campaign,
// marks it as held, is told what it did and that genuine calls fell, prints a poster, and anybody reads the regency's own figures.

let world: World;
test.beforeAll(async () => {
  world = await startWorld({ env: { SIGAP_ASTERISK: 'off' } });
  await withOwner(readConfig({ SIGAP_DATA: world.data, SIGAP_ASTERISK: 'off' }, []), (ownerUrl) =>
    fillHistory(ownerUrl),
  );
});
test.afterAll(() => world.stop());

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
/** The campaign was nine weeks ago, so that the four weeks after it are long over. */
const [startsOn, endsOn] = [day(63), day(62)];

/**
 * Every district has pranks at 14.00 WIB and emergencies, twelve and eight in four weeks; Waru had three times as many pranks before the
 * campaign as after it, and half as many emergencies after it.
 */
async function fillHistory(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      `with regency as (select id, region_code from tenants where slug = 'sidoarjo'),
         districts as (select r.code, r.name, t.id as tenant_id from regions r join regency t on r.code like t.region_code || '.%' where r.level = 'district'),
         plan as (
           select d.*, w.at, w.is_after, k.code as disposition,
             case when d.name = 'Waru' and k.code = 'PRANK_CHILD' then case when w.is_after then 15 else 45 end
               when d.name = 'Waru' then case when w.is_after then 8 else 16 end
               when k.code = 'PRANK_CHILD' then 12 else 8 end as many
           from districts d
             cross join (values ($1::date - 10, false), ($2::date + 10, true)) as w(at, is_after)
             cross join (values ('PRANK_CHILD'), ('EMERGENCY_NEW')) as k(code)
         ),
         made as (
           select gen_random_uuid() as id, gen_random_uuid() as incident_id, p.*, 800000 + row_number() over () as number,
             p.at + time '07:00' + make_interval(secs => n * 20) as moment
           from plan p cross join lateral generate_series(1, p.many) n
         ),
         calls_made as (
           insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, arrived_at, queued_at, answered_at, ended_at, wrapped_up_at, disposition)
           select id, tenant_id, number, 'ended', 'cerita', id::text, '112', moment, moment, moment + interval '4 seconds',
             moment + interval '50 seconds', moment + interval '64 seconds', disposition from made returning 1
         ),
         incidents_made as (
           insert into incidents (id, tenant_id, number, state, source, reported_at, district_code)
           select incident_id, tenant_id, number, 'CANCELLED', 'call', moment, code from made returning 1
         )
         insert into incident_calls (tenant_id, incident_id, call_id, relation)
         select tenant_id, incident_id, id, 'opened' from made`,
      [startsOn, endsOn],
    );
  } finally {
    await client.end();
  }
}

test('a campaign is proposed, planned, held and measured', async ({ browser }) => {
  const { page } = await signIn(browser, world, 'informasi');
  await expect(page).toHaveURL(/\/campaigns$/, soon);
  await expect(page.getByText('Belum ada kampanye')).toBeVisible(soon);
  await expectAccessible(page, 'no campaigns');
  await picture(page, 'sosialisasi-kosong');
  await planFromProposal(page);
  await page.getByRole('button', { name: 'Tandai terlaksana' }).click();
  await expect(page.getByText('Terlaksana', { exact: true })).toBeVisible(soon);
  await expect(page.getByText(/Panggilan iseng di kecamatan kampanye turun 67/)).toBeVisible(soon);
  await expect(page.getByRole('alert').getByText('Panggilan sungguhan turun lebih dari 5 %')).toBeVisible();
  await expectAccessible(page, 'the effect');
  await addPhoto(page);
  await picture(page, 'sosialisasi-hasil');
  await deleteAndRestore(page);
});

async function planFromProposal(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Usulan tempat dan waktu' }).click();
  const waru = page.getByRole('region', { name: 'Kecamatan Waru' });
  await expect(waru.getByText(/60 panggilan iseng, 100\s?% di antaranya .* dari anak/)).toBeVisible(soon);
  await expect(page.getByText(/Tempat diketahui untuk .* \(100\s?%\)/)).toBeVisible();
  await expectAccessible(page, 'proposals');
  await picture(page, 'sosialisasi-usulan');
  await waru.getByRole('button', { name: /Rencanakan dari usulan ini/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Nama/).fill('Kunjungan SD di Waru');
  await dialog.getByLabel(/^Tujuan/).fill('Anak kelas lima tahu kapan 112 dihubungi');
  await dialog.getByLabel(/^Mulai/).fill(startsOn);
  await dialog.getByLabel(/^Sampai/).fill(day(64));
  await expect(dialog.getByText('Tanggal selesai sebelum tanggal mulai')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Simpan' })).toBeDisabled();
  await dialog.getByLabel(/^Sampai/).fill(endsOn);
  await dialog.getByLabel(/^Biaya/).fill('1500000');
  await expectAccessible(page, 'the form');
  await picture(page, 'sosialisasi-formulir');
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await expect(page.getByRole('heading', { name: 'Kunjungan SD di Waru', level: 1 })).toBeVisible(soon);
  await expect(page.getByText('Rp 1.500.000')).toBeVisible();
}

async function addPhoto(page: Page): Promise<void> {
  const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#4a7' } })
    .jpeg()
    .toBuffer();
  await page.getByRole('button', { name: 'Tambah foto' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Pilih foto/).setInputFiles({ name: 'kelas.jpg', mimeType: 'image/jpeg', buffer: photo });
  await expect(dialog.getByRole('button', { name: 'Tambah foto' })).toBeDisabled();
  await dialog.getByRole('button', { name: /Siapa yang tampak/ }).click();
  await page.getByRole('option', { name: 'Tidak ada orang yang dapat dikenali' }).click();
  await dialog.getByRole('button', { name: 'Tambah foto' }).click();
  await expect(dialog).toBeHidden(soon);
  await expect(page.getByText('Tidak ada orang yang dapat dikenali')).toBeVisible(soon);
  await page.getByRole('button', { name: 'Lihat' }).click();
  await expect(page.getByRole('dialog').getByRole('img', { name: /Foto kampanye/ })).toBeVisible(soon);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}

async function deleteAndRestore(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Hapus', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hapus' }).click();
  await expect(page.getByText('Kampanye ini sudah dihapus')).toBeVisible(soon);
  await page.getByRole('button', { name: 'Kembalikan' }).click();
  await expect(page.getByText('Kampanye ini sudah dihapus')).toBeHidden(soon);
  await page.goto('/campaigns');
  await expect(page.getByRole('row', { name: /Kunjungan SD di Waru/ })).toBeVisible(soon);
  await picture(page, 'sosialisasi');
}

/** Sheets of paper in a PDF, as Chromium writes it. */
const sheetsOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
/** Millimetres to points. */
const mm = (length: number) => Math.round((length * 72) / 25.4);

test('a poster is one sheet of its paper, a leaflet one of A4 across, with the figures of the month', async ({
  browser,
}) => {
  const { page } = await signIn(browser, world, 'informasi');
  for (const [query, width, height] of [
    ['', 210, 297],
    ['?paper=A3', 297, 420],
    ['?kind=leaflet', 297, 210],
  ] as const) {
    await page.goto(`/campaigns/material${query}`);
    await expect(page.getByText(/menit petugas terbuang/).first()).toBeVisible(soon);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    expect(sheetsOf(pdf), query).toBe(1);
    const box = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf.toString('latin1'));
    expect(Math.abs(Number(box?.[1]) - mm(width)), query).toBeLessThan(2);
    expect(Math.abs(Number(box?.[2]) - mm(height)), query).toBeLessThan(2);
    if (query !== '?paper=A3') await picture(page, query === '' ? 'poster' : 'selebaran');
  }
  await expectAccessible(page, 'the leaflet');
});

test('anybody reads the figures without an account and without script', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: world.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/portal/sidoarjo/bukan-mainan');
  await expect(page.getByRole('heading', { name: '112 bukan mainan' })).toBeVisible();
  await expect(page.getByText('dari yang dijawab ternyata iseng')).toBeVisible();
  await expect(page.getByRole('table').getByRole('row')).not.toHaveCount(0);
  await picture(page, 'halaman-umum');
  expect((await page.goto('/portal/nihil/bukan-mainan'))?.status()).toBe(404);
  await context.close();
});
