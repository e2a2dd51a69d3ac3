import { z } from 'zod';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type AreaGeometry, areaGeometry } from '../../geometry.ts';
import type { FileMapping } from '../../import-contract.ts';
import type { RowProblem } from '../../import-problems.ts';
import type { BoundaryLevel } from '../../layer.ts';
import { wordsOf } from '../../normalise.ts';
import { geometryProblem } from './geometry-check.ts';

/** A region a boundary can be of. */
export interface KnownRegion {
  readonly code: string;
  readonly name: string;
  readonly level: BoundaryLevel;
  /** Of a village its district, of a district its regency. */
  readonly parentName: string;
  readonly isOwn: boolean;
}

export interface ReadBoundary {
  readonly code: string;
  readonly geometry: AreaGeometry;
}

export interface BoundaryFile {
  readonly level: BoundaryLevel;
  readonly boundaries: readonly ReadBoundary[];
  readonly byCode: number;
  readonly byName: number;
  readonly ofNeighbours: number;
  readonly problems: readonly { readonly at: string; readonly problem: RowProblem; readonly said: string }[];
  readonly missing: readonly { readonly code: string; readonly name: string }[];
  readonly columns: readonly string[];
  readonly mapping: FileMapping;
}

const collection = z.looseObject({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.looseObject({ properties: z.record(z.string(), z.unknown()).nullish(), geometry: z.unknown().nullish() }),
  ),
});

/** How publishers call the columns: BIG and Kemendagri, OCHA, and what people write by hand. The finest first. */
const codeColumns = [
  'kode',
  'code',
  'kemendagri',
  'kode_kemendagri',
  'kdepum',
  'kdcpum',
  'kdpkab',
  'kode_desa',
  'kd_desa',
  'kode_kec',
  'adm4_pcode',
  'adm3_pcode',
  'adm2_pcode',
  'id',
];
const nameColumns: Readonly<Record<BoundaryLevel, readonly string[]>> = {
  village: ['wadmkd', 'namobj', 'adm4_en', 'adm4_id', 'desa', 'kelurahan', 'nama_desa', 'village', 'nama', 'name'],
  district: ['wadmkc', 'namobj', 'adm3_en', 'adm3_id', 'kecamatan', 'nama_kec', 'district', 'nama', 'name'],
  regency: ['wadmkk', 'namobj', 'adm2_en', 'adm2_id', 'kabupaten', 'kab_kota', 'regency', 'nama', 'name'],
};
const parentColumns: Readonly<Record<BoundaryLevel, readonly string[]>> = {
  village: nameColumns.district.slice(0, -2).filter((one) => one !== 'namobj'),
  district: nameColumns.regency.slice(0, -2).filter((one) => one !== 'namobj'),
  regency: [],
};

/**
 * Read boundaries out of GeoJSON and match them with the regions of a regency and its neighbours: by code, else by name within
 * the same parent (many publishers use the codes of BPS, which are others). Pieces of one region become one geometry.
 */
export function readBoundaryFile(
  content: unknown,
  options: {
    readonly regions: readonly KnownRegion[];
    readonly level?: BoundaryLevel | undefined;
    readonly mapping: FileMapping;
  },
): Result<BoundaryFile, 'layer.unreadable' | 'layer.no_code'> {
  const read = collection.safeParse(content);
  if (!read.success) return refuse('layer.unreadable', { why: 'GeoJSON FeatureCollection?' });
  const rows = read.data.features.map(({ properties, geometry }) => ({ properties: properties ?? {}, geometry }));
  const columns = [...new Set(rows.slice(0, 200).flatMap(({ properties }) => Object.keys(properties)))];
  const columnOf = (wanted: string | undefined, usual: readonly string[]) =>
    wanted ??
    usual.map((one) => columns.find((column) => column.toLowerCase() === one)).find((one) => one !== undefined);
  const code = columnOf(options.mapping.code, codeColumns);
  const firstCodes = rows.slice(0, 50).map(({ properties }) => codeOf(properties[code ?? '']));
  const level = options.level ?? levelOf(firstCodes);
  const name = level === null ? undefined : columnOf(options.mapping.name, nameColumns[level]);
  const parent = level === null ? undefined : columnOf(options.mapping.parent, parentColumns[level]);
  if (level === null || (code === undefined && name === undefined))
    return refuse('layer.no_code', { columns: columns.join(', ') || '–' });
  const matched = matchRows(rows, { level, code, name, parent, regions: options.regions });
  const own = options.regions.filter((region) => region.isOwn && region.level === level);
  const found = new Set(matched.boundaries.map((one) => one.code));
  return ok({
    ...matched,
    level,
    missing: own
      .filter((region) => !found.has(region.code))
      .map((region) => ({ code: region.code, name: region.name })),
    columns,
    mapping: Object.fromEntries(
      Object.entries({ code, name, parent }).flatMap(([what, column]) =>
        column === undefined ? [] : [[what, column]],
      ),
    ),
  });
}

interface Row {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: unknown;
}

