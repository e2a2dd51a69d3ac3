import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { metresBetween } from '#platform/shared/sphere.ts';
import type { FileMapping } from '../../import-contract.ts';
import type { RowProblem } from '../../import-problems.ts';
import { wordsOf } from '../../normalise.ts';
import { villageCode } from '../../place.ts';
import type { Point } from '../../position.ts';

/** A landmark or a road as a file has it. */
export interface ReadLandmark {
  readonly kind: 'landmark' | 'road';
  readonly name: string;
  readonly words: string;
  readonly category: string | null;
  readonly address: string | null;
  readonly point: Point;
  readonly accuracyM: number | null;
  readonly villageCode: string | null;
  /** Of a road. */
  readonly lines: readonly (readonly Point[])[];
}

export interface LandmarkFile {
  readonly landmarks: readonly ReadLandmark[];
  readonly problems: readonly { readonly at: string; readonly problem: RowProblem; readonly said: string }[];
  readonly columns: readonly string[];
  readonly mapping: FileMapping;
}

interface Options {
  readonly mapping: FileMapping;
  /** The village nearest to a point, null: none within 20 km. Parts of a road are joined within one. */
  readonly nearest: (point: Point) => string | null;
}

/** How files call their columns; the first that is there is taken. */
const usual: Readonly<Record<string, readonly string[]>> = {
  name: ['nama', 'name', 'nama_tempat', 'landmark', 'patokan', 'judul', 'title'],
  latitude: ['latitude', 'lat', 'lintang', 'y'],
  longitude: ['longitude', 'lon', 'lng', 'long', 'bujur', 'x'],
  category: ['kategori', 'category', 'jenis', 'amenity', 'type', 'tipe', 'highway', 'shop', 'building'],
  address: ['alamat', 'address', 'addr:full', 'addr:street'],
  words: ['kata', 'alias', 'nama_lain', 'words', 'alt_name', 'short_name', 'old_name'],
  accuracy: ['akurasi', 'akurasi_m', 'accuracy', 'accuracy_m'],
  village: ['kode_desa', 'village_code', 'kode_wilayah', 'desa_kode'],
};

type Row = Readonly<Record<string, unknown>>;
interface Located {
  readonly row: Row;
  readonly shape:
    | { readonly kind: 'point'; readonly point: Point; readonly accuracyM: number | null }
    | { readonly kind: 'line'; readonly lines: Point[][] }
    | null;
}

