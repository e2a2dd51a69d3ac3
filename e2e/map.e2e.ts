import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { namedFlavor } from '@protomaps/basemaps';
import { answer, dial, hangUp } from './call-steps.ts';
import {
  bringInTiles,
  colourAt,
  colourOf,
  expectColour,
  lake,
  mapNamed,
  reportFire,
  watchRequests,
} from './map-steps.ts';
import { api, becomeReady, expectAccessible, picture, sendIncident, soon } from './page-steps.ts';
import { expect, signIn, startWorld, test, type World } from './world.ts';

/*
 * The map: drawn from the regency's own files alone, live, moved and clicked by mouse and keyboard; and a desk that takes and
 * dispatches a call while the map cannot be had.
 */

let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world.stop());
// A browser that stays open registers the telephone of its desk again and again, and calls would ring there.
test.afterEach(({ browser }) =>
  Promise.all(browser.contexts().map((context) => context.close())).then(() => undefined),
);

const middle = { latitude: (lake.south + lake.north) / 2, longitude: (lake.west + lake.east) / 2 };
const onTheLake = `/map?at=${middle.latitude},${middle.longitude},13`;
const overview = /^Peta \d+ kejadian terbuka/;
const picker = /^Peta untuk memilih titik/;
// As platform/ui/theme.css writes it for light.
const life = colourOf('#ab0f1b');

/** How far the free units come, on the map and in words; a copied link shows the same. */
async function seesReach(dispatcher: Page): Promise<void> {
  const reach = dispatcher.getByRole('region', { name: 'Jangkauan unit bebas' });
  const toggle = dispatcher.getByText('Jangkauan', { exact: true });
  await toggle.click();
  await expect(reach).toContainText(/[1-9]\d* dari \d+ desa\/kelurahan terjangkau dalam 10 menit/, soon);
  await expect(reach.getByRole('region', { name: 'Tidak terjangkau' }).getByRole('listitem').first()).toBeVisible();
  await expectAccessible(dispatcher, 'map with the reach of units');
  await picture(dispatcher, 'map-reach');
  await dispatcher.reload();
  await expect(reach).toContainText(/terjangkau dalam 10 menit/, soon);
  await toggle.click();
  await expect(reach).toBeHidden();
}

test('the basemap of the regency is drawn, and incidents appear on it live', async ({ browser }) => {
  const dispatcher = (await signIn(browser, world, 'dispatcher')).page;
  const admin = (await signIn(browser, world, 'admin')).page;
  const taker = (await signIn(browser, world, 'calltaker1')).page;
  const foreign = watchRequests([dispatcher, admin, taker]);
  await dispatcher.goto(onTheLake);
  const map = mapNamed(dispatcher, overview);
  // Without a basemap it says so, and what stands there is the land of the coast line.
  await expect(dispatcher.getByText(/Peta dasar belum dipasang/)).toBeVisible(soon);
  await expectColour(map, colourOf('#f2f1ea'), 60, 60);

  await bringInTiles(admin);
  await dispatcher.reload();
  await expect(dispatcher.getByText('© Pembuat peta uji')).toBeVisible(soon);
  await expectColour(map, colourOf(namedFlavor('light').water), 60, 60);
  await expect(dispatcher.getByText(/Peta dasar belum dipasang/)).toBeHidden();

  // A fire in the middle of the view: on the map and in the list, without anybody asking.
  const number = await reportFire(taker, middle.latitude, middle.longitude);
  await expect(dispatcher.getByRole('link', { name: new RegExp(`#${number} `) })).toBeVisible(soon);
  await expectColour(map, life, -11, 0);
  await expectAccessible(dispatcher, 'map');
  await picture(dispatcher, 'map');

  // By keyboard away from it, and back by the list: the list holds what the map shows.
  await map.focus();
  await expect(map).toBeFocused();
  await expect(dispatcher.getByText('1 dalam tampilan, 0 di luar')).toBeVisible();
  await expect(async () => {
    for (let step = 0; step < 4; step++) await dispatcher.keyboard.press('ArrowRight');
    await expect(dispatcher.getByText('0 dalam tampilan, 1 di luar')).toBeVisible({ timeout: 5000 });
  }).toPass(soon);
  const moved = dispatcher.url();
  await map.focus();
  await dispatcher.keyboard.press('-');
  await expect.poll(() => dispatcher.url(), soon).not.toBe(moved);
  await dispatcher.getByRole('button', { name: 'Tampilkan seluruh daerah' }).click();
  await expect(dispatcher.getByText('1 dalam tampilan, 0 di luar')).toBeVisible(soon);
  await dispatcher.getByRole('button', { name: `Tunjukkan #${number} di peta` }).click();
  await expectColour(map, life, -11, 0);

  // Filters lie in the address; a copied link shows the same.
  await dispatcher.getByRole('button', { name: /^P2/ }).click();
  await expect(dispatcher.getByText('0 dalam tampilan, 0 di luar')).toBeVisible();
  await dispatcher.reload();
  await expect(dispatcher.getByText('0 dalam tampilan, 0 di luar')).toBeVisible(soon);
  await dispatcher.getByRole('button', { name: /^P2/ }).click();
  await expectColour(map, life, -11, 0);
  await seesReach(dispatcher);

  // In the dark it is another map; the mark is clicked, and the incident is there with a map of its own.
  await dispatcher.emulateMedia({ colorScheme: 'dark' });
  await expectColour(map, colourOf(namedFlavor('dark').water), 60, 60);
  await dispatcher.emulateMedia({ colorScheme: 'light' });
  await expectColour(map, life, -11, 0);
  await map.click();
  await dispatcher.waitForURL(/incidents\/.+/);
  await expectColour(mapNamed(dispatcher, /^Peta tempat kejadian/), life, -11, 0);
  expect(foreign()).toEqual([]);
});

