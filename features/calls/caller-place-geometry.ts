import type { Confidence, PlaceShape, Position } from './caller-place.ts';

/** Metres of one degree of latitude, mean of the ellipsoid; half a percent off at worst, far less than any uncertainty. */
const metresPerDegree = 111_195;
const radians = Math.PI / 180;

/** Where a shape is centred, and the radius about it that holds the shape; null for a bare point. */
export interface Extent {
  readonly centre: Position;
  readonly uncertaintyM: number | null;
}

/**
 * The circle about the centroid that holds a shape (RFC 7459 §5.1 and §5.2). Of a solid only its shadow on the ground counts: that the
 * caller is in the shadow is at least as sure as that they are in the solid (§5.3).
 */
export function extentOf(shape: PlaceShape): Extent {
  switch (shape.kind) {
    case 'point':
      return { centre: shape.centre, uncertaintyM: null };
    case 'circle':
    case 'sphere':
      return { centre: shape.centre, uncertaintyM: shape.radiusM };
    case 'ellipse':
    case 'ellipsoid':
      return { centre: shape.centre, uncertaintyM: Math.max(shape.semiMajorM, shape.semiMinorM) };
    case 'arc_band':
      return arcBandExtent(shape);
    case 'polygon':
      return ringExtent(shape.ring, 0);
    case 'prism':
      return ringExtent(shape.ring, shape.heightM / 2);
  }
}

/**
 * The centroid lies on the middle of the opening. Seen from there an arc only gets farther away towards its ends, however wide it
 * opens, so the farthest point is a corner.
 */
function arcBandExtent(shape: Extract<PlaceShape, { kind: 'arc_band' }>): Extent {
  const { innerM, outerM, startAngle, openingAngle } = shape;
  const half = (openingAngle * radians) / 2;
  // (R³ − r³) / (R² − r²) without its 0 / 0 for a band as thin as a line, and sin x / x without that of an opening of nothing.
  const thickness = innerM + outerM === 0 ? 0 : (outerM ** 2 + outerM * innerM + innerM ** 2) / (outerM + innerM);
  const bend = half < 1e-6 ? 1 : Math.sin(half) / half;
  const distance = (2 / 3) * bend * thickness;
  const middle = startAngle * radians + half;
  const centre = moved(shape.centre, distance * Math.sin(middle), distance * Math.cos(middle));
  const corner = (radius: number) => Math.hypot(radius * Math.sin(half), radius * Math.cos(half) - distance);
  return { centre, uncertaintyM: Math.max(corner(innerM), corner(outerM)) };
}

/** The centroid of the area, or of the corners where there is no area (all on one line). */
function ringExtent(ring: readonly Position[], raisedM: number): Extent {
  const [first] = ring;
  if (first === undefined) return { centre: { latitude: 0, longitude: 0, altitudeM: null }, uncertaintyM: null };
  const corners = ring.map((position) => offsetOf(first, position));
  let [doubled, east, north] = [0, 0, 0];
  for (const [at, a] of corners.entries()) {
    const b = corners[(at + 1) % corners.length] ?? a;
    const cross = a.east * b.north - b.east * a.north;
    doubled += cross;
    east += (a.east + b.east) * cross;
    north += (a.north + b.north) * cross;
  }
  // Under a square decimetre the division says more about rounding than about the place.
  const isFlat = Math.abs(doubled) < 0.01;
  const mean = (side: 'east' | 'north') => corners.reduce((sum, corner) => sum + corner[side], 0) / corners.length;
  const middle = isFlat
    ? { east: mean('east'), north: mean('north') }
    : { east: east / (3 * doubled), north: north / (3 * doubled) };
  const uncertaintyM = Math.max(
    ...corners.map((corner) => Math.hypot(corner.east - middle.east, corner.north - middle.north)),
  );
  const centre = moved(first, middle.east, middle.north);
  const altitudeM = centre.altitudeM === null ? null : centre.altitudeM + raisedM;
  return { centre: { ...centre, altitudeM }, uncertaintyM };
}

/** On a plane that touches the earth at `from`: right to the metre for any cell, and the shapes here are no larger. */
function offsetOf(from: Position, to: Position): { readonly east: number; readonly north: number } {
  // The shorter way round, for a ring across the date line.
  const dLongitude = ((((to.longitude - from.longitude + 180) % 360) + 360) % 360) - 180;
  return {
    east: dLongitude * metresPerDegree * Math.cos(from.latitude * radians),
    north: (to.latitude - from.latitude) * metresPerDegree,
  };
}

function moved(from: Position, east: number, north: number): Position {
  const latitude = Math.max(-90, Math.min(90, from.latitude + north / metresPerDegree));
  // At the poles every longitude is the same place.
  const width = Math.max(1e-9, Math.cos(from.latitude * radians));
  const turned = from.longitude + east / (metresPerDegree * width);
  const longitude = turned >= -180 && turned <= 180 ? turned : ((((turned + 180) % 360) + 360) % 360) - 180;
  return { latitude, longitude, altitudeM: from.altitudeM };
}

/**
 * The radius at another confidence (RFC 7459 §5.4), so that two senders can be compared: over two dimensions an even chance grows with
 * the root of the confidence, a normal one with the root of its logarithm. Where the sender did not say which, the larger of the two,
 * because too large a circle loses time and too small a one loses the caller. A sender who knows no confidence: unchanged.
 */
export function radiusAt(radiusM: number, { percent, distribution }: Confidence, wanted: number): number {
  if (percent === null || percent === wanted || wanted <= 0 || wanted >= 100) return radiusM;
  const even = Math.sqrt(wanted / percent);
  // A normal distribution never ends, so "100 %" of one cannot be scaled; the radius as sent is the safe answer.
  const normal = percent >= 100 ? 1 : Math.sqrt(Math.log(1 - wanted / 100) / Math.log(1 - percent / 100));
  const factor = { rectangular: even, normal, unknown: Math.max(even, normal) }[distribution];
  return radiusM * factor;
}
