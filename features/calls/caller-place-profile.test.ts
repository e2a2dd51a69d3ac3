import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type GeolocationProfile, readProfile } from './caller-place-profile.ts';

const profile = (given: Partial<GeolocationProfile>): GeolocationProfile => ({
  format: 'GML',
  effectiveLocation: '',
  confidence: '',
  method: '',
  usageRules: '',
  notes: '',
  ...given,
});

function placeIn(effectiveLocation: string, more: Partial<GeolocationProfile> = {}) {
  const read = readProfile(profile({ effectiveLocation, ...more }));
  return read.ok ? read.value.place : read.refusal.code;
}

describe('what Asterisk makes of a body', () => {
  test('a circle, as measured on Asterisk 22', () => {
    const read = readProfile(
      profile({
        effectiveLocation: 'shape="Circle",crs="2d",pos="-6.2088 106.8456",radius="35"',
        confidence: 'pdf="normal",value="66"',
        method: 'Cell',
        usageRules: 'retransmission-allowed="yes",retention-expiry="2026-11-22T00:00:00Z"',
        notes: 'jangan sebar',
      }),
    );
    expect(read).toMatchObject({
      ok: true,
      value: {
        place: {
          kind: 'geodetic',
          centre: { latitude: -6.2088, longitude: 106.8456, altitudeM: null },
          uncertaintyM: 35,
          confidence: { percent: 66, distribution: 'normal' },
          method: 'Cell',
          at: null,
          flags: [],
        },
        usage: { retransmissionAllowed: true, retainUntil: '2026-11-22T00:00:00.000Z', noteWell: 'jangan sebar' },
      },
    });
  });

  test('angles with their unit, rings as repeated positions, an unknown reference system as WGS 84', () => {
    expect(
      placeIn('shape="Ellipse",crs="2d",pos="-6 106",semiMajorAxis="50",semiMinorAxis="20",orientation="1 radians"'),
    ).toMatchObject({ shape: { kind: 'ellipse', orientation: 180 / Math.PI }, uncertaintyM: 50 });
    expect(placeIn('shape="Polygon",crs="unknown",pos="-6 106",pos="-6 107",pos="-7 107",pos="-6 106"')).toMatchObject({
      shape: { kind: 'polygon', ring: { length: 3 } },
      flags: ['crs_assumed'],
    });
    const prism = 'shape="Prism",crs="3d",posList="-6 106 1 -6 107 1 -7 107 1 -6 106 1",height="9"';
    expect(placeIn(prism)).toMatchObject({ shape: { kind: 'prism', heightM: 9 }, centre: { altitudeM: 5.5 } });
  });

  test('a shape that came with an address has lost its name there', () => {
    const civicAddress = { format: 'civicAddress' };
    expect(placeIn('lang="",pos="-6 106",radius="9"', civicAddress)).toMatchObject({ shape: { kind: 'circle' } });
    expect(placeIn('pos="-6 106"', civicAddress)).toMatchObject({ shape: { kind: 'point' } });
  });

  test('an address, with quotes and commas in it, and a reference', () => {
    expect(placeIn('lang="id",A1="Jawa Timur",NAM="Toko "Maju", baru",PC="61252"', { format: 'civicAddress' })).toEqual(
      {
        kind: 'civic',
        civic: { language: 'id', fields: { A1: 'Jawa Timur', NAM: 'Toko "Maju", baru', PC: '61252' }, other: [] },
        method: null,
        at: null,
        flags: [],
      },
    );
    expect(placeIn('URI="https://lis.operator.id/x"', { format: 'URI' })).toEqual({
      kind: 'reference',
      uri: 'https://lis.operator.id/x',
    });
  });

  test.each([
    ['', 'place.no_location'],
    ['shape="Circle"', 'place.no_location'],
    ['shape="Circle",crs="2d",pos="-6 106"', 'place.bad_number'],
    ['shape="Blob",crs="2d",pos="-6 106"', 'place.unknown_shape'],
    ['shape=Circle', 'place.malformed'],
    ['x', 'place.malformed'],
    ['a="'.repeat(9_000), 'place.too_large'],
  ])('%j is refused', (list, code) => {
    expect(placeIn(list)).toBe(code);
  });

  test('no text makes it throw', () => {
    const pieces = fc.constantFrom(
      'shape="',
      'Polygon',
      'pos="',
      '-6 106',
      '"',
      '",',
      '=',
      'radius="',
      'URI="',
      '1e9',
      ' ',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, text, text, (effectiveLocation, confidence, usageRules) => {
        const read = readProfile(profile({ effectiveLocation, confidence, usageRules }));
        expect(typeof read.ok).toBe('boolean');
      }),
      { numRuns: 1_000 },
    );
  });
});
