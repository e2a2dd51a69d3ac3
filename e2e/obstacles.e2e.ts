import { type Page, test } from '@playwright/test';
import pg from 'pg';
import { withOwner } from '#apps/server/cli/open-house.ts';
import { readConfig } from '#apps/server/config.ts';
import { expectAccessible, picture, soon } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A month of pranks: a rule proposes an obstacle, the head gives it an owner and a date that has been, it is told upwards, and the
// next meeting closes it; two people write one decision at once, and the minutes can be taken home as PDF and DOCX.

let world: World;
test.beforeAll(async () => {
  world = await startWorld({ env: { SIGAP_ASTERISK: 'off' } });
  await withOwner(readConfig({ SIGAP_DATA: world.data, SIGAP_ASTERISK: 'off' }, []), fillLastMonth);
});
test.afterAll(() => world.stop());

/** Sixty answered calls in the middle of last month, fifty of them pranks: more than half, and answered in time. */
async function fillLastMonth(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      `insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, arrived_at, queued_at, answered_at, ended_at, wrapped_up_at, disposition)
       select gen_random_uuid(), t.id, 810000 + n, 'ended', 'cerita', 'kendala' || n, '112', m.at, m.at, m.at + interval '4 seconds',
         m.at + interval '50 seconds', m.at + interval '64 seconds', case when n <= 50 then 'PRANK_ADULT' else 'EMERGENCY_DUP' end
       from tenants t, generate_series(1, 60) n,
         lateral (select date_trunc('month', now()) - interval '15 days' + n * interval '1 minute' as at) m
       where t.slug = 'sidoarjo'`,
    );
  } finally {
    await client.end();
  }
}

test('an obstacle is proposed, owned, overdue, told upwards and closed at the next meeting', async ({ browser }) => {
  const { page } = await signIn(browser, world, 'kadis');
  await page.goto('/obstacles');
  await expect(page.getByText('Tidak ada kendala di sini')).toBeVisible(soon);
  await expectAccessible(page, 'no obstacles');
  await proposeFromData(page);
  await acceptAndGoOverdue(page);
  await planMeeting(page);
  const second = await signIn(browser, world, 'supervisor');
  await holdMeeting(page, second.page);
  await takeMinutes(page);
});

const title = /Panggilan iseng, hampa, atau hoaks dominan/;

async function proposeFromData(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Usulkan dari data/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Nilai bulan ini' }).click();
  await expect(dialog.getByText(/usulan baru masuk daftar/)).toBeVisible(soon);
  await expect(dialog.getByRole('row', { name: /K01.*Diusulkan/ })).toBeVisible();
  await expect(dialog.getByRole('row', { name: /K10.*Tidak terlihat dari data/ })).toBeVisible();
  await expectAccessible(page, 'what the rules say');
  await picture(page, 'kendala-usulan');
  await dialog.getByRole('button', { name: 'Tutup', exact: true }).last().click();
  await page.getByRole('row', { name: title }).click();
  await expect(page.getByText(/50 dari 60/)).toBeVisible(soon);
  await expect(page.getByRole('link', { name: 'Lihat baris di baliknya' })).toBeVisible();
}

async function acceptAndGoOverdue(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Terima dan tetapkan penanggung jawab' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: /^Terima dan tetapkan/ })).toBeDisabled();
  await dialog.getByRole('button', { name: /Penanggung jawab/ }).click();
  await page.getByRole('option').first().click();
  // A week ago: the timer tells superiors at once, because their three days are over too.
  await dialog.getByLabel(/^Tenggat/).fill(new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10));
  await expectAccessible(page, 'owner and date');
  await dialog.getByRole('button', { name: /^Terima dan tetapkan/ }).click();
  await expect(page.getByText('Lewat tenggat')).toBeVisible(soon);
  await expect(page.getByText(/Sudah dieskalasi kepada atasan/)).toBeVisible(soon);
  await expectAccessible(page, 'an overdue obstacle');
  await picture(page, 'kendala');
  await page.goto('/obstacles?state=overdue');
  await expect(page.getByRole('row', { name: title })).toBeVisible(soon);
  await picture(page, 'kendala-daftar');
}

