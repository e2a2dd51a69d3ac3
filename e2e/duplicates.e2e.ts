import type { Page } from '@playwright/test';
import type { z } from 'zod';
import type { incidentItem, incidentView } from '#features/incidents/contract.ts';
import { answer, becomeFree, deskOf, dial, finish, hangUp } from './call-steps.ts';
import {
  api,
  becomeReady,
  expectAccessible,
  findType,
  picture,
  saveIncident,
  soon,
  takePlace,
  takeType,
} from './page-steps.ts';
import { test as base, expect, signIn, startWorld, type World } from './world.ts';

// Two citizens report one fire. The second desk sees while it types that the fire is known, links its call by one key, takes it
// back, and links it again; what it typed is never lost. Later a dispatcher merges two incidents that are one, and unmerges them.

const test = base;
let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world.stop());

type Item = z.output<typeof incidentItem>;
type View = z.output<typeof incidentView>;
const view = (page: Page, id: string) => api<View>(page, `/api/incidents/${id}`);
const card = (desk: Page) => desk.getByRole('region', { name: 'Mungkin sudah dilaporkan' });
const linked = (desk: Page) => desk.getByText(/tertaut sebagai laporan ganda/);
const descriptionOf = (desk: Page) => desk.getByRole('textbox', { name: 'Keterangan', exact: true });

async function typeTheSameFire(desk: Page): Promise<void> {
  await findType(desk);
  await takeType(desk);
  await takePlace(desk);
  await descriptionOf(desk).fill('asap hitam dari dapur tetangga');
}

async function post(page: Page, path: string, data: object): Promise<View> {
  const response = await page.request.post(path, { data, headers: { 'idempotency-key': crypto.randomUUID() } });
  expect(response.status(), `${path} ${await response.text()}`).toBe(200);
  return (await response.json()) as View;
}

/** Whoever reported it too is told about it, and the call stands with it. */
async function isFollowed(first: Page, fire: Item, call: string): Promise<void> {
  await first.goto(`/incidents/${fire.id}`);
  const followers = first.getByRole('region', { name: 'Pengikut (ikut dikabari)' });
  await expect(followers.getByRole('listitem')).toHaveCount(1);
  expect((await view(first, fire.id)).calls.map((each) => each.callId)).toContain(call);
}

/** The same fire by radio: what is typed without a call is compared too, and waits while one looks at what is known. */
async function comparesWithoutCall(first: Page, fire: Item): Promise<void> {
  await first.goto('/incidents/new');
  await typeTheSameFire(first);
  await picture(first, 'duplicates-without-call');
  await card(first)
    .getByRole('link', { name: `Sama? Tambahkan sebagai catatan di kejadian ${fire.number}` })
    .click(soon);
  await expect(first.getByRole('heading', { name: new RegExp(`Kejadian ${fire.number}`) })).toBeVisible(soon);
  await first.goto('/incidents/new');
  await expect(descriptionOf(first)).toHaveValue('asap hitam dari dapur tetangga', soon);
}

test('two callers of one fire: the second is linked by one key, taken back, and linked again', async ({ browser }) => {
  const { page: first, context: one } = await signIn(browser, world, 'calltaker1');
  const { page: second, context: other } = await signIn(browser, world, 'calltaker2');
  await becomeReady(first);
  const witness = await dial(world, '081234567890');
  await answer(first);
  await saveIncident(first);
  const fire = (await api<{ items: Item[] }>(first, '/api/incidents')).items[0];
  if (fire === undefined) throw new Error('the first desk has saved its incident');

  // The first desk still talks.
  await becomeReady(second);
  const neighbour = await dial(world, '085700000001');
  const call = await answer(second);
  await typeTheSameFire(second);
  const found = card(second).getByRole('listitem').first();
  await expect(found).toContainText(`Kejadian ${fire.number}`, soon);
  await expect(found).toContainText('Sangat mirip', soon);
  await expect(found).toContainText('desa/kelurahan yang sama');
  await expect(found).toContainText('jenis yang sama', soon);
  await expect(found).toContainText('1 panggilan');
  await expectAccessible(second, 'a similar incident beside the form');
  await picture(second, 'duplicates-desk');

  await second.keyboard.press('Alt+j');
  await expect(linked(second)).toBeVisible(soon);
  expect((await view(second, fire.id)).calls.map((each) => each.relation)).toEqual(['opened', 'duplicate']);
  expect((await deskOf(second)).call?.disposition).toBe('EMERGENCY_DUP');
  await expect(descriptionOf(second)).toHaveValue('', soon);
  const timeline = await api<{ items: { note: string | null }[] }>(second, `/api/incidents/${fire.id}/timeline`);
  expect(timeline.items.some((each) => each.note?.includes('asap hitam') === true)).toBe(true);
  await picture(second, 'duplicates-linked');

  // It was another fire after all: everything is back, and the call has no class.
  await second.keyboard.press('Alt+j');
  await expect(linked(second)).toBeHidden(soon);
  await expect(descriptionOf(second)).toHaveValue('asap hitam dari dapur tetangga', soon);
  await expect(second.getByText('Sidokare, Sidoarjo').first()).toBeVisible();
  expect((await view(second, fire.id)).calls).toHaveLength(1);
  expect((await deskOf(second)).call?.disposition).toBeNull();

  await expect(
    card(second)
      .getByRole('button', { name: /laporan ganda/ })
      .first(),
  ).toBeEnabled(soon);
  await second.keyboard.press('Alt+j');
  await expect(linked(second)).toBeVisible(soon);
  await hangUp(second, neighbour);
  await becomeFree(second);
  await hangUp(first, witness);
  await finish(first);

  await isFollowed(first, fire, call);

  await comparesWithoutCall(first, fire);
  await one.close();
  await other.close();
});

