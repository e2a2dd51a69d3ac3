import { type Page, test } from '@playwright/test';
import type { z } from 'zod';
import type { incidentView } from '#features/incidents/contract.ts';
import { api, expectAccessible, picture, soon } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// Two people work on one incident: they see each other, the slower save is refused and shows the other's change, the history keeps
// what each field said, and a note that names the other reaches them on another page.

let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world.stop());

type View = z.output<typeof incidentView>;

async function openIncident(page: Page): Promise<View> {
  const types = await api<{ items: { id: string; code: string }[] }>(page, '/api/incident-types');
  const typeId = types.items.find((type) => type.code === 'TREE_FALL')?.id;
  const response = await page.request.post('/api/incidents', {
    data: { source: 'radio', typeId, villageCode: '35.15.08.1004', lifeAtRisk: 'no', landmark: 'balai desa' },
    headers: { 'idempotency-key': crypto.randomUUID() },
  });
  expect(response.status()).toBe(200);
  return (await response.json()) as View;
}

const landmarkOf = (page: Page) => page.getByRole('textbox', { name: 'Patokan' });
const others = (page: Page) => page.getByRole('list', { name: 'Juga membuka kejadian ini' });

async function startEditing(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /^Ubah kejadian/ })).toBeVisible(soon);
  await page.keyboard.press('e');
  await expect(landmarkOf(page)).toBeVisible(soon);
}

/** A note that names the supervisor reaches them where they are, and is read when they open the incident. */
async function nameTheOther(one: Page, two: Page, incident: View): Promise<void> {
  const note = one.getByRole('textbox', { name: 'Tulis catatan' });
  await note.pressSequentially('Tolong cek, @superv');
  await one.getByRole('button', { name: /^@supervisor/ }).click(soon);
  await expect(note).toHaveValue('Tolong cek, @supervisor ');
  await note.press('Alt+Enter');
  await expect(two.getByText(new RegExp(`menyebut Anda di kejadian ${incident.number}`))).toBeVisible(soon);
  await two.goto('/mentions');
  await expect(two.getByText('Tolong cek, @supervisor')).toBeVisible(soon);
  await expectAccessible(two, 'mentions');
  await picture(two, 'mentions');
  await two.getByRole('link', { name: `Kejadian ${incident.number}` }).click();
  await expect.poll(async () => (await api<{ unseen: number }>(two, '/api/mentions')).unseen, soon).toBe(0);
}

test('two people edit one incident: seen, refused, shown, decided', async ({ browser }) => {
  const { page: one, context: ofOne } = await signIn(browser, world, 'dispatcher');
  const { page: two, context: ofTwo } = await signIn(browser, world, 'supervisor');
  const incident = await openIncident(one);
  for (const page of [one, two]) await page.goto(`/incidents/${incident.id}`);
  await expect(others(one)).toContainText('melihat', soon);
  await expect(others(two)).toContainText('melihat', soon);

  await startEditing(one);
  await startEditing(two);
  await landmarkOf(two).fill('depan pasar');
  await expect(others(one)).toContainText('sedang mengubah', soon);
  await expectAccessible(one, 'somebody else is changing it');
  await picture(one, 'two-people-here');

  // The first to save is the dispatcher; what the supervisor typed into the same field stays on their screen.
  await landmarkOf(one).fill('belakang masjid');
  await one.keyboard.press('Control+Enter');
  await expect(landmarkOf(one)).toBeHidden(soon);
  const clash = two.getByText('Diubah orang lain').first();
  await expect(clash).toBeVisible(soon);
  await expect(two.getByText(/sekarang: belakang masjid/)).toBeVisible();
  await expect(two.getByText(/isian saya: depan pasar/)).toBeVisible();
  await expectAccessible(two, 'a clash');
  await picture(two, 'two-people-clash');
  // Sent all the same, with the version that was seen before: refused, and nothing is overwritten.
  const stale = await two.request.patch(`/api/incidents/${incident.id}`, {
    data: { version: incident.version, landmark: 'depan pasar' },
    headers: { 'idempotency-key': crypto.randomUUID() },
  });
  expect(stale.status()).toBe(409);
  expect(((await stale.json()) as { code: string }).code).toBe('incident.stale');
  expect((await api<View>(two, `/api/incidents/${incident.id}`)).landmark).toBe('belakang masjid');

  await two.getByRole('button', { name: 'Pakai isian saya' }).click();
  await two.keyboard.press('Control+Enter');
  await expect(landmarkOf(two)).toBeHidden(soon);
  expect((await api<View>(two, `/api/incidents/${incident.id}`)).landmark).toBe('depan pasar');

  // What it said before, and who changed it.
  for (const words of ['balai desa', 'belakang masjid', 'depan pasar'])
    await expect(one.getByRole('list', { name: 'Riwayat perubahan' })).toContainText(words, soon);
  await picture(one, 'edit-history');

  // Who leaves is gone from the other's screen.
  await two.goto('/board');
  await expect(others(one).getByRole('listitem')).toHaveCount(0, soon);

  await nameTheOther(one, two, incident);
  await ofOne.close();
  await ofTwo.close();
});
