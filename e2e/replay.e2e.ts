import { type Page, test } from '@playwright/test';
import { answer, dial, finish, hangUp } from './call-steps.ts';
import { command } from './incident-steps.ts';
import { api, becomeReady, expectAccessible, picture, sendIncident, soon } from './page-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A fire is reported, sent, worked and closed with its recording; afterwards the supervisor plays it back: what stood on whose
// screen at each moment, the sound along with it, by mouse and by keys.

let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world?.stop());

interface Known {
  readonly id: string;
  readonly number: number;
  readonly callId: string;
}

interface People {
  readonly desk: Page;
  readonly agency: Page;
  readonly crew: Page;
  readonly supervisor: Page;
}

/** Where the engine is on its way, and where it arrives; the device's clock is that of the machine. */
const onTheWay = { latitude: -7.4571, longitude: 112.7185 };
const atTheFire = { latitude: -7.4481, longitude: 112.7184 };

async function isAt(crew: Page, unitId: string, point: typeof onTheWay): Promise<void> {
  const fixes = [{ deviceAt: new Date().toISOString(), point, accuracyM: 9, speedMps: 11 }];
  await command(crew, `/api/units/${unitId}/positions`, { fixes });
}

/** What the crew's device sends. */
async function press(crew: Page, unitId: string, assignmentId: string, action: object): Promise<void> {
  const actions = [{ key: crypto.randomUUID(), at: new Date().toISOString(), unitId, assignmentId, ...action }];
  await command(crew, '/api/field/actions', { actions });
}

async function happens({ desk, agency, crew, supervisor }: People): Promise<Known> {
  await becomeReady(desk);
  const citizen = await dial(world, '081234567890');
  const callId = await answer(desk);
  await sendIncident(desk);
  const tasks = () =>
    api<{ items: { id: string; incident: { id: string; number: number } }[] }>(agency, '/api/assignments');
  await expect.poll(async () => (await tasks()).items.length, soon).toBe(1);
  const [task] = (await tasks()).items;
  const { id = '', incident } = task ?? {};
  await command(agency, `/api/assignments/${id}/acknowledge`);
  await hangUp(desk, citizen);
  await finish(desk);
  const { units } = await api<{ units: { id: string }[] }>(crew, '/api/field/tasks');
  const unitId = units[0]?.id ?? '';
  await command(agency, `/api/assignments/${id}/units`, { unitId });
  await press(crew, unitId, id, { kind: 'status', status: 'en_route' });
  await isAt(crew, unitId, onTheWay);
  await press(crew, unitId, id, { kind: 'status', status: 'on_scene' });
  await isAt(crew, unitId, atTheFire);
  await press(crew, unitId, id, { kind: 'note', text: 'api padam' });
  // A life is at risk: others were sent too, and are not needed.
  const all = await api<{ items: { id: string }[] }>(
    supervisor,
    `/api/assignments?incidentId=${incident?.id}&limit=50`,
  );
  for (const other of all.items.filter((one) => one.id !== id))
    await command(supervisor, `/api/assignments/${other.id}/cancel`, { reason: 'not_needed' });
  await press(crew, unitId, id, { kind: 'finish', result: 'DONE', note: null });
  await expect
    .poll(async () => (await api<{ recording: string | null }>(supervisor, `/api/calls/${callId}`)).recording, soon)
    .toBe('stored');
  return { id: incident?.id ?? '', number: incident?.number ?? 0, callId };
}

const stateOf = (page: Page) => page.locator('[data-replay-state]').getAttribute('data-replay-state');
const momentOf = async (page: Page) =>
  Date.parse((await page.locator('[data-replay-at]').getAttribute('data-replay-at')) ?? '');
const soundOf = async (page: Page) => Number(await page.locator('[data-sound]').getAttribute('data-sound'));

async function playsBack(page: Page, known: Known): Promise<void> {
  await page.goto(`/incidents/${known.id}`);
  await page.getByRole('button', { name: /^Putar ulang/ }).click();
  const line = page.getByRole('slider', { name: 'Garis waktu' });
  await expect(line).toBeVisible(soon);
  // Before anything: no incident yet, the call waits.
  await expect.poll(() => stateOf(page), soon).toBe('');
  const events = page.getByRole('region', { name: 'Peristiwa', exact: true });
  const screens = page.getByRole('region', { name: 'Layar OPD' });
  await events
    .getByRole('button', { name: /Penugasan ke .*Pemadam.* dikirim/ })
    .first()
    .click();
  await expect.poll(() => stateOf(page), soon).toBe('DISPATCHED');
  await expect(screens.getByText(/^Terkirim/).first()).toBeVisible(soon);
  await expect(page.getByRole('region', { name: 'Meja penerima' }).getByText('berbicara')).toBeVisible();
  await expectAccessible(page, 'replay');
  await picture(page, 'replay');
  // By keys: an event on, an event back, to the end.
  const sent = await momentOf(page);
  await page.keyboard.press('.');
  await expect.poll(() => momentOf(page), soon).toBeGreaterThan(sent);
  await page.keyboard.press(',');
  await expect.poll(() => momentOf(page), soon).toBe(sent);
  await line.focus();
  await page.keyboard.press('End');
  await expect.poll(() => stateOf(page), soon).toBe('RESOLVED');
  await expect(screens.getByText(/^Selesai/).first()).toBeVisible(soon);
  // By mouse: the beginning of the line is the beginning.
  const box = await line.boundingBox();
  await page.mouse.click((box?.x ?? 0) + 2, (box?.y ?? 0) + 20);
  await expect.poll(() => stateOf(page), soon).toBe('');
}