/** Read landmarks and roads out of CSV (comma, semicolon or tab) or GeoJSON (points, areas; lines are roads). */
export function readLandmarkFile(
  text: string,
  options: Options,
): Result<LandmarkFile, 'layer.unreadable' | 'layer.no_columns'> {
  const isJson = /^\s*[[{]/.test(text.slice(0, 200));
  const rows = isJson ? geoJsonRows(text) : csvRows(text);
  if (!rows.ok) return rows;
  const columns = [...new Set(rows.value.slice(0, 200).flatMap(({ row }) => Object.keys(row)))];
  const columnOf = (what: string) =>
    options.mapping[what] ?? columns.find((one) => (usual[what] ?? []).includes(one.toLowerCase().trim()));
  const used = Object.fromEntries(
    Object.keys(usual).flatMap((what) => {
      const column = columnOf(what);
      return column === undefined || !columns.includes(column) ? [] : [[what, column]];
    }),
  );
  const needed = isJson ? ['name'] : ['name', 'latitude', 'longitude'];
  const missing = needed.filter((what) => used[what] === undefined);
  if (missing.length > 0)
    return refuse('layer.no_columns', { missing: missing.join(', '), columns: columns.join(', ') || '–' });
  return ok({ ...collect(rows.value, used, options), columns, mapping: used });
}

function collect(
  rows: readonly Located[],
  used: FileMapping,
  { nearest }: Options,
): Pick<LandmarkFile, 'landmarks' | 'problems'> {
  const problems: { at: string; problem: RowProblem; said: string }[] = [];
  const landmarks: ReadLandmark[] = [];
  const roads = new Map<string, { name: string; category: string | null; lines: Point[][] }>();
  const seen = new Map<string, Point[]>();
  for (const [nth, { row, shape }] of rows.entries()) {
    const at = (what: string) => textOf(row[used[what] ?? '']);
    const name = at('name').slice(0, 200);
    const note = (problem: RowProblem) =>
      void problems.push({
        at: String(nth + 1),
        problem,
        said: Object.values(row).map(textOf).join(' · ').slice(0, 120),
      });
    const category = at('category').slice(0, 80) || null;
    const place = shape ?? pointOf(at('latitude'), at('longitude'));
    if (name === '' || wordsOf(name).length === 0) note('no_name');
    else if (place === null) note('bad_position');
    else if (place.kind === 'line') joinRoad(roads, { name, category, lines: place.lines }, nearest, note);
    else if (!isIndonesia(place.point)) note('outside_indonesia');
    else if (nearest(place.point) === null) note('far_away');
    else if (isTwice(seen, name, place.point)) note('twice');
    else
      landmarks.push({
        kind: 'landmark',
        name,
        category,
        words: at('words').slice(0, 300),
        address: at('address').slice(0, 200) || null,
        point: place.point,
        accuracyM: metresOf(at('accuracy')) ?? place.accuracyM,
        villageCode: villageCode.safeParse(at('village')).data ?? null,
        lines: [],
      });
  }
  return { landmarks: [...landmarks, ...[...roads.values()].map(toRoad)], problems };
}

/** A road is one in each village: its parts there together, because people say a road with the village. */
function joinRoad(
  roads: Map<string, { name: string; category: string | null; lines: Point[][] }>,
  { name, category, lines }: { name: string; category: string | null; lines: Point[][] },
  nearest: Options['nearest'],
  note: (problem: RowProblem) => void,
): void {
  const middle = lines[0]?.[Math.floor((lines[0]?.length ?? 0) / 2)];
  const village = middle === undefined || !isIndonesia(middle) ? null : nearest(middle);
  if (middle === undefined || village === null) {
    note(middle === undefined ? 'bad_position' : isIndonesia(middle) ? 'far_away' : 'outside_indonesia');
    return;
  }
  const key = `${wordsOf(name).join(' ')}|${village}`;
  const kept = roads.get(key) ?? { name, category, lines: [] };
  kept.lines.push(...lines);
  roads.set(key, kept);
}

function toRoad({ name, category, lines }: { name: string; category: string | null; lines: Point[][] }): ReadLandmark {
  const points = lines.flat();
  const [south, north] = rangeOf(points.map(({ latitude }) => latitude));
  const [west, east] = rangeOf(points.map(({ longitude }) => longitude));
  const centre = { latitude: (south + north) / 2, longitude: (west + east) / 2 };
  // On the road itself: the middle of a bent one may lie in a field.
  const point = points.reduce(
    (best, one) => (metresBetween(one, centre) < metresBetween(best, centre) ? one : best),
    points[0] ?? centre,
  );
  const farthest = Math.max(...points.map((one) => metresBetween(one, point)));
  return {
    kind: 'road',
    name,
    category,
    words: '',
    address: null,
    point,
    accuracyM: Math.min(200_000, Math.max(1, Math.round(farthest))),
    villageCode: null,
    lines,
  };
}

/** The same name within 50 m is the same landmark. */
function isTwice(seen: Map<string, Point[]>, name: string, point: Point): boolean {
  const key = wordsOf(name).join(' ');
  const others = seen.get(key) ?? [];
  seen.set(key, [...others, point]);
  return others.some((other) => metresBetween(other, point) < 50);
}

function csvRows(text: string): Result<Located[], 'layer.unreadable'> {
  const heading = text.slice(0, text.indexOf('\n') < 0 ? undefined : text.indexOf('\n'));
  const delimiter = [',', ';', '\t'].toSorted((a, b) => heading.split(b).length - heading.split(a).length)[0] ?? ',';
  try {
    const options = {
      bom: true,
      columns: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    };
    const rows = z.array(z.record(z.string(), z.unknown())).parse(parse(text, options));
    return ok(rows.map((row) => ({ row, shape: null })));
  } catch (error) {
    if (error instanceof CsvError) return refuse('layer.unreadable', { why: error.code });
    throw error;
  }
}

const position = z.tuple([z.number(), z.number()]).rest(z.number());
const shapes = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: position }),
  z.object({ type: z.literal('MultiPoint'), coordinates: z.array(position).min(1) }),
  z.object({ type: z.literal('LineString'), coordinates: z.array(position).min(2) }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(position).min(2)).min(1) }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position)).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position))).min(1) }),
]);
const collection = z.looseObject({
  type: z.literal('FeatureCollection'),
  features: z.array(z.looseObject({ properties: z.record(z.string(), z.unknown()).nullish(), geometry: z.unknown() })),
});

