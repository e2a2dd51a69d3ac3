import { ok, type Result, refuse } from '#platform/shared/result.ts';
import {
  maybeIndonesia,
  numberOf,
  type PlaceFlag,
  type PlaceRefusal,
  type PlaceShape,
  type Position,
} from './caller-place.ts';
import { readDms } from './caller-place-dms.ts';

/**
 * The figures of a shape as texts, before anybody has judged them. Both ways in end here: the XML of a body
 * (caller-place-pidf.ts) and the list that Asterisk makes of it (caller-place-profile.ts).
 */
export interface ShapeFigures {
  /** `Point`, `Circle`, `ArcBand`, … as RFC 5491 §5.2 names them. */
  readonly name: string;
  /** `assumed`: nobody said. RFC 5491 §5.1 knows EPSG 4326 (two figures) and 4979 (three) and nothing else. */
  readonly crs: '2d' | '3d' | 'assumed' | 'other';
  /** Texts of `pos`, one for each position. */
  readonly positions: readonly string[];
  /** Text of `posList`; null: there is none. */
  readonly list: string | null;
  /** Text of the old `coordinates` (RFC 4119 §2.3 writes degrees, minutes, seconds in it); null: there is none. */
  readonly coordinates: string | null;
  /** Metres, by element name; null: in a unit that RFC 5491 §5.1 does not know. */
  readonly lengths: ReadonlyMap<string, string | null>;
  readonly angles: ReadonlyMap<string, { readonly text: string; readonly unit: 'degrees' | 'radians' }>;
}

/** A shape that can be drawn, and what must be said about it. */
export interface ReadShape {
  readonly shape: PlaceShape;
  readonly flags: readonly PlaceFlag[];
}

/** Half the way around the earth: no length can be more. */
const maxLengthM = 20_037_508;
/** RFC 5491 §5.2.2 advises 15 corners; a sender who needs more than this draws no caller. */
const maxCorners = 500;

type Read<Value> = Result<Value, PlaceRefusal>;

/** A shape of RFC 5491 §5.2 from its figures. Refused: unknown name or reference system, figures missing or impossible. */
export function shapeOf(figures: ShapeFigures): Read<ReadShape> {
  if (figures.crs === 'other') return refuse('place.unknown_crs');
  const read = positionsOf(figures);
  if (!read.ok) return read;
  const { positions, isSwapped } = read.value;
  const flags: PlaceFlag[] = [];
  if (figures.crs === 'assumed') flags.push('crs_assumed');
  if (isSwapped) flags.push('axes_swapped');
  if (!positions.every(maybeIndonesia)) flags.push('outside_indonesia');
  if (figures.name === 'Polygon' || figures.name === 'Prism') return ringShape(figures, positions, flags);
  const [centre] = positions;
  if (centre === undefined || positions.length !== 1)
    return refuse('place.bad_number', { positions: positions.length });
  const shape = centredShape(figures, centre);
  return shape.ok ? ok({ shape: shape.value, flags }) : shape;
}

function centredShape(figures: ShapeFigures, centre: Position): Read<PlaceShape> {
  switch (figures.name) {
    case 'Point':
      return ok({ kind: 'point', centre });
    case 'Circle':
    case 'Sphere': {
      const radiusM = lengthOf(figures, 'radius');
      if (!radiusM.ok) return radiusM;
      return ok({ kind: figures.name === 'Circle' ? 'circle' : 'sphere', centre, radiusM: radiusM.value });
    }
    case 'Ellipse':
    case 'Ellipsoid':
      return ellipseOf(figures, centre);
    case 'ArcBand':
      return arcBandOf(figures, centre);
    default:
      return refuse('place.unknown_shape', { shape: figures.name.slice(0, 40) });
  }
}

function ellipseOf(figures: ShapeFigures, centre: Position): Read<PlaceShape> {
  const semiMajor = lengthOf(figures, 'semiMajorAxis');
  if (!semiMajor.ok) return semiMajor;
  const semiMinor = lengthOf(figures, 'semiMinorAxis');
  if (!semiMinor.ok) return semiMinor;
  const orientation = angleOf(figures, 'orientation');
  if (!orientation.ok) return orientation;
  const flat = { centre, semiMajorM: semiMajor.value, semiMinorM: semiMinor.value, orientation: orientation.value };
  if (figures.name === 'Ellipse') return ok({ kind: 'ellipse', ...flat });
  const vertical = lengthOf(figures, 'verticalAxis');
  return vertical.ok ? ok({ kind: 'ellipsoid', ...flat, verticalM: vertical.value }) : vertical;
}

function arcBandOf(figures: ShapeFigures, centre: Position): Read<PlaceShape> {
  const inner = lengthOf(figures, 'innerRadius');
  if (!inner.ok) return inner;
  const outer = lengthOf(figures, 'outerRadius');
  if (!outer.ok) return outer;
  const start = angleOf(figures, 'startAngle');
  if (!start.ok) return start;
  const opening = angleOf(figures, 'openingAngle');
  if (!opening.ok) return opening;
  if (inner.value > outer.value || opening.value <= 0 || opening.value > 360) return refuse('place.bad_extent');
  return ok({
    kind: 'arc_band',
    centre,
    innerM: inner.value,
    outerM: outer.value,
    startAngle: start.value,
    openingAngle: opening.value,
  });
}