async function planMeeting(page: Page): Promise<void> {
  await page.goto('/meetings');
  await page.getByRole('button', { name: /Rencanakan rapat/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Waktu/).fill('2026-12-05T09:00');
  await dialog.getByLabel(/^Tempat/).fill('Ruang Delta');
  await expectAccessible(page, 'the plan of a meeting');
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await expect(page.getByText(title)).toBeVisible(soon);
  await page.getByLabel('Butir sendiri').fill('Anggaran 2027');
  await page.getByRole('button', { name: 'Tambah butir' }).click();
  const up = page.getByRole('button', { name: 'Naikkan Anggaran 2027' });
  await up.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listitem').filter({ hasText: 'Anggaran 2027' })).toBeVisible(soon);
  await expectAccessible(page, 'the agenda');
  await picture(page, 'rapat-agenda');
  await page.getByRole('button', { name: 'Mulai rapat' }).click();
  await expect(page).toHaveURL(/\/live/, soon);
}

/** Through the items until this one is on the wall. */
async function showItem(page: Page, name: string | RegExp): Promise<void> {
  const heading = page.getByRole('heading', { name, level: 2 });
  const position = page.getByText(/^Butir \d+ dari \d+/);
  await expect(position).toBeVisible(soon);
  while (!(await heading.isVisible())) {
    const before = await position.textContent();
    await page.getByRole('button', { name: /Berikutnya/ }).click();
    await expect(position).not.toHaveText(before ?? '', soon);
  }
}

async function holdMeeting(page: Page, second: Page): Promise<void> {
  await showItem(page, title);
  await second.goto(page.url());
  await showItem(second, title);
  await second.getByRole('textbox', { name: 'Keputusan' }).fill('Tulisan penyelia');
  await page.getByRole('textbox', { name: 'Keputusan' }).fill('Kunjungi sepuluh sekolah');
  await page.getByRole('button', { name: 'Simpan keputusan' }).click();
  await expect(second.getByText('Tertulis sekarang: Kunjungi sepuluh sekolah')).toBeVisible(soon);
  await second.getByRole('button', { name: 'Simpan keputusan' }).click();
  await expect(second.getByText('Orang lain baru saja menulis keputusan butir ini')).toBeVisible(soon);
  await second.getByRole('button', { name: 'Pakai yang tertulis' }).click();
  await expect(second.getByRole('textbox', { name: 'Keputusan' })).toHaveValue('Kunjungi sepuluh sekolah');
  await page.getByLabel('Apa yang dilakukan').fill('Jadwalkan kunjungan');
  await page.getByLabel('Oleh siapa').fill('Diskominfo');
  await page.getByLabel('Tenggat').fill('2027-01-15');
  await page.getByRole('button', { name: 'Tambah tindak lanjut' }).click();
  await expect(second.getByText('Jadwalkan kunjungan')).toBeVisible(soon);
  await page.getByLabel('Nama', { exact: true }).fill('Sri Wahyuni');
  await page.getByRole('button', { name: 'Catat hadir' }).click();
  await expect(page.getByText('Sri Wahyuni')).toBeVisible(soon);
  await page.getByRole('button', { name: 'Tandai kendala selesai' }).click();
  await page.getByRole('button', { name: 'Nyatakan kendala diperiksa' }).click();
  await expect(page.getByText('Selesai dan diperiksa')).toBeVisible(soon);
  await expectAccessible(page, 'the meeting');
  await picture(page, 'rapat-layar');
  await page.getByRole('button', { name: 'Tutup rapat' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Tutup rapat' }).click();
  await expect(page).toHaveURL(/\/meetings\/[0-9a-f-]+$/, soon);
}

async function takeMinutes(page: Page): Promise<void> {
  const paper = async (name: string) => {
    const link = page.getByRole('link', { name });
    await expect(link).toBeVisible(soon);
    const answer = await page.request.get((await link.getAttribute('href')) ?? '');
    expect(answer.ok()).toBe(true);
    return answer.body();
  };
  const pdf = await paper('Unduh notulen PDF');
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(pdf.length).toBeGreaterThan(5000);
  const docx = await textOf(await paper('Unduh salinan kerja DOCX'));
  for (const said of [
    'Salinan kerja',
    'Panggilan iseng',
    'Kunjungi sepuluh sekolah',
    'Jadwalkan kunjungan',
    'Sri Wahyuni',
  ])
    expect(docx).toContain(said);
  await expectAccessible(page, 'a meeting that is over');
  await picture(page, 'rapat-notulen');
  await page.goto('/obstacles?state=verified');
  await expect(page.getByRole('row', { name: title })).toBeVisible(soon);
}

/** The body of a DOCX: `word/document.xml` of a zip, deflated. */
async function textOf(docx: Buffer): Promise<string> {
  const { inflateRawSync } = await import('node:zlib');
  const name = Buffer.from('word/document.xml');
  // The local header holds the lengths of name and extra fields; the central directory, which comes last, where it begins and its length.
  const entry = docx.lastIndexOf(name) - 46;
  const [length, start] = [docx.readUInt32LE(entry + 20), docx.readUInt32LE(entry + 42)];
  const begin = start + 30 + docx.readUInt16LE(start + 26) + docx.readUInt16LE(start + 28);
  const bytes = docx.subarray(begin, begin + length);
  return (docx.readUInt16LE(entry + 10) === 0 ? bytes : inflateRawSync(bytes)).toString('utf8');
}