function geoJsonRows(text: string): Result<Located[], 'layer.unreadable'> {
  const read = collection.safeParse(jsonOf(text));
  if (!read.success) return refuse('layer.unreadable', { why: 'GeoJSON FeatureCollection?' });
  return ok(
    read.data.features.map(({ properties, geometry }) => ({ row: properties ?? {}, shape: shapeOf(geometry) })),
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function shapeOf(geometry: unknown): Located['shape'] {
  const read = shapes.safeParse(geometry);
  if (!read.success) return null;
  const { type, coordinates } = read.data;
  const toPoint = ([longitude, latitude]: z.output<typeof position>): Point => ({ latitude, longitude });
  switch (type) {
    case 'Point':
      return { kind: 'point', point: toPoint(coordinates), accuracyM: null };
    case 'LineString':
      return { kind: 'line', lines: [coordinates.map(toPoint)] };
    case 'MultiLineString':
      return { kind: 'line', lines: coordinates.map((line) => line.map(toPoint)) };
    default:
      return middleOf(coordinates.flat(3).length === 0 ? [] : pairsOf(coordinates));
  }
}

/** Every position of a nested geometry. */
function pairsOf(nested: unknown): Point[] {
  if (!Array.isArray(nested)) return [];
  const [first, second] = nested;
  if (typeof first === 'number' && typeof second === 'number') return [{ longitude: first, latitude: second }];
  return nested.flatMap(pairsOf);
}

/** A building or a park: its middle, as exact as it is large. */
function middleOf(points: readonly Point[]): Located['shape'] {
  if (points.length === 0) return null;
  const [south, north] = rangeOf(points.map(({ latitude }) => latitude));
  const [west, east] = rangeOf(points.map(({ longitude }) => longitude));
  const point = { latitude: (south + north) / 2, longitude: (west + east) / 2 };
  const metres = metresBetween(point, { latitude: north, longitude: east });
  return { kind: 'point', point, accuracyM: Math.min(200_000, Math.max(1, Math.round(metres))) };
}

function pointOf(latitude: string, longitude: string): Located['shape'] {
  // A spreadsheet of this country writes decimal commas.
  const figure = (text: string) => (/^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN);
  const point = { latitude: figure(latitude), longitude: figure(longitude) };
  if (!(Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180)) return null;
  return { kind: 'point', point, accuracyM: null };
}

function metresOf(text: string): number | null {
  const metres = Math.round(Number(text.replace(',', '.')));
  return text !== '' && metres >= 1 && metres <= 200_000 ? metres : null;
}

function isIndonesia({ latitude, longitude }: Point): boolean {
  return latitude >= -11.6 && latitude <= 6.6 && longitude >= 94.4 && longitude <= 141.6;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

function rangeOf(values: readonly number[]): [number, number] {
  return [values.reduce((a, b) => Math.min(a, b), Infinity), values.reduce((a, b) => Math.max(a, b), -Infinity)];
}
