import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { movePresence } from '#features/calls/server/set-presence.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { type CallOptions, type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { createTestHttp } from '#platform/server/testing/test-http.ts';
import { until } from '#platform/server/testing/until.ts';
import { ok, present } from '#platform/shared/result.ts';
import { noAgreement, type PlaceAgreement } from '../../place-agreement.ts';
import { openTestCentre, type TestCentre, type TestDesk } from '../test-room.ts';
import { fetchReference } from './fetch-reference.ts';
import { type CallerPlaceRow, callerPlaces, seedAgreement } from './place-store.ts';
import { takeAml } from './take-aml.ts';

const folder = join(import.meta.dirname, '../../test-data/pidf');
const bodyOf = (name: string) => readFileSync(join(folder, `${name}.xml`), 'utf8');

let centre: TestCentre;
let desk: TestDesk;
beforeAll(async () => {
  centre = await openTestCentre();
  desk = await centre.addDesk('petugas1', { answerAfterMs: 50, tone: 1100, ready: true });
  await centre.act(async (ctx) => ok(await seedAgreement(ctx)));
});
afterAll(() => centre?.close());

let caller: PlacedCall | null = null;
afterEach(async () => {
  await caller?.hangUp();
  caller = null;
  await until('the call to be over', () => centre.calls.telephony.state().openCalls === 0);
  await centre.database.ownerPool.query(
    "update calls set disposition = 'TEST' where disposition is null and state = 'ended'",
  );
  await until(
    'the desk to be ready',
    async () => (await centre.act((ctx) => movePresence(ctx, desk.userId, 'ready', null))).ok,
  );
});

async function agree(content: Partial<PlaceAgreement>): Promise<void> {
  const text = JSON.stringify({ ...noAgreement, ...content });
  await run(
    centre.database.systemDb,
    sql`update place_agreements set content = ${text}::jsonb where tenant_id = ${centre.tenantId}`,
  );
}

/** A call that a desk answers, and its row. */
async function answered(options: Partial<CallOptions>): Promise<string> {
  const before = await lastNumber();
  caller = await placeCall({
    host: '127.0.0.1',
    port: centre.exchange.places.sipPort,
    from: '081234567890',
    to: '112',
    audio: 'none',
    ...options,
  });
  await caller.waitFor('answered', 30_000);
  const found = await row<{ id: string }>(centre.database.systemDb, sql`select id from calls where number > ${before}`);
  return present(found, 'an answered call has its row').id;
}

async function lastNumber(): Promise<number> {
  const found = await row<{ number: number }>(
    centre.database.systemDb,
    sql`select coalesce(max(number), 0) as number from calls`,
  );
  return found?.number ?? 0;
}

const placesOf = async (callId: string): Promise<CallerPlaceRow[]> => {
  const found = await centre.act(async (ctx) => ok(await callerPlaces(ctx.tx, callId)));
  return found.ok ? found.value : [];
};

const withBody = (content: string) => ({
  headers: { Geolocation: '<cid:place@contoh.id>' },
  attachment: { contentType: 'application/pidf+xml', contentId: 'place@contoh.id', content },
});

describe('a call brings its place', () => {
  test('in a body, as a cell and in headers that were agreed on; events say only source and kind', async () => {
    await agree({
      headers: [
        { header: 'X-Lokasi', format: 'lat;lon;radius' },
        { header: 'X-Sel', format: 'cell' },
      ],
    });
    const { headers, attachment } = withBody(bodyOf('circle'));
    const callId = await answered({
      attachment,
      headers: {
        ...headers,
        'P-Access-Network-Info': '3GPP-E-UTRAN-FDD; utran-cell-id-3gpp=510100FA10012B3C4; network-provided',
        'X-Lokasi': '-7.4478;112.7183;350',
        'X-Sel': 'menara 12',
      },
    });
    await until('four places', async () => (await placesOf(callId)).length === 4);
    const told = await placesOf(callId);
    expect(told.map(({ source, origin }) => `${source} ${origin}`).toSorted()).toEqual([
      'carrier X-Lokasi',
      'carrier X-Sel',
      'cell P-Access-Network-Info 1',
      'pidf body',
    ]);
    expect(told.find(({ origin }) => origin === 'X-Lokasi')?.place).toMatchObject({ uncertaintyM: 350 });
    expect(told.find(({ source }) => source === 'cell')?.place).toMatchObject({ cell: { kind: 'lte', mcc: '510' } });
    const events = await rows<{ content: unknown }>(
      centre.database.systemDb,
      sql`select content from events where subject_id = ${callId} and name = 'call.place_told'`,
    );
    expect(events).toHaveLength(4);
    expect(JSON.stringify(events)).not.toMatch(/112\.7|menara|-7\.4/);
  });

  test.each([
    ['cut off in the middle', bodyOf('circle').slice(0, 300)],
    ['no XML at all', '\u0001\u0002 bukan <<<&&&'],
    ['a bomb of entities', '<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><presence>&b;</presence>'],
  ])('a body that is %s stops nothing: the desk answers, and the cell is kept', async (_, content) => {
    await agree({});
    const { headers, attachment } = withBody(content);
    const callId = await answered({
      attachment,
      headers: { ...headers, 'P-Access-Network-Info': '3GPP-E-UTRAN-FDD; utran-cell-id-3gpp=510100FA10012B3C4' },
    });
    await until('the cell', async () => (await placesOf(callId)).length === 1);
    expect((await placesOf(callId))[0]?.source).toBe('cell');
  });

  test('headers full of dialplan are text', async () => {
    await agree({ headers: [{ header: 'X-Lokasi', format: 'cell' }] });
    const wild = `\${SHELL(touch /tmp/x)},1,Hangup() $[1/0] "];)`;
    const callId = await answered({ headers: { 'X-Lokasi': wild, Geolocation: `<https://contoh.id/\${EPOCH}>` } });
    await until('two places', async () => (await placesOf(callId)).length === 2);
    const told = await placesOf(callId);
    expect(told.map(({ place }) => place)).toEqual(
      expect.arrayContaining([
        { kind: 'cell', cell: { kind: 'text', text: wild } },
        { kind: 'reference', uri: `https://contoh.id/\${EPOCH}` },
      ]),
    );
  });
});