test('the tiles are of the signed-in regency alone', async ({ browser }) => {
  const own = (await signIn(browser, world, 'calltaker1')).page;
  const other = (await signIn(browser, world, 'ketapang.calltaker1')).page;
  const ask = async (page: Page) =>
    (await page.request.get('/api/map/tiles/sidoarjo', { headers: { range: 'bytes=0-6' } })).status();
  expect([await ask(own), await ask(other)]).toEqual([206, 404]);
});

const body = readFileSync(join(import.meta.dirname, '../features/calls/test-data/pidf/circle.xml'), 'utf8').replace(
  /<gml:pos>[^<]*<\/gml:pos>/,
  `<gml:pos>${middle.latitude} ${middle.longitude}</gml:pos>`,
);

function dialFromTheLake(): ReturnType<typeof dial> {
  return dial(world, '081234567890', {
    headers: { Geolocation: '<cid:place@contoh.id>' },
    attachment: { contentType: 'application/pidf+xml', contentId: 'place@contoh.id', content: body },
  });
}

/** The point as the form has it, of the one call at this desk. */
const chosen = (desk: Page) =>
  desk
    .getByRole('form', { name: 'Formulir kejadian' })
    .getByText(/^-7\.\d{5}, 112\.\d{5}$/)
    .first();

test('while one talks the place is put on the map, by mouse and by keyboard, beside where the caller is', async ({
  browser,
}) => {
  const desk = (await signIn(browser, world, 'calltaker1')).page;
  await becomeReady(desk);
  const citizen = await dialFromTheLake();
  const call = await answer(desk);
  await desk.getByRole('button', { name: 'Pilih di peta' }).click(soon);
  const panel = desk.getByRole('region', { name: 'Titik kejadian' });
  await expect(panel.getByText(/^Lokasi pemanggil/)).toBeVisible(soon);
  const map = mapNamed(desk, picker);
  await expect(panel.getByRole('img', { name: /^Lokasi pemanggil/ })).toBeVisible(soon);
  const water = colourOf(namedFlavor('light').water);
  // The circle of the caller lies over the water.
  await expect.poll(async () => (await colourAt(map, 25, 25)).join(), soon).not.toBe(water.join());
  await map.click({ position: { x: 120, y: 200 } });
  await expect(chosen(desk)).toBeVisible(soon);
  await expect(panel.getByRole('img', { name: 'Titik yang dipilih' })).toBeVisible();
  const clicked = await chosen(desk).textContent();
  await picture(desk, 'point-picker');
  await expectAccessible(desk, 'desk with the map');

  // By keyboard: the middle of the map, moved by an arrow.
  await map.focus();
  await desk.keyboard.press('ArrowUp');
  await desk.keyboard.press('Enter');
  await expect.poll(() => chosen(desk).textContent(), soon).not.toBe(clicked);
  // Dragging the marker moves the point.
  const typed = await chosen(desk).textContent();
  const marker = panel.getByRole('img', { name: 'Titik yang dipilih' });
  await expect(async () => {
    const from = await marker.boundingBox();
    if (from === null) throw new Error('The marker is not on the map');
    await desk.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await desk.mouse.down();
    await desk.mouse.move(from.x + 60, from.y + 50, { steps: 5 });
    await desk.mouse.up();
    await expect.poll(() => chosen(desk).textContent(), { timeout: 5000 }).not.toBe(typed);
  }).toPass(soon);
  const dragged = (await chosen(desk).textContent()) ?? '';
  await desk.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('link', { name: 'Buka halaman kejadian' })).toBeVisible(soon);
  const saved = await api<{ items: { point: { latitude: number; longitude: number }; placed: { source: string } }[] }>(
    desk,
    `/api/incidents?callId=${call}&group=all`,
  );
  const { point, placed } = saved.items[0] ?? { point: { latitude: 0, longitude: 0 }, placed: { source: '' } };
  expect(placed.source).toBe('operator');
  expect(`${point.latitude.toFixed(5)}, ${point.longitude.toFixed(5)}`).toBe(dragged);
  await hangUp(desk, citizen);
  await desk.context().close();
});

