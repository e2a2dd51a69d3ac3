import { type Page, test } from '@playwright/test';
import { joined, knock, quiet } from '#features/calls/server/silent/test-sounds.ts';
import type { PlacedCall } from '#platform/server/sip/place-call.ts';
import {
  answer,
  becomeFree,
  type DeskAnswer,
  deskOf,
  dial,
  finish,
  hangUp,
  loudness,
  mute,
  talks,
} from './call-steps.ts';
import { api, becomeReady, expectAccessible, picture, sendIncident } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A citizen who cannot speak: found by the silence, asked, heard by knocks and a key, sent help without a call back. Then one
// of whom nothing is heard at all, whom a person ends when every step is done. The pictures in SIGAP_STORY_PICTURES are for people.

let world: World;
test.beforeAll(async ({ browser }) => {
  world = await startWorld();
  const { page: admin, context } = await signIn(browser, world, 'admin');
  await setNumbers(admin);
  await context.close();
});
test.afterAll(() => world.stop());

const deskCall = async (page: Page) => (await deskOf(page)).call;
type CallAnswer = NonNullable<DeskAnswer['call']>;

/** Numbers as short as a regency may set them, with a reason and a way back. */
async function setNumbers(admin: Page): Promise<void> {
  await admin.goto('/silent-calls');
  await expect(admin.getByRole('heading', { name: 'Panggilan bisu', level: 1 })).toBeVisible();
  await expectAccessible(admin, 'settings');
  await picture(admin, 'settings');
  for (const [name, value] of [
    [/Tidak terdengar setelah/, '4'],
    [/Menunggu jawaban/, '3'],
    [/Mendengarkan latar/, '5'],
    [/Rekaman diputar/, '1'],
  ] as const)
    await admin.getByRole('spinbutton', { name }).fill(value);
  await admin.getByRole('textbox', { name: /Alasan|Mengapa/ }).fill('Angka pendek untuk cerita');
  await admin.getByRole('button', { name: /^Simpan/ }).click();
  await expect(admin.getByText('Angka pendek untuk cerita')).toBeVisible();
}

const silentCitizen = (from: string) => dial(world, from, { audio: { silence: true } });

const panel = (desk: Page) => desk.getByRole('region', { name: 'Penelepon tidak terdengar' });
const signs = (desk: Page) => desk.getByRole('region', { name: 'Tanda dari penelepon' });

/** One key walks through the steps. */
async function nextStep(desk: Page, name: RegExp): Promise<void> {
  await expect(panel(desk).getByRole('button', { name })).toBeVisible();
  await desk.keyboard.press('Alt+b');
  await expect(panel(desk).getByRole('button', { name })).toBeHidden();
}

/** The desk is mute, so what the citizen hears is the prompt. */
async function hearsPrompt(citizen: PlacedCall, from: number): Promise<void> {
  const loud = () => loudness(citizen, from).filter((level) => level > 200).length;
  // Three seconds of speech in all: no beep and no click.
  await expect.poll(loud).toBeGreaterThan(15);
}

async function askAndPlay(desk: Page, citizen: PlacedCall): Promise<void> {
  await expect(panel(desk)).toBeVisible();
  await expect(panel(desk).getByText(/Halo, ini 112/)).toBeVisible();
  await expect(panel(desk).getByText(/Halo, menika 112/)).toBeVisible();
  await expectAccessible(desk, 'silent');
  await picture(desk, 'silent');
  await nextStep(desk, /Sudah dibacakan/);
  await expect(panel(desk).getByText(/ketuk telepon, batuk/)).toBeVisible();
  await nextStep(desk, /Sudah dibacakan/);
  await expect(panel(desk).getByRole('button', { name: /Putar sekarang/ })).toBeVisible();
  await mute(desk);
  const from = citizen.now() + 500;
  await nextStep(desk, /Putar sekarang/);
  await hearsPrompt(citizen, from);
}