describe('a reference', () => {
  let server: Server;
  let answer: { status: number; body: string; headers?: Record<string, string> } = { status: 200, body: '' };
  let address = '';
  beforeAll(async () => {
    server = createServer((_, response) => response.writeHead(answer.status, answer.headers).end(answer.body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    // A server that listens on TCP has an address of this shape.
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tempat`;
  });
  afterAll(() => server?.close());

  test('is read from where it points, plain or in its envelope', async () => {
    answer = { status: 200, body: bodyOf('circle') };
    const read = await fetchReference(address, 'Geolocation 1.1');
    expect(read).toMatchObject({ ok: true, value: [{ source: 'reference', origin: 'Geolocation 1.1 answer 1' }] });
  });

  test.each([
    ['an answer without a place', { status: 200, body: '<presence/>' }, 'place.no_location'],
    ['no XML', { status: 200, body: '<<<' }, 'reference.not_xml'],
    ['a refusal', { status: 404, body: '' }, 'reference.no_answer'],
    ['another address', { status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } }, 'reference.no_answer'],
    ['a megabyte', { status: 200, body: ' '.repeat(1_048_576) }, 'reference.too_large'],
  ])('that leads to %s gives no place', async (_, given, code) => {
    answer = given;
    expect(await fetchReference(address, 'x')).toMatchObject({ ok: false, refusal: { code } });
  });
});

describe('what telephones measured (AML)', () => {
  const key = 'kunci-uji-aml';
  const send = async (fields: Record<string, string>, path = key) => {
    const { database } = centre;
    const plugin = takeAml({ systemDb: database.systemDb, place: () => centre.place, log: centre.place.log });
    const app = await createTestHttp(database, { plugins: [plugin] });
    const response = await app.inject({
      method: 'POST',
      url: `/api/aml/${path}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    });
    await app.close();
    return response.statusCode;
  };
  const fix = {
    v: '1',
    device_number: '+6281234567890',
    location_latitude: '-7.4478',
    location_longitude: '112.7183',
    location_accuracy: '12',
    location_confidence: '0.9',
    location_source: 'gps',
    location_time: String(Date.UTC(2026, 10, 22, 3, 0, 0)),
  };

  test('belongs to the latest call of its number; better fixes follow; the same one twice is one', async () => {
    await agree({ amlKeySha256: createHash('sha256').update(key).digest('hex') });
    const callId = await answered({});
    expect(await send(fix)).toBe(200);
    expect(await send(fix)).toBe(202);
    expect(await send({ ...fix, location_accuracy: '5', location_time: String(Date.UTC(2026, 10, 22, 3, 0, 9)) })).toBe(
      200,
    );
    const told = await placesOf(callId);
    expect(told.map(({ place }) => place)).toMatchObject([
      { uncertaintyM: 12, confidence: { percent: 90 }, method: 'gps', at: '2026-11-22T03:00:00.000Z' },
      { uncertaintyM: 5 },
    ]);
  });

  test('is off without an agreement, and a message of no use is taken and dropped', async () => {
    await agree({});
    expect(await send(fix)).toBe(404);
    await agree({ amlKeySha256: createHash('sha256').update(key).digest('hex') });
    expect(await send(fix, 'kunci-lain')).toBe(404);
    expect(await send({ ...fix, location_latitude: 'utara' })).toBe(202);
    expect(await send({ ...fix, device_number: '' })).toBe(202);
    expect(await send({ ...fix, device_number: '+6285999999999' })).toBe(202);
  });
});
