import { type BrowserContext, type Page, test } from '@playwright/test';
import type { PlacedCall } from '#platform/server/sip/place-call.ts';
import { freePort } from '#platform/server/testing/free-port.ts';
import { answer, deskOf, dial, finish, hangUp, hearsSomething, talks } from './call-steps.ts';
import { api, becomeReady, expectAccessible, reloadWith } from './page-steps.ts';
import { openSocketPath, type SocketPath } from './socket-path.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// The desk's telephone: checked before the shift, measured in the call, another headset in mid-call, a dead network, and
// two tabs of one browser. The browser's test microphone beeps once a second.

let world: World;
let path: SocketPath;
test.beforeAll(async () => {
  const exchangePort = await freePort();
  path = await openSocketPath(exchangePort);
  world = await startWorld({
    env: { SIGAP_SIP_WS_PORT: String(exchangePort), SIGAP_SIP_WS_URL: `ws://127.0.0.1:${path.port}/ws` },
  });
});
test.afterAll(async () => {
  await world?.stop();
  await path?.close();
});

const registered = (desk: Page) => desk.getByText('Telepon terdaftar', { exact: true });
const lost = (desk: Page) => desk.getByText(/Telepon TIDAK terdaftar/).first();
const elsewhere = (desk: Page) => desk.getByText(/Telepon ada di tab lain/).first();

const checking = (desk: Page) => desk.getByRole('heading', { name: 'Memeriksa telepon' });

interface Sounds {
  readonly items: readonly {
    readonly figures: {
      readonly codec: string;
      readonly incoming: { readonly packets: number; readonly mos: number } | null;
      readonly outgoing: { readonly packets: number } | null;
    };
  }[];
}
const soundsOf = (page: Page, callId: string) => api<Sounds>(page, `/api/calls/${callId}/sounds`);

interface CheckAnswer {
  readonly isDue: boolean;
  readonly last: {
    readonly verdict: string;
    readonly problems: readonly string[];
    readonly figures: { readonly [name: string]: number | null };
  } | null;
}
const checkOf = (page: Page) => api<CheckAnswer>(page, '/api/desk/check');

/** By hand. */
async function check(desk: Page): Promise<void> {
  await expect(desk.getByRole('button', { name: /^Periksa (telepon|lagi)/ })).toBeVisible();
  await desk.keyboard.press('Alt+e');
  await expect(checking(desk)).toBeVisible();
}

async function waitForCheck(desk: Page): Promise<void> {
  await expect.poll(async () => (await checkOf(desk)).isDue).toBe(false);
}

test('before the shift: a real echo call judges the telephone, keeps nobody from being ready and yields to a ring', async ({
  browser,
}) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  expect((await checkOf(desk)).isDue).toBe(true);
  await becomeReady(desk);
  await expect(checking(desk)).toBeVisible();
  await expect(desk.getByRole('meter', { name: 'Suara saya' })).toBeVisible();
  await expectAccessible(desk, 'checking');
  expect((await deskOf(desk)).presence.state).toBe('ready');
  await waitForCheck(desk);
  // The test microphone beeps as loud as can be; how the network of this machine is at this moment is not ours.
  await expect(desk.getByText(/Telepon baik|Ada yang perlu diperbaiki/)).toBeVisible();
  await expect(desk.getByText(/bolak-balik \d+ ms, hilang [\d,]+ %/)).toBeVisible();
  const { last } = await checkOf(desk);
  for (const problem of ['no_microphone', 'no_echo', 'microphone_silent', 'microphone_quiet', 'nothing_back'])
    expect(last?.problems).not.toContain(problem);
  expect(last?.verdict).toBe(last?.problems.length === 0 ? 'good' : 'warned');
  expect(last?.figures.level).toBeGreaterThan(0.008);
  expect(last?.figures.backLevel).toBeGreaterThan(0.0005);
  expect(last?.figures.roundTripMs).not.toBeNull();
  // It is nobody's call.
  expect((await api<{ items: unknown[] }>(desk, '/api/calls')).items).toEqual([]);
  await expectAccessible(desk, 'checked');

  // By hand, skipped by the same key, and it is not due again.
  await check(desk);
  await desk.keyboard.press('Alt+e');
  await expect(checking(desk)).toBeHidden();
  await expect.poll(async () => (await checkOf(desk)).last?.verdict).toBe('skipped');

  // Whoever calls outranks it.
  await check(desk);
  const citizen = await dial(world, '081234567890');
  await answer(desk);
  await expect(checking(desk)).toBeHidden();
  await hearsSomething(citizen);
  await hangUp(desk, citizen);
  await finish(desk);

  const { page: lead, context: leads } = await signIn(browser, world, 'supervisor');
  await lead.goto('/desk-phones');
  await expect(lead.getByRole('row', { name: /Terdaftar/ }).first()).toBeVisible();
  await expect(lead.getByText(/Pemeriksaan terputus oleh panggilan/)).toBeVisible();
  await expectAccessible(lead, 'desk phones');
  await leads.close();
  await context.close();
});

