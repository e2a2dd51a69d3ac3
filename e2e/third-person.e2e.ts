import { type Browser, type Page, test } from '@playwright/test';
import { listenForCalls, type Phone, type ReceivedCall } from '#platform/server/sip/listen-for-calls.ts';
import type { PlacedCall } from '#platform/server/sip/place-call.ts';
import { answer, deskHears, deskOf, dial, type Ear, finish, hangUp, hearsSomething } from './call-steps.ts';
import { api, becomeReady, expectAccessible, picture, reloadWith, saveIncident } from './page-steps.ts';
import { keepConnections } from './root/page-sound.ts';
import { leadOut } from './setting-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A citizen, a desk, and somebody outside (PLN, the police) behind the regency's operator: who hears whom is heard on each side.

const tones = { citizen: 440, outside: 1500 } as const;
let world: World;
let operator: Phone;
test.beforeAll(async ({ browser }) => {
  operator = await listenForCalls({ address: '127.9.0.9', answerAfterMs: 'never', audio: { tone: tones.outside } });
  world = await startWorld();
  await setWayOut(browser);
});
test.afterAll(async () => {
  operator.close();
  await world.stop();
});

/** Where the operator takes what the desks dial, set by the administrator. */
async function setWayOut(browser: Browser): Promise<void> {
  const { page, context } = await signIn(browser, world, 'admin');
  await leadOut(page, `127.9.0.9:${operator.port}`);
  await page.goto('/directory');
  await expect(page.getByRole('row', { name: /PLN 123/ })).toBeVisible();
  await expectAccessible(page, 'directory');
  await context.close();
}

const hearsTone = (ear: Ear, tone: number) =>
  expect.poll(() => ear.heard.tones([tone], ear.now() - 400)).toEqual([tone]);

const stands = (desk: Page, words: string | RegExp) => expect(desk.getByText(words).first()).toBeVisible();

/** By keys: the directory, a word, Enter. */
async function consult(desk: Page, word: string): Promise<ReceivedCall> {
  const before = operator.calls.length;
  // The exchange takes up the operator's address within a second or two; until then nobody outside can be reached.
  await expect(async () => {
    await expect(desk.getByRole('button', { name: /Hubungi pihak ketiga/ })).toBeEnabled();
    await desk.keyboard.press('Alt+d');
    await desk.getByRole('searchbox', { name: /Cari nama/ }).fill(word);
    await expect(desk.getByRole('row')).toHaveCount(2);
    await desk.keyboard.press('Enter');
    await expect(desk.getByRole('dialog')).toBeHidden();
    await operator.waitForCall(before + 1, 4000);
  }).toPass({ timeout: 60_000 });
  return operator.waitForCall(before + 1);
}

async function openDesk(browser: Browser): Promise<Page> {
  const { page } = await signIn(browser, world, 'calltaker1');
  await reloadWith(page, keepConnections);
  await becomeReady(page);
  return page;
}

const tone = { audio: { tone: tones.citizen } };

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
  await expect(desk.getByRole('heading', { name: 'Merampungkan panggilan' })).toBeVisible();
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
  const desk = await openDesk(browser);
  const citizen = await dial(world, '081234567890', tone);
  await answer(desk);
  await saveIncident(desk);
  await consultAndTakeBack(desk, citizen);
  const there = await conferenceAndHandOver(desk, citizen);
  const call = (await deskOf(desk)).call;

  const { page: supervisor, context } = await signIn(browser, world, 'supervisor');
  await supervisor.goto('/calls?group=open');
  await expect(supervisor.getByRole('row', { name: /Diserahkan: PLN 123.*tanpa meja/ })).toBeVisible();
  await context.close();
  await finish(desk, 't');
  expect(citizen.events.map(({ type }) => type)).not.toContain('ended');
  await there.hangUp();
  await citizen.waitFor('ended', 60_000);

  const incidents = await api<{ items: { id: string }[] }>(desk, `/api/incidents?group=all&callId=${call?.id}`);
  await desk.goto(`/incidents/${incidents.items[0]?.id}`);
  await expect(desk.getByText(/^Panggilan \d+: PLN 123 dihubungi/)).toHaveCount(2);
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
  await expect.poll(async () => (await deskOf(desk)).presence.state).toBe('wrap_up');
  await desk.context().close();
});

test('a blind transfer that nobody takes brings the citizen back, and a server that dies in a consultation cuts nobody off', async ({
  browser,
}) => {
  const desk = await openDesk(browser);
  const citizen = await dial(world, '085700000002', tone);
  await answer(desk);
  const before = operator.calls.length;
  await expect(desk.getByRole('button', { name: /Hubungi pihak ketiga/ })).toBeEnabled();
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
  await expect.poll(async () => (await deskOf(desk)).call?.heldSince).not.toBeNull();
  await expect(async () => {
    await desk.keyboard.press('Alt+a');
    await there.waitFor('ended', 4000);
  }).toPass({ timeout: 60_000 });
  await deskHears(desk);
  await hearsSomething(citizen);
  await expect(desk.getByRole('button', { name: /Hubungi pihak ketiga/ })).toBeVisible();
  await hangUp(desk, citizen);
  await finish(desk, 't');
  await desk.context().close();
});
