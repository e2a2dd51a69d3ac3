import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type Page, test } from '@playwright/test';
import { Client } from 'pg';
import { observeCluster } from '#platform/server/postgres/observe.ts';
import { api, expectAccessible, picture, soon } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A month is over: a call of it is drawn, two supervisors assess it apart from each other, differ, and settle it; the call taker sees the
// sheet first and appeals; a third supervisor decides without knowing who they were, and the score counts.

let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world.stop());

/** Half a minute of silence on both sides: 8 kHz, 16 bits, two channels. */
function silence(): Buffer {
  const sound = Buffer.alloc(30 * 8000 * 4);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + sound.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(2, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(32_000, 28);
  head.writeUInt16LE(4, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(sound.length, 40);
  return Buffer.concat([head, sound]);
}

/** The month before this one, as it would stand had the centre worked in it: a story cannot wait for the end of a month. */
async function hadLastMonth(): Promise<void> {
  const found = await observeCluster(join(world.data, 'postgres'));
  if (found.state !== 'running') throw new Error(`PostgreSQL is ${found.state}`);
  const address = new URL(found.ownerUrl);
  address.pathname = '/sigap';
  const client = new Client({ connectionString: address.href });
  await client.connect();
  try {
    const tenant = await client.query("select id from tenants where slug = 'sidoarjo'");
    const tenantId: string = tenant.rows[0].id;
    for (const [username, name] of [
      ['penilai2', 'Penilai Dua'],
      ['penilai3', 'Penilai Tiga'],
    ])
      await client.query(
        `insert into users (id, tenant_id, username, display_name, roles, language, password_hash, must_change_password)
         select $1::uuid, tenant_id, $2::text, $3::text, roles, language, password_hash, false from users where username = 'supervisor'`,
        [randomUUID(), username, name],
      );
    const [callId, seed] = [randomUUID(), randomBytes(32)];
    const lastMonth = `date_trunc('month', now() at time zone 'Asia/Jakarta') - interval '10 days'`;
    await client.query(
      `insert into calls (id, tenant_id, number, purpose, state, pbx_system, pbx_linkedid, dialled, caller_e164, arrived_at, queued_at, answered_at, answered_by,
         ended_at, ended_by, hangup_cause, disposition, disposition_by, disposition_at, wrapped_up_at)
       select $1::uuid, tenant_id, 9001, 'public', 'ended', 'cerita', $1::uuid::text, '112', '+6281299990001', t, t, t + interval '4 s', id, t + interval '34 s', 'caller', 16,
         'EMERGENCY_NEW', id, t + interval '40 s', t + interval '41 s'
       from users, (select ${lastMonth} as t) at where username = 'calltaker1'`,
      [callId],
    );
    await client.query(
      `insert into recordings (id, tenant_id, call_id, path, state, duration_ms, bytes, stored_at) values ($1, $2, $3, $4, 'stored', 30000, 960044, now())`,
      [randomUUID(), tenantId, callId, `${callId}.wav`],
    );
    await mkdir(join(world.data, 'recordings'), { recursive: true });
    await writeFile(join(world.data, 'recordings', `${callId}.wav`), silence());
    await client.query(
      `insert into quality_months (tenant_id, month, seed, commitment, per_taker, double_share, committed_at)
       values ($1, to_char(${lastMonth}, 'YYYY-MM'), $2, $3, 4, 1, now() - interval '60 days')`,
      [tenantId, seed, createHash('sha256').update(seed).digest('hex')],
    );
    await client.query("update deadlines set due_at = now() where tenant_id = $1 and kind = 'quality.month'", [
      tenantId,
    ]);
  } finally {
    await client.end();
  }
}

/** The key of the best answer to each of the seed's criteria, in their order. */
const best = ['1', '1', '1', '1', '3', '3', '3', '1', '1'];

/** Opened and heard by keyboard. */
async function openSheet(page: Page, task: string): Promise<void> {
  await expect
    .poll(async () => (await api<{ items: unknown[] }>(page, '/api/quality/samples')).items.length, soon)
    .toBe(1);
  await page.goto('/quality');
  await expect(page.getByRole('heading', { name: new RegExp(task) })).toBeVisible(soon);
  await page.keyboard.press('F8');
  await expect(page.getByRole('slider', { name: 'Posisi putar' })).toBeVisible(soon);
  await expect(page.getByText('Alamat dipastikan (diulang, patokan)')).toBeVisible();
  // Neither whose call it is nor from which number.
  await expect(page.getByText(/Sri Lestari|calltaker1|99990001/)).toHaveCount(0);
}

async function assess(page: Page, keys: readonly string[]): Promise<void> {
  await openSheet(page, 'Nilai panggilan ini');
  for (const key of keys) await page.keyboard.press(key);
}

async function save(page: Page, told: RegExp): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(told)).toBeVisible(soon);
}

