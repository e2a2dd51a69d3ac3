import type { Locator, Page } from '@playwright/test';
import type { FeatureCollection } from 'geojson';
import { change } from './setting-steps.ts';
import { tilesFile } from './tiles-file.ts';
import { expect } from './world.ts';

/** The map itself: what takes the keyboard. */
export const mapNamed = (page: Page, name: RegExp): Locator => page.getByRole('region', { name });

export type Colour = readonly [red: number, green: number, blue: number];

/** The colour on the screen, CSS pixels from the middle of the map: what was really drawn there. */
export async function colourAt(map: Locator, right = 0, down = 0): Promise<Colour> {
  await map.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = await map.boundingBox();
  if (box === null) throw new Error('The map is not on the screen');
  const [x, y] = [Math.round(box.x + box.width / 2 + right), Math.round(box.y + box.height / 2 + down)];
  const picture = await map.page().screenshot({ clip: { x, y, width: 1, height: 1 } });
  // The text answers three numbers.
  return (await map.page().evaluate(readPixel(picture.toString('base64')))) as Colour;
}

/** What runs in the browser is kept as text: stories are typed for Node, which draws no pictures. */
const readPixel = (base64: string) => `(async () => {
  const bytes = Uint8Array.from(atob('${base64}'), (one) => one.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  context.drawImage(bitmap, 0, 0);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
})()`;

/** `#ab0f1b` as its parts. */
export function colourOf(hex: string): Colour {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

/** The screen shows this colour there, but for what smoothing does to it. */
export async function expectColour(map: Locator, wanted: Colour, right = 0, down = 0): Promise<void> {
  const farthest = async () => {
    const seen = await colourAt(map, right, down);
    return Math.max(...seen.map((value, at) => Math.abs(value - (wanted[at] ?? 0))));
  };
  await expect.poll(farthest, { message: `colour ${wanted.join()}`, timeout: 60_000 }).toBeLessThan(12);
}

/** Every address that any page asked for outside this machine; empty as long as nothing left it. */
export function watchRequests(pages: readonly Page[]): () => readonly string[] {
  const foreign: string[] = [];
  for (const page of pages)
    page.context().on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== '127.0.0.1') foreign.push(request.url());
    });
  return () => foreign;
}

/** A lake in the middle of the regency that no real map has. */
export const lake = { west: 112.55, south: -7.52, east: 112.78, north: -7.38 } as const;

function box(kind: string, west: number, south: number, east: number, north: number): FeatureCollection {
  const ring = [west, south, east, south, east, north, west, north, west, south];
  const corners = Array.from({ length: 5 }, (_, at) => [ring[2 * at] ?? 0, ring[2 * at + 1] ?? 0]);
  return {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { kind }, geometry: { type: 'Polygon', coordinates: [corners] } }],
  };
}

/** Map tiles in Protomaps' layers are brought in for the regency, as its page does it. */
export async function bringInTiles(admin: Page): Promise<void> {
  const file = tilesFile({
    layers: {
      earth: box('earth', 112.2, -7.8, 113.2, -7.1),
      water: box('water', lake.west, lake.south, lake.east, lake.north),
    },
    bounds: [112.2, -7.8, 113.2, -7.1],
    maxZoom: 9,
    attribution: '<a href="https://contoh.invalid">© Pembuat peta uji</a>',
  });
  const response = await admin.request.post('/api/place-imports', {
    data: { kind: 'tiles', fileName: 'sidoarjo.pmtiles', bytes: file.length },
  });
  expect(response.status(), await response.text()).toBe(200);
  const { id } = (await response.json()) as { id: string };
  await change(admin, `/api/place-imports/${id}/parts`, { offset: 0, base64: file.toString('base64') });
  await change(admin, `/api/place-imports/${id}/take`, {
    title: 'Peta uji',
    source: 'Cerita uji',
    licence: 'CC0',
    vintage: '2026',
    slug: 'sidoarjo',
    reason: 'cerita uji',
  });
}

/** A fire with life at risk at this point, reported by radio; its number. */
export async function reportFire(page: Page, latitude: number, longitude: number): Promise<number> {
  const types = (await (await page.request.get('/api/incident-types')).json()) as {
    items: { id: string; category: string }[];
  };
  const response = await page.request.post('/api/incidents', {
    data: {
      source: 'radio',
      typeId: types.items.find(({ category }) => category === 'FIRE')?.id,
      lifeAtRisk: 'yes',
      placeText: 'Gudang di tepi danau',
      point: { latitude, longitude, source: 'operator', accuracyM: 20 },
    },
  });
  expect(response.status(), await response.text()).toBe(200);
  return ((await response.json()) as { number: number }).number;
}
