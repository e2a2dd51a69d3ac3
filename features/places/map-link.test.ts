import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkIn } from './map-link.ts';

const alunAlun = { latitude: -7.4478, longitude: 112.7183 };

describe('links that name a position', () => {
  test.each([
    ['https://www.google.com/maps/@-7.4478,112.7183,17z', 500],
    ['https://www.google.com/maps/@-7.4478,112.7183,3a,75y,90h,90t/data=!3m6!1e1', 500],
    ['https://www.google.com/maps?q=-7.4478,112.7183', null],
    ['https://maps.google.com/?q=-7.4478,112.7183', null],
    ['https://maps.google.com/maps?q=loc:-7.4478,112.7183', null],
    ['https://maps.google.com/maps?q=-7.4478%2C112.7183&z=17&hl=id', null],
    ['http://maps.google.co.id/maps?ll=-7.4478,112.7183&z=14', null],
    ['https://www.google.com/maps/search/?api=1&query=-7.4478,112.7183', null],
    ['https://www.google.com/maps/dir/?api=1&destination=-7.4478,112.7183', null],
    ['https://www.google.com/maps/dir//-7.4478,112.7183/@-7.5,112.6,12z', null],
    ['https://www.google.com/maps/search/-7.4478,+112.7183?entry=tts', null],
    ["https://www.google.com/maps/place/7%C2%B026'52.1%22S+112%C2%B043'05.9%22E/@-7.5,112.6,17z", null],
    [
      'https://www.google.com/maps/place/Alun-Alun+Sidoarjo/@-7.4401,112.7101,15z/data=!4m6!3m5!1s0x2dd7e6!8m2!3d-7.4478!4d112.7183!16s',
      null,
    ],
    ['https://www.openstreetmap.org/?mlat=-7.4478&mlon=112.7183#map=17/-7.5/112.6', null],
    ['https://www.openstreetmap.org/#map=17/-7.4478/112.7183', 500],
    ['https://maps.apple.com/?ll=-7.4478,112.7183&q=Pin', null],
    ['https://waze.com/ul?ll=-7.4478,112.7183&navigate=yes', null],
    ['https://www.bing.com/maps?cp=-7.4478~112.7183&lvl=16', null],
    ['geo:-7.4478,112.7183', null],
    ['geo:-7.4478,112.7183;u=35', 35],
    ['geo:0,0?q=-7.4478,112.7183(Alun-alun)', null],
    ['Lokasi: https://maps.google.com/?q=-7.4478,112.7183', null],
    ['Bu Sri membagikan lokasi\nhttps://maps.google.com/maps?q=-7.4478%2C112.7183&z=17&hl=id', null],
    ['[22/11 18.30] Budi: tolong di sini https://maps.google.com/?q=-7.4478,112.7183.', null],
    ['maps.google.com/?q=-7.4478,112.7183', null],
  ])('%s', (text, accuracyM) => {
    const read = linkIn(text);
    expect(read).toMatchObject({ kind: 'position', accuracyM, doubts: [] });
    if (read?.kind !== 'position') return;
    expect(read.point.latitude).toBeCloseTo(alunAlun.latitude, 4);
    expect(read.point.longitude).toBeCloseTo(alunAlun.longitude, 4);
  });
});

describe('links that name none', () => {
  test.each([
    ['https://maps.app.goo.gl/Yx3kQ9vT2mB1', { kind: 'short', host: 'maps.app.goo.gl' }],
    ['ini lokasinya https://goo.gl/maps/abc123', { kind: 'short', host: 'goo.gl' }],
    ['https://waze.com/ul/hqw8yz0', { kind: 'short', host: 'waze.com' }],
    ['https://www.google.com/maps', { kind: 'empty', host: 'google.com' }],
    ['https://www.google.com/maps/search/?api=1&query=RSUD+Sidoarjo', { kind: 'words', words: 'RSUD Sidoarjo' }],
    ['geo:0,0?q=Pasar+Porong', { kind: 'words', words: 'Pasar Porong' }],
    ['https://www.google.com/maps/place/Pasar+Larangan/', { kind: 'words', words: 'Pasar Larangan' }],
    ['https://sidoarjokab.go.id/berita/1', null],
    ['Jl. Pahlawan 12', null],
  ])('%s', (text, expected) => expect(linkIn(text)).toEqual(expected));
});

test('longitude first is said', () =>
  expect(linkIn('https://maps.google.com/?q=112.7183,-7.4478')).toMatchObject({ doubts: ['axes_swapped'] }));

test('no text makes it throw', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      (text) => void linkIn(`https://maps.google.com/${text}`),
    ),
  );
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => void linkIn(`geo:${text}`)));
});