interface Matching {
  readonly level: BoundaryLevel;
  readonly code: string | undefined;
  readonly name: string | undefined;
  readonly parent: string | undefined;
  readonly regions: readonly KnownRegion[];
}

function matchRows(rows: readonly Row[], matching: Matching) {
  const { level, regions } = matching;
  const ofLevel = regions.filter((region) => region.level === level);
  const byCode = new Map(ofLevel.map((region) => [region.code, region]));
  const byName = Map.groupBy(ofLevel, (region) => nameKey(region.name, level === 'regency' ? '' : region.parentName));
  const regencies = new Set(regions.map((region) => region.code.slice(0, 5)));
  const found = new Map<string, { region: KnownRegion; polygons: [number, number][][][]; how: 'code' | 'name' }>();
  const problems: { at: string; problem: RowProblem; said: string }[] = [];
  for (const [nth, row] of rows.entries()) {
    const said = saidOf(row, matching);
    const note = (problem: RowProblem) => void problems.push({ at: String(nth + 1), problem, said });
    const given = codeOf(row.properties[matching.code ?? '']);
    const named = namedRegion(row, matching, byName);
    const region = (given === null ? undefined : byCode.get(given)) ?? named;
    if (region === undefined) {
      if (given !== null && !regencies.has(given.slice(0, 5))) note('other_regency');
      else note(given === null && matching.name === undefined ? 'no_code' : 'unknown_region');
      continue;
    }
    const geometry = areaGeometry.safeParse(row.geometry);
    if (!geometry.success) {
      note('no_geometry');
      continue;
    }
    const problem = geometryProblem(geometry.data);
    if (problem !== null) {
      note(problem);
      continue;
    }
    const kept = found.get(region.code) ?? {
      region,
      polygons: [],
      how: byCode.get(given ?? '') === region ? 'code' : 'name',
    };
    kept.polygons.push(...polygonsOf(geometry.data));
    found.set(region.code, kept);
  }
  const kept = [...found.values()];
  return {
    boundaries: kept.map(({ region, polygons }) => ({ code: region.code, geometry: joined(polygons) })),
    byCode: kept.filter(({ how, region }) => how === 'code' && region.isOwn).length,
    byName: kept.filter(({ how, region }) => how === 'name' && region.isOwn).length,
    ofNeighbours: kept.filter(({ region }) => !region.isOwn).length,
    problems,
  };
}

/** By name only where exactly one region has it. */
function namedRegion(
  { properties }: Row,
  { name, parent, level }: Matching,
  byName: ReadonlyMap<string, readonly KnownRegion[]>,
): KnownRegion | undefined {
  if (name === undefined) return undefined;
  const key = nameKey(
    textOf(properties[name]),
    level === 'regency' || parent === undefined ? '' : textOf(properties[parent]),
  );
  if (parent !== undefined || level === 'regency') return only(byName.get(key));
  // Without a parent the name alone must be the only one of the regency.
  return only(
    [...byName].filter(([one]) => one.endsWith(key)).flatMap(([, regions]) => regions.filter(({ isOwn }) => isOwn)),
  );
}

const only = <Value>(values: readonly Value[] | undefined): Value | undefined =>
  values?.length === 1 ? values[0] : undefined;

function nameKey(name: string, parent: string): string {
  const plain = (text: string) =>
    wordsOf(text)
      .filter((word) => !['desa', 'kelurahan', 'kecamatan', 'kabupaten', 'kota'].includes(word))
      .join('');
  return `${plain(parent)}/${plain(name)}`;
}

/** `3515081004`, `35.15.08.1004`, `ID3515080` as dotted Kemendagri codes; null: nothing of the kind. BPS's have other lengths. */
function codeOf(value: unknown): string | null {
  const digits = textOf(value).replace(/\D/g, '');
  const parts = /^(\d{2})(\d{2})(?:(\d{2})(?:(\d{4}))?)?$/.exec(digits);
  return parts === null ? null : parts.slice(1).filter(Boolean).join('.');
}

function levelOf(codes: readonly (string | null)[]): BoundaryLevel | null {
  const known = codes.filter((code) => code !== null);
  const count = (length: number) => known.filter((code) => code.length === length).length;
  const [level, most] = (
    [
      ['village', count(13)],
      ['district', count(8)],
      ['regency', count(5)],
    ] as const
  ).toSorted((a, b) => b[1] - a[1])[0] ?? [null, 0];
  return most > 0 ? level : null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

function saidOf({ properties }: Row, { code, name, parent }: Matching): string {
  const said = [code, name, parent].map((column) => textOf(properties[column ?? '']));
  return said.filter(Boolean).join(' · ').slice(0, 120);
}

function polygonsOf(geometry: AreaGeometry): [number, number][][][] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  // Heights are dropped: nothing here uses them.
  return polygons.map((rings) => rings.map((ring) => ring.map(([longitude, latitude]) => [longitude, latitude])));
}

function joined(polygons: [number, number][][][]): AreaGeometry {
  const [first] = polygons;
  return polygons.length === 1 && first !== undefined
    ? { type: 'Polygon', coordinates: first }
    : { type: 'MultiPolygon', coordinates: polygons };
}
