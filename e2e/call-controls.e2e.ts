import { type Page, test } from '@playwright/test';
import type { PlacedCall } from '#platform/server/sip/place-call.ts';
import { energyOf } from '#platform/server/sip/sound.ts';
import {
  answer,
  deskHears,
  deskOf,
  dial,
  finish,
  hangUp,
  hearsSomething,
  mute,
  muteButton,
  talks,
} from './call-steps.ts';
import { api, becomeReady, expectAccessible, reloadWith, saveIncident } from './page-steps.ts';
import { keepConnections, soundOf } from './root/page-sound.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A citizen is answered, not heard, heard, held, taken back, and gets keys; then a page is reloaded and a call hung up
// on hold. The browser's test microphone beeps once a second; the hold prompt is speech.

// A world of its own: what it leaves open must not be counted in the founding story.
let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world.stop());

/** Root mean square of what is silence on a telephone. */
const silent = 20;

const deskCall = async (page: Page) => (await deskOf(page)).call;

/** Three seconds of packets without a beep in them. */
async function hearsSilence(citizen: PlacedCall): Promise<void> {
  await expect
    .poll(() => {
      const heard = citizen.heard.samples(citizen.now() - 3000);
      return heard.length > 20_000 ? energyOf(heard) : Number.POSITIVE_INFINITY;
    })
    .toBeLessThan(silent);
}

const held = (desk: Page) => desk.getByText(/Ditahan sejak/).first();

async function muteAndUnmute(desk: Page, citizen: PlacedCall): Promise<void> {
  await hearsSomething(citizen);
  // A letter with Alt belongs to nobody's field: it works while one types.
  await desk.getByRole('combobox', { name: /Jenis kejadian/ }).focus();
  await mute(desk);
  await expect(desk.getByText(/pelapor tidak mendengar Anda/)).toBeVisible();
  await hearsSilence(citizen);
  await expectAccessible(desk, 'muted');
  await muteButton(desk).click();
  await expect(muteButton(desk)).toHaveAttribute('aria-pressed', 'false');
  await expect(desk.getByText(/pelapor tidak mendengar Anda/)).toBeHidden();
  await hearsSomething(citizen);
}

async function holdAndResume(desk: Page, citizen: PlacedCall): Promise<void> {
  await deskHears(desk);
  await desk.getByRole('combobox', { name: /Jenis kejadian/ }).focus();
  await desk.keyboard.press('Alt+h');
  await expect(held(desk)).toBeVisible();
  await expect.poll(async () => (await deskCall(desk))?.heldSince).not.toBeNull();
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
  await expect.poll(() => desk.evaluate<number>('window.soundsStarted')).toBeGreaterThan(1);
  await expectAccessible(desk, 'on hold for long');
  await desk.getByRole('button', { name: /Ambil kembali/ }).click();
  await expect(held(desk)).toBeHidden();
  await hearsSomething(citizen);
  await deskHears(desk);
  await expect.poll(async () => (await deskCall(desk))?.heldSince).toBeNull();
}

async function pressKeys(desk: Page, citizen: PlacedCall): Promise<void> {
  await desk.keyboard.press('Alt+k');
  const keypad = desk.getByRole('dialog', { name: 'Tombol angka' });
  await keypad.getByRole('button', { name: '1', exact: true }).click();
  await desk.keyboard.type('20#');
  await expect(keypad.getByText('120#')).toBeVisible();
  await expect.poll(() => citizen.heard.digits()).toBe('120#');
  await expectAccessible(desk, 'keypad');
  await desk.keyboard.press('Escape');
  await expect(keypad).toBeHidden();
  await expect(talks(desk)).toBeVisible();
}

test('a citizen is muted, held and sent keys, and the timeline tells it', async ({ browser }) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  await reloadWith(
    desk,
    `${keepConnections}
    window.soundsStarted = 0;
    const start = AudioBufferSourceNode.prototype.start;
    AudioBufferSourceNode.prototype.start = function (...given) { window.soundsStarted++; return start.apply(this, given); };`,
  );
  await becomeReady(desk);

  const citizen = await dial(world, '081234567890');
  await answer(desk);
  await saveIncident(desk);
  await muteAndUnmute(desk, citizen);
  await holdAndResume(desk, citizen);
  await pressKeys(desk, citizen);

  // A page that is loaded anew in mid-hold: the call rings again and is not held.
  await desk.keyboard.press('Alt+h');
  await expect(held(desk)).toBeVisible();
  await expect.poll(async () => (await deskCall(desk))?.heldSince).not.toBeNull();
  await desk.reload();
  await answer(desk);
  await expect(held(desk)).toBeHidden();
  expect((await deskCall(desk))?.heldSince).toBeNull();
  await hearsSomething(citizen);

  // Hung up while muted and on hold: the call ends in order, and the next one is heard.
  await mute(desk);
  await desk.keyboard.press('Alt+h');
  await expect(held(desk)).toBeVisible();
  const call = await deskCall(desk);
  await hangUp(desk, citizen);
  await finish(desk);
  const next = await dial(world, '085700000001');
  await answer(desk);
  await expect(muteButton(desk)).toHaveAttribute('aria-pressed', 'false');
  await hearsSomething(next);
  await next.hangUp();
  await finish(desk);

  const incidents = await api<{ items: { id: string }[] }>(desk, `/api/incidents?group=all&callId=${call?.id}`);
  await desk.goto(`/incidents/${incidents.items[0]?.id}`);
  // Three holds; one was taken back, one ended with the page and one with the call.
  await expect(desk.getByText(/^Panggilan \d+ ditahan oleh \S/)).toHaveCount(3);
  await expect(desk.getByText(/^Panggilan \d+ diambil kembali oleh \S/)).toHaveCount(1);
  await context.close();
});