/** The list beside the map says where the engine was at two moments, and that it was not there before and after. */
async function unitDrives(page: Page): Promise<void> {
  const line = page.getByRole('slider', { name: 'Garis waktu' });
  const positions = page.getByRole('region', { name: 'Posisi' });
  const engine = positions.getByRole('listitem').filter({ hasText: 'Damkar 01' });
  await line.focus();
  await page.keyboard.press('Home');
  await expect(engine).toHaveCount(0, soon);
  await expect(positions.getByRole('region', { name: /Peta saat itu/ })).toBeVisible(soon);
  const events = page.getByRole('region', { name: 'Peristiwa', exact: true });
  // One moment before it is at the scene: what it had sent until then.
  await events
    .getByRole('button', { name: /Damkar 01.*Di lokasi/ })
    .first()
    .click();
  await expect(engine).toContainText('-7.45710, 112.71850', soon);
  await expect(engine).toContainText('Di lokasi');
  await expect(engine).toContainText('±9 m');
  // Later, while it is still on the task: it stands at the fire, and has driven a line there.
  await events
    .getByRole('button', { name: /api padam/ })
    .first()
    .click();
  await expect(engine).toContainText('-7.44810, 112.71840', soon);
  await expect(engine).toContainText('sudah menempuh 1 km');
  await expectAccessible(page, 'replay with a map');
  await picture(page, 'replay-map');
  // It was released with its task: nobody is on the incident any more.
  await line.focus();
  await page.keyboard.press('End');
  await expect(engine).toHaveCount(0, soon);
}

async function soundFollows(page: Page, known: Known): Promise<void> {
  const line = page.getByRole('slider', { name: 'Garis waktu' });
  const open = page.getByRole('button', { name: 'Dengarkan', exact: true });
  await expect(open).toBeDisabled();
  await page.getByRole('button', { name: /Alasan mendengarkan/ }).click();
  await page.getByRole('option', { name: 'Pengaduan atas layanan' }).click();
  await open.click();
  await expect(page.locator('[data-sound]')).toBeVisible(soon);
  await line.focus();
  await page.keyboard.press('Home');
  await expect.poll(() => soundOf(page), soon).toBe(0);
  await page.getByRole('button', { name: /^Putar k/i }).click();
  const audio = () => page.evaluate<number>("document.querySelector('audio').currentTime");
  await expect.poll(audio, soon).toBeGreaterThan(0.5);
  await page.getByRole('button', { name: /^Jeda/ }).click();
  // Wherever one goes on the line, the sound is there.
  await page.keyboard.press('Home');
  await line.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => Math.abs((await audio()) - (await soundOf(page))), soon).toBeLessThan(0.5);
  const care = await api<{ listenings: { reason: string }[] }>(page, `/api/calls/${known.callId}/recording-care`);
  expect(care.listenings[0]?.reason).toContain('complaint');
  // Sixty times as fast it soon reaches the end, and stops there.
  await page.getByRole('button', { name: /Kecepatan/ }).click();
  await page.getByRole('option', { name: '60×' }).click();
  await page.getByRole('button', { name: /^Putar k/i }).click();
  await expect.poll(() => stateOf(page), soon).toBe('RESOLVED');
  await expect(page.getByRole('button', { name: /^Putar k/i })).toBeVisible(soon);
}

test('an incident is played back with its screens and its recording on one time line', async ({ browser }) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker1');
  const { page: agency, context: damkar } = await signIn(browser, world, 'damkar');
  const { page: supervisor, context: lead } = await signIn(browser, world, 'supervisor');
  const { page: crew, context: field } = await signIn(browser, world, 'crew1');
  const known = await happens({ desk, agency, crew, supervisor });
  await playsBack(supervisor, known);
  await unitDrives(supervisor);
  await soundFollows(supervisor, known);
  for (const each of [context, damkar, lead, field]) await each.close();
});
