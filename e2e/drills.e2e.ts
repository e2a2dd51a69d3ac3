import { type Page, test } from '@playwright/test';
import { answer, deskOf, finish, talks } from './call-steps.ts';
import { api, becomeReady, expectAccessible, picture, soon } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// The program calls its own centre as a number with a history of pranks that reports a fire. Its desk takes it like any call, opens
// the incident and sends the fire brigade: no agency hears of it, and at the end the desk is told what it was, and how well it went.

let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world.stop());

async function post<Value>(page: Page, path: string, data: object): Promise<Value> {
  const response = await page.request.post(path, { data });
  expect(response.status(), `${path}: ${await response.text()}`).toBe(200);
  // The contract's schema has filtered it on the server.
  return (await response.json()) as Value;
}

async function planNow(supervisor: Page): Promise<void> {
  await supervisor.goto('/drills');
  await expect(supervisor.getByRole('heading', { name: 'Latihan panggilan', level: 1 })).toBeVisible(soon);
  await expectAccessible(supervisor, 'drills');
  await picture(supervisor, 'drills-empty');
  await supervisor.getByRole('button', { name: 'Rencanakan latihan' }).click();
  const dialog = supervisor.getByRole('dialog');
  await dialog.getByRole('button', { name: /Skenario/ }).click();
  await supervisor.getByRole('option', { name: 'Nomor dengan riwayat iseng' }).click();
  await expectAccessible(supervisor, 'planning a drill');
  await picture(supervisor, 'drills-plan');
  await dialog.getByRole('button', { name: 'Rencanakan latihan' }).click();
  await expect(dialog).toBeHidden(soon);
}

/** The one of these desks at which it rings. */
async function rungOf(desks: readonly Page[]): Promise<Page> {
  let rung: Page | undefined;
  await expect(async () => {
    for (const desk of desks) if ((await deskOf(desk)).offer !== null) rung = desk;
    expect(rung).toBeDefined();
  }).toPass({ timeout: 120_000 });
  if (rung === undefined) throw new Error('waited for above');
  return rung;
}

/** Opened from the call, and sent to the fire brigade. */
async function reportAndSend(desk: Page, callId: string): Promise<string> {
  const { items } = await api<{ items: { id: string; code: string }[] }>(desk, '/api/incident-types');
  const typeId = items.find(({ code }) => code === 'FIRE_BUILDING')?.id;
  const incident = await post<{ id: string }>(desk, '/api/incidents', {
    callId,
    typeId,
    lifeAtRisk: 'yes',
    villageCode: '35.15.08.1004',
  });
  const agencies = await api<{ items: { id: string; code: string }[] }>(desk, '/api/agencies');
  const agencyId = agencies.items.find(({ code }) => code === 'DAMKAR')?.id;
  const sent = await post<{ items: unknown[] }>(desk, `/api/incidents/${incident.id}/assignments`, {
    agencies: [{ agencyId, part: 'lead' }],
  });
  expect(sent.items, 'no assignment').toEqual([]);
  return incident.id;
}

test('a drill is taken like a call, alerts nobody, and is told to its desk at the end', async ({ browser }) => {
  const { page: first } = await signIn(browser, world, 'calltaker1');
  const { page: second } = await signIn(browser, world, 'calltaker2');
  const { page: supervisor } = await signIn(browser, world, 'supervisor');
  const { page: damkar } = await signIn(browser, world, 'damkar');
  await becomeReady(first);
  await becomeReady(second);
  await planNow(supervisor);

  const desk = await rungOf([first, second]);
  const callId = await answer(desk);
  const shown = await api<{ purpose: string; number: number }>(desk, `/api/calls/${callId}`);
  expect(shown.purpose, 'a call like any other').toBe('public');
  await expect(desk.getByText('Latihan', { exact: true })).toHaveCount(0);
  const incidentId = await reportAndSend(desk, callId);
  expect((await api<{ items: unknown[] }>(damkar, '/api/assignments')).items, 'the fire brigade hears nothing').toEqual(
    [],
  );
  await expect(talks(desk)).toBeVisible();
  await desk.keyboard.press('F4');
  await finish(desk);

  const banner = desk.getByRole('status', { name: `Panggilan ${shown.number} tadi latihan` });
  await expect(banner).toBeVisible(soon);
  await expect(banner.getByText(/sampai ke akhir yang benar/)).toBeVisible();
  await expect(banner.getByText(/Tidak ada instansi yang dihubungi/)).toBeVisible();
  await expectAccessible(desk, 'a drill told');
  await picture(desk, 'drills-told');
  await banner.getByRole('button', { name: 'Mengerti' }).click();
  await expect(banner).toBeHidden(soon);

  await expect(supervisor.getByText('Sampai ke akhir yang benar').first()).toBeVisible(soon);
  await expectAccessible(supervisor, 'a drill that went well');
  await picture(supervisor, 'drills-reached');
  expect((await api<{ purpose: string }>(supervisor, `/api/calls/${callId}`)).purpose).toBe('drill');
  await expect
    .poll(async () => (await api<{ state: string }>(supervisor, `/api/incidents/${incidentId}`)).state, soon)
    .toBe('CANCELLED');
  await supervisor.goto('/audits?tab=results');
  await expect(supervisor.getByText('Nomor dengan riwayat iseng').first()).toBeVisible(soon);
  await picture(supervisor, 'drills-audits');
});
