import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { api, expectAccessible, picture, soon } from './page-steps.ts';
import { test as base, expect, signIn, startWorld, type World } from './world.ts';

// Units and crews: the dispatcher sends the nearest engine by keyboard, its crew's device leads it to the scene, a busy unit is
// asked about and keeps its other task, an agency sets a status by one digit, and a crew that presses for help is answered.

const test = base.extend<object, { world: World }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for a destructured first parameter
    async ({}, use) => {
      // Nobody telephones here.
      const world = await startWorld({ env: { SIGAP_ASTERISK: 'off' } });
      await use(world);
      await world.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

interface Sent {
  readonly incidentId: string;
  readonly assignmentId: string;
  readonly number: number;
}

async function post<Value>(page: Page, path: string, data: object): Promise<Value> {
  const response = await page.request.post(path, { data });
  expect(response.status(), `${path}: ${await response.text()}`).toBe(200);
  // The contract's schema has filtered it on the server.
  return (await response.json()) as Value;
}

/** A fire that somebody reported by radio, sent to the fire service. */
async function sendFire(page: Page): Promise<Sent> {
  const types = await api<{ items: { id: string; code: string }[] }>(page, '/api/incident-types');
  const fire = types.items.find((one) => one.code === 'FIRE_BUILDING');
  const point = { latitude: -7.4478, longitude: 112.7183 };
  const incident = await post<{ id: string; number: number }>(page, '/api/incidents', {
    source: 'radio',
    typeId: fire?.id,
    villageCode: '35.15.08.1004',
    lifeAtRisk: 'no',
    callerName: 'Sri Lestari',
    description: 'api besar di gudang',
    point,
  });
  const agencies = await api<{ items: { id: string; code: string }[] }>(page, '/api/agencies?limit=500');
  const damkar = agencies.items.find((one) => one.code === 'DAMKAR');
  const sent = await post<{ items: { id: string }[] }>(page, `/api/incidents/${incident.id}/assignments`, {
    agencies: [{ agencyId: damkar?.id, part: 'lead' }],
  });
  return { incidentId: incident.id, assignmentId: sent.items[0]?.id ?? '', number: incident.number };
}

/** What the crew's device sends. */
async function press(crew: Page, action: object): Promise<string[]> {
  const said = { key: crypto.randomUUID(), at: new Date().toISOString(), ...action };
  const { items } = await post<{ items: { outcome: string }[] }>(crew, '/api/field/actions', { actions: [said] });
  return items.map((one) => one.outcome);
}

const unitOf = async (crew: Page) => {
  const view = await api<{ units: { id: string; callSign: string }[] }>(crew, '/api/field/tasks');
  expect(view.units.map((one) => one.callSign)).toEqual(['Damkar 01']);
  return view.units[0]?.id ?? '';
};

/** Who plays, and on what. */
interface Play {
  readonly dispatcher: Page;
  readonly damkar: Page;
  readonly crew: Page;
  readonly unitId: string;
  readonly first: Sent;
  readonly second: Sent;
}

async function sendsByKeyboard({ dispatcher, first }: Play): Promise<void> {
  await dispatcher.goto(`/incidents/${first.incidentId}`);
  await dispatcher.getByRole('button', { name: 'Kirim unit' }).click(soon);
  const list = dispatcher.getByRole('dialog').getByRole('grid', { name: 'Kirim unit' });
  await expect(list.getByText('perkiraan garis lurus').first()).toBeVisible(soon);
  await expect(list.getByText('dari pangkalan').first()).toBeVisible(soon);
  await picture(dispatcher, 'send-unit');
  await expectAccessible(dispatcher, 'sending a unit');
  await list.getByRole('row', { name: /Damkar 01/ }).focus();
  await dispatcher.keyboard.press('Enter');
  const units = dispatcher.getByRole('region', { name: 'Unit' });
  await expect(units.getByText('Damkar 01')).toBeVisible(soon);
  await expect(units.getByText('Ditugaskan')).toBeVisible(soon);
}

async function crewLeads({ dispatcher, crew, unitId, first }: Play): Promise<void> {
  const fixes = [
    {
      deviceAt: new Date().toISOString(),
      point: { latitude: -7.4471, longitude: 112.7185 },
      accuracyM: 9,
      speedMps: 11,
    },
  ];
  const about = { unitId, assignmentId: first.assignmentId };
  expect(await press(crew, { kind: 'status', status: 'en_route', ...about })).toEqual(['applied']);
  await post(crew, `/api/units/${unitId}/positions`, { fixes });
  const units = dispatcher.getByRole('region', { name: 'Unit' });
  await expect(units.getByText('Menuju lokasi')).toBeVisible(soon);
  expect(await press(crew, { kind: 'status', status: 'on_scene', ...about })).toEqual(['applied']);
  await expect(units.getByText('Di lokasi')).toBeVisible(soon);
  await expect(units.getByText(/lalu, ±9 m/)).toBeVisible(soon);
  await expect(dispatcher.getByText('Tiba di lokasi').first()).toBeVisible(soon);
}

/** The desk adds a photo of its own; both are looked at one after the other, by keys, once the reason is said. */
async function isLookedAt(page: Page): Promise<void> {
  const shown = page.getByRole('region', { name: 'Lampiran' });
  const buffer = await sharp({ create: { width: 80, height: 60, channels: 3, background: '#33a' } })
    .png()
    .toBuffer();
  const files = [
    { name: 'dari-warga.png', mimeType: 'image/png', buffer },
    { name: 'surat.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') },
  ];
  const chooser = page.waitForEvent('filechooser');
  await shown.getByRole('button', { name: 'Tambah foto' }).click();
  await (await chooser).setFiles(files);
  await expect(shown.getByText('surat.pdf: bukan JPEG, PNG, atau WebP')).toBeVisible(soon);
  await expect(shown.getByRole('listitem')).toHaveCount(2, soon);
  await shown
    .getByRole('button', { name: /^Buka foto/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Buka', exact: true })).toBeDisabled();
  await dialog.getByRole('button', { name: /Alasan membuka/ }).click();
  await page.getByRole('option', { name: 'Menangani kejadian ini' }).click();
  await dialog.getByRole('button', { name: 'Buka', exact: true }).click();
  await expect(dialog.getByRole('img', { name: /Foto kejadian dari/ })).toBeVisible(soon);
  const width = () => page.evaluate<number>("document.querySelector('[role=dialog] img')?.naturalWidth ?? 0");
  await expect.poll(width, soon).toBe(64);
  await expectAccessible(page, 'a photo of an incident');
  await picture(page, 'attachment');
  await page.keyboard.press('ArrowRight');
  await expect.poll(width, soon).toBe(80);
  await page.keyboard.press('+');
  await expect(dialog.getByText('150 %')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden(soon);
  await picture(page, 'attachments');
}

async function photoIsKept({ dispatcher, crew, unitId, first }: Play): Promise<void> {
  const camera = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#a33' } })
    .withExif({ IFD0: { Make: 'RAHASIA' }, IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '7/1 26/1 0/1' } })
    .jpeg()
    .toBuffer();
  expect(camera.includes('RAHASIA')).toBe(true);
  const id = crypto.randomUUID();
  const query = `kind=photo&unitId=${unitId}&takenAt=${encodeURIComponent(new Date().toISOString())}`;
  for (const _time of [1, 2]) {
    const kept = await crew.request.put(`/api/assignments/${first.assignmentId}/attachments/${id}?${query}`, {
      data: camera,
      headers: { 'content-type': 'image/jpeg' },
    });
    expect(kept.status(), await kept.text()).toBe(200);
  }
  const shown = dispatcher.getByRole('region', { name: 'Lampiran' });
  await expect(shown.getByRole('listitem')).toHaveCount(1, soon);
  await expect(shown.getByText(/Damkar 01.*\(kru\)/)).toBeVisible();
  await isLookedAt(dispatcher);
  const content = await dispatcher.request.get(`/api/attachments/${id}/content?reason=penanganan`);
  expect(content.headers()['content-type']).toBe('image/jpeg');
  const bytes = await content.body();
  expect(bytes.includes('RAHASIA')).toBe(false);
  expect((await sharp(bytes).metadata()).exif).toBeUndefined();
}

async function busyIsAsked({ dispatcher, first, second }: Play): Promise<void> {
  await dispatcher.goto(`/incidents/${second.incidentId}`);
  await dispatcher.getByRole('button', { name: 'Kirim unit' }).click(soon);
  const others = dispatcher.getByRole('dialog').getByRole('grid', { name: 'Unit lain OPD ini' });
  await others.getByRole('row', { name: /Damkar 01/ }).focus();
  await dispatcher.keyboard.press('Enter');
  const ask = dispatcher.getByRole('dialog', { name: 'Unit ini sedang tidak bebas' });
  await expect(ask.getByText(`kejadian ${first.number}`)).toBeVisible(soon);
  await ask.getByText('Kejadian ini lebih mendesak').click();
  await ask.getByRole('button', { name: 'Tetap kirim' }).click();
  await expect(ask).toBeHidden(soon);
  await dispatcher.goto('/units');
  const row = dispatcher.getByRole('row', { name: /Damkar 01/ });
  await expect(row.getByText(`Kejadian ${second.number}`)).toBeVisible(soon);
  await expect(row.getByText(new RegExp(`Kejadian ${first.number}.*ditunda`))).toBeVisible(soon);
  await picture(dispatcher, 'units');
  await expectAccessible(dispatcher, 'the unit board');
}

async function agencySets({ dispatcher, damkar }: Play): Promise<void> {
  await damkar.goto('/units');
  await expect(damkar.getByRole('row', { name: /Ambulans/ })).toHaveCount(0);
  await damkar.getByRole('row', { name: /Damkar 02/ }).focus();
  await damkar.keyboard.press('8');
  await expect(damkar.getByRole('row', { name: /Damkar 02/ }).getByText('Tidak bertugas')).toBeVisible(soon);
  await expect(dispatcher.getByRole('row', { name: /Damkar 02/ }).getByText('Tidak bertugas')).toBeVisible(soon);
  await damkar.goto('/unit-settings');
  await expect(damkar.getByRole('row', { name: /Damkar 01/ })).toBeVisible(soon);
  await picture(damkar, 'unit-register');
  await damkar.goto('/unit-settings?tab=words');
  await expect(damkar.getByLabel('Sebutan', { exact: true }).first()).toBeVisible(soon);
  await picture(damkar, 'unit-words');
  await expectAccessible(damkar, 'words for statuses');
  await damkar.goto('/tasks');
  await expect(damkar.getByRole('region', { name: 'Unit' }).first().getByText('Damkar 01')).toBeVisible(soon);
  await picture(damkar, 'tasks-with-units');
}

async function crewIsHelped({ dispatcher, crew, unitId }: Play): Promise<void> {
  await dispatcher.goto('/board');
  await press(crew, { kind: 'panic', unitId });
  const alarm = dispatcher.getByRole('alert', { name: 'Alarm keselamatan petugas' });
  await expect(alarm.getByText(/Damkar 01.*Tombol darurat/)).toBeVisible(soon);
  await picture(dispatcher, 'unit-alarm');
  await alarm.getByRole('button', { name: 'Tangani alarm' }).click();
  await dispatcher.getByText('Terhubung lewat radio, aman').click();
  await dispatcher.getByRole('dialog').getByRole('button', { name: 'Tangani alarm' }).click();
  await expect(alarm).toBeHidden(soon);
}

async function unitGoesBack({ crew, unitId, first, second }: Play): Promise<void> {
  const about = { unitId, assignmentId: second.assignmentId };
  expect(await press(crew, { kind: 'status', status: 'on_scene', ...about })).toEqual(['applied']);
  expect(await press(crew, { kind: 'finish', ...about, result: 'DONE', note: 'api padam' })).toEqual(['applied']);
  const view = await api<{ tasks: { assignmentId: string; current: boolean }[] }>(crew, '/api/field/tasks');
  expect(view.tasks).toMatchObject([{ assignmentId: first.assignmentId, current: true }]);
}

const steps: readonly (readonly [string, (play: Play) => Promise<void>])[] = [
  ['the nearest come first, Enter sends', sendsByKeyboard],
  ['what the crew presses is on the screens by itself', crewLeads],
  ['a photo from the field is drawn anew and each look is logged', photoIsKept],
  ['a busy unit is asked about with the incident that holds it, and keeps that task', busyIsAsked],
  ['its agency sets a status by one digit, and sees no unit of others', agencySets],
  ['a crew that presses for help is on the board until somebody says what came of it', crewIsHelped],
  ['the task ends, the unit goes back to the one it was called away from', unitGoesBack],
];

test('an engine is sent, driven to the scene by its crew, asked about when busy, and its crew is safe', async ({
  browser,
  world,
}) => {
  test.setTimeout(560_000);
  const { page: dispatcher } = await signIn(browser, world, 'dispatcher');
  const { page: damkar } = await signIn(browser, world, 'damkar');
  const { page: crew } = await signIn(browser, world, 'crew1');
  const unitId = await unitOf(crew);
  const play = {
    dispatcher,
    damkar,
    crew,
    unitId,
    first: await sendFire(dispatcher),
    second: await sendFire(dispatcher),
  };
  for (const [name, step] of steps) await test.step(name, () => step(play));
});
