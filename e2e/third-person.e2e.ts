import { type Browser, type Page, test } from '@playwright/test';
import { listenForCalls, type Phone, type ReceivedCall } from '#platform/server/sip/listen-for-calls.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { energyOf } from '#platform/server/sip/sound.ts';
import { api, becomeReady, expectAccessible, findType, picture, takePlace } from './page-steps.ts';
import { keepConnections, soundOf } from './root/page-sound.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A citizen, a desk, and somebody outside (PLN, the police) behind the regency's operator: who hears whom is heard on each side.

const tones = { citizen: 440, outside: 1500 } as const;
let world: World;
let operator: Phone;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(360_000);
  operator = await listenForCalls({ address: '127.9.0.9', answerAfterMs: 'never', audio: { tone: tones.outside } });
  world = await startWorld();
  await setWayOut(browser);
});
test.afterAll(async () => {
  operator.close();
  await world.stop();
});

interface DeskAnswer {
  readonly presence: { readonly state: string };
  readonly call: {
    readonly id: string;
    readonly number: number;
    readonly state: string;
    readonly heldSince: string | null;
  } | null;
}
const deskOf = (page: Page) => api<DeskAnswer>(page, '/api/desk');

/** Where the operator takes what the desks dial, set by the administrator. */
async function setWayOut(browser: Browser): Promise<void> {
  const { page, context } = await signIn(browser, world, 'admin');
  type Centre = { version: number; content: { trunk: object } };
  const { version, content } = await api<Centre>(page, '/api/centre');
  const trunk = { ...content.trunk, overflowAddress: `127.9.0.9:${operator.port}` };
  const changed = await page.request.post('/api/centre/change', {
    data: { version, reason: 'Jalur keluar', content: { ...content, trunk } },
    headers: { 'idempotency-key': crypto.randomUUID(), origin: world.url },
  });
  expect(changed.status(), await changed.text()).toBe(200);
  await page.goto('/directory');
  await expect(page.getByRole('row', { name: /PLN 123/ })).toBeVisible();
  await expectAccessible(page, 'directory');
  await context.close();
}

async function answer(desk: Page): Promise<void> {
  await expect(desk.getByRole('heading', { name: 'Panggilan masuk' })).toBeVisible({ timeout: 30_000 });
  await expect(async () => {
    await desk.keyboard.press('F2');
    await expect(desk.getByRole('heading', { name: 'Panggilan berlangsung' })).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 60_000 });
  await expect.poll(async () => (await deskOf(desk)).call?.state, { timeout: 30_000 }).toBe('answered');
}

interface Ear {
  readonly heard: PlacedCall['heard'];
  now(): number;
}
const hearsTone = (ear: Ear, tone: number) =>
  expect.poll(() => ear.heard.tones([tone], ear.now() - 400), { timeout: 30_000 }).toEqual([tone]);

/** The desk's microphone beeps once a second, the hold prompt is speech: something is heard since now. */
async function hearsSomething(ear: Ear): Promise<void> {
  const from = ear.now();
  const loudest = () => {
    const samples = ear.heard.samples(from);
    let most = 0;
    for (let at = 0; at + 1600 <= samples.length; at += 1600)
      most = Math.max(most, energyOf(samples.subarray(at, at + 1600)));
    return most;
  };
  await expect.poll(loudest, { timeout: 30_000 }).toBeGreaterThan(80);
}

async function deskHears(desk: Page): Promise<void> {
  const before = (await soundOf(desk)).energyReceived;
  await expect
    .poll(async () => (await soundOf(desk)).energyReceived, { timeout: 20_000 })
    .toBeGreaterThan(before + 0.01);
}

const stands = (desk: Page, words: string | RegExp) =>
  expect(desk.getByText(words).first()).toBeVisible({ timeout: 30_000 });

/** By keys: the directory, a word, Enter. */
async function consult(desk: Page, word: string): Promise<ReceivedCall> {
  const before = operator.calls.length;
  // The exchange takes up the operator's address within a second or two; until then nobody outside can be reached.
  await expect(async () => {
    await expect(desk.getByRole('button', { name: /Hubungi pihak ketiga/ })).toBeEnabled({ timeout: 20_000 });
    await desk.keyboard.press('Alt+d');
    await desk.getByRole('searchbox', { name: /Cari nama/ }).fill(word);
    await expect(desk.getByRole('row')).toHaveCount(2);
    await desk.keyboard.press('Enter');
    await expect(desk.getByRole('dialog')).toBeHidden();
    await operator.waitForCall(before + 1, 4000);
  }).toPass({ timeout: 60_000 });
  return operator.waitForCall(before + 1);
}

