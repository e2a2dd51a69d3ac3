import { type Page, test } from '@playwright/test';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { energyOf } from '#platform/server/sip/sound.ts';
import { api, becomeReady, expectAccessible, wrapUp } from './page-steps.ts';
import { keepConnections, soundOf } from './root/page-sound.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// One desk at night, two citizens: the first is held and hears the prompt, the second is answered by one key, then back; the
// classes of both are asked for. The browser's test microphone beeps once a second; the citizens send tones.

let world: World;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  world = await startWorld();
});
test.afterAll(() => world.stop());

/** Root mean square of what is not silence on a telephone. */
const loud = 80;

interface CallShown {
  readonly id: string;
  readonly state: string;
  readonly heldSince: string | null;
}
interface DeskShown {
  readonly presence: { readonly state: string; readonly dueAt: string | null };
  readonly call: CallShown | null;
  readonly second: { readonly parked: CallShown | null; readonly waiting: CallShown | null };
  readonly order: { readonly reason: string } | null;
}
const deskOf = (page: Page) => api<DeskShown>(page, '/api/desk');

async function dial(from: string, tone: number): Promise<PlacedCall> {
  return placeCall({ host: '127.0.0.1', port: world.sipPort, from, to: '112', audio: { tone } });
}

/** A machine under load takes its time to show the desk. */
async function takeSeat(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: /^Siap/ }).waitFor({ timeout: 60_000 });
  await becomeReady(desk);
}

async function answer(desk: Page): Promise<void> {
  await expect(desk.getByRole('heading', { name: 'Panggilan masuk' })).toBeVisible({ timeout: 60_000 });
  const state = async () => (await deskOf(desk)).call?.state;
  // As at a real desk, F2 again when it rings again.
  await expect(async () => {
    if ((await state()) !== 'answered') await desk.keyboard.press('F2');
    await expect.poll(state, { timeout: 10_000 }).toBe('answered');
  }).toPass({ timeout: 120_000 });
  await expect(desk.getByRole('heading', { name: 'Panggilan berlangsung' })).toBeVisible();
}

/** The loudest 200 ms since then: beeps and speech have rests. */
function loudest(citizen: PlacedCall, from: number): number {
  const samples = citizen.heard.samples(from);
  let most = 0;
  for (let at = 0; at + 1600 <= samples.length; at += 1600)
    most = Math.max(most, energyOf(samples.subarray(at, at + 1600)));
  return most;
}

async function hearsSomething(citizen: PlacedCall): Promise<void> {
  const from = citizen.now();
  await expect.poll(() => loudest(citizen, from), { timeout: 30_000 }).toBeGreaterThan(loud);
}

/** The desk hears a citizen's tone: energy is added. */
async function deskHears(desk: Page): Promise<void> {
  const before = (await soundOf(desk)).energyReceived;
  await expect
    .poll(async () => (await soundOf(desk)).energyReceived, { timeout: 20_000 })
    .toBeGreaterThan(before + 0.01);
}

const second = (desk: Page) => desk.getByRole('region', { name: 'Panggilan kedua' });

test('the numbers of the queue are changed on one page, with a reason', async ({ browser }) => {
  test.setTimeout(180_000);
  const admin = await signIn(browser, world, 'admin');
  await admin.page.goto('/queue-settings');
  // Long enough for a machine under load.
  const ring = admin.page.getByLabel('Satu meja berdering');
  await ring.fill('30');
  await admin.page
    .getByLabel(/Alasan/)
    .first()
    .fill('Meja jauh dari telepon');
  await admin.page.getByRole('button', { name: 'Simpan' }).click();
  await expect
    .poll(async () => (await api<{ content: { ringS: number } }>(admin.page, '/api/queue-settings')).content.ringS)
    .toBe(30);
  await expect(admin.page.getByText('Meja jauh dari telepon')).toBeVisible();
  await expectAccessible(admin.page, 'queue settings');
  await admin.context.close();
});

interface TwoCalls {
  readonly first: PlacedCall;
  readonly other: PlacedCall;
  readonly own: CallShown | null;
  readonly waits: CallShown | null;
}

async function changeAndFinish(desk: Page, { first, other, own, waits }: TwoCalls): Promise<void> {
  // To and fro by the same key.
  await desk.keyboard.press('Alt+g');
  await expect.poll(async () => (await deskOf(desk)).call?.id, { timeout: 30_000 }).toBe(own?.id);
  await expect.poll(async () => (await deskOf(desk)).second.parked?.id).toBe(waits?.id);
  await deskHears(desk);
  await desk.keyboard.press('Alt+g');
  await expect.poll(async () => (await deskOf(desk)).call?.id, { timeout: 30_000 }).toBe(waits?.id);
  // A key acts on what the screen shows, and that may be a moment behind.
  await expect(
    desk.getByRole('heading', { name: 'Panggilan berlangsung' }).locator('../..').getByText(/222$/),
  ).toBeVisible();

  // The second one is done: the desk is with the first again, by itself.
  await desk.keyboard.press('F4');
  await other.waitFor('ended', 20_000);
  await expect(second(desk)).toBeHidden({ timeout: 30_000 });
  await expect.poll(async () => (await deskOf(desk)).call?.id, { timeout: 30_000 }).toBe(own?.id);
  await expect.poll(async () => (await deskOf(desk)).call?.heldSince).toBeNull();
  await deskHears(desk);
  await hearsSomething(first);
  await desk.keyboard.press('F4');
  await first.waitFor('ended', 20_000);
}

