import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusMs } from '#platform/shared/time.ts';
import { type GeodeticPlace, type PlaceFlag, placeFlags, placeRefusals, placeSources } from './caller-place.ts';
import { choiceRules, choosePlace, type ToldPlace } from './caller-place-choice.ts';
import { placeFlagTexts, placeRefusalTexts, placeSourceTexts } from './caller-place-texts.ts';

const now = '2026-11-21T13:38:04.000Z';

interface Given {
  readonly source?: ToldPlace['source'];
  readonly radius?: number | null;
  readonly agoMs?: number;
  readonly flags?: readonly PlaceFlag[];
  readonly latitude?: number;
  readonly at?: string | null;
}

function told({ source = 'pidf', radius = 100, agoMs = 0, flags = [], latitude = -7.4, at }: Given = {}): ToldPlace {
  const centre = { latitude, longitude: 112.7, altitudeM: null };
  const place: GeodeticPlace = {
    kind: 'geodetic',
    centre,
    uncertaintyM: radius,
    confidence: { percent: 95, distribution: 'unknown' },
    shape: radius === null ? { kind: 'point', centre } : { kind: 'circle', centre, radiusM: radius },
    civic: null,
    method: null,
    at: at === undefined ? plusMs(now, -agoMs) : at,
    flags,
  };
  return { source, place, receivedAt: plusMs(now, -agoMs) };
}

const cell: ToldPlace = { source: 'cell', place: { kind: 'cell', cell: { kind: 'text', text: 'x' } }, receivedAt: now };
const reference: ToldPlace = { source: 'pidf', place: { kind: 'reference', uri: 'https://a.id' }, receivedAt: now };
const civic: ToldPlace = {
  source: 'pidf',
  place: {
    kind: 'civic',
    civic: { language: null, fields: { A2: 'Sidoarjo' }, other: [] },
    method: null,
    at: null,
    flags: [],
  },
  receivedAt: now,
};

describe('which place is shown', () => {
  test.each<[rule: string, better: ToldPlace, worse: ToldPlace]>([
    ['plausible', cell, told({ flags: ['outside_indonesia'], radius: 1 })],
    ['drawable', told({ radius: 30_000 }), civic],
    ['drawable', civic, cell],
    ['drawable', cell, reference],
    ['fresh', told({ radius: 5_000 }), told({ radius: 5, agoMs: 3 * 60_000 })],
    ['fine', told({ source: 'cell', radius: 40 }), told({ source: 'aml', radius: 400 })],
    ['fine', told({ radius: 1_900 }), told({ radius: null })],
    ['fine', told({ radius: null }), told({ radius: 2_100 })],
    ['source', told({ source: 'aml', radius: 45 }), told({ source: 'carrier', radius: 5 })],
    ['smaller', told({ radius: 10, agoMs: 60_000 }), told({ radius: 11 })],
    ['later', told({ agoMs: 1_000 }), told({ agoMs: 2_000 })],
  ])('%s', (rule, better, worse) => {
    for (const pair of [
      [better, worse],
      [worse, better],
    ]) {
      const chosen = choosePlace(pair, now);
      expect(chosen?.shown).toBe(better);
      expect(chosen?.others).toEqual([worse]);
      expect(chosen?.decidedBy).toBe(rule);
    }
  });

  test('every rule has been seen to decide, and says why it is there', () => {
    expect(choiceRules.map(({ code }) => code)).toEqual([
      'plausible',
      'drawable',
      'fresh',
      'fine',
      'source',
      'smaller',
      'later',
    ]);
    for (const { because } of choiceRules) expect(because.length).toBeGreaterThan(20);
  });

  test('nothing, and one', () => {
    expect(choosePlace([], now)).toBeNull();
    expect(choosePlace([cell], now)).toEqual({ shown: cell, others: [], decidedBy: null, disagreementM: null });
  });

  test('a clock far ahead counts as measured when it came', () => {
    const ahead = told({ agoMs: 20 * 60_000, at: plusMs(now, 60 * 60_000) });
    expect(choosePlace([ahead, told({ radius: 250 })], now)?.shown).not.toBe(ahead);
  });

  test('circles that do not touch are said', () => {
    expect(choosePlace([told(), told({ latitude: -7.401 })], now)?.disagreementM).toBeNull();
    // A tenth of a degree is 11 119.5 m, less both radii.
    expect(choosePlace([told(), told({ latitude: -7.5 })], now)?.disagreementM).toBeCloseTo(10_919.5, 0);
  });

  test('the order in which places came does not matter', () => {
    const some = fc.record({
      source: fc.constantFrom(...placeSources),
      radius: fc.option(fc.integer({ min: 0, max: 40_000 })),
      agoMs: fc.integer({ min: 0, max: 7_200_000 }),
      flags: fc.constantFrom<PlaceFlag[]>([], ['outside_indonesia']),
    });
    fc.assert(
      fc.property(fc.uniqueArray(some, { maxLength: 8, selector: ({ agoMs }) => agoMs }), fc.nat(), (given, turn) => {
        const places = [...given.map(told), cell, reference, civic];
        const turned = places.map((_, at) => places[(at + turn) % places.length]).filter((one) => one !== undefined);
        expect(choosePlace(turned, now)).toEqual(choosePlace(places, now));
      }),
    );
  });
});

test('every code has words in both languages', () => {
  const texts = { ...placeRefusalTexts, ...placeFlagTexts, ...placeSourceTexts };
  for (const code of [...placeRefusals, ...placeFlags, ...placeSources]) {
    expect(texts[code].id).not.toBe('');
    expect(texts[code].en).not.toBe('');
  }
});