async function finish(desk: Page): Promise<void> {
  await expect(desk.getByRole('heading', { name: 'Merampungkan panggilan' })).toBeVisible();
  await desk.keyboard.press('F7');
  await desk.keyboard.press('t');
  await expect(desk.getByText('Belum diklasifikasi')).toBeHidden();
  await desk.keyboard.press('F10');
  await expect.poll(async () => (await deskOf(desk)).presence.state).toBe('ready');
}

async function openDesk(browser: Browser): Promise<Page> {
  const { page } = await signIn(browser, world, 'calltaker1');
  await page.addInitScript(keepConnections);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.getByRole('button', { name: /^Siap/ }).waitFor({ timeout: 120_000 });
  await becomeReady(page);
  return page;
}

const dial = (from: string) =>
  placeCall({ host: '127.0.0.1', port: world.sipPort, from, to: '112', audio: { tone: tones.citizen } });

async function consultAndTakeBack(desk: Page, citizen: PlacedCall): Promise<void> {
  const there = await consult(desk, 'listrik');
  expect(there.to).toContain('123@127.9.0.9');
  await stands(desk, 'Menghubungi PLN 123…');
  await deskHears(desk);
  await expectAccessible(desk, 'ringing outside');
  // The wrong key: nobody is cut off.
  await desk.keyboard.press('F4');
  there.answer();
  await stands(desk, 'Bicara berdua dengan PLN 123');
  await stands(desk, /menunggu dengan pesan tahan/);
  await hearsSomething(there);
  await deskHears(desk);
  await hearsSomething(citizen);
  expect(there.heard.tones([tones.citizen], there.now() - 400)).toEqual([]);
  expect(citizen.heard.tones([tones.outside], citizen.now() - 400)).toEqual([]);
  await desk.keyboard.press('F4');
  await expectAccessible(desk, 'in consultation');
  await picture(desk, 'consultation');
  await desk.keyboard.press('Alt+a');
  await there.waitFor('ended');
  await expect(desk.getByRole('button', { name: /Hubungi pihak ketiga/ })).toBeVisible();
  expect((await deskOf(desk)).call).toMatchObject({ state: 'answered', heldSince: null });
  await deskHears(desk);
  await hearsSomething(citizen);
}

async function conferenceAndHandOver(desk: Page, citizen: PlacedCall): Promise<ReceivedCall> {
  const there = await consult(desk, '123');
  there.answer();
  await stands(desk, 'Bicara berdua dengan PLN 123');
  await desk.keyboard.press('Alt+q');
  await stands(desk, 'Bicara bertiga dengan PLN 123');
  await hearsTone(citizen, tones.outside);
  await hearsTone(there, tones.citizen);
  await deskHears(desk);
  // The microphone's beep reaches both: it is there beside the tone.
  await expect.poll(() => there.heard.energy(there.now() - 1500, there.now())).toBeGreaterThan(0);
  await expectAccessible(desk, 'conference');
  await picture(desk, 'conference');
  await desk.getByRole('button', { name: /Serahkan pelapor/ }).click();
  await expect(desk.getByRole('heading', { name: 'Merampungkan panggilan' })).toBeVisible({ timeout: 30_000 });
  await stands(desk, 'Pelapor sudah diserahkan ke PLN 123');
  await hearsTone(citizen, tones.outside);
  await hearsTone(there, tones.citizen);
  await expectAccessible(desk, 'handed over');
  await picture(desk, 'handed-over');
  return there;
}

