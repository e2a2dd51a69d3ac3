import { type Page, test } from '@playwright/test';
import { answer, deskOf, dial, evidenceOf, finish } from './call-steps.ts';
import { api, becomeReady, expectAccessible, findType, picture, soon, takePlace, takeType } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// Prank calls cost a call taker four keys, evidence included, and nothing that was said of a call is ever lost: a child who was
// taken for one in jest is found by a supervisor, corrected with a reason, and gets an incident.

let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world.stop());

/** Every key that goes down in the page, modifiers with the key they belong to. */
async function countStrokes(desk: Page): Promise<() => Promise<string[]>> {
  // As text: these tests know no types of a page.
  await desk.evaluate(`{
    const strokes = [];
    Object.assign(window, { strokes });
    const note = ({ key }) => !['Alt', 'Control', 'Shift', 'Meta'].includes(key) && strokes.push(key);
    window.addEventListener('keydown', note, { capture: true });
  }`);
  return () => desk.evaluate<string[]>('strokes');
}

const wrapsUp = (desk: Page) => desk.getByRole('heading', { name: 'Merampungkan panggilan' });
const pad = (desk: Page) => desk.getByRole('group', { name: 'Klasifikasi panggilan' });

/** A citizen is answered, talks and hangs up; the desk wraps up. */
async function talked(desk: Page, from: string): Promise<string> {
  const citizen = await dial(world, from);
  const id = await answer(desk);
  await citizen.hangUp();
  await expect(wrapsUp(desk)).toBeVisible(soon);
  // It comes a moment later; a key before that belongs to nothing.
  await expect(pad(desk)).toBeVisible(soon);
  return id;
}

interface Judgements {
  readonly items: { readonly code: string; readonly evidence: string[]; readonly reason: string | null }[];
}
const judgementsOf = async (page: Page, id: string) =>
  (await api<Judgements>(page, `/api/calls/${id}/judgements`)).items;

let pranked = '';

test('a child prank is closed in four keystrokes from inside the form, evidence included, and the desk is ready again', async ({
  browser,
}) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  await becomeReady(desk);
  pranked = await talked(desk, '081231110001');
  // Where the cursor is when a talk ends: in the first field, to which letters belong.
  const type = desk.getByRole('combobox', { name: /Jenis kejadian/ });
  await type.focus();
  const strokes = await countStrokes(desk);
  await desk.keyboard.press('Alt+Shift+A');
  await expect(pad(desk).getByText('Iseng – anak: pilih 2 bukti lagi')).toBeVisible();
  await expect(evidenceOf(desk).getByRole('button').first()).toBeFocused();
  await expect(evidenceOf(desk).getByText(/112 bukan mainan/)).toBeVisible();
  await expectAccessible(desk, 'evidence');
  await picture(desk, 'evidence');
  await desk.keyboard.press('t');
  await expect(pad(desk).getByText('Iseng – anak: pilih 1 bukti lagi')).toBeVisible();
  expect((await deskOf(desk)).call?.disposition).toBeNull();
  await desk.keyboard.press('a');
  await desk.keyboard.press('F10');
  await expect.poll(async () => (await deskOf(desk)).presence.state, soon).toBe('ready');
  expect(await strokes()).toEqual(['A', 't', 'a', 'F10']);
  await expect(type).toBeHidden();
  expect(await judgementsOf(desk, pranked)).toMatchObject([
    { code: 'PRANK_CHILD', evidence: ['laughter', 'admits_prank'] },
  ]);

  // The call's page tells it.
  await desk.goto(`/calls/${pranked}`);
  const history = desk.getByRole('list', { name: 'Riwayat klasifikasi' });
  await expect(history.getByText('Diklasifikasi: Iseng – anak')).toBeVisible(soon);
  await expect(history.getByText('Bukti: Tawa di latar, Mengaku iseng')).toBeVisible();
  await expectAccessible(desk, 'history');
  await context.close();
});

