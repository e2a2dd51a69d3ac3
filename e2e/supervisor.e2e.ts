import { type Page, test } from '@playwright/test';
import type { PlacedCall } from '#platform/server/sip/place-call.ts';
import { answer, deskHears, deskOf, dial, hearsSomething, loud, loudest, mute, talks } from './call-steps.ts';
import { becomeReady, expectAccessible, picture, reloadWith } from './page-steps.ts';
import { keepConnections } from './root/page-sound.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A supervisor whispers and takes over. The browsers' test microphones beep once a second: while the call taker's is muted and the
// citizen is silent, the only sound there is comes from the supervisor. The pictures in SIGAP_STORY_PICTURES are for people.

let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world?.stop());

/** More sound comes to a page: somebody's beeps. */
const pageHears = (page: Page) => deskHears(page, 0.0005);

/** A citizen who talks with the desk, and what is typed meanwhile. */
async function talk(desk: Page): Promise<PlacedCall> {
  const citizen = await dial(world, '081211112222');
  await answer(desk);
  await hearsSomething(citizen);
  await desk
    .getByRole('textbox', { name: /Uraian|Keterangan/ })
    .first()
    .fill('Asap dari gudang di belakang pasar');
  return citizen;
}

async function listen(boss: Page, desk: Page): Promise<void> {
  // The live list, and a reason before anything is heard.
  const row = boss.getByRole('grid', { name: 'Panggilan berjalan' }).getByRole('row').nth(1);
  await expect(row.getByText('Bicara')).toBeVisible();
  await expectAccessible(boss, 'live list');
  await row.getByRole('button', { name: 'Dengarkan' }).click();
  const dialog = boss.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Dengarkan' })).toBeDisabled();
  await dialog.getByRole('button', { name: /Alasan/ }).click();
  await boss.getByRole('option', { name: 'Panggilan sulit' }).click();
  await dialog.getByRole('button', { name: 'Dengarkan' }).click();
  const line = boss.getByRole('region', { name: 'Pengawasan' });
  await expect(line.getByText('Tidak ada yang mendengar Anda')).toBeVisible();
  await pageHears(boss);
  await expect(signAt(desk).getByText(/Mendengarkan/)).toBeVisible();
  await expectAccessible(desk, 'somebody listens');
  await expectAccessible(boss, 'on the line');
  await picture(boss, 'floor');
}

const signAt = (desk: Page) => desk.getByRole('region', { name: 'Penyelia di jalur panggilan Anda' });

async function whisper(boss: Page, desk: Page, citizen: PlacedCall): Promise<void> {
  // Only the supervisor makes a sound now: the desk hears it, the citizen does not.
  await mute(desk);
  citizen.say({ silence: true });
  await boss.keyboard.press('2');
  await expect(signAt(desk).getByText(/Berbisik ke petugas/)).toBeVisible();
  await pageHears(desk);
  const from = citizen.now();
  await pageHears(desk);
  await pageHears(desk);
  expect(citizen.now() - from).toBeGreaterThan(0);
  expect(loudest(citizen, from)).toBeLessThan(loud);
  await picture(desk, 'watched');
}

async function write(boss: Page, desk: Page): Promise<void> {
  // A text to the desk, read with a key.
  await boss
    .getByRole('grid', { name: 'Petugas di meja' })
    .getByRole('row')
    .filter({ hasText: 'Bicara' })
    .first()
    .getByRole('button', { name: 'Kirim pesan' })
    .click();
  await boss.getByRole('dialog').getByRole('textbox', { name: 'Pesan' }).fill('Tanyakan apakah ada orang di dalam');
  await boss.getByRole('dialog').getByRole('button', { name: 'Kirim' }).click();
  await expect(boss.getByRole('dialog')).toBeHidden();
  await expect(desk.getByText('Tanyakan apakah ada orang di dalam')).toBeVisible();
  await expectAccessible(desk, 'a message');
  await desk.keyboard.press('F6');
  await expect(desk.getByText('Tanyakan apakah ada orang di dalam')).toBeHidden();
}

async function takeOver(boss: Page, desk: Page, citizen: PlacedCall): Promise<void> {
  // Taken over: the citizen hears the supervisor, the typed words are there, the desk is free.
  const call = (await deskOf(desk)).call;
  await boss.keyboard.press('4');
  await expect.poll(async () => (await deskOf(boss)).call?.id).toBe(call?.id);
  await hearsSomething(citizen);
  await expect.poll(async () => (await deskOf(desk)).presence.state).toBe('ready');
  await expect(talks(boss)).toBeVisible();
  await expect(boss.getByRole('textbox', { name: /Uraian|Keterangan/ }).first()).toHaveValue(
    'Asap dari gudang di belakang pasar',
  );
  expect(citizen.events.map((event) => event.type)).not.toContain('ended');
  await picture(boss, 'taken-over');
  await boss.keyboard.press('F4');
  await citizen.waitFor('ended', 60_000).catch(async () => {
    // A call on which nobody was heard for a while asks once more.
    await boss.getByRole('dialog').getByRole('button').first().click();
    await citizen.waitFor('ended', 60_000);
  });
}

test('a supervisor listens with a reason, whispers, writes, and takes over', async ({ browser }) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  await reloadWith(desk, keepConnections);
  await becomeReady(desk);
  const { page: boss, context: bossContext } = await signIn(browser, world, 'supervisor');
  await reloadWith(boss, keepConnections);
  await boss.goto('/desks');
  await expect.poll(async () => (await deskOf(boss)).presence.reachable).toBe(true);

  const citizen = await talk(desk);
  await listen(boss, desk);
  await whisper(boss, desk, citizen);
  await write(boss, desk);
  await takeOver(boss, desk, citizen);
  await bossContext.close();
  await context.close();
});

test("a wait beyond the target is an alarm on the supervisor's screen until somebody knows, and over with the wait", async ({
  browser,
}) => {
  const { page: boss, context } = await signIn(browser, world, 'supervisor');
  await boss.goto('/desks');
  const citizen = await dial(world, '081233334444');
  const alarm = boss.getByText(/panggilan menunggu lebih dari 10 detik/);
  await expect(alarm).toBeVisible();
  await expectAccessible(boss, 'alarm');
  await picture(boss, 'alarm');
  await boss.keyboard.press('F3');
  await expect(boss.getByText('Sudah diketahui penyelia')).toBeVisible();
  await citizen.hangUp();
  await expect(alarm).toBeHidden();
  await context.close();
});
