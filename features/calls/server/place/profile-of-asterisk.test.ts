import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AriClient, connectAri } from '#platform/server/asterisk/ari/client.ts';
import { placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import { present } from '#platform/shared/result.ts';
import { type GeolocationProfile, readProfile } from '../../caller-place-profile.ts';
import { startTestExchange, type TestExchange } from '../pbx/test-exchange.ts';
import { readPlaceBody } from './read-body.ts';

const folder = join(import.meta.dirname, '../../test-data/pidf');
const bodies = readdirSync(folder)
  .filter((name) => name.endsWith('.xml'))
  .map((name) => [name.slice(0, -'.xml'.length), readFileSync(join(folder, name), 'utf8')] as const);

let exchange: TestExchange;
let ari: AriClient;
const arrived: string[] = [];
beforeAll(async () => {
  exchange = await startTestExchange({ webrtc: false });
  ari = connectAri({
    url: exchange.asterisk.ari.url,
    user: exchange.asterisk.ari.user,
    password: exchange.asterisk.ari.password,
    app: 'acd-test',
    events: ['CallBroadcast', 'StasisStart'],
    onEvent: (event) => {
      if (event.type === 'CallBroadcast') {
        void ari.call('events.claimChannel', { channelId: event.channel.id, application: ari.app });
      }
      if (event.type === 'StasisStart') arrived.push(event.channel.id);
    },
    log: () => undefined,
  });
  await ari.ready();
});
afterAll(async () => {
  await ari?.close();
  await exchange?.close();
});

/** What Asterisk says of the place in one call, and the call over again. */
async function profileOf(content: string, geolocation = '<cid:place@contoh.id>'): Promise<GeolocationProfile> {
  const before = arrived.length;
  const call = await placeCall({
    host: '127.0.0.1',
    port: exchange.places.sipPort,
    from: '+6281234567890',
    to: '112',
    audio: 'none',
    headers: { Geolocation: geolocation },
    attachment: { contentType: 'application/pidf+xml', contentId: 'place@contoh.id', content },
  });
  await until('the call has arrived', () => arrived.length > before);
  const channelId = present(arrived[before], 'waited for above');
  const field = async (name: string) => {
    const read = await ari.call('channels.getChannelVar', { channelId, variable: `GEOLOC_PROFILE(${name})` });
    return read.ok ? read.value.value : '';
  };
  const profile = {
    format: await field('format'),
    effectiveLocation: await field('effective_location'),
    confidence: await field('confidence'),
    method: await field('method'),
    usageRules: await field('usage_rules'),
    notes: await field('notes'),
  };
  await call.hangUp();
  return profile;
}

test.each(bodies)('what Asterisk makes of %s is the place that the body says', async (_, content) => {
  const body = readPlaceBody(new TextEncoder().encode(content));
  const profile = readProfile(await profileOf(content));
  const said = body.ok ? body.value.places[0]?.place : undefined;
  if (said === undefined || !profile.ok) throw new Error(profile.ok ? 'no place in the body' : profile.refusal.code);
  const told = profile.value.place;
  if (said.kind === 'civic') {
    expect(told).toMatchObject({ kind: 'civic', civic: said.civic, method: said.method });
    return;
  }
  if (told.kind !== 'geodetic') throw new Error(`Asterisk told ${told.kind}`);
  expect(told.shape).toEqual(said.shape);
  expect(told.centre).toEqual(said.centre);
  expect(told.uncertaintyM).toEqual(said.uncertaintyM);
  expect(told.confidence).toEqual(said.confidence);
  expect(told.method).toBe(said.method);
});

test.each([
  ['cut off', (bodies[0]?.[1] ?? '').slice(0, 700)],
  ['no XML', 'bukan xml <<<'],
])('a call rings whose body is %s, and its place is a refusal', async (_, content) => {
  expect(readProfile(await profileOf(content)).ok).toBe(false);
});

test('a reference is handed on, and before a body it hides the body', async () => {
  const uri = 'https://lis.contoh.id/tempat/1';
  const profile = await profileOf(
    present(bodies[0], 'there are bodies')[1],
    `<${uri}>;loc-src=lis.contoh.id, <cid:place@contoh.id>`,
  );
  expect(readProfile(profile)).toMatchObject({ ok: true, value: { place: { kind: 'reference', uri } } });
});

test('what a caller writes into an address is text to Asterisk: no function runs, quotes and commas come through', async () => {
  const civic = bodies.find(([name]) => name === 'civic')?.[1] ?? '';
  const wild = `Toko "Maju", baru \${SHELL(touch x)} \${EPOCH}`;
  const profile = readProfile(await profileOf(civic.replace('Belakang masjid &amp; balai desa', wild)));
  expect(profile).toMatchObject({ ok: true, value: { place: { civic: { fields: { LMK: wild, PC: '61252' } } } } });
});
