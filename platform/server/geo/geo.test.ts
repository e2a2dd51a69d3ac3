import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createBreaker } from './breaker.ts';
import { createGeocoder } from './geocoder.ts';
import { createRouter, estimateTravel } from './router.ts';

const square = { latitude: -7.4478, longitude: 112.7183 };
const station = { latitude: -7.4567, longitude: 112.7126 };

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A real server on a free port; what it was asked is kept. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse, body: string) => void) {
  const asked: { path: string; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      asked.push({ path: decodeURIComponent(request.url ?? ''), body });
      answer(request, response, body);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A listening TCP server has an address object, never a pipe's name.
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/maps`, asked };
}
const json = (response: ServerResponse, content: unknown) => {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(content));
};

describe('geocoders', () => {
  test('Nominatim', async () => {
    const { url, asked } = await serve((_, response) =>
      json(response, [
        {
          lat: '-7.4478',
          lon: '112.7183',
          display_name: 'Alun-Alun',
          boundingbox: ['-7.449', '-7.447', '112.717', '112.719'],
        },
      ]),
    );
    const found = await createGeocoder({ kind: 'nominatim', url }).search('alun alun', square, 5);
    expect(found).toMatchObject([{ label: 'Alun-Alun', point: square }]);
    expect(found?.[0]?.accuracyM).toBeGreaterThan(140);
    expect(asked[0]?.path).toMatch(/^\/maps\/search\?q=alun\+alun&format=jsonv2&limit=5&accept-language=id&viewbox=/);
  });

  test('Photon', async () => {
    const { url, asked } = await serve((_, response) =>
      json(response, {
        features: [
          {
            geometry: { coordinates: [112.7126, -7.4567] },
            properties: { name: 'Stasiun', street: 'Jalan Diponegoro', housenumber: '4', city: 'Sidoarjo' },
          },
        ],
      }),
    );
    const found = await createGeocoder({ kind: 'photon', url }).search('stasiun', square, 3);
    expect(found).toEqual([{ label: 'Stasiun, Jalan Diponegoro 4, Sidoarjo', point: station, accuracyM: null }]);
    expect(asked[0]?.path).toBe('/maps/api?q=stasiun&limit=3&lat=-7.4478&lon=112.7183');
  });

  test.each([
    ['a fault', (response: ServerResponse) => response.writeHead(500).end('{}')],
    ['no JSON', (response: ServerResponse) => response.end('<html>')],
    ['another JSON', (response: ServerResponse) => json(response, { features: [{ geometry: null }] })],
    ['a redirect', (response: ServerResponse) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['a flood', (response: ServerResponse) => response.end(`"${'x'.repeat(2_000_000)}"`)],
    ['silence', () => undefined],
  ])('%s is no answer', async (_, answer) => {
    const { url } = await serve((_request, response) => answer(response));
    expect(await createGeocoder({ kind: 'photon', url, timeoutMs: 300 }).search('x', null, 1)).toBeNull();
  });

  test('a server that is away is left alone after three times, and asked again later', async () => {
    let now = 0;
    let isAway = true;
    const { url, asked } = await serve((_, response) =>
      isAway ? response.writeHead(503).end() : json(response, { features: [] }),
    );
    const { search } = createGeocoder({ kind: 'photon', url, clock: () => now });
    for (let nth = 0; nth < 6; nth++) expect(await search('x', null, 1)).toBeNull();
    expect(asked).toHaveLength(3);
    now = 31_000;
    expect(await search('x', null, 1)).toBeNull();
    expect(asked).toHaveLength(4);
    isAway = false;
    now = 62_000;
    expect(await search('x', null, 1)).toEqual([]);
    expect(await search('x', null, 1)).toEqual([]);
    expect(asked).toHaveLength(6);
  });
});

describe('routers', () => {
  test('OSRM', async () => {
    const { url, asked } = await serve((_, response) =>
      json(response, { code: 'Ok', durations: [[120.4], [null]], distances: [[900], [null]] }),
    );
    const found = await createRouter({ kind: 'osrm', url }).travelTimes(
      [station, { latitude: -8, longitude: 112 }],
      square,
    );
    expect(found).toEqual([{ seconds: 120, metres: 900, source: 'osrm' }, null]);
    expect(asked[0]?.path).toBe(
      '/maps/table/v1/driving/112.7126,-7.4567;112,-8;112.7183,-7.4478?sources=0;1&destinations=2&annotations=duration,distance',
    );
  });

  test('Valhalla', async () => {
    const { url, asked } = await serve((_, response) =>
      json(response, { sources_to_targets: [[{ time: 300, distance: 2.5 }]] }),
    );
    const found = await createRouter({ kind: 'valhalla', url }).travelTimes([station], square);
    expect(found).toEqual([{ seconds: 300, metres: 2500, source: 'valhalla' }]);
    expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({
      sources: [{ lat: -7.4567, lon: 112.7126 }],
      costing: 'auto',
    });
  });

  test('fewer times than origins are no answer', async () => {
    const { url } = await serve((_, response) => json(response, { code: 'Ok', durations: [[1]], distances: [[1]] }));
    expect(await createRouter({ kind: 'osrm', url }).travelTimes([station, station], square)).toBeNull();
  });

  test('nobody there is no answer', async () =>
    expect(await createRouter({ kind: 'osrm', url: 'http://127.0.0.1:9' }).travelTimes([station], square)).toBeNull());

  test('without a router the straight line is said as such', () => {
    const way = estimateTravel(station, square, { detourFactor: 1.4, speedKmh: 36 });
    expect(way.source).toBe('estimate');
    expect(way.metres).toBeGreaterThan(1600);
    expect(way.metres).toBeLessThan(1700);
    expect(way.seconds).toBe(Math.round(way.metres / 10));
  });
});

test('while one request tries again, others do not wait for it', async () => {
  let now = 0;
  const breaker = createBreaker({ failures: 1, restMs: 10, clock: () => now });
  expect(await breaker.run(async () => null)).toBeNull();
  now = 11;
  let answer: (value: string) => void = () => undefined;
  const trial = breaker.run(() => new Promise<string>((resolve) => (answer = resolve)));
  expect(breaker.isOpen()).toBe(true);
  expect(await breaker.run(async () => 'second')).toBeNull();
  answer('first');
  expect(await trial).toBe('first');
  expect(breaker.isOpen()).toBe(false);
});
