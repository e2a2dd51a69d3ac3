import { placeKind } from '#features/places/place.ts';
import type { PlaceHit } from '#features/places/search-contract.ts';
import { placeKindTexts } from '#features/places/texts.ts';
import type { FormValues } from '../../draft.ts';
import { textOfPosition } from '../../placed.ts';

/** What choosing a hit writes into the form. */
export type PlaceChange = Partial<FormValues>;

/** Half of what separates villages, for a village of a neighbour that somebody points to. */
const neighbourAccuracyM = 2000;

/**
 * What choosing a result writes. The words that were typed stay where they say more than its name: they lead the crew. The
 * server decides the village of a point once more.
 */
export function changeFor(hit: PlaceHit, typed: string): PlaceChange {
  const name = nameToWrite(hit);
  const isName = isOnlyName(typed, hit);
  const words: PlaceChange = isName ? { placeText: name } : hit.kind === 'landmark' ? { landmark: hit.name } : {};
  if (hit.kind === 'village') return { ...words, ...(hit.outside === null ? ownVillage(hit) : neighbourVillage(hit)) };
  const village = hit.village;
  const point = hit.position === null ? '' : textOfPosition(hit.position);
  if (village === null)
    return { ...words, point, villageCode: null, villageName: '', villageMethod: methodOf(hit, point) };
  return {
    ...words,
    point,
    villageCode: village.code,
    villageName: `${village.name}, ${village.districtName}`,
    villageMethod: methodOf(hit, point),
  };
}

/** Without a point nothing decides the village but the choice itself. */
function methodOf({ jurisdiction }: PlaceHit, point: string): FormValues['villageMethod'] {
  return point === '' ? 'operator' : (jurisdiction?.method ?? 'operator');
}

function ownVillage({ id, name, village }: PlaceHit): PlaceChange {
  return {
    villageCode: village?.code ?? id.slice('village:'.length),
    villageName: `${name}, ${village?.districtName ?? ''}`,
    villageMethod: 'operator',
    point: '',
  };
}

/** No village of ours: only its point, so that the incident says whose it is. */
function neighbourVillage({ position }: PlaceHit): PlaceChange {
  const none = { villageCode: null, villageName: '', villageMethod: '' as const };
  if (position === null) return { ...none, point: '' };
  const point = textOfPosition({ ...position, source: 'operator', accuracyM: neighbourAccuracyM });
  return { ...none, point, villageMethod: 'nearest_point' };
}

/** What is stored is Indonesian, whatever the language of the screen. */
function nameToWrite({ kind, name, detail, outside }: PlaceHit): string {
  const village = placeKind.safeParse(detail);
  if (kind === 'village' && village.success)
    return `${placeKindTexts[village.data].id} ${name}${outside === null ? '' : `, ${outside.name}`}`;
  if (kind === 'coordinates') return `Koordinat ${name}`;
  return kind === 'plus_code' ? `Plus Code ${name}` : name;
}

/** A few letters of the name, a link or a code are no words of the caller; more than the name is. */
function isOnlyName(typed: string, { kind, name }: PlaceHit): boolean {
  if (kind === 'coordinates' || kind === 'plus_code' || kind === 'earlier' || kind === 'address') return true;
  return name.toLowerCase().includes(typed.trim().toLowerCase());
}