test('a desk whose map cannot be fetched takes and dispatches a call', async ({ browser }) => {
  const { page: desk, context } = await signIn(browser, world, 'calltaker2');
  let refused = 0;
  await context.route(/\/assets\/(BaseMap|PointPicker|maplibre)[^/]*$/, (route) => {
    refused += 1;
    return route.abort();
  });
  await becomeReady(desk);
  const citizen = await dialFromTheLake();
  await answer(desk);
  await desk.getByRole('button', { name: 'Pilih di peta' }).click(soon);
  const panel = desk.getByRole('region', { name: 'Titik kejadian' });
  await expect(panel.getByText(/Peta tidak dapat dimuat/)).toBeVisible(soon);
  expect(refused).toBeGreaterThan(0);
  await desk.keyboard.press('Escape');
  await sendIncident(desk);
  await expect(desk.getByText(/Pemadam Kebakaran/).first()).toBeVisible(soon);
  await expect
    .poll(async () => (await api<{ items: unknown[] }>(desk, '/api/assignments')).items.length, soon)
    .toBeGreaterThan(0);
  // The map comes back: nobody has to leave the page for it.
  await desk.getByRole('button', { name: 'Pilih di peta' }).click(soon);
  await expect(panel.getByText(/Peta tidak dapat dimuat/)).toBeVisible(soon);
  await context.unrouteAll();
  await panel.getByRole('button', { name: 'Coba lagi' }).click(soon);
  await expect(mapNamed(desk, picker)).toBeVisible(soon);
  await hangUp(desk, citizen);
  await context.close();
});

interface Areas {
  readonly items: { content: { name: string; active: boolean; geometry: { coordinates: number[][][] } } }[];
}

test('areas are drawn by mouse and by keyboard, removed, and brought back', async ({ browser }) => {
  const admin = (await signIn(browser, world, 'admin')).page;
  await admin.goto('/areas');
  const map = mapNamed(admin, /^Peta area/);
  const areas = async () => (await api<Areas>(admin, '/api/areas')).items.map(({ content }) => content);
  const fill = async (name: string) => {
    await admin.getByLabel(/^Nama/).fill(name);
    await admin.getByLabel(/^Alasan/).fill('Pembagian baru');
    await admin.getByRole('button', { name: 'Simpan' }).click();
    await expect.poll(async () => (await areas()).map((one) => one.name), soon).toContain(name);
  };
  await expect(map).toBeVisible(soon);
  await admin.getByRole('button', { name: 'Gambar area baru' }).click();
  const size = await map.boundingBox();
  const [width, height] = [size?.width ?? 0, size?.height ?? 0];
  for (const [x, y] of [
    [0.4, 0.4],
    [0.6, 0.4],
    [0.6, 0.6],
    [0.4, 0.6],
    [0.4, 0.4],
  ] as const)
    await map.click({ position: { x: width * x, y: height * y } });
  await expect(admin.getByText('Bentuk: 4 titik sudut')).toBeVisible(soon);
  await picture(admin, 'areas');
  await expectAccessible(admin, 'areas');
  await fill('Sektor Utara');

  // A map that glides may still stand where it was when Space is pressed; three corners on one spot are no area.
  await admin.emulateMedia({ reducedMotion: 'reduce' });
  await admin.getByRole('button', { name: 'Gambar area baru' }).click();
  await map.focus();
  const corner = async (key: string | null) => {
    if (key !== null) await admin.keyboard.press(key);
    await admin.keyboard.press(' ');
  };
  for (const key of [null, 'ArrowRight', 'ArrowDown']) await corner(key);
  await admin.keyboard.press('Enter');
  await expect(admin.getByText('Bentuk: 3 titik sudut')).toBeVisible(soon);
  await fill('Sektor Tombol');

  await admin.getByRole('button', { name: 'Hapus area Sektor Utara' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel(/^Alasan/).fill('Digabung');
  await dialog.getByRole('button', { name: 'Hapus' }).click();
  await expect.poll(async () => (await areas()).find((one) => one.name === 'Sektor Utara')?.active, soon).toBe(false);
  await admin.getByRole('button', { name: 'Sektor Utara', exact: true }).click();
  await dialog.getByRole('tab', { name: 'Riwayat' }).click();
  await dialog
    .getByRole('button', { name: /Kembalikan|Pulihkan|Urungkan/ })
    .first()
    .click();
  const again = admin.getByRole('dialog').last();
  await again.getByLabel(/^Alasan/).fill('Ternyata masih dipakai');
  await again.getByRole('button', { name: /Kembalikan|Pulihkan|Urungkan/ }).click();
  await expect.poll(async () => (await areas()).find((one) => one.name === 'Sektor Utara')?.active, soon).toBe(true);
});
