import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Page, test } from '@playwright/test';
import { answer, becomeFree, dial, talks } from './call-steps.ts';
import { command } from './incident-steps.ts';
import { api, becomeReady, expectAccessible, picture, soon } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// Three pranks of one number, closed on evidence by two people, become a case; somebody speaks to the family; a supervisor prepares the
// evidence pack, the head reads and signs it, and `sigap verify` accepts the file and rejects it when one byte was changed.

let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world?.stop());

const number = '081299990031';

/** A prank that a desk answers, judges on its evidence, and wraps up; its recording is kept. */
async function prank(desk: Page): Promise<void> {
  const caller = await dial(world, number);
  const id = await answer(desk);
  await caller.hangUp();
  await expect(talks(desk)).toBeHidden(soon);
  await command(desk, `/api/calls/${id}/disposition`, { code: 'PRANK_CHILD', evidence: ['laughter', 'admits_prank'] });
  await becomeFree(desk);
  const recording = async () => (await api<{ recording: string | null }>(desk, `/api/calls/${id}`)).recording;
  await expect.poll(recording, soon).toBe('stored');
}

async function prepare(page: Page): Promise<void> {
  await page.goto('/cases');
  await page.getByRole('row', { name: /^1\b/ }).click();
  await page.getByRole('button', { name: 'Buka nomor' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('menangani kasus berulang');
  await page.getByRole('dialog').getByRole('button', { name: 'Buka nomor' }).click();
  await expect(page.getByText('0812-9999-0031').first()).toBeVisible(soon);

  const asked = page.getByRole('dialog', { name: 'Susun berkas bukti' });
  await page.getByRole('button', { name: 'Susun berkas bukti' }).click();
  await asked.getByLabel('Alasan').fill('rujukan ke polsek');
  await asked.getByRole('button', { name: 'Susun berkas bukti' }).click();
  // Nobody has spoken to the person yet.
  await expect(asked.getByText(/baru setelah telepon ramah/)).toBeVisible(soon);
  await asked.getByRole('button', { name: 'Batal' }).click();

  await page.getByRole('button', { name: 'Catat langkah' }).click();
  const step = page.getByRole('dialog', { name: 'Catat langkah' });
  await step
    .getByRole('button', { name: /Langkah/ })
    .first()
    .click();
  await page.getByRole('option', { name: 'Telepon ramah' }).click();
  await step.getByLabel('Apa yang dilakukan dan hasilnya').fill('ibunya sudah diajak bicara');
  await step.getByRole('button', { name: 'Catat langkah' }).click();
  await expect(step).toBeHidden(soon);

  await page.getByRole('button', { name: 'Susun berkas bukti' }).click();
  await asked.getByLabel('Alasan').fill('rujukan ke polsek');
  await expectAccessible(page, 'preparing a pack');
  await picture(page, 'pack-prepare');
  // The sealer follows by a second or two.
  await expect(async () => {
    if (await asked.isVisible()) await asked.getByRole('button', { name: 'Susun berkas bukti' }).click();
    await expect(asked).toBeHidden({ timeout: 3000 });
  }).toPass(soon);
  await expect(page.getByText('Menunggu tanda tangan kepala dinas')).toBeVisible(soon);
  await picture(page, 'pack-waits');
}

/** The file that a button of the page brings, for a reason. */
async function download(page: Page, name: string, to: string): Promise<Buffer> {
  await page.getByRole('button', { name }).click();
  const dialog = page.getByRole('dialog', { name });
  await dialog.getByRole('textbox').fill('menilai berkas bukti');
  const coming = page.waitForEvent('download', soon);
  await dialog.getByRole('button', { name }).click();
  await (await coming).saveAs(to);
  await expect(dialog).toBeHidden(soon);
  return readFile(to);
}

async function sign(page: Page): Promise<void> {
  await page.goto('/case-packs');
  await expect(page.getByText('3 panggilan')).toBeVisible(soon);
  await expect(page.getByText(/0812|9999/)).toHaveCount(0);
  await expectAccessible(page, 'packs that wait');
  const asked = page.getByRole('dialog', { name: /Berkas bukti 1\/1/ });
  await page.getByRole('button', { name: 'Tandatangani' }).click();
  await asked.getByRole('button', { name: 'Tandatangani' }).click();
  await expect(asked.getByText(/Lihat dulu konsepnya/)).toBeVisible(soon);
  await asked.getByRole('button', { name: 'Batal' }).click();

  const draft = await download(page, 'Lihat konsep', join(world.data, 'konsep.pdf'));
  expect(draft.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  await page.getByRole('button', { name: 'Tandatangani' }).click();
  await asked.getByRole('button', { name: 'Tandatangani' }).click();
  await expect(asked).toBeHidden(soon);
  await expect(page.getByText(/Ditandatangani .* oleh Kepala Dinas Kominfo/)).toBeVisible(soon);
  await picture(page, 'pack-signed');
}

/** As somebody types it on the machine of the installation. */
function verify(file: string): Promise<{ status: number; said: string }> {
  const program = join(import.meta.dirname, '../apps/server/sigap.ts');
  return new Promise((resolve) => {
    const env = { ...process.env, SIGAP_DATA: world.data };
    execFile(process.execPath, [program, 'verify', file], { env }, (error, stdout, stderr) =>
      resolve({
        status: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1,
        said: stdout + stderr,
      }),
    );
  });
}

test('a case goes all the way to the signed pack, which is accepted, and rejected with one byte changed', async ({
  browser,
}) => {
  for (const [who, times] of [
    ['calltaker1', 2],
    ['calltaker2', 1],
  ] as const) {
    const { page, context } = await signIn(browser, world, who);
    await becomeReady(page);
    for (let time = 0; time < times; time++) await prank(page);
    await command(page, '/api/desk/presence', { state: 'offline' });
    await context.close();
  }

  const { page: supervisor, context: lead } = await signIn(browser, world, 'supervisor');
  await prepare(supervisor);
  const { page: head, context: office } = await signIn(browser, world, 'kadis');
  await sign(head);

  await supervisor.reload();
  const path = join(world.data, 'berkas-bukti.pdf');
  const file = await download(supervisor, 'Unduh berkas', path);
  const accepted = await verify(path);
  expect(accepted.said).toContain('The pack is in order.');
  expect(accepted.said).toMatch(/(\d+) of \1 events are in the chain as they were/);
  expect(accepted.status, accepted.said).toBe(0);

  for (const position of [0, file.length >> 1, file.length - 1]) {
    const altered = Buffer.from(file);
    altered[position] = (altered[position] ?? 0) ^ 1;
    await writeFile(path, altered);
    const rejected = await verify(path);
    expect(rejected.said).toContain('ALTERED');
    expect(rejected.status, rejected.said).toBe(1);
  }
  await writeFile(path, 'apa saja');
  expect((await verify(path)).said).toContain('neither the export of a month nor an evidence pack');
  for (const each of [lead, office]) await each.close();
});