/** The desk is at work again after a reload, and its telephone could ring. */
async function reload(desk: Page): Promise<void> {
  await desk.reload();
  await expect(registered(desk)).toBeVisible();
  await expect.poll(async () => (await deskOf(desk)).presence).toMatchObject({ state: 'ready', reachable: true });
  await expect(desk.getByRole('button', { name: /^Periksa telepon/ })).toBeVisible();
}

test('a call in the middle of the first check ends it and rings; the check does not come again in that session', async ({
  browser,
}) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker3');
  desk.on('dialog', (dialog) => void dialog.accept());
  await becomeReady(desk);
  await expect(checking(desk)).toBeVisible();
  const citizen = await dial(world, '081234567890');
  await expect(desk.getByRole('heading', { name: 'Panggilan masuk' })).toBeVisible();
  await expect(checking(desk)).toBeHidden();
  // It had not come to its own end: the call ended it.
  await expect.poll(async () => (await checkOf(desk)).last?.verdict).toBe('interrupted');
  await answer(desk);
  await hearsSomething(citizen);
  await hangUp(desk, citizen);
  await finish(desk);
  expect((await checkOf(desk)).isDue).toBe(false);
  await reload(desk);
  await expect(checking(desk)).toBeHidden();
  // By hand it can be had; a reload ends it for good.
  await check(desk);
  await reload(desk);
  await expect(checking(desk)).toBeHidden();
  await context.close();
});

/** Streams of the page's microphone, where the test can end them as a headset that is pulled out does, and its connections. */
const keepStreams = `
  window.connections = [];
  const Connection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Connection {
    constructor(...options) {
      super(...options);
      window.connections.push(this);
    }
  };
  window.streams = [];
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await ask(wanted);
    window.streams.push(stream);
    return stream;
  };`;
/** The exchange has said how our sound arrives there: it does so every five seconds (RFC 3550 §6.2), and before that nobody knows. */
const isReported = `Promise.all(window.connections.map((one) => one.getStats())).then((all) =>
  all.some((stats) => [...stats.values()].some(({ type }) => type === 'remote-inbound-rtp')))`;
const pullOut = `(() => {
  const track = window.streams.at(-1).getAudioTracks()[0];
  track.stop();
  track.dispatchEvent(new Event('ended'));
  navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
})()`;

/** At the desk, ready, and talking with a citizen. */
async function talk(desk: Page): Promise<{ citizen: PlacedCall; callId: string }> {
  await becomeReady(desk);
  const citizen = await dial(world, '081234567890');
  const callId = await answer(desk);
  // How the sound is on a machine with so much at once is not ours.
  await expect(desk.getByText(/Mutu suara: (Baik|Cukup|Buruk)/)).toBeVisible();
  return { citizen, callId };
}

test('in the call the sound is measured, the headset is changed and pulled out, and the figures are kept', async ({
  browser,
}) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  await reloadWith(desk, keepStreams);
  const { citizen, callId } = await talk(desk);
  await expectAccessible(desk, 'sound');
  await expect.poll(() => desk.evaluate<boolean>(isReported)).toBe(true);

  // Another headset, chosen in mid-call.
  await desk.getByRole('button', { name: 'Pilih headset' }).click();
  await desk
    .getByRole('button', { name: /Mikrofon/ })
    .first()
    .click();
  await desk.getByRole('option', { name: 'Fake Audio Input 2' }).click();
  await expect(
    desk.getByText('Mikrofon berganti ke Fake Audio Input 2; panggilan tetap tersambung').first(),
  ).toBeVisible();
  await hearsSomething(citizen);
  // Pulled out, and another one is there at once.
  const before = await desk.evaluate<number>('window.streams.length');
  await desk.evaluate(pullOut);
  await expect.poll(() => desk.evaluate<number>('window.streams.length')).toBeGreaterThan(before);
  await hearsSomething(citizen);
  expect((await deskOf(desk)).call?.state).toBe('answered');
  await hangUp(desk, citizen);
  await finish(desk);

  await expect.poll(async () => (await soundsOf(desk, callId)).items.length).toBe(1);
  const [sound] = (await soundsOf(desk, callId)).items;
  // Whatever the trunk's codec made of it; what the browser says is never `other`.
  expect(['opus', 'alaw']).toContain(sound?.figures.codec);
  expect(sound?.figures.incoming?.packets).toBeGreaterThan(50);
  // A machine that stands still hears late, down to the lowest score there is.
  expect(sound?.figures.incoming?.mos).toBeGreaterThanOrEqual(1);
  expect(sound?.figures.outgoing?.packets).toBeGreaterThan(50);
  await desk.goto(`/calls/${callId}`);
  await expect(desk.getByRole('heading', { name: 'Mutu suara' })).toBeVisible();
  await expect(desk.getByText(/MOS \d/).first()).toBeVisible();
  await expectAccessible(desk, 'call page');
  await context.close();
});

