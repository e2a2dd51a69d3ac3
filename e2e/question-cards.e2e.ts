import { type Page, test } from '@playwright/test';
import type { CardView } from '#features/incidents/card-contract.ts';
import { answer, dial, finish, hangUp, hearsSomething, talks } from './call-steps.ts';
import { api, becomeReady, expectAccessible, picture, soon, takePlace } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// Somebody calls in Javanese about a person who is not awake. The card for it is stepped through by keyboard while both talk, its
// page is loaded anew in the middle, the answers are the incident's and the agency's, and a changed card leaves this one as it was.

let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world.stop());

const card = (page: Page) => page.getByRole('region', { name: 'Kartu tanya' });
const asked = (page: Page, text: RegExp) => card(page).getByText(text).last();
const given = (page: Page) => card(page).getByRole('list', { name: 'Sudah dijawab' }).getByRole('listitem');

/** The answer list has the cursor: digits are answers now, whatever else they mean on the page. */
async function toCard(desk: Page): Promise<void> {
  await expect(card(desk).getByRole('listbox', { name: 'Jawaban' })).toBeVisible(soon);
  await desk.keyboard.press('Shift+F8');
  await expect(card(desk).getByRole('listbox', { name: 'Jawaban' })).toBeFocused(soon);
}

async function typeInJavanese(desk: Page): Promise<void> {
  const type = desk.getByRole('combobox', { name: /Jenis kejadian/ });
  await type.pressSequentially('ono wong ora sadar');
  await expect(desk.getByRole('option').first()).toHaveText(/Tidak sadar, sesak/, soon);
  await desk.keyboard.press('Enter');
  await expect(type).toHaveValue(/Tidak sadar, sesak/, soon);
}

/** Two questions, and what to do is on the screen, with its beat. */
async function reachCompressions(desk: Page): Promise<void> {
  await toCard(desk);
  await desk.keyboard.press('2');
  await expect(asked(desk, /Apakah napasnya normal/)).toBeVisible(soon);
  await desk.keyboard.press('1');
  await expect(card(desk).getByText(/Tekan kuat dan cepat/)).toBeVisible(soon);
  await expect(card(desk).getByRole('region', { name: 'Irama tekanan' })).toBeVisible();
  await expect(given(desk)).toHaveCount(2);
}

test('a card is stepped through while one talks, and its answers reach the incident, the agency and the timeline', async ({
  browser,
}) => {
  const { page: desk } = await signIn(browser, world, 'calltaker1');
  desk.on('dialog', (dialog) => void dialog.accept());
  await becomeReady(desk);
  const { page: agency } = await signIn(browser, world, 'psc119');
  const citizen = await dial(world, '081234567890');
  await answer(desk);
  await typeInJavanese(desk);
  await reachCompressions(desk);
  // Danger to life is in the form before anything was saved, and the talk goes on.
  await expect(desk.getByRole('radio', { name: /Ya, nyawa terancam/ })).toBeChecked(soon);
  await hearsSomething(citizen);
  await expectAccessible(desk, 'card at the desk');

  // One step back and forth; a digit is never a class of the call.
  await desk.keyboard.press('Backspace');
  await expect(given(desk)).toHaveCount(1);
  await desk.keyboard.press('1');
  await expect(given(desk)).toHaveCount(2);
  await expect(desk.getByText('Belum diklasifikasi')).toBeVisible();

  // Loaded anew in the middle, before there is an incident.
  await expect(card(desk).getByText('Tersimpan', { exact: true })).toBeVisible(soon);
  await desk.reload();
  await answer(desk);
  await expect(given(desk)).toHaveCount(2, soon);
  await expect(card(desk).getByText(/Tekan kuat dan cepat/)).toBeVisible(soon);

  await takePlace(desk);
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('link', { name: 'Buka halaman kejadian' })).toBeVisible(soon);
  await expect(desk.getByRole('checkbox', { name: /Public Safety Center/ })).toBeChecked(soon);
  await desk.keyboard.press('F9');

  // The crew reads what concerns it, and what comes after they were sent.
  const task = agency.getByRole('article').first();
  await expect(task.getByRole('region', { name: 'Jawaban pelapor' }).getByText('Tidak / megap-megap')).toBeVisible(
    soon,
  );
  await toCard(desk);
  await desk.keyboard.press('1');
  await expect(asked(desk, /Kira-kira berapa umurnya/)).toBeVisible(soon);
  await expect(task.getByText('Ya, sedang menekan')).toBeVisible(soon);
  await expectAccessible(agency, 'answers in the task');

  await changeCardAndStay(browser, desk);

  const link = desk.getByRole('link', { name: 'Buka halaman kejadian' });
  const path = (await link.getAttribute('href')) ?? '';
  await expect(talks(desk)).toBeVisible();
  await hangUp(desk, citizen);
  await finish(desk);
  await desk.goto(path);
  await goOnAfterTheCall(desk);
  await lowerWithReason(desk);
});

