import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coordinatesIn } from './coordinates.ts';

const sidoarjo = { latitude: -7.447, longitude: 112.718 };
const ketapang = { latitude: -1.85, longitude: 109.97 };

describe('the same place in every usual form', () => {
  test.each([
    '-7.4478, 112.7183',
    '-7.4478 112.7183',
    '-7.4478;112.7183',
    '(-7.4478, 112.7183)',
    '-7,4478; 112,7183',
    '-7,4478, 112,7183',
    '−7.4478, 112.7183',
    '7.4478 LS, 112.7183 BT',
    '7,4478 LS 112,7183 BT',
    '7.4478S 112.7183E',
    'S7.4478 E112.7183',
    '7.4478° S, 112.7183° E',
    '112.7183 E, 7.4478 S',
    'lat -7.4478 lon 112.7183',
    'Lat: -7.4478, Long: 112.7183',
    'koordinat: -7.4478, 112.7183',
    'lintang -7.4478 bujur 112.7183',
    '7.4478 lintang selatan 112.7183 bujur timur',
    `7°26'52.08"S 112°43'05.88"E`,
    `7° 26' 52.08" S, 112° 43' 5.88" E`,
    `7°26′52.08″LS 112°43′5.88″BT`,
    `S 7° 26' 52.08" E 112° 43' 5.88"`,
    `7°26.868'S 112°43.098'E`,
    `S 7° 26.868' E 112° 43.098'`,
    '7d 26m 52.08s S 112d 43m 5.88s E',
  ])('%s', (text) => {
    const read = coordinatesIn(text, sidoarjo);
    expect(read?.point.latitude).toBeCloseTo(-7.4478, 4);
    expect(read?.point.longitude).toBeCloseTo(112.7183, 4);
    expect(read?.doubts).toEqual([]);
  });
});

describe('what had to be assumed is said', () => {
  test.each([
    ['112.7183, -7.4478', ['axes_swapped']],
    ['7.4478, 112.7183', ['south_assumed']],
    ['48.8584, 2.2945', ['outside_indonesia']],
    ['0, 0.0', null],
  ])('%s', (text, doubts) => expect(coordinatesIn(text, sidoarjo)?.doubts ?? null).toEqual(doubts));

  test('near the equator the nearer hemisphere is meant', () => {
    expect(coordinatesIn('1.8529, 109.9744', ketapang)).toMatchObject({
      point: { latitude: -1.8529 },
      doubts: ['south_assumed'],
    });
    expect(coordinatesIn('1.8529 LU, 109.9744 BT', ketapang)).toMatchObject({
      point: { latitude: 1.8529 },
      doubts: [],
    });
  });
});

test.each([
  ['-7.45, 112.72', 556],
  ['-7.4, 112.7', 5560],
  ['-7.4478, 112.7183', null],
  [`7°26'S 112°43'E`, 927],
])('%s leaves open how exact it is: %s', (text, metres) => expect(coordinatesIn(text)?.accuracyM).toBe(metres));

describe('other texts are no coordinates', () => {
  test.each([
    'Jl. Pahlawan 12',
    'rt 3/5 gedangan',
    'rt 3 rw 5',
    '12 34',
    '0812 3456 7890',
    '2026-11-22',
    'Sidokare',
    '',
    '3, 5',
    'km 12.5 tol waru',
  ])('%s', (text) => expect(coordinatesIn(text)).toBeNull());
});

test('whatever a map writes comes back', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -10.9, max: 5.9, noNaN: true }),
      fc.double({ min: 95.1, max: 140.9, noNaN: true }),
      (latitude, longitude) => {
        const text = `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;
        const read = coordinatesIn(text);
        // Without a minus a figure north of the equator may mean the south, which is another doubt.
        if (latitude.toFixed(6).startsWith('-')) {
          expect(read?.point.latitude).toBeCloseTo(latitude, 5);
          expect(read?.point.longitude).toBeCloseTo(longitude, 5);
        } else expect(Math.abs(read?.point.latitude ?? 0)).toBeCloseTo(latitude, 5);
      },
    ),
  );
});

test('no text takes long or throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => void coordinatesIn(text)));
  fc.assert(fc.property(fc.stringMatching(/^[-+0-9 .,;°'"NSEWLBT]{0,200}$/), (text) => void coordinatesIn(text)));
});