test('a network that dies in the call comes back without a click, and the conversation goes on', async ({
  browser,
}) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  desk.on('dialog', (dialog) => void dialog.accept());
  const { citizen, callId } = await talk(desk);
  // A network that swallows everything closes no socket: it is noticed all the same, and nobody presses anything.
  await expect(registered(desk)).toBeVisible();
  path.become('swallow');
  await expect(lost(desk)).toBeVisible();
  await expectAccessible(desk, 'lost');
  path.become('through');
  await expect(registered(desk)).toBeVisible();
  // It comes and goes: what was just said to the exchange is lost with it.
  path.cut();
  await expect(registered(desk)).toBeHidden();
  await expect(registered(desk)).toBeVisible();
  await hearsSomething(citizen);
  expect((await deskOf(desk)).call).toMatchObject({ id: callId, state: 'answered' });
  // The end of the call comes by the new way.
  await citizen.hangUp();
  await finish(desk);
  await context.close();
});

test('the server dies in the call: what was measured is kept, and sent once when it is back', async ({ browser }) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  desk.on('dialog', (dialog) => void dialog.accept());
  const { citizen, callId } = await talk(desk);
  const kept = () => desk.evaluate<string>("localStorage.getItem('sigap.sounds') ?? ''");
  await world.kill();
  await citizen.hangUp();
  // Nobody is there to end the desk's leg but the desk.
  await desk.keyboard.press('F4');
  await expect.poll(kept).toContain(callId);
  await world.restart();
  await expect
    .poll(async () => (await soundsOf(desk, callId).catch(() => ({ items: [] }))).items.length, { timeout: 120_000 })
    .toBe(1);
  await expect.poll(kept).not.toContain(callId);
  await context.close();
});

/** A second tab of the same browser, which has not got the telephone. */
async function openTab(context: BrowserContext): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto('/desk');
  await expect(elsewhere(tab)).toBeVisible();
  return tab;
}

test('two tabs: one has the telephone, the other says so and takes it over; a call stays where it is', async ({
  browser,
}) => {
  const { page: one, context } = await signIn(browser, world, 'calltaker2');
  await becomeReady(one);
  // A reload in the middle of the first check does not begin it again.
  await expect(checking(one)).toBeVisible();
  await reload(one);
  await expect(checking(one)).toBeHidden();
  const two = await openTab(context);
  await expectAccessible(two, 'other tab');
  await two.keyboard.press('Alt+f');
  await expect(registered(two)).toBeVisible();
  await expect(elsewhere(one)).toBeVisible();
  await expect.poll(async () => (await deskOf(two)).presence).toMatchObject({ state: 'ready', reachable: true });

  // In mid-call it asks first; the call goes on in its tab, the telephone comes over.
  const citizen = await dial(world, '081234567890');
  const callId = await answer(two);
  await expect(one.getByText(/Tab lain sedang dalam panggilan/)).toBeVisible();
  await one.bringToFront();
  await one.keyboard.press('Alt+f');
  const question = one
    .getByRole('alertdialog', { name: 'Pindahkan telepon ke tab ini' })
    .or(one.getByRole('dialog', { name: 'Pindahkan telepon ke tab ini' }));
  await expect(question).toBeVisible();
  await expectAccessible(one, 'take over');
  await question.getByRole('button', { name: /Pindahkan telepon/ }).click();
  await expect(registered(one)).toBeVisible();
  await hearsSomething(citizen);
  expect((await deskOf(one)).call).toMatchObject({ id: callId, state: 'answered' });
  await two.bringToFront();
  await hangUp(two, citizen);
  await finish(two);

  // The next one rings where the telephone is.
  await one.bringToFront();
  const next = await dial(world, '085700000001');
  await answer(one);
  await hearsSomething(next);
  await next.hangUp();
  await finish(one);

  await context.close();
});

test('a call is answered in whichever tab the key is pressed, and a tab that closes hands the telephone over', async ({
  browser,
}) => {
  const { page: one, context } = await signIn(browser, world, 'calltaker3');
  await becomeReady(one);
  const two = await openTab(context);
  await two.bringToFront();
  const citizen = await dial(world, '085700000002');
  await answer(two);
  await hearsSomething(citizen);
  await expect(talks(one)).toBeVisible();
  await expect(two.getByText('Telepon belum berdering di peramban ini')).toBeHidden();
  await hangUp(two, citizen);
  await finish(two);

  // A tab that closes hands over at once.
  await one.close();
  await expect(registered(two)).toBeVisible();
  await context.close();
});