/** An administrator writes another question: whoever is in the middle of the card stays with theirs. */
async function changeCardAndStay(browser: Parameters<typeof signIn>[0], desk: Page): Promise<void> {
  const { page: admin } = await signIn(browser, world, 'admin');
  await admin.goto('/question-cards');
  await expect(admin.getByText('Belum disahkan').first()).toBeVisible(soon);
  await admin.getByText('Tidak sadar / henti napas').first().click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByRole('button', { name: /Apakah napasnya normal/, expanded: false }).click();
  const ask = dialog.getByRole('textbox', { name: /Dibacakan ke pelapor/ });
  await ask.fill('Apakah dadanya bergerak seperti orang tidur biasa?');
  // The editor says what is wrong before anything is sent, and lets the card be tried.
  await dialog.getByRole('textbox', { name: 'Kunci' }).fill('conscious');
  await expect(dialog.getByText(/dipakai oleh lebih dari satu pertanyaan/)).toBeVisible(soon);
  await dialog.getByRole('textbox', { name: 'Kunci' }).fill('breathing');
  await expect(dialog.getByText(/dipakai oleh lebih dari satu pertanyaan/)).toBeHidden(soon);
  await dialog.getByRole('option', { name: /Tidak sadar/ }).click();
  await expect(
    dialog.getByRole('region', { name: 'Coba kartu ini' }).getByText(/seperti orang tidur biasa/),
  ).toBeVisible(soon);
  await expectAccessible(admin, 'editor of a card');
  await picture(admin, 'card-editor');
  await dialog.getByRole('textbox', { name: /Alasan/ }).fill('Kata yang lebih mudah');
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await expect
    .poll(async () => {
      const { items } = await api<{ items: CardView[] }>(admin, '/api/question-cards/settings');
      return items.find((one) => one.code === 'CPR')?.version;
    }, soon)
    .toBe(2);
  await expect(card(desk).getByText(/tetap memakai versi 1/)).toBeVisible(soon);
  await toCard(desk);
  await desk.keyboard.press('Backspace');
  await desk.keyboard.press('Backspace');
  await expect(asked(desk, /Apakah napasnya normal/)).toBeVisible(soon);
  await desk.keyboard.press('1');
  await desk.keyboard.press('1');
  await expect(asked(desk, /Kira-kira berapa umurnya/)).toBeVisible(soon);
  await expect(card(desk).getByText('Tersimpan', { exact: true })).toBeVisible(soon);
  await admin.context().close();
}

/** The card goes on in the incident when nobody talks any more; the timeline tells each answer. */
async function goOnAfterTheCall(desk: Page): Promise<void> {
  await toCard(desk);
  await desk.keyboard.press('1');
  await expect(asked(desk, /alat kejut jantung/)).toBeVisible(soon);
  const answers = desk.getByRole('region', { name: 'Jawaban pelapor' });
  await expect(answers.getByText('Dewasa / anak besar')).toBeVisible(soon);
  const timeline = desk.getByRole('list', { name: 'Kronologi' });
  await expect(timeline.getByText(/Tidak sadar \/ henti napas: .* → Tidak sadar$/).first()).toBeVisible(soon);
  await expect(timeline.getByText(/dicabut/).first()).toBeVisible(soon);
  await expectAccessible(desk, 'card in the incident');
  await picture(desk, 'card-incident');
}

async function lowerWithReason(desk: Page): Promise<void> {
  await desk
    .getByRole('button', { name: /Ubah prioritas/ })
    .first()
    .click();
  const dialog = desk.getByRole('dialog', { name: 'Prioritas sekarang P1' });
  await dialog.getByRole('radio', { name: /P2/ }).click({ force: true });
  const lower = dialog.getByRole('button', { name: 'Turunkan prioritas' });
  await expect(lower).toBeDisabled();
  await dialog.getByRole('radio', { name: /Nyawa ternyata tidak terancam/ }).click({ force: true });
  await expect(dialog.getByText(/Nyawa terancam ikut diubah/)).toBeVisible(soon);
  await expectAccessible(desk, 'lowering a priority');
  await picture(desk, 'priority-dialog');
  await lower.click();
  await expect(dialog).toBeHidden(soon);
  await expect(desk.getByText(/^Diubah: .*prioritas/).last()).toBeVisible(soon);
  expect(await desk.getByText('P2', { exact: true }).count()).toBeGreaterThan(0);
}
