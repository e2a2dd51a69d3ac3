import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metresBetween } from '#platform/shared/sphere.ts';
import type { Confidence, PlaceShape, Position } from './caller-place.ts';
import { extentOf, radiusAt } from './caller-place-geometry.ts';

const at = (latitude: number, longitude: number): Position => ({ latitude, longitude, altitudeM: null });
const sidoarjo = at(-7.447, 112.718);
const sure = (percent: number | null, distribution: Confidence['distribution']): Confidence => ({
  percent,
  distribution,
});

describe('extents', () => {
  const band = (innerM: number, outerM: number, startAngle: number, openingAngle: number): PlaceShape => {
    return { kind: 'arc_band', centre: sidoarjo, innerM, outerM, startAngle, openingAngle };
  };

  test('a whole ring is centred where it says and reaches to its rim', () => {
    const { centre, uncertaintyM } = extentOf(band(500, 1_000, 77, 360));
    expect(metresBetween(centre, sidoarjo)).toBeLessThan(1e-3);
    expect(uncertaintyM).toBeCloseTo(1_000, 6);
  });

  test('half a disc has its centroid at 4 r / 3 π', () => {
    const { centre } = extentOf(band(0, 3_000, 0, 180));
    expect(metresBetween(centre, sidoarjo)).toBeCloseTo((4 * 3_000) / (3 * Math.PI), 0);
    // From north over east to south: the middle lies due east.
    expect(centre.latitude).toBeCloseTo(sidoarjo.latitude, 9);
    expect(centre.longitude).toBeGreaterThan(sidoarjo.longitude);
  });

  test('whatever lies in a band lies in its circle', () => {
    const angle = fc.double({ min: 0, max: 360, noNaN: true });
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(part, fc.double({ min: 1, max: 30_000, noNaN: true }), angle, angle, part, part, (...given) => {
        const [thin, outerM, start, opening, along, out] = given;
        const shape = band(thin * outerM, outerM, start, Math.max(opening, 1e-9));
        const { centre, uncertaintyM } = extentOf(shape);
        const radius = outerM * (thin + (1 - thin) * out);
        const turn = ((start + opening * along) * Math.PI) / 180;
        const metres = 111_195;
        const inside = at(
          sidoarjo.latitude + (radius * Math.cos(turn)) / metres,
          sidoarjo.longitude + (radius * Math.sin(turn)) / metres / Math.cos((sidoarjo.latitude * Math.PI) / 180),
        );
        // A thousandth for the plane, which is no sphere.
        expect(metresBetween(centre, inside)).toBeLessThanOrEqual((uncertaintyM ?? 0) * 1.001 + 0.001 * outerM + 0.01);
      }),
    );
  });

  test('a triangle is centred on the mean of its corners, whichever way round and wherever it begins', () => {
    const ring = [at(-7.4, 112.7), at(-7.4, 112.8), at(-7.3, 112.7)];
    const [one, other] = [ring, [...ring].reverse()].map((corners) => extentOf({ kind: 'polygon', ring: corners }));
    expect(one?.centre.latitude).toBeCloseTo(-22.1 / 3, 9);
    expect(one?.centre.longitude).toBeCloseTo(338.2 / 3, 9);
    expect(metresBetween(one?.centre ?? sidoarjo, other?.centre ?? at(0, 0))).toBeLessThan(60);
  });

  test('a ring without an area and a ring across the date line', () => {
    const line = extentOf({ kind: 'polygon', ring: [at(-7, 112), at(-7, 112.01), at(-7, 112.02)] });
    expect(line.centre.longitude).toBeCloseTo(112.01, 9);
    const across = extentOf({
      kind: 'polygon',
      ring: [at(0, 179.99), at(0, -179.99), at(0.02, -179.99), at(0.02, 179.99)],
    });
    expect(Math.abs(across.centre.longitude)).toBeCloseTo(180, 6);
    expect(across.uncertaintyM).toBeLessThan(1_600);
  });

  test('a bare point says nothing about its uncertainty', () => {
    expect(extentOf({ kind: 'point', centre: sidoarjo })).toEqual({ centre: sidoarjo, uncertaintyM: null });
  });
});

describe('another confidence (RFC 7459 §5.4)', () => {
  test.each([
    // Two-dimensional normal: 39.35 % lie within one standard deviation, 95 % within 2.4477.
    ['normal', 39.3469, 95, 2.4477],
    ['rectangular', 25, 100 * 0.81, 1.8],
    ['unknown', 39.3469, 95, 2.4477],
  ] as const)('%s from %d to %d %%', (distribution, from, to, factor) => {
    expect(radiusAt(100, sure(from, distribution), to)).toBeCloseTo(100 * factor, 1);
  });

  test('unknown takes the larger circle both ways', () => {
    expect(radiusAt(100, sure(95, 'unknown'), 68)).toBe(radiusAt(100, sure(95, 'rectangular'), 68));
    expect(radiusAt(100, sure(68, 'unknown'), 95)).toBe(radiusAt(100, sure(68, 'normal'), 95));
  });

  test('what is not known is not changed', () => {
    expect(radiusAt(100, sure(null, 'normal'), 95)).toBe(100);
  });

  test('more confidence is never a smaller circle', () => {
    const percent = fc.double({ min: 0.01, max: 100, noNaN: true });
    const wanted = fc.double({ min: 0.01, max: 99.99, noNaN: true });
    const kind = fc.constantFrom('normal', 'rectangular', 'unknown');
    fc.assert(
      fc.property(percent, wanted, wanted, kind, (from, a, b, distribution) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        const [small, large] = [low, high].map((one) => radiusAt(100, sure(from, distribution), one));
        expect(large).toBeGreaterThanOrEqual((small ?? 0) - 1e-9);
      }),
    );
  });
});
