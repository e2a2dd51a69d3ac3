import type { AgencyId, Calendar } from '#features/agencies/agency.ts';
import type { Category, IncidentTypeId, Priority } from '#features/incidents/incident.ts';
import type { Instant, Zone } from '#platform/shared/time.ts';
import type { Mapping } from './history.ts';
import { timeReader } from './history-times.ts';

export interface KnownType {
  readonly id: IncidentTypeId;
  readonly code: string;
  readonly category: Category;
  readonly defaultPriority: Priority;
  readonly sensitive: boolean;
}
export interface KnownAgency {
  readonly id: AgencyId;
  readonly code: string;
  readonly calendar: Calendar | null;
}
export interface KnownVillage {
  readonly code: string;
  readonly districtCode: string;
  readonly point: { readonly latitude: number; readonly longitude: number } | null;
}

/** What the regency knows, by code and by name in lower case. */
export interface Known {
  readonly types: ReadonlyMap<string, KnownType>;
  readonly agencies: ReadonlyMap<string, KnownAgency>;
  /** By code, or by name, with the name of the district where there are several of one name. */
  readonly villages: (name: string, district: string | null) => readonly KnownVillage[];
}

/** Everything a row is read with. */
export interface HistoryReading {
  readonly mapping: Mapping;
  readonly known: Known;
  readonly now: Instant;
  readonly zone: Zone;
  /** What has not ended comes too. */
  readonly open: boolean;
  readonly timeOf: (text: string) => Instant | null;
  readonly ahead: ReadonlySet<string>;
}

export function readingOf(given: {
  readonly mapping: Mapping;
  readonly known: Known;
  readonly now: Instant;
  readonly zone: Zone;
  readonly open: boolean;
}): HistoryReading {
  const zone = given.mapping.zone ?? given.zone;
  return {
    ...given,
    zone,
    timeOf: timeReader(given.mapping.dateFormat, zone),
    ahead: new Set(['acknowledgeDueAt', 'arriveDueAt', 'resolveDueAt']),
  };
}

/** Villages as files name them: by code, or by name without its kind, told apart by the district. */
export function villageFinder(
  villages: readonly (KnownVillage & { readonly name: string; readonly districtName: string })[],
): Known['villages'] {
  const byCode = new Map(villages.map((one) => [one.code, one]));
  const byName = Map.groupBy(villages, (one) => plain(one.name));
  return (name, district) => {
    const coded = byCode.get(name);
    if (coded !== undefined) return [coded];
    const named = byName.get(plain(name)) ?? [];
    return district === null ? named : named.filter((one) => plain(one.districtName) === plain(district));
  };
}

const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/^(desa|ds|kelurahan|kel|kecamatan|kec)\b\.?\s*/, '')
    .replace(/[^a-z0-9]+/g, '');