function ringShape(
  figures: ShapeFigures,
  positions: readonly Position[],
  flags: readonly PlaceFlag[],
): Read<ReadShape> {
  const [first, last] = [positions[0], positions.at(-1)];
  if (first === undefined || last === undefined || positions.length > maxCorners) return refuse('place.bad_ring');
  const isClosed = positions.length > 1 && first.latitude === last.latitude && first.longitude === last.longitude;
  const ring = isClosed ? positions.slice(0, -1) : positions;
  // RFC 5491 §5.2.2: at least four positions, of which the last says the first again.
  if (ring.length < 3) return refuse('place.bad_ring', { corners: ring.length });
  const all = isClosed ? flags : [...flags, 'ring_closed' as const];
  if (figures.name === 'Polygon') return ok({ shape: { kind: 'polygon', ring }, flags: all });
  const height = lengthOf(figures, 'height');
  return height.ok ? ok({ shape: { kind: 'prism', ring, heightM: height.value }, flags: all }) : height;
}

/** Metres from 0 to half the way around the earth. */
function lengthOf({ lengths }: ShapeFigures, name: string): Read<number> {
  const text = lengths.get(name);
  if (text === null) return refuse('place.unknown_unit', { element: name });
  const value = text === undefined ? null : numberOf(text);
  if (value === null) return refuse('place.bad_number', { element: name });
  return value >= 0 && value <= maxLengthM ? ok(value) : refuse('place.bad_extent', { element: name });
}

/** Degrees from 0 to 360; whole turns beyond it are taken off, an opening of one whole turn stays. */
function angleOf({ angles }: ShapeFigures, name: string): Read<number> {
  const angle = angles.get(name);
  const value = angle === undefined ? null : numberOf(angle.text);
  if (angle === undefined || value === null) return refuse('place.bad_number', { element: name });
  const degrees = angle.unit === 'radians' ? (value * 180) / Math.PI : value;
  if (Math.abs(degrees) > 36_000) return refuse('place.bad_extent', { element: name });
  if (degrees >= 0 && degrees <= 360) return ok(degrees);
  return name === 'openingAngle' ? refuse('place.bad_extent', { element: name }) : ok(((degrees % 360) + 360) % 360);
}

function positionsOf(figures: ShapeFigures): Read<{ positions: readonly Position[]; isSwapped: boolean }> {
  const rows = rowsOf(figures);
  if (!rows.ok) return rows;
  if (rows.value.length === 0) return refuse('place.no_location');
  const asSent = rows.value.map(([a, b, altitudeM]) => ({ latitude: a, longitude: b, altitudeM }));
  if (asSent.every(isOnEarth)) return ok({ positions: asSent, isSwapped: false });
  const turned = rows.value.map(([a, b, altitudeM]) => ({ latitude: b, longitude: a, altitudeM }));
  // Every longitude of Indonesia is more than 90, so no latitude: swapped figures show themselves and cannot be mistaken.
  return turned.every(maybeIndonesia) ? ok({ positions: turned, isSwapped: true }) : refuse('place.out_of_range');
}

type Row = readonly [first: number, second: number, altitude: number | null];

function rowsOf({ crs, positions, list, coordinates }: ShapeFigures): Read<readonly Row[]> {
  if (positions.length > 0) return collect(positions.slice(0, maxCorners + 2).map((text) => figuresOf(text, crs)));
  if (list !== null) {
    const words = wordsOf(list, 3 * (maxCorners + 2));
    const step = crs === '3d' ? 3 : 2;
    if (words.length % step !== 0) return refuse('place.bad_number', { figures: words.length });
    const starts = Array.from({ length: words.length / step }, (_, at) => at * step);
    return collect(starts.map((at) => figuresOf(words.slice(at, at + step).join(' '), crs)));
  }
  if (coordinates === null) return ok([]);
  const dms = readDms(coordinates);
  if (dms !== null) return ok([[dms.latitude, dms.longitude, null]]);
  return collect([figuresOf(coordinates.slice(0, 200).replaceAll(',', ' '), crs)]);
}

function figuresOf(text: string, crs: ShapeFigures['crs']): Read<Row> {
  const [a, b, c] = wordsOf(text, 4).map(numberOf);
  const count = wordsOf(text, 4).length;
  if (a === undefined || a === null || b === undefined || b === null || c === null || count > 3) {
    return refuse('place.bad_number', { element: 'pos' });
  }
  // A third figure where two were announced is a height all the same; a missing one is simply not known.
  return ok([a, b, crs === '2d' ? null : (c ?? null)]);
}

function wordsOf(text: string, most: number): readonly string[] {
  return text
    .slice(0, 32 * most)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, most);
}

function isOnEarth({ latitude, longitude }: Position): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}

function collect<Value>(results: readonly Read<Value>[]): Read<readonly Value[]> {
  const values: Value[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return ok(values);
}
