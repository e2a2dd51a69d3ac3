/** A place of a map: its outline where one is known, else the point at which it is drawn. Degrees on WGS 84, longitude first. */
export interface Shape {
  readonly key: string;
  readonly name: string;
  /** Outer rings and their holes, of each part of the place; empty: no outline is known. */
  readonly polygons: readonly (readonly (readonly (readonly number[])[])[])[];
  readonly point: readonly [longitude: number, latitude: number] | null;
}

/** A shape on paper, in the units of the paper. */
export interface DrawnShape {
  readonly key: string;
  readonly name: string;
  /** As SVG's `d`; empty: it is drawn as a dot. */
  readonly path: string;
  /** Where its name stands. */
  readonly x: number;
  readonly y: number;
}

export const paper = { width: 900, height: 600, margin: 40 } as const;

/**
 * Shapes on paper as large as they fit, north up. A regency is small: the cosine of its middle latitude for all its meridians is less
 * than a thousandth off (equirectangular projection). A shape with neither outline nor point is left out.
 */
export function drawShapes(shapes: readonly Shape[]): DrawnShape[] {
  const placed = shapes.filter(({ polygons, point }) => polygons.length > 0 || point !== null);
  const ends = placed.flatMap(({ polygons, point }) => [...polygons.flat(2), ...(point === null ? [] : [point])]);
  const [west, east] = rangeOf(ends.map(([longitude = 0]) => longitude));
  const [south, north] = rangeOf(ends.map(([, latitude = 0]) => latitude));
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const [inner, tall] = [paper.width - 2 * paper.margin, paper.height - 2 * paper.margin];
  const scale = Math.min(inner / Math.max(1e-9, (east - west) * shrink), tall / Math.max(1e-9, north - south));
  const at = ([longitude = 0, latitude = 0]: readonly number[]): [number, number] => [
    tenth(paper.width / 2 + (longitude - (west + east) / 2) * shrink * scale),
    tenth(paper.height / 2 - (latitude - (south + north) / 2) * scale),
  ];
  return placed.map(({ key, name, polygons, point }) => {
    const rings = polygons.flat().map((ring) => ring.map(at));
    const [x, y] = point === null ? middleOf(rings[0] ?? []) : at(point);
    return { key, name, path: rings.map((ring) => `M${ring.map((one) => one.join(' ')).join('L')}Z`).join(''), x, y };
  });
}

const tenth = (value: number) => Math.round(value * 10) / 10;

function rangeOf(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([least, most], one) => [Math.min(least, one), Math.max(most, one)],
    [values[0] ?? 0, values[0] ?? 0],
  );
}

/** Of the box around a ring. */
function middleOf(ring: readonly (readonly [number, number])[]): [number, number] {
  const [left, right] = rangeOf(ring.map(([x]) => x));
  const [top, bottom] = rangeOf(ring.map(([, y]) => y));
  return [(left + right) / 2, (top + bottom) / 2];
}
