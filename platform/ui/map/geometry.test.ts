import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metresBetween } from '#platform/shared/sphere.ts';
import { accuracyOfHand, boundsOf, circleAround, isWithin, metresPerPixel, viewOf, viewText } from './geometry.ts';

const alunAlun = { latitude: -7.44721, longitude: 112.71834 };
const somewhere = fc.record({
  latitude: fc.double({ min: -11, max: 6, noNaN: true }),
  longitude: fc.double({ min: 95, max: 141, noNaN: true }),
});

describe('measures', () => {
  test('a degree of latitude is 111 km, one of longitude less away from the equator', () => {
    expect(metresBetween({ latitude: 0, longitude: 110 }, { latitude: 1, longitude: 110 })).toBeCloseTo(111_195, -1);
    expect(metresBetween({ latitude: 60, longitude: 110 }, { latitude: 60, longitude: 111 })).toBeCloseTo(55_597, -2);
  });

  test('the whole earth is one tile of 512 pixels at zoom 0', () => {
    expect(metresPerPixel(0, 0) * 512).toBeCloseTo(2 * Math.PI * 6_371_008.8, 0);
    expect(metresPerPixel(0, 1)).toBeCloseTo(metresPerPixel(0, 0) / 2, 6);
  });

  test('a hand is surer the closer it looks, and never surer than 5 m', () => {
    const said = [8, 12, 16, 20].map((zoom) => accuracyOfHand(alunAlun.latitude, zoom));
    expect(said).toEqual([5000, 500, 20, 5]);
  });

  test('every corner of a circle is a radius away', () => {
    fc.assert(
      fc.property(somewhere, fc.integer({ min: 5, max: 20_000 }), (centre, radiusM) => {
        const ring = circleAround(centre, radiusM, 16);
        expect(ring).toHaveLength(17);
        expect(ring[0]).toEqual(ring[16]);
        for (const [longitude, latitude] of ring)
          expect(metresBetween(centre, { latitude, longitude }) / radiusM).toBeCloseTo(1, 1);
      }),
    );
  });
});

describe('boxes', () => {
  test('hold all their points, and nothing is in the box of none', () => {
    expect(boundsOf([])).toBeNull();
    fc.assert(
      fc.property(fc.array(somewhere, { minLength: 1, maxLength: 20 }), (points) => {
        const bounds = boundsOf(points);
        expect(bounds !== null && points.every((one) => isWithin(bounds, one))).toBe(true);
      }),
    );
  });

  test('a margin widens them in metres', () => {
    const bounds = boundsOf([alunAlun], 1000);
    expect(bounds === null ? 0 : metresBetween(alunAlun, { latitude: bounds[1], longitude: 112.71834 })).toBeCloseTo(
      1000,
      0,
    );
  });
});

describe('a view in an address', () => {
  test('comes back as it was written', () => {
    expect(viewOf(viewText({ centre: alunAlun, zoom: 12.5 }))).toEqual({ centre: alunAlun, zoom: 12.5 });
  });

  test.each([null, '', 'x', '1,2', '1,2,3,4', '91,112,10', '-7,181,10', '-7,112,', '-7,112,99'])(
    'is none when it says %s',
    (text) => {
      expect(viewOf(text)).toBeNull();
    },
  );
});
