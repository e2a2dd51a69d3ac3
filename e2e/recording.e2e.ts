import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type Page, test } from '@playwright/test';
import { toneLevel } from '#platform/server/sip/sound.ts';
import { answer, dial } from './call-steps.ts';
import { api, becomeReady, expectAccessible, reloadWith } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A citizen calls; the desk hears the last half minute again while it talks; afterwards the supervisor listens with a reason,
// holds the recording against a deletion that was asked for, releases it, and what is left is the proof.

let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world.stop());

interface Care {
  readonly holds: readonly unknown[];
  readonly listenings: readonly {
    readonly field: string;
    readonly reason: string;
    readonly by: { displayName: string };
  }[];
  readonly deleted: { readonly rule: string; readonly sha256: string | null } | null;
}
const careOf = (page: Page, callId: string) => api<Care>(page, `/api/calls/${callId}/recording-care`);

/** Samples of one side of a stereo WAV. */
function sideOf(wav: Buffer, side: 0 | 1): Int16Array {
  return Int16Array.from({ length: (wav.length - 44) >> 2 }, (_, at) => wav.readInt16LE(44 + at * 4 + side * 2));
}

/** One key, and what was said comes again, through this page. */
async function hearAgain(desk: Page, supervisor: Page, callId: string): Promise<void> {
  const tail = `/api/calls/${callId}/recording/tail`;
  // Asterisk writes in blocks of two seconds: until the first there is nothing.
  await expect
    .poll(async () => {
      const answer = await desk.request.get(tail);
      return answer.ok() ? toneLevel(sideOf(await answer.body(), 0), 440) : 0;
    })
    .toBeGreaterThan(500);
  await desk.keyboard.press('Alt+r');
  await expect.poll(() => desk.evaluate<string[]>('window.soundsPlayed')).toEqual([expect.stringContaining(tail)]);
  await expect(desk.getByRole('button', { name: /Hentikan ulangan|Ulang 30 detik/ })).toBeVisible();
  await expectAccessible(desk, 'replay at the desk');
  const { listenings } = await careOf(supervisor, callId);
  expect(listenings[0]).toMatchObject({ field: 'recording_tail', reason: 'desk_replay' });
}

/** Somebody else's call is not for every desk. */
async function staysClosed(browser: Browser, callId: string): Promise<void> {
  const { page, context } = await signIn(browser, world, 'calltaker2');
  expect((await page.request.get(`/api/calls/${callId}/recording/tail`)).status()).toBe(403);
  await context.close();
}