test('Escape goes back, the mouse does the same, and more evidence may follow', async ({ browser }) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  await becomeReady(desk);
  const id = await talked(desk, '081231110002');
  await desk.keyboard.press('F7');
  await desk.keyboard.press('8');
  await expect(evidenceOf(desk)).toBeVisible();
  await desk.keyboard.press('t');
  await desk.keyboard.press('Escape');
  await expect(evidenceOf(desk)).toBeHidden();
  await expect(pad(desk).getByText('Belum diklasifikasi')).toBeVisible();
  await expect(pad(desk).getByRole('button').first()).toBeFocused();
  expect(await judgementsOf(desk, id)).toEqual([]);

  await pad(desk)
    .getByRole('button', { name: /Iseng – dewasa/ })
    .click();
  for (const name of [/Permintaan main-main/, /Kalimat sama/, /Cerita bertentangan/])
    await evidenceOf(desk).getByRole('button', { name }).click();
  await expect.poll(() => judgementsOf(desk, id), soon).toHaveLength(2);
  expect((await judgementsOf(desk, id)).at(-1)).toMatchObject({
    code: 'PRANK_ADULT',
    evidence: ['joking_request', 'phrase_repeated', 'contradicts_itself'],
  });
  await desk.keyboard.press('F10');
  await expect.poll(async () => (await deskOf(desk)).presence.state, soon).toBe('ready');
  await context.close();
});

test('a prank that was none is corrected with a reason, keeps its history, and gets an incident', async ({
  browser,
}) => {
  const { page, context } = await signIn(browser, world, 'supervisor');
  await page.goto(`/calls/${pranked}`);
  await page.getByRole('button', { name: 'Perbaiki klasifikasi' }).click();
  const dialog = page.getByRole('dialog');
  const should = dialog.getByRole('combobox', { name: /Seharusnya/ });
  await should.pressSequentially('Darurat – kejadian baru');
  await page.getByRole('option', { name: 'Darurat – kejadian baru' }).click();
  await dialog.getByRole('button', { name: 'Perbaiki klasifikasi' }).click();
  await expect(dialog.getByText(/memerlukan alasan/)).toBeVisible(soon);
  await expectAccessible(page, 'correction');
  await picture(page, 'correction');
  await dialog.getByRole('textbox', { name: /Alasan/ }).fill('Rekaman: anak minta tolong untuk ibunya');
  await dialog.getByRole('button', { name: 'Perbaiki klasifikasi' }).click();
  await expect(dialog).toBeHidden(soon);
  const history = page.getByRole('list', { name: 'Riwayat klasifikasi' });
  await expect(history.getByText('Diklasifikasi: Iseng – anak')).toBeVisible();
  await expect(history.getByText('Diperbaiki: Iseng – anak → Darurat – kejadian baru')).toBeVisible();
  await expect(history.getByText(/Rekaman: anak minta tolong/)).toBeVisible();
  await picture(page, 'corrected');

  await page.getByRole('link', { name: 'Buka kejadian untuk panggilan ini' }).click();
  await findType(page);
  await takeType(page);
  await takePlace(page);
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/\/incidents\/[0-9a-f-]{36}/, soon);
  const { hasIncident } = await api<{ hasIncident: boolean }>(page, `/api/calls/${pranked}/judgements`);
  expect(hasIncident).toBe(true);
  await context.close();
});

test('three abusive calls: a break is offered, and one press sets it after the call', async ({ browser }) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  await becomeReady(desk);
  for (const last of [3, 4]) {
    await talked(desk, `08123111000${last}`);
    await finish(desk, 'kqh');
  }
  await talked(desk, '081231110005');
  await desk.keyboard.press('F7');
  for (const key of 'kqh') await desk.keyboard.press(key);
  await expect(desk.getByText(/3 panggilan kasar dalam 60 menit/)).toBeVisible(soon);
  await expectAccessible(desk, 'care');
  await picture(desk, 'care');
  await desk.keyboard.press('Alt+v');
  await expect(desk.getByText(/Istirahat sesudah panggilan ini sudah disiapkan/)).toBeVisible(soon);

  const { page: room, context: other } = await signIn(browser, world, 'supervisor');
  await room.goto('/desks');
  await expect(room.getByRole('heading', { name: 'Perlu jeda' })).toBeVisible(soon);
  await expect(room.getByText(/: 3 panggilan kasar/)).toBeVisible();
  await expectAccessible(room, 'desks');
  await picture(room, 'desks');
  await other.close();

  await desk.keyboard.press('F10');
  await expect.poll(async () => (await deskOf(desk)).presence, soon).toMatchObject({ state: 'break', reason: 'rest' });
  await context.close();
});