async function wrapUpBoth(desk: Page, waits: CallShown | null): Promise<void> {
  // The clock of the wrap-up, more time, and then the call that went before.
  await expect(desk.getByRole('heading', { name: 'Merampungkan panggilan' })).toBeVisible();
  await expect(desk.getByText('Siap sendiri dalam')).toBeVisible();
  const due = (await deskOf(desk)).presence.dueAt;
  await desk.keyboard.press('Alt+w');
  await expect.poll(async () => (await deskOf(desk)).presence.dueAt).not.toBe(due);
  await expectAccessible(desk, 'wrapping up');
  await wrapUp(desk, '1');
  await expect.poll(async () => (await deskOf(desk)).call?.id, { timeout: 30_000 }).toBe(waits?.id);
  await expect(desk.getByText('Belum diklasifikasi').first()).toBeVisible();
  await wrapUp(desk, '8');
  await expect.poll(async () => (await deskOf(desk)).presence.state).toBe('ready');
}

test('alone at night: the first is held, the second answered by one key, then back, and both are wrapped up', async ({
  browser,
}) => {
  test.setTimeout(480_000);
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  await desk.addInitScript(keepConnections);
  desk.on('dialog', (dialog) => void dialog.accept());
  await desk.reload();
  await takeSeat(desk);

  const first = await dial('081211111111', 440);
  await answer(desk);
  await hearsSomething(first);
  const own = (await deskOf(desk)).call;

  // A second citizen: shown with number and waiting time, without a ring in the ear of the first.
  const other = await dial('081222222222', 620);
  await expect(second(desk).getByText('Panggilan lain menunggu')).toBeVisible({ timeout: 30_000 });
  await expect(second(desk).getByText(/222$/)).toBeVisible();
  const waits = (await deskOf(desk)).second.waiting;
  await expectAccessible(desk, 'a second call waits');
  await expect(
    desk
      .getByRole('list', { name: 'Antrean' })
      .getByText(/Meja siap|Penyelia|Semua yang masuk/)
      .first(),
  ).toBeVisible();
  expect(other.events.map((event) => event.type)).not.toContain('answered');

  // One key, also while one types.
  await desk.getByRole('combobox', { name: /Jenis kejadian/ }).focus();
  await desk.keyboard.press('Alt+g');
  await other.waitFor('answered', 30_000);
  await expect(second(desk).getByText('Ditahan di meja ini')).toBeVisible();
  await expect.poll(async () => (await deskOf(desk)).call?.id).toBe(waits?.id);
  expect((await deskOf(desk)).second.parked).toMatchObject({ id: own?.id, state: 'answered' });
  await deskHears(desk);
  await hearsSomething(other);
  // The first hears the hold prompt: speech, and not the beep of the desk.
  await hearsSomething(first);
  await expectAccessible(desk, 'one call on hold, one talks');

  await changeAndFinish(desk, { first, other, own, waits });
  await wrapUpBoth(desk, waits);
  await context.close();
});

test('a supervisor sets a presence with a reason, and the person reads it; the numbers of the queue are changed', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { page: desk, context } = await signIn(browser, world, 'calltaker2');
  await takeSeat(desk);
  const boss = await signIn(browser, world, 'supervisor');
  await boss.page.goto('/desks');
  const row = boss.page
    .getByRole('row', { name: /calltaker2|Petugas|Siap/ })
    .filter({ hasText: 'Siap' })
    .first();
  await row.getByRole('button', { name: 'Atur kehadiran' }).click();
  const dialog = boss.page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Menjadi/ }).click();
  await boss.page.getByRole('option', { name: 'Istirahat' }).click();
  await dialog.getByRole('button', { name: /^Alasan|Pilih.*Alasan|Alasan/ }).click();
  await boss.page.getByRole('option', { name: 'Pergantian petugas' }).click();
  await expectAccessible(boss.page, 'order dialog');
  await dialog.getByRole('button', { name: 'Atur kehadiran' }).click();
  await expect(desk.getByText(/mengatur kehadiran Anda: Istirahat/)).toBeVisible({ timeout: 20_000 });
  await expect(desk.getByText('Batas istirahat').first()).toBeVisible();
  await expectAccessible(desk, 'told of an order');
  await desk.getByRole('button', { name: 'Mengerti' }).click();
  await expect(desk.getByText(/mengatur kehadiran Anda/)).toBeHidden();
  await expectAccessible(boss.page, 'people at desks');
  await boss.context.close();
  await context.close();
});