async function listen(supervisor: Page, callId: string): Promise<void> {
  await supervisor.goto(`/calls/${callId}`);
  const open = supervisor.getByRole('button', { name: 'Dengarkan', exact: true });
  await expect(open).toBeDisabled();
  expect((await supervisor.request.get(`/api/calls/${callId}/recording`)).status()).toBe(422);
  await supervisor.getByRole('button', { name: /Alasan mendengarkan/ }).click();
  await supervisor.getByRole('option', { name: 'Pengaduan atas layanan' }).click();
  await supervisor.getByLabel('Keterangan', { exact: true }).fill('Aduan nomor 12');
  await open.click();
  const player = supervisor.getByRole('region', { name: /Rekaman panggilan/ });
  const place = player.getByRole('slider', { name: 'Posisi putar' });
  await expect(place).toBeVisible();
  await player.getByRole('button', { name: 'Putar', exact: true }).click();
  await expect.poll(() => positionOf(player)).toBeGreaterThan(0.3);
  await player.getByRole('button', { name: 'Bisukan petugas', exact: true }).click();
  await expect(player.getByRole('button', { name: 'Bisukan petugas', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await player.getByRole('button', { name: /Jeda|Putar/ }).click();
  await place.press('Home');
  await expect.poll(() => positionOf(player)).toBeLessThan(0.3);
  await place.press('ArrowRight');
  await expect.poll(() => positionOf(player)).toBeGreaterThan(1);
  await expectAccessible(supervisor, 'player');
  await expect(supervisor.getByText(/Pengaduan atas layanan: Aduan nomor 12/)).toBeVisible();
}

const positionOf = async (player: ReturnType<Page['getByRole']>) =>
  Number(await player.locator('[data-position]').getAttribute('data-position'));

/** On the disk lies nothing that could be heard. */
async function liesSealed(): Promise<string[]> {
  const folder = join(world.data, 'recordings');
  const files = (await readdir(folder, { recursive: true })).filter((name) => /^\d{4}\/.*\.\w+$/.test(name));
  for (const name of files) {
    const bytes = await readFile(join(folder, name));
    expect([bytes.subarray(0, 7).toString('latin1'), bytes.includes('WAVEfmt')]).toEqual(['SEALED1', false]);
  }
  return files;
}

async function reasonIn(page: Page, words: string, act: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Alasan').fill(words);
  await dialog.getByRole('button', { name: act, exact: true }).click();
  await expect(dialog).toBeHidden();
}

async function decide(supervisor: Page): Promise<void> {
  await supervisor.goto('/recordings');
  await supervisor.getByRole('button', { name: 'Putuskan', exact: true }).click();
  await supervisor.getByRole('button', { name: 'Setujui dan hapus', exact: true }).click();
}

async function holdOutranks(supervisor: Page, dpo: Page, callId: string): Promise<void> {
  await dpo.goto(`/calls/${callId}`);
  await dpo.getByRole('button', { name: 'Minta dihapus', exact: true }).click();
  await reasonIn(dpo, 'Permintaan pemilik data', 'Minta dihapus');
  await expect(dpo.getByText('Menunggu orang kedua')).toBeVisible();
  await supervisor.goto(`/calls/${callId}`);
  await supervisor.getByRole('button', { name: 'Tahan rekaman', exact: true }).click();
  await reasonIn(supervisor, 'Permintaan Polres', 'Tahan rekaman');
  await expect(supervisor.getByText('Ditahan sampai dilepas')).toBeVisible();
  await decide(supervisor);
  await expect(supervisor.getByText(/Rekaman ini ditahan/)).toBeVisible();
  expect((await careOf(supervisor, callId)).deleted).toBeNull();
  await expect(async () => {
    await supervisor.keyboard.press('Escape');
    await expect(supervisor.getByRole('dialog')).toBeHidden({ timeout: 3000 });
  }).toPass();
  await expectAccessible(supervisor, 'keeping of recordings');
  await supervisor.getByRole('button', { name: 'Lepas', exact: true }).click();
  await reasonIn(supervisor, 'Perkara selesai', 'Lepas');
}

test('a call is heard again, listened to with a reason, held, and deleted with a proof', async ({ browser }) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  const { page: supervisor, context: lead } = await signIn(browser, world, 'supervisor');
  const { page: dpo, context: officer } = await signIn(browser, world, 'dpo');
  await reloadWith(
    desk,
    `window.soundsPlayed = [];
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = async function () {
      const done = await play.call(this);
      if (this.src.includes('/recording/')) window.soundsPlayed.push(this.src);
      return done;
    };`,
  );
  await becomeReady(desk);

  const citizen = await dial(world, '081234567890');
  const callId = await answer(desk);
  await hearAgain(desk, supervisor, callId);
  await staysClosed(browser, callId);
  await citizen.hangUp();
  await expect
    .poll(async () => (await api<{ recording: string | null }>(supervisor, `/api/calls/${callId}`)).recording)
    .toBe('stored');
  expect(await liesSealed()).toHaveLength(1);

  await listen(supervisor, callId);
  await holdOutranks(supervisor, dpo, callId);
  await decide(supervisor);
  await expect(supervisor.getByText(/^Disetujui/)).toBeVisible();
  await supervisor.goto(`/calls/${callId}`);
  await expect(supervisor.getByText('Rekaman sudah dihapus; buktinya tersimpan')).toBeVisible();
  expect((await careOf(supervisor, callId)).deleted).toMatchObject({
    rule: 'manual',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  await expect.poll(liesSealed).toEqual([]);
  expect((await supervisor.request.get(`/api/calls/${callId}/recording?reason=masih-ada`)).status()).toBe(404);
  for (const each of [context, lead, officer]) await each.close();
});
