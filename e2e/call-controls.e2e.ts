import { type Page, test } from '@playwright/test';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { energyOf } from '#platform/server/sip/sound.ts';
import { api, becomeReady, classify, expectAccessible, findType, takePlace } from './page-steps.ts';
import { keepConnections, soundOf } from './root/page-sound.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A citizen is answered, not heard, heard, held, taken back, and gets keys; then a page is reloaded and a call hung up
// on hold. The browser's test microphone beeps once a second; the hold prompt is speech.

// A world of its own: what it leaves open must not be counted in the founding story.
let world: World;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  world = await startWorld();
});
test.afterAll(() => world.stop());

/** Root mean square of what is silence on a telephone, and of what is not. */
const silent = 20;
const loud = 80;

interface DeskAnswer {
  readonly call: { readonly id: string; readonly state: string; readonly heldSince: string | null } | null;
}
const deskCall = async (page: Page) => (await api<DeskAnswer>(page, '/api/desk')).call;

async function dial(world: World, from: string): Promise<PlacedCall> {
  return placeCall({ host: '127.0.0.1', port: world.sipPort, from, to: '112', audio: { tone: 440 } });
}

async function answer(desk: Page): Promise<void> {
  await expect(desk.getByRole('heading', { name: 'Panggilan masuk' })).toBeVisible({ timeout: 30_000 });
  // A telephone that has just registered may be rung a second time: as at a real desk, F2 again when it rings again.
  await expect(async () => {
    await desk.keyboard.press('F2');
    await expect(desk.getByRole('heading', { name: 'Panggilan berlangsung' })).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 60_000 });
  await expect.poll(async () => (await deskCall(desk))?.state, { timeout: 30_000 }).toBe('answered');
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

/** Three seconds of packets without a beep in them. */
async function hearsSilence(citizen: PlacedCall): Promise<void> {
  await expect
    .poll(
      () => {
        const heard = citizen.heard.samples(citizen.now() - 3000);
        return heard.length > 20_000 ? energyOf(heard) : Number.POSITIVE_INFINITY;
      },
      { timeout: 30_000 },
    )
    .toBeLessThan(silent);
}

/** The desk hears the citizen's tone: energy is added. */
async function deskHears(desk: Page): Promise<void> {
  const before = (await soundOf(desk)).energyReceived;
  await expect
    .poll(async () => (await soundOf(desk)).energyReceived, { timeout: 20_000 })
    .toBeGreaterThan(before + 0.01);
}

const held = (desk: Page) => desk.getByText(/Ditahan sejak/).first();

async function writeIncident(desk: Page): Promise<void> {
  await desk.getByRole('combobox', { name: /Jenis kejadian/ }).click();
  await findType(desk);
  await desk.keyboard.press('Enter');
  await takePlace(desk);
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('link', { name: 'Buka halaman kejadian' })).toBeVisible();
}

async function muteAndUnmute(desk: Page, citizen: PlacedCall): Promise<void> {
  const mute = desk.getByRole('button', { name: /Bisukan mikrofon/ });
  await expect(mute).toHaveAttribute('aria-pressed', 'false');
  await hearsSomething(citizen);
  // A letter with Alt belongs to nobody's field: it works while one types.
  await desk.getByRole('combobox', { name: /Jenis kejadian/ }).focus();
  await desk.keyboard.press('Alt+m');
  await expect(mute).toHaveAttribute('aria-pressed', 'true');
  await expect(desk.getByText(/pelapor tidak mendengar Anda/)).toBeVisible();
  await hearsSilence(citizen);
  await expectAccessible(desk, 'muted');
  await mute.click();
  await expect(mute).toHaveAttribute('aria-pressed', 'false');
  await expect(desk.getByText(/pelapor tidak mendengar Anda/)).toBeHidden();
  await hearsSomething(citizen);
}