async function openBoth(dispatcher: Page): Promise<{ kept: View; merged: View }> {
  const types = await api<{ items: { id: string; code: string }[] }>(dispatcher, '/api/incident-types');
  const typeId = types.items.find((type) => type.code === 'TREE_FALL')?.id;
  const body = { source: 'radio', typeId, villageCode: '35.15.08.1004', lifeAtRisk: 'no' };
  const agencies = await api<{ items: { id: string; code: string }[] }>(dispatcher, '/api/agencies');
  const agencyId = (code: string) => agencies.items.find((agency) => agency.code === code)?.id;
  const opened = {
    kept: await post(dispatcher, '/api/incidents', body),
    merged: await post(dispatcher, '/api/incidents', body),
  };
  const send = (incident: View, ...codes: string[]) =>
    post(dispatcher, `/api/incidents/${incident.id}/assignments`, {
      agencies: codes.map((code, index) => ({ agencyId: agencyId(code), part: index === 0 ? 'lead' : 'support' })),
    });
  await send(opened.kept, 'DLH');
  await send(opened.merged, 'DLH', 'DISHUB');
  return opened;
}

test('two incidents that are one are merged, and unmerged again', async ({ browser }) => {
  const { page, context } = await signIn(browser, world, 'dispatcher');
  const { kept, merged } = await openBoth(page);
  await page.goto(`/incidents/${merged.id}`);
  await expect(page.getByRole('button', { name: /^Gabungkan/ })).toBeVisible(soon);
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: `Pilih ${kept.number}` }).click(soon);
  await expect(dialog.getByRole('region', { name: `Dipertahankan: ${kept.number}` })).toBeVisible(soon);
  await expect(dialog.getByText(/Lingkungan Hidup.*: sudah ada di kejadian/)).toBeVisible();
  await expect(dialog.getByText(/Perhubungan.*: penugasan pindah apa adanya/)).toBeVisible();
  await expectAccessible(page, 'merge dialog');
  await picture(page, 'merge-dialog');
  await dialog.getByText('Kejadian yang sama').click();
  await dialog.getByRole('button', { name: 'Gabungkan', exact: true }).click();

  await expect(page).toHaveURL(new RegExp(`/incidents/${kept.id}`), soon);
  await expect(page.getByRole('region', { name: 'Digabung ke sini' })).toContainText(`Kejadian ${merged.number}`, soon);
  const open = await api<{ items: { incident: { id: string }; agency: { code: string } }[] }>(page, '/api/assignments');
  const on = (id: string) =>
    open.items
      .filter((task) => task.incident.id === id)
      .map((task) => task.agency.code)
      .sort();
  expect([on(kept.id), on(merged.id)]).toEqual([['DISHUB', 'DLH'], []]);
  await expectAccessible(page, 'an incident with a merged one');
  await picture(page, 'merged-kept');

  // Not in the list, unless it is asked for.
  await page.goto('/incidents?group=all');
  await expect(page.getByRole('row').filter({ hasText: 'Digabung' })).toHaveCount(0);
  await page.goto('/incidents?group=all&states=MERGED');
  await expect(page.getByRole('row').filter({ hasText: 'Digabung' })).toHaveCount(1, soon);

  await page.goto(`/incidents/${merged.id}`);
  await expect(page.getByText(new RegExp(`Digabung ke kejadian ${kept.number} oleh`))).toBeVisible(soon);
  await expect(page.getByRole('link', { name: `Buka kejadian ${kept.number}` })).toBeVisible();
  await expectAccessible(page, 'a merged incident');
  await picture(page, 'merged-away');
  await page.getByRole('button', { name: 'Pisahkan lagi' }).click();
  await page.getByRole('dialog').getByText('Ternyata kejadian lain').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Pisahkan lagi' }).click();
  await expect(page.getByText(/Digabung ke kejadian \d+ oleh/)).toBeHidden(soon);
  await expect(page.getByRole('button', { name: /^Gabungkan/ })).toBeVisible(soon);
  const after = await api<{ items: { incident: { id: string }; agency: { code: string } }[] }>(
    page,
    '/api/assignments',
  );
  const back = (id: string) =>
    after.items
      .filter((task) => task.incident.id === id)
      .map((task) => task.agency.code)
      .sort();
  expect([back(kept.id), back(merged.id)]).toEqual([['DLH'], ['DISHUB', 'DLH']]);
  await context.close();
});
