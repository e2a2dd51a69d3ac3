import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { getDistricts, getProvinces, getRegencies, getVillages } from 'idn-area-data';
import { z } from 'zod';
import type { Db } from '#platform/server/db/database.ts';
import { neighboursBy } from '../neighbours.ts';
import {
  countVillages,
  hasNeighbours,
  type PlacedRegion,
  type Region,
  saveNeighbours,
  saveRegions,
} from './region-store.ts';

/** One village of `geografis` 1.3.2: points and postal codes of unstated origin, hence `perkiraan` (geo-and-language §1.2). */
const villagePoint = z.object({
  code: z.string(),
  postal: z.union([z.number(), z.string()]).nullish(),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
type VillagePoint = z.output<typeof villagePoint>;

/**
 * Load one regency (`35.15`) with its province, districts and villages into `regions`, and the regencies beside it, because
 * callers at a border reach the wrong centre: names of `idn-area-data` (Kepmendagri 300.2.2-2138/2025), points and postal codes
 * joined on the code. Takes 1-2 s, because both packages are read whole; twice changes nothing. Runs as the machinery: regions
 * belong to no tenant. Returns how many villages the regency has.
 */
export async function loadRegions(systemDb: Db, regencyCode: string): Promise<number> {
  const known = await countVillages(systemDb, regencyCode);
  if (known > 0 && (await hasNeighbours(systemDb, regencyCode))) return known;
  const [all, area] = await Promise.all([readPoints(), readArea()]);
  const neighbours = neighboursBy(regencyCode, all);
  for (const code of [regencyCode, ...neighbours.map((one) => one.code)]) {
    const regions = regionsOf(code, area);
    const points = new Map(all.filter((one) => one.code.startsWith(`${code}.`)).map((one) => [one.code, one]));
    await saveRegions(
      systemDb,
      regions.map((region) => withPoint(region, points)),
    );
  }
  await saveNeighbours(systemDb, regencyCode, neighbours);
  return countVillages(systemDb, regencyCode);
}

/** The whole nation, as `idn-area-data` has it. */
async function readArea() {
  const [provinces, regencies, districts, villages] = await Promise.all([
    getProvinces(),
    getRegencies(),
    getDistricts(),
    getVillages(),
  ]);
  return { provinces, regencies, districts, villages };
}

function regionsOf(regencyCode: string, area: Awaited<ReturnType<typeof readArea>>): Region[] {
  const within = `${regencyCode}.`;
  const regency = area.regencies.find((one) => one.code === regencyCode);
  if (regency === undefined)
    throw new Error(`No regency has the code ${regencyCode}; give the dotted Kemendagri code, e.g. 35.15`);
  const province = area.provinces.find((one) => one.code === regency.province_code);
  if (province === undefined) throw new Error(`idn-area-data has no province ${regency.province_code}`);
  const districts = area.districts.filter((one) => one.code.startsWith(within));
  const villages = area.villages.filter((one) => one.code.startsWith(within));
  return [
    { code: province.code, parentCode: null, level: 'province', name: province.name },
    { code: regency.code, parentCode: province.code, level: 'regency', name: regency.name },
    ...districts.map((one) => ({
      code: one.code,
      parentCode: one.regency_code,
      level: 'district' as const,
      name: one.name,
    })),
    ...villages.map((one) => ({
      code: one.code,
      parentCode: one.district_code,
      level: 'village' as const,
      name: one.name,
    })),
  ];
}

async function readPoints(): Promise<VillagePoint[]> {
  const file = createRequire(import.meta.url).resolve('geografis/data/json/data.json');
  return z.array(villagePoint).parse(JSON.parse(await readFile(file, 'utf8')));
}

/** A district has no point of its own: the middle of its villages' points. */
function withPoint(region: Region, points: ReadonlyMap<string, VillagePoint>): PlacedRegion {
  const own = points.get(region.code);
  if (own !== undefined) {
    return {
      ...region,
      postalCode: own.postal ? String(own.postal) : null,
      latitude: own.latitude,
      longitude: own.longitude,
    };
  }
  if (region.level !== 'district') return { ...region, postalCode: null, latitude: null, longitude: null };
  const inside = [...points.values()].filter((point) => point.code.startsWith(`${region.code}.`));
  const middle = (value: (point: VillagePoint) => number) =>
    inside.length === 0 ? null : inside.reduce((sum, point) => sum + value(point), 0) / inside.length;
  return {
    ...region,
    postalCode: null,
    latitude: middle((point) => point.latitude),
    longitude: middle((point) => point.longitude),
  };
}