async function holdAndResume(desk: Page, citizen: PlacedCall): Promise<void> {
  await deskHears(desk);
  await desk.getByRole('combobox', { name: /Jenis kejadian/ }).focus();
  await desk.keyboard.press('Alt+h');
  await expect(held(desk)).toBeVisible();
  await expect.poll(async () => (await deskCall(desk))?.heldSince, { timeout: 30_000 }).not.toBeNull();
  const before = await soundOf(desk);
  await hearsSomething(citizen);
  await expectAccessible(desk, 'on hold');
  const after = await soundOf(desk);
  expect(after.packetsReceived).toBe(before.packetsReceived);
  // The desk goes on sending, so that the exchange notices when it is gone.
  expect(after.packetsSent).toBeGreaterThan(before.packetsSent + 50);
  await expect(desk.getByRole('button', { name: /Tombol angka/ })).toBeDisabled();
  // A held citizen is not forgotten: seen, said and heard after a minute.
  await expect(desk.getByText(/Pelapor sudah lama menunggu/)).toBeVisible({ timeout: 90_000 });
  await expect.poll(() => desk.evaluate<number>('window.soundsStarted'), { timeout: 20_000 }).toBeGreaterThan(1);
  await expectAccessible(desk, 'on hold for long');
  await desk.getByRole('button', { name: /Ambil kembali/ }).click();
  await expect(held(desk)).toBeHidden();
  await hearsSomething(citizen);
  await deskHears(desk);
  await expect.poll(async () => (await deskCall(desk))?.heldSince, { timeout: 30_000 }).toBeNull();
}

async function pressKeys(desk: Page, citizen: PlacedCall): Promise<void> {
  await desk.keyboard.press('Alt+k');
  const keypad = desk.getByRole('dialog', { name: 'Tombol angka' });
  await keypad.getByRole('button', { name: '1', exact: true }).click();
  await desk.keyboard.type('20#');
  await expect(keypad.getByText('120#')).toBeVisible();
  await expect.poll(() => citizen.heard.digits(), { timeout: 20_000 }).toBe('120#');
  await expectAccessible(desk, 'keypad');
  await desk.keyboard.press('Escape');
  await expect(keypad).toBeHidden();
  await expect(desk.getByRole('heading', { name: 'Panggilan berlangsung' })).toBeVisible();
}

test('a citizen is muted, held and sent keys, and the timeline tells it', async ({ browser }) => {
  test.setTimeout(360_000);
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  await desk.addInitScript(`${keepConnections}
    window.soundsStarted = 0;
    const start = AudioBufferSourceNode.prototype.start;
    AudioBufferSourceNode.prototype.start = function (...given) { window.soundsStarted++; return start.apply(this, given); };`);
  // Leaving a page in mid-call asks first.
  desk.on('dialog', (dialog) => void dialog.accept());
  await desk.reload();
  await becomeReady(desk);

  const citizen = await dial(world, '081234567890');
  await answer(desk);
  await writeIncident(desk);
  await muteAndUnmute(desk, citizen);
  await holdAndResume(desk, citizen);
  await pressKeys(desk, citizen);

  // A page that is loaded anew in mid-hold: the call rings again and is not held.
  await desk.keyboard.press('Alt+h');
  await expect(held(desk)).toBeVisible();
  await expect.poll(async () => (await deskCall(desk))?.heldSince, { timeout: 30_000 }).not.toBeNull();
  await desk.reload();
  await answer(desk);
  await expect(held(desk)).toBeHidden();
  expect((await deskCall(desk))?.heldSince).toBeNull();
  await hearsSomething(citizen);

  // Hung up while muted and on hold: the call ends in order, and the next one is heard.
  await desk.keyboard.press('Alt+m');
  await desk.keyboard.press('Alt+h');
  await expect(held(desk)).toBeVisible();
  const call = await deskCall(desk);
  await desk.keyboard.press('F4');
  await citizen.waitFor('ended', 20_000);
  await classify(desk);
  const next = await dial(world, '085700000001');
  await answer(desk);
  await expect(desk.getByRole('button', { name: /Bisukan mikrofon/ })).toHaveAttribute('aria-pressed', 'false');
  await hearsSomething(next);
  await next.hangUp();
  await classify(desk);

  const incidents = await api<{ items: { id: string }[] }>(desk, `/api/incidents?group=all&callId=${call?.id}`);
  await desk.goto(`/incidents/${incidents.items[0]?.id}`);
  // Three holds; one was taken back, one ended with the page and one with the call.
  await expect(desk.getByText(/^Panggilan \d+ ditahan oleh \S/)).toHaveCount(3);
  await expect(desk.getByText(/^Panggilan \d+ diambil kembali oleh \S/)).toHaveCount(1);
  await context.close();
});