test('a citizen, a desk and PLN: consulted, taken back, three of them, handed over; seen and told', async ({
  browser,
}) => {
  test.setTimeout(360_000);
  const desk = await openDesk(browser);
  const citizen = await dial('081234567890');
  await answer(desk);
  await desk.getByRole('combobox', { name: /Jenis kejadian/ }).click();
  await findType(desk);
  await desk.keyboard.press('Enter');
  await takePlace(desk);
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('link', { name: 'Buka halaman kejadian' })).toBeVisible();
  await consultAndTakeBack(desk, citizen);
  const there = await conferenceAndHandOver(desk, citizen);
  const call = (await deskOf(desk)).call;

  const { page: supervisor, context } = await signIn(browser, world, 'supervisor');
  await supervisor.goto('/calls?group=open');
  await expect(supervisor.getByRole('row', { name: /Diserahkan: PLN 123.*tanpa meja/ })).toBeVisible();
  await context.close();
  await finish(desk);
  expect(citizen.events.map(({ type }) => type)).not.toContain('ended');
  await there.hangUp();
  await citizen.waitFor('ended', 30_000);

  const incidents = await api<{ items: { id: string }[] }>(desk, `/api/incidents?group=all&callId=${call?.id}`);
  await desk.goto(`/incidents/${incidents.items[0]?.id}`);
  await expect(desk.getByText(/^Panggilan \d+: PLN 123 dihubungi/)).toHaveCount(2, { timeout: 60_000 });
  await stands(desk, /^Pelapor di panggilan \d+ diserahkan ke PLN 123/);
  await stands(desk, /^Panggilan \d+: sambungan dengan PLN 123 selesai: pelapor diambil kembali/);
  await stands(desk, /^Panggilan \d+: sambungan dengan PLN 123 selesai: menutup telepon/);

  // From the incident somebody is called: a call of its own, in its timeline.
  const before = operator.calls.length;
  await desk.keyboard.press('Alt+d');
  await desk.getByRole('searchbox', { name: /Cari nama/ }).fill('polres');
  await expect(desk.getByRole('row')).toHaveCount(2);
  await expectAccessible(desk, 'directory at the desk');
  await picture(desk, 'directory');
  await desk.keyboard.press('Enter');
  const police = await operator.waitForCall(before + 1, 30_000);
  expect(police.to).toContain('110@');
  police.answer();
  await hearsSomething(police);
  await deskHears(desk);
  await stands(desk, /^Panggilan \d+: Polisi 110 menjawab/);
  await police.hangUp();
  await expect.poll(async () => (await deskOf(desk)).presence.state, { timeout: 30_000 }).toBe('wrap_up');
  await desk.context().close();
});

test('a blind transfer that nobody takes brings the citizen back, and a server that dies in a consultation cuts nobody off', async ({
  browser,
}) => {
  test.setTimeout(360_000);
  const desk = await openDesk(browser);
  const citizen = await dial('085700000002');
  await answer(desk);
  const before = operator.calls.length;
  await expect(desk.getByRole('button', { name: /Hubungi pihak ketiga/ })).toBeEnabled({ timeout: 60_000 });
  await desk.keyboard.press('Alt+d');
  await desk.getByRole('button', { name: 'Alihkan langsung ke Polisi 110' }).click();
  const busy = await operator.waitForCall(before + 1, 30_000);
  await stands(desk, 'Mengalihkan pelapor ke Polisi 110…');
  await busy.hangUp();
  await stands(desk, 'Polisi 110: sibuk. Pelapor tersambung lagi dengan Anda.');
  await deskHears(desk);
  await hearsSomething(citizen);

  const there = await consult(desk, 'listrik');
  there.answer();
  await stands(desk, 'Bicara berdua dengan PLN 123');
  await world.kill();
  await deskHears(desk);
  await hearsSomething(there);
  await hearsSomething(citizen);
  expect(citizen.events.map(({ type }) => type)).not.toContain('ended');
  await world.restart();
  await expect.poll(async () => (await deskOf(desk)).call?.heldSince, { timeout: 60_000 }).not.toBeNull();
  await expect(async () => {
    await desk.keyboard.press('Alt+a');
    await there.waitFor('ended', 4000);
  }).toPass({ timeout: 60_000 });
  await deskHears(desk);
  await hearsSomething(citizen);
  await expect(desk.getByRole('button', { name: /Hubungi pihak ketiga/ })).toBeVisible({ timeout: 30_000 });
  await desk.keyboard.press('F4');
  await citizen.waitFor('ended', 30_000);
  await finish(desk);
  await desk.context().close();
});
