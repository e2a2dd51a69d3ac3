import { type Page, test } from '@playwright/test';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { energyOf } from '#platform/server/sip/sound.ts';
import { api, becomeReady, expectAccessible } from './page-steps.ts';
import { keepConnections, soundOf } from './root/page-sound.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A supervisor whispers and takes over. The browsers' test microphones beep once a second: while the call taker's is muted and the
// citizen is silent, the only sound there is comes from the supervisor. The pictures in SIGAP_STORY_PICTURES are for people.

let world: World;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  world = await startWorld();
});
test.afterAll(() => world?.stop());

/** Root mean square of what is not silence on a telephone. */
const loud = 80;

interface DeskShown {
  readonly presence: { readonly state: string };
  readonly call: { readonly id: string; readonly state: string } | null;
}
const deskOf = (page: Page) => api<DeskShown>(page, '/api/desk');

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SIGAP_STORY_PICTURES;
  if (folder === undefined) return;
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `${folder}/${name}-${width}-${scheme}.png` });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** The loudest 200 ms since then: beeps have rests. */
function loudest(citizen: PlacedCall, from: number): number {
  const samples = citizen.heard.samples(from);
  let most = 0;
  for (let at = 0; at + 1600 <= samples.length; at += 1600)
    most = Math.max(most, energyOf(samples.subarray(at, at + 1600)));
  return most;
}

async function hears(citizen: PlacedCall): Promise<void> {
  const from = citizen.now();
  await expect.poll(() => loudest(citizen, from), { timeout: 30_000 }).toBeGreaterThan(loud);
}

/** More sound comes to a page. */
async function pageHears(page: Page): Promise<void> {
  const before = (await soundOf(page)).energyReceived;
  await expect
    .poll(async () => (await soundOf(page)).energyReceived, { timeout: 30_000 })
    .toBeGreaterThan(before + 0.0005);
}

async function sit(page: Page): Promise<void> {
  await page.addInitScript(keepConnections);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
}

/** A citizen who talks with the desk, and what is typed meanwhile. */
async function talk(desk: Page): Promise<PlacedCall> {
  const { sipPort: port } = world;
  const citizen = await placeCall({ host: '127.0.0.1', port, from: '081211112222', to: '112', audio: { tone: 440 } });
  await expect(desk.getByRole('heading', { name: 'Panggilan masuk' })).toBeVisible({ timeout: 60_000 });
  await expect(async () => {
    if ((await deskOf(desk)).call?.state !== 'answered') await desk.keyboard.press('F2');
    await expect.poll(async () => (await deskOf(desk)).call?.state, { timeout: 10_000 }).toBe('answered');
  }).toPass({ timeout: 120_000 });
  await hears(citizen);
  await desk
    .getByRole('textbox', { name: /Uraian|Keterangan/ })
    .first()
    .fill('Asap dari gudang di belakang pasar');
  return citizen;
}

async function listen(boss: Page, desk: Page): Promise<void> {
  // The live list, and a reason before anything is heard.
  const row = boss.getByRole('grid', { name: 'Panggilan berjalan' }).getByRole('row').nth(1);
  await expect(row.getByText('Bicara')).toBeVisible({ timeout: 30_000 });
  await expectAccessible(boss, 'live list');
  await row.getByRole('button', { name: 'Dengarkan' }).click();
  const dialog = boss.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Dengarkan' })).toBeDisabled();
  await dialog.getByRole('button', { name: /Alasan/ }).click();
  await boss.getByRole('option', { name: 'Panggilan sulit' }).click();
  await dialog.getByRole('button', { name: 'Dengarkan' }).click();
  const line = boss.getByRole('region', { name: 'Pengawasan' });
  await expect(line.getByText('Tidak ada yang mendengar Anda')).toBeVisible({ timeout: 30_000 });
  await pageHears(boss);
  await expect(signAt(desk).getByText(/Mendengarkan/)).toBeVisible({ timeout: 30_000 });
  await expectAccessible(desk, 'somebody listens');
  await expectAccessible(boss, 'on the line');
  await picture(boss, 'floor');
}

const signAt = (desk: Page) => desk.getByRole('region', { name: 'Penyelia di jalur panggilan Anda' });

