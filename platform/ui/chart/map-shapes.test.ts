import { expect, test } from 'vitest';
import { drawShapes, paper, type Shape } from './map-shapes.ts';

const square = (west: number, south: number, side: number): Shape => ({
  key: `${west}`,
  name: 'Kotak',
  polygons: [
    [
      [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
      ],
    ],
  ],
  point: null,
});
const corners = (path: string) =>
  path
    .slice(1, -1)
    .split('L')
    .map((one) => one.split(' ').map(Number));

test('north is up, and everything lies within the margins', () => {
  const drawn = drawShapes([square(112, -8, 0.5), square(112.5, -7.5, 0.5)]);
  expect(drawn[1]?.y).toBeLessThan(drawn[0]?.y ?? 0);
  for (const [x = -1, y = -1] of drawn.flatMap(({ path }) => corners(path))) {
    expect(x).toBeGreaterThanOrEqual(paper.margin - 0.1);
    expect(x).toBeLessThanOrEqual(paper.width - paper.margin + 0.1);
    expect(y).toBeGreaterThanOrEqual(paper.margin - 0.1);
    expect(y).toBeLessThanOrEqual(paper.height - paper.margin + 0.1);
  }
});

test('at sixty degrees a degree of longitude is half as wide as one of latitude', () => {
  const [[left = 0, bottom = 0] = [], [right = 0] = [], [, top = 0] = []] = corners(
    drawShapes([square(10, 59.5, 1)])[0]?.path ?? '',
  );
  expect((right - left) / (bottom - top)).toBeCloseTo(0.5, 2);
});

test.each([
  [
    'without an outline is a dot at its point',
    { key: 'a', name: 'A', polygons: [], point: [112, -7] },
    [['', 450, 300]],
  ],
  ['with neither is left out', { key: 'a', name: 'A', polygons: [], point: null }, []],
] satisfies [string, Shape, unknown[]][])('a shape %s', (_, shape, expected) => {
  expect(drawShapes([shape]).map(({ path, x, y }) => [path, x, y])).toEqual(expected);
});
