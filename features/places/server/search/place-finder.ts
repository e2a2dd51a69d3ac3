import type { ActionContext } from '#platform/server/action.ts';
import { judge } from '../../jurisdiction-rules.ts';
import { kindOf } from '../../place.ts';
import type { Point, RegencyRef } from '../../position.ts';
import type { PlaceHit } from '../../search-contract.ts';
import { groundOf, type KnownGround } from '../ground/ground.ts';
import type { VillageRow } from '../ground/ground-store.ts';
import { activeLandmarks, type LandmarkRow } from './landmark-store.ts';
import { type Findable, type SearchIndex, searchIndex } from './search-index.ts';

export interface FoundPlace extends Findable {
  readonly hit: PlaceHit;
}

/** The search over what a regency knows, with what it was made of. */
export interface PlaceFinder {
  readonly ground: KnownGround;
  readonly index: SearchIndex<FoundPlace>;
  /** The middle of the regency's villages: where a place without more words is looked for. */
  readonly middle: Point | null;
}

/** By tenant; an index that has places is kept as long as the mark of its ground stands. */
const kept = new Map<string, PlaceFinder>();

export async function finderOf(ctx: Pick<ActionContext, 'tx' | 'tenantId'>): Promise<PlaceFinder> {
  const ground = await groundOf(ctx);
  const known = kept.get(ctx.tenantId);
  if (known !== undefined && known.ground.mark === ground.mark) return known;
  const landmarks = await activeLandmarks(ctx.tx, ctx.tenantId);
  const made = finderFrom(ground, landmarks);
  if (made.index.size > 0) kept.set(ctx.tenantId, made);
  return made;
}

export function finderFrom(ground: KnownGround, landmarks: readonly LandmarkRow[]): PlaceFinder {
  const own = ground.rows.filter(({ regencyCode }) => regencyCode === ground.regency.code);
  const items = [
    ...districtsOf(own).map((rows) => district(rows)),
    ...ground.rows.map((row) => village(row, ground)),
    ...landmarks.map((row) => landmark(row, ground)),
  ];
  return { ground, index: searchIndex(items), middle: middleOf(own) };
}

/** Neighbours come after the regency's own places, never before them. */
const outsideWeight = 0.25;

function village(row: VillageRow, ground: KnownGround): FoundPlace {
  const { code, name, districtCode, districtName, postalCode } = row;
  const point = pointOf(row);
  const known = ground.villages.get(code);
  const outside = known?.outside ?? null;
  return {
    id: `village:${code}`,
    name,
    also: '',
    within: `${districtName} ${outside?.name ?? ''}`,
    weight: outside === null ? 1 : outsideWeight,
    hit: {
      id: `village:${code}`,
      kind: 'village',
      name,
      detail: kindOf(code),
      postalCode,
      position: point === null ? null : { ...point, source: 'village', accuracyM: null },
      village: outside === null ? { code, name, districtCode, districtName } : null,
      jurisdiction: null,
      outside,
    },
  };
}

function districtsOf(own: readonly VillageRow[]): VillageRow[][] {
  return [...Map.groupBy(own, ({ districtCode }) => districtCode).values()];
}

/** A whole district: its point is the middle of its villages' points, and says no village. */
function district(rows: readonly VillageRow[]): FoundPlace {
  const { districtCode = '', districtName = '' } = rows[0] ?? {};
  const point = middleOf(rows);
  const id = `district:${districtCode}`;
  return {
    id,
    name: districtName,
    also: '',
    within: '',
    weight: 1,
    hit: {
      id,
      kind: 'district',
      name: districtName,
      detail: 'kecamatan',
      postalCode: null,
      position: point === null ? null : { ...point, source: 'village', accuracyM: null },
      village: null,
      jurisdiction: null,
      outside: null,
    },
  };
}

function landmark(row: LandmarkRow, ground: KnownGround): FoundPlace {
  const { id: rowId, kind, name, words, category, address, latitude, longitude, accuracyM } = row;
  const judged = judge({ latitude, longitude }, ground);
  const said = row.villageCode === null ? undefined : ground.villages.get(row.villageCode);
  const village = said === undefined || said.outside !== null ? judged.village : said.village;
  const id = `${kind}:${rowId}`;
  const outside: RegencyRef | null = said === undefined ? (judged.outside?.regency ?? null) : said.outside;
  return {
    id,
    name,
    otherNames: words.split(/[;,|]/).filter((one) => one.trim() !== ''),
    also: `${words} ${category ?? ''} ${address ?? ''}`,
    within: `${village?.name ?? ''} ${village?.districtName ?? ''} ${ground.regency.name}`,
    // People say landmarks by name, and roads as part of an address.
    weight: kind === 'road' ? 0.9 : 1.1,
    hit: {
      id,
      kind,
      name,
      detail: category,
      postalCode: null,
      position: { latitude, longitude, source: kind, accuracyM },
      village,
      jurisdiction: judged,
      outside: village === null ? outside : null,
    },
  };
}

function pointOf({ latitude, longitude }: VillageRow): Point | null {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

function middleOf(rows: readonly VillageRow[]): Point | null {
  const points = rows.flatMap((row) => pointOf(row) ?? []);
  const mean = (value: (point: Point) => number) => points.reduce((sum, one) => sum + value(one), 0) / points.length;
  return points.length === 0
    ? null
    : { latitude: mean((one) => one.latitude), longitude: mean((one) => one.longitude) };
}