async function assessTwice(first: Page, second: Page): Promise<void> {
  await assess(first, best);
  // Space and arrows work the recording while the hands stay at the digits.
  await first.keyboard.press('ArrowRight');
  await expect(first.getByRole('slider', { name: 'Posisi putar' })).toHaveAttribute('aria-valuenow', '5');
  await expectAccessible(first, 'a sheet beside its recording');
  await picture(first, 'quality-sheet');
  await save(first, /Menunggu penilai kedua/);
  await assess(second, ['2', ...best.slice(1)]);
  await save(second, /1 butir berbeda/);
}

async function settle(page: Page): Promise<void> {
  await openSheet(page, 'Samakan penilaian');
  await expect(page.getByText('Anda: Tidak', { exact: true })).toBeVisible();
  await page.keyboard.press('2');
  await page.getByRole('textbox', { name: /Hasil pembicaraan/ }).fill('Salam baku tidak lengkap, kami sepakat');
  await expectAccessible(page, 'two who settle');
  await picture(page, 'quality-settle');
  await save(page, /Petugas kini dapat melihatnya/);
}

async function appeal(taker: Page): Promise<void> {
  await taker.goto('/my-quality');
  await expect(taker.getByText('Menunggu jawaban Anda')).toBeVisible(soon);
  await expect(taker.getByText('Salam baku tidak lengkap, kami sepakat')).toBeVisible();
  await expect(taker.getByText(/Penilai Dua/)).toHaveCount(0);
  await expectAccessible(taker, 'my quality');
  await picture(taker, 'quality-mine');
  await taker.getByRole('button', { name: 'Ajukan keberatan' }).click();
  const dialog = taker.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /keliru/ }).fill('Salam sudah saya ucapkan di awal');
  await dialog.getByRole('button', { name: 'Ajukan keberatan' }).click();
  await expect(taker.getByText('Keberatan diperiksa')).toBeVisible(soon);
}

async function decide(third: Page): Promise<void> {
  await openSheet(third, 'Putuskan keberatan');
  await expect(third.getByText('Salam sudah saya ucapkan di awal')).toBeVisible();
  await expect(third.getByText('Semula: Tidak', { exact: true })).toBeVisible();
  await third.keyboard.press('1');
  await third.getByRole('textbox', { name: /Hasil pembicaraan/ }).fill('Terdengar pada detik ketiga');
  await save(third, /Nilai ini berlaku/);
}

async function counts(taker: Page, head: Page): Promise<void> {
  await expect(taker.getByText(/Berlaku · sesudah keberatan diputus/)).toBeVisible(soon);
  const months = taker.getByRole('grid', { name: 'Nilai per bulan' });
  await expect(months.getByText('100%').first()).toBeVisible(soon);
  await picture(taker, 'quality-counts');
  await head.goto('/quality');
  await expect(head.getByRole('heading', { name: 'Kesepakatan dua penilai' })).toBeVisible(soon);
  await expect(head.getByText(/Sri Lestari|Penilai Dua/)).toHaveCount(0);
  await expectAccessible(head, 'what came of the sample');
  await picture(head, 'quality-figures');
}

test('a call is drawn, assessed by two, settled, appealed and decided, and its score counts', async ({
  browser,
}: {
  browser: Browser;
}) => {
  await hadLastMonth();
  const names = ['supervisor', 'penilai2', 'penilai3', 'calltaker1', 'kadis'] as const;
  const signed = [];
  for (const name of names) signed.push(await signIn(browser, world, name));
  const [first, second, third, taker, head] = signed.map(({ page }) => page) as [Page, Page, Page, Page, Page]; // As many as names.
  await assessTwice(first, second);
  await settle(second);
  await appeal(taker);
  await decide(third);
  await counts(taker, head);
  for (const { context } of signed) await context.close();
});
