import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areaGeometry } from '../../geometry.ts';
import { cornerAt, cornersIn, geometryOf, outlinesOf } from './shape.ts';

const corner = fc.tuple(fc.double({ min: 95, max: 141, noNaN: true }), fc.double({ min: -11, max: 6, noNaN: true }));
const ring = fc.array(corner, { minLength: 3, maxLength: 12 });

describe('what is drawn and what is kept', () => {
  test('are the same shape', () => {
    fc.assert(
      fc.property(fc.array(ring, { minLength: 1, maxLength: 4 }), (outlines) => {
        const geometry = areaGeometry.parse(geometryOf(outlines));
        expect(geometry.type).toBe(outlines.length === 1 ? 'Polygon' : 'MultiPolygon');
        expect(outlinesOf(geometry)).toEqual(outlines);
        expect(cornersIn(geometry)).toBe(outlines.flat().length);
      }),
    );
  });

  test('two corners are no area', () => {
    expect(geometryOf([])).toBeNull();
    expect(
      geometryOf([
        [
          [112, -7],
          [113, -7],
        ],
      ]),
    ).toBeNull();
  });

  test('a shape with a hole is not for drawing tools', () => {
    const outer: [number, number][] = [
      [0, 0],
      [9, 0],
      [9, 9],
      [0, 0],
    ];
    const hole: [number, number][] = [
      [4, 1],
      [5, 1],
      [5, 2],
      [4, 1],
    ];
    expect(outlinesOf({ type: 'Polygon', coordinates: [outer, hole] })).toBeNull();
    expect(outlinesOf({ type: 'MultiPolygon', coordinates: [[outer], [outer, hole]] })).toBeNull();
  });

  test('a corner is kept to the decimetre, longitude first', () => {
    expect(cornerAt({ latitude: -7.44721049, longitude: 112.71834951 })).toEqual([112.71835, -7.44721]);
  });
});