/** F4 alone does not end it: the dialog wants a reason, Escape goes back to the steps. */
async function hangUpIsAskedAgain(desk: Page): Promise<void> {
  await expect(talks(desk)).toBeVisible();
  await desk.keyboard.press('F4');
  const dialog = desk.getByRole('dialog', { name: 'Tutup panggilan bisu?' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Tutup sebagai panggilan bisu' })).toBeDisabled();
  await expectAccessible(desk, 'ending');
  await picture(desk, 'ending');
  await desk.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect((await deskCall(desk))?.state).toBe('answered');
}

async function knocksAndKey(desk: Page, citizen: PlacedCall): Promise<void> {
  citizen.say({ samples: knock(9000) });
  await expect(signs(desk).getByText('Ketukan')).toBeVisible();
  await expect(signs(desk).getByText('1 tanda = Ya')).toBeVisible();
  await expect(panel(desk).getByText('Apakah Anda dalam bahaya sekarang?')).toBeVisible();
  await expectAccessible(desk, 'sign');
  await picture(desk, 'sign');
  await desk.keyboard.press('Alt+j');
  await expect(panel(desk).getByText('Apakah orang yang membahayakan ada di dekat Anda?')).toBeVisible();
  citizen.say({ samples: joined(knock(9000), quiet(500), knock(9000)) });
  await expect(signs(desk).getByText('2 tanda = Tidak')).toBeVisible();
  await desk.keyboard.press('Alt+x');
  await citizen.press('1');
  await expect(signs(desk).getByText('Tombol 1')).toBeVisible();
}

test('a citizen who cannot speak is heard by knocks and a key, and help comes without a call back', async ({
  browser,
}) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  await becomeReady(desk);

  const citizen = await silentCitizen('081234567890');
  await answer(desk);
  await askAndPlay(desk, citizen);
  await hangUpIsAskedAgain(desk);
  await knocksAndKey(desk, citizen);
  await desk.keyboard.press('Alt+l');
  await expect(desk.getByText(/Jangan menelepon balik/).first()).toBeVisible();
  await sendIncident(desk);
  const { page: agency, context: agencyContext } = await signIn(browser, world, 'damkar');
  await expect(agency.getByText(/Jangan menelepon balik/).first()).toBeVisible();
  await expectAccessible(agency, 'agency');
  await picture(agency, 'agency');
  await agencyContext.close();
  const { page: dispatcher, context: dispatcherContext } = await signIn(browser, world, 'dispatcher');
  const incidents = await api<{ items: { id: string; callerCannotSpeak: boolean }[] }>(
    dispatcher,
    '/api/incidents?group=all',
  );
  expect(incidents.items.map((each) => each.callerCannotSpeak)).toEqual([true]);
  await dispatcher.goto(`/incidents/${incidents.items[0]?.id}`);
  await expect(dispatcher.getByText(/Jangan menelepon balik/).first()).toBeVisible();
  await expect(dispatcher.getByText(/penelepon tidak terdengar/)).toBeVisible();
  await picture(dispatcher, 'incident');

  const call = await deskCall(desk);
  await hangUp(desk, citizen);
  await finish(desk);
  expect(await api<CallAnswer>(desk, `/api/calls/${call?.id}`)).toMatchObject({
    disposition: 'EMERGENCY_NEW',
    endedSilent: false,
  });
  for (const each of [context, dispatcherContext]) await each.close();
});

test('a caller of whom nothing is heard is ended by a person, after every step, as a silent call', async ({
  browser,
}) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker2');
  await becomeReady(desk);
  const citizen = await silentCitizen('081298765432');
  await answer(desk);
  await askAndPlay(desk, citizen);
  await nextStep(desk, /Mulai mendengarkan/);
  await expect(panel(desk).getByText(/Semua langkah selesai/)).toBeVisible();
  await picture(desk, 'through');
  // Nobody but a person ends it.
  expect((await deskCall(desk))?.state).toBe('answered');
  const call = await deskCall(desk);
  await hangUp(desk, citizen);
  await becomeFree(desk);
  expect(await api<CallAnswer>(desk, `/api/calls/${call?.id}`)).toMatchObject({
    state: 'ended',
    disposition: 'GHOST',
    endedSilent: true,
  });
  await context.close();
});