async function whisper(boss: Page, desk: Page, citizen: PlacedCall): Promise<void> {
  // Only the supervisor makes a sound now: the desk hears it, the citizen does not.
  await desk.keyboard.press('Alt+m');
  citizen.say({ silence: true });
  await boss.keyboard.press('2');
  await expect(signAt(desk).getByText(/Berbisik ke petugas/)).toBeVisible({ timeout: 30_000 });
  await pageHears(desk);
  const from = citizen.now();
  await pageHears(desk);
  await pageHears(desk);
  expect(citizen.now() - from).toBeGreaterThan(0);
  expect(loudest(citizen, from)).toBeLessThan(loud);
  await picture(desk, 'watched');
}

async function write(boss: Page, desk: Page): Promise<void> {
  // A text to the desk, read with a key.
  await boss
    .getByRole('grid', { name: 'Petugas di meja' })
    .getByRole('row')
    .filter({ hasText: 'Bicara' })
    .first()
    .getByRole('button', { name: 'Kirim pesan' })
    .click();
  await boss.getByRole('dialog').getByRole('textbox', { name: 'Pesan' }).fill('Tanyakan apakah ada orang di dalam');
  await boss.getByRole('dialog').getByRole('button', { name: 'Kirim' }).click();
  await expect(desk.getByText('Tanyakan apakah ada orang di dalam')).toBeVisible({ timeout: 30_000 });
  await expectAccessible(desk, 'a message');
  await desk.keyboard.press('F6');
  await expect(desk.getByText('Tanyakan apakah ada orang di dalam')).toBeHidden({ timeout: 30_000 });
}

async function takeOver(boss: Page, desk: Page, citizen: PlacedCall): Promise<void> {
  // Taken over: the citizen hears the supervisor, the typed words are there, the desk is free.
  const call = (await deskOf(desk)).call;
  await boss.keyboard.press('4');
  await expect.poll(async () => (await deskOf(boss)).call?.id, { timeout: 30_000 }).toBe(call?.id);
  await hears(citizen);
  await expect.poll(async () => (await deskOf(desk)).presence.state, { timeout: 30_000 }).toBe('ready');
  await expect(boss.getByRole('heading', { name: 'Panggilan berlangsung' })).toBeVisible({ timeout: 30_000 });
  await expect(boss.getByRole('textbox', { name: /Uraian|Keterangan/ }).first()).toHaveValue(
    'Asap dari gudang di belakang pasar',
    { timeout: 30_000 },
  );
  expect(citizen.events.map((event) => event.type)).not.toContain('ended');
  await picture(boss, 'taken-over');
  await boss.keyboard.press('F4');
  await citizen.waitFor('ended', 30_000).catch(async () => {
    // A call on which nobody was heard for a while asks once more.
    await boss.getByRole('dialog').getByRole('button').first().click();
    await citizen.waitFor('ended', 30_000);
  });
}

test('a supervisor listens with a reason, whispers, writes, and takes over', async ({ browser }) => {
  test.setTimeout(480_000);
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  await sit(desk);
  await desk.getByRole('button', { name: /^Siap/ }).waitFor({ timeout: 60_000 });
  await becomeReady(desk);
  const { page: boss, context: bossContext } = await signIn(browser, world, 'supervisor');
  await sit(boss);
  await boss.goto('/desks');
  const reachable = async () => (await api<{ presence: { reachable: boolean } }>(boss, '/api/desk')).presence.reachable;
  await expect.poll(reachable, { timeout: 60_000 }).toBe(true);

  const citizen = await talk(desk);
  await listen(boss, desk);
  await whisper(boss, desk, citizen);
  await write(boss, desk);
  await takeOver(boss, desk, citizen);
  await bossContext.close();
  await context.close();
});

test("a wait beyond the target is an alarm on the supervisor's screen until somebody knows, and over with the wait", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const { page: boss, context } = await signIn(browser, world, 'supervisor');
  await boss.goto('/desks');
  const { sipPort: port } = world;
  const citizen = await placeCall({ host: '127.0.0.1', port, from: '081233334444', to: '112', audio: { tone: 440 } });
  const alarm = boss.getByText(/panggilan menunggu lebih dari 10 detik/);
  await expect(alarm).toBeVisible({ timeout: 60_000 });
  await expectAccessible(boss, 'alarm');
  await picture(boss, 'alarm');
  await boss.keyboard.press('F3');
  await expect(boss.getByText('Sudah diketahui penyelia')).toBeVisible({ timeout: 30_000 });
  await citizen.hangUp();
  await expect(alarm).toBeHidden({ timeout: 30_000 });
  await context.close();
});
