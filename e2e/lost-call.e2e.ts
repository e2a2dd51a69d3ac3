import { type Page, test } from '@playwright/test';
import { listenForCalls, type Phone } from '#platform/server/sip/listen-for-calls.ts';
import { answer, deskHears, dial, finish, hearsSomething } from './call-steps.ts';
import { api, becomeReady, expectAccessible } from './page-steps.ts';
import { keepConnections } from './root/page-sound.ts';
import { changeFollowUps, leadOut } from './setting-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A citizen gives up in the queue and is called back: one presses 1 and talks with a desk; another never picks up, and lies before
// people with what was tried. The browser's test microphone beeps once a second.

let world: World;
/** The citizens' telephone, behind the operator. */
let telephone: Phone;
test.beforeAll(async ({ browser }) => {
  telephone = await listenForCalls({ answerAfterMs: 'never', audio: { tone: 440 } });
  world = await startWorld();
  const { page: admin, context } = await signIn(browser, world, 'admin');
  await prepare(admin);
  await context.close();
});
test.afterAll(async () => {
  telephone?.close();
  await world?.stop();
});

/** The operator takes calls at this telephone, and the steps of the ladder are seconds long. */
async function prepare(admin: Page): Promise<void> {
  await leadOut(admin, `127.0.0.1:${telephone.port}`);
  await changeFollowUps(admin, { stepSeconds: [0, 2, 4], ringSeconds: 50, pressSeconds: 60, personSeconds: 5 });
}

/** Waits until the announcement is heard, and hangs up. */
async function giveUp(from: string): Promise<void> {
  const citizen = await dial(world, from);
  await expect.poll(() => citizen.heard.energy()).toBeGreaterThan(300);
  await citizen.hangUp();
}

const row = (page: Page, number: number) => page.getByRole('row', { name: new RegExp(`^${number}\\b`) });
const lastLost = async (page: Page) => {
  const { items } = await api<{ items: { call: { number: number } }[] }>(page, '/api/follow-ups');
  return items[0]?.call.number ?? 0;
};

test('a citizen who gave up is called back, presses 1, and a desk answers', async ({ browser }) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  await desk.addInitScript(keepConnections);
  desk.on('dialog', (dialog) => void dialog.accept());
  await desk.goto('/calls/lost');
  await expect(desk.getByText('Tidak ada panggilan yang menunggu ditelepon balik')).toBeVisible();
  await expectAccessible(desk, 'no lost call');

  await giveUp('081211110001');
  const ringing = await telephone.waitForCall(1, 60_000);
  expect(ringing.to).toContain('081211110001');
  await expect(desk.getByText('Sedang ditelepon').first()).toBeVisible();
  const number = await lastLost(desk);
  ringing.answer();
  await expect.poll(() => ringing.heard.energy()).toBeGreaterThan(300);
  await desk.goto('/desk');
  await becomeReady(desk);
  await ringing.press('1');
  await expect(desk.getByRole('heading', { name: 'Panggilan masuk' })).toBeVisible();
  await expect(desk.getByText('Panggilan balik').first()).toBeVisible();
  await answer(desk);

  // Both ways: the citizen hears the beeps of the desk's microphone, the desk hears the citizen's tone.
  await hearsSomething(ringing);
  await deskHears(desk);
  await ringing.hangUp();
  await finish(desk);
  await desk.goto('/calls/lost?group=done');
  await expect(row(desk, number)).toContainText('Tersambung dengan petugas');
  await row(desk, number).click();
  await expect(desk.getByText('menekan 1')).toBeVisible();
  await expectAccessible(desk, 'done');
  await context.close();
});

test('nobody picks up three times: it waits for people with its history, is overdue, closed and reopened', async ({
  browser,
}) => {
  const admin = await signIn(browser, world, 'admin');
  await changeFollowUps(admin.page, { ringSeconds: 4 });
  await admin.context.close();
  const { page: lead, context } = await signIn(browser, world, 'supervisor');
  await lead.goto('/calls/lost');
  const before = telephone.calls.length;
  await giveUp('081211110002');
  await telephone.waitForCall(before + 3, 120_000);
  await expect(lead.getByText('Menunggu petugas').or(lead.getByText('Lewat batas')).first()).toBeVisible();
  const number = await lastLost(lead);
  await expect(row(lead, number)).toContainText('3 dari 3');
  await expect(row(lead, number)).toContainText(
    'Mesin: tidak diangkat · Mesin: tidak diangkat · Mesin: tidak diangkat',
  );
  await expect(lead.getByText('Panggilan terputus lewat batas', { exact: false })).toBeVisible();
  await expect(row(lead, number)).toContainText('Lewat batas');
  await expect(lead.getByRole('navigation').getByText('1 menunggu petugas')).toBeAttached();
  await row(lead, number).click();
  await expectAccessible(lead, 'overdue');

  // Nobody makes it disappear without a reason.
  await expect(lead.getByRole('button', { name: /Selesai dengan alasan/ })).toBeEnabled();
  await lead.keyboard.press('F8');
  const dialog = lead.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: 'Selesai dengan alasan' });
  await expect(confirm).toBeDisabled();
  await dialog.getByText('Alasan lain').click();
  await expect(confirm).toBeDisabled();
  await dialog.getByLabel('Penjelasan').fill('Tetangganya sudah melapor');
  await confirm.click();
  await expect(lead.getByText('Tidak ada panggilan yang menunggu ditelepon balik')).toBeVisible();
  await lead.goto('/calls/lost?group=done');
  await row(lead, number).click();
  await expect(lead.getByText('Tetangganya sudah melapor')).toBeVisible();
  await lead.keyboard.press('F9');
  await expect(lead.getByText('Dibuka kembali', { exact: true }).first()).toBeVisible();
  await lead.goto('/calls/lost');
  await expect(row(lead, number)).toContainText('3 dari 3');
  await context.close();
});
