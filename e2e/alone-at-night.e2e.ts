import { type Page, test } from '@playwright/test';
import type { PlacedCall } from '#platform/server/sip/place-call.ts';
import {
  answer,
  type DeskAnswer,
  deskHears,
  deskOf,
  dial,
  finish,
  hangUp,
  hearsSomething,
  talks,
  wrapUp,
} from './call-steps.ts';
import { api, becomeReady, expectAccessible, reloadWith } from './page-steps.ts';
import { keepConnections } from './root/page-sound.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// One desk at night, two citizens: the first is held and hears the prompt, the second is answered by one key, then back; the
// classes of both are asked for. The browser's test microphone beeps once a second; the citizens send tones.

let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world.stop());

type CallShown = DeskAnswer['call'];

const second = (desk: Page) => desk.getByRole('region', { name: 'Panggilan kedua' });

/** A key acts on what the screen shows, and that may be a moment behind. */
const showsCallOf = (desk: Page, number: RegExp) =>
  expect(talks(desk).locator('../..').getByText(number)).toBeVisible();

test('the numbers of the queue are changed on one page, with a reason', async ({ browser }) => {
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
  readonly own: CallShown;
  readonly waits: CallShown;
}

async function changeAndFinish(desk: Page, { first, other, own, waits }: TwoCalls): Promise<void> {
  // To and fro by the same key.
  await desk.keyboard.press('Alt+g');
  await expect.poll(async () => (await deskOf(desk)).call?.id).toBe(own?.id);
  await expect.poll(async () => (await deskOf(desk)).second.parked?.id).toBe(waits?.id);
  await deskHears(desk);
  await showsCallOf(desk, /111$/);
  await desk.keyboard.press('Alt+g');
  await expect.poll(async () => (await deskOf(desk)).call?.id).toBe(waits?.id);
  await showsCallOf(desk, /222$/);

  // The second one is done: the desk is with the first again, by itself.
  await hangUp(desk, other);
  await expect(second(desk)).toBeHidden();
  await expect.poll(async () => (await deskOf(desk)).call?.id).toBe(own?.id);
  await expect.poll(async () => (await deskOf(desk)).call?.heldSince).toBeNull();
  await deskHears(desk);
  await hearsSomething(first);
  await showsCallOf(desk, /111$/);
  await hangUp(desk, first);
}

async function wrapUpBoth(desk: Page, waits: CallShown): Promise<void> {
  // The clock of the wrap-up, more time, and then the call that went before.
  await expect(desk.getByRole('heading', { name: 'Merampungkan panggilan' })).toBeVisible();
  await expect(desk.getByText('Siap sendiri dalam')).toBeVisible();
  const due = (await deskOf(desk)).presence.dueAt;
  await desk.keyboard.press('Alt+w');
  await expect.poll(async () => (await deskOf(desk)).presence.dueAt).not.toBe(due);
  await expectAccessible(desk, 'wrapping up');
  await wrapUp(desk, '1');
  await expect.poll(async () => (await deskOf(desk)).call?.id).toBe(waits?.id);
  await expect(desk.getByText('Belum diklasifikasi').first()).toBeVisible();
  await finish(desk, '8ta');
}

test('alone at night: the first is held, the second answered by one key, then back, and both are wrapped up', async ({
  browser,
}) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  await reloadWith(desk, keepConnections);
  await becomeReady(desk);

  const first = await dial(world, '081211111111');
  await answer(desk);
  await hearsSomething(first);
  const own = (await deskOf(desk)).call;

  // A second citizen: shown with number and waiting time, without a ring in the ear of the first.
  const other = await dial(world, '081222222222', { audio: { tone: 620 } });
  await expect(second(desk).getByText('Panggilan lain menunggu')).toBeVisible();
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
  await other.waitFor('answered', 60_000);
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
  const { page: desk, context } = await signIn(browser, world, 'calltaker2');
  await becomeReady(desk);
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
  await expect(desk.getByText(/mengatur kehadiran Anda: Istirahat/)).toBeVisible();
  await expect(desk.getByText('Batas istirahat').first()).toBeVisible();
  await expectAccessible(desk, 'told of an order');
  await desk.getByRole('button', { name: 'Mengerti' }).click();
  await expect(desk.getByText(/mengatur kehadiran Anda/)).toBeHidden();
  await expectAccessible(boss.page, 'people at desks');
  await boss.context.close();
  await context.close();
});
