import { type Page, test } from '@playwright/test';
import { answer, dial } from './call-steps.ts';
import { api, becomeReady, expectAccessible, picture, soon } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A call is closed as a child's prank; a quarter of an hour later the same number is behind a real incident. A supervisor who was not
// there listens to it without knowing which call it is, says that it was an emergency, and it lies before people, corrected.

let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world.stop());

const number = '081234560112';

async function post<Value>(page: Page, path: string, data: object): Promise<Value> {
  const response = await page.request.post(path, { data });
  expect(response.status(), `${path}: ${await response.text()}`).toBe(200);
  // The contract's schema has filtered it on the server.
  return (await response.json()) as Value;
}

/** Answered, over, closed as a prank, and recorded. */
async function closeAsPrank(desk: Page): Promise<string> {
  const citizen = await dial(world, number);
  const callId = await answer(desk);
  await citizen.hangUp();
  await expect
    .poll(async () => (await api<{ recording: string | null }>(desk, `/api/calls/${callId}`)).recording, soon)
    .toBe('stored');
  await post(desk, `/api/calls/${callId}/disposition`, {
    code: 'PRANK_CHILD',
    evidence: ['laughter', 'admits_prank'],
  });
  return callId;
}

/** Somebody walks in, and says a number to call back. */
async function reportFire(desk: Page): Promise<void> {
  const { items } = await api<{ items: { id: string; code: string }[] }>(desk, '/api/incident-types');
  const typeId = items.find(({ code }) => code === 'FIRE_BUILDING')?.id ?? items[0]?.id;
  const words = { typeId, lifeAtRisk: 'yes', villageCode: '35.15.08.1004', callbackNumber: number };
  await post(desk, '/api/incidents', { source: 'walk_in', ...words });
}

async function judgeBlind(supervisor: Page, callId: string): Promise<void> {
  const waiting = () => api<{ waiting: number }>(supervisor, '/api/audits');
  await expect.poll(async () => (await waiting()).waiting, soon).toBe(1);
  const naming: string[] = [];
  supervisor.on('request', (request) => {
    if (request.url().includes(callId)) naming.push(request.url());
  });
  await supervisor.goto('/audits');
  await expect(supervisor.getByRole('heading', { name: 'Audit panggilan', level: 1 })).toBeVisible();
  const save = supervisor.getByRole('button', { name: /Simpan penilaian/ });
  await expect(save).toBeVisible();
  // Nothing on the page says which call it is, or what it was closed as.
  await expect(supervisor.getByText(/0812|Iseng – anak \(/)).toHaveCount(0);
  await picture(supervisor, 'audit-waits');
  await supervisor.keyboard.press('F8');
  await expect(supervisor.getByRole('slider', { name: 'Posisi putar' })).toBeVisible(soon);
  await supervisor.keyboard.press('e');
  await expect(supervisor.getByRole('radio', { name: /^Darurat/ })).toBeChecked();
  await expectAccessible(supervisor, 'a blind judgement');
  await picture(supervisor, 'audit-judge');
  // The sound is there, its address names the audit alone, and the page of the call is closed to who listens.
  expect(naming).toEqual([]);
  const page = await supervisor.request.get(`/api/calls/${callId}`);
  expect([page.status(), (await page.json()).code]).toEqual([409, 'call.being_audited']);
  await supervisor.keyboard.press('Control+Enter');
  await expect(supervisor.getByText('Salah: pemanggil butuh bantuan')).toBeVisible(soon);
  await expect(supervisor.getByText('Iseng – anak')).toBeVisible();
  await expect(supervisor.getByRole('link', { name: /nomor yang sama/ })).toBeVisible();
  await expectAccessible(supervisor, 'the first judgement told');
  await picture(supervisor, 'audit-told');
  expect((await api<{ disposition: string }>(supervisor, `/api/calls/${callId}`)).disposition).toBe('EMERGENCY_NEW');
}

async function liesBeforePeople(supervisor: Page): Promise<void> {
  await supervisor.getByRole('link', { name: 'Buka Panggilan terputus' }).click();
  await expect(supervisor.getByText('Audit: pemanggil mungkin butuh bantuan').first()).toBeVisible(soon);
  await expect(supervisor.getByRole('row', { name: /Lewat batas/ })).toBeVisible();
  await picture(supervisor, 'audit-lost-calls');
}

async function countsIt(supervisor: Page): Promise<void> {
  await supervisor.goto('/audits?tab=results');
  await expect(supervisor.getByText('Panggilan tertahan')).toBeVisible(soon);
  const matched = supervisor.getByRole('button', { name: /Darurat di antara yang cocok/ });
  await expect(supervisor.getByText(/dari 1 yang dinilai/)).toBeVisible();
  await expectAccessible(supervisor, 'what audits found');
  await picture(supervisor, 'audit-results');
  await matched.click();
  const rows = supervisor.getByRole('dialog');
  await expect(rows.getByText('Salah: pemanggil butuh bantuan')).toBeVisible(soon);
  await expectAccessible(supervisor, 'judgements behind a figure');
  await picture(supervisor, 'audit-rows');
}

test('a call that was put aside is heard again blind, and its caller comes before people', async ({ browser }) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  const { page: supervisor, context: lead } = await signIn(browser, world, 'supervisor');
  await becomeReady(desk);
  const callId = await closeAsPrank(desk);
  await reportFire(desk);
  await judgeBlind(supervisor, callId);
  await liesBeforePeople(supervisor);
  await countsIt(supervisor);
  for (const each of [context, lead]) await each.close();
});
