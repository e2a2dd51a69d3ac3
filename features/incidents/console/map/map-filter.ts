import type { Bounds } from '#platform/ui/map/geometry.ts';
import { isWithin } from '#platform/ui/map/geometry.ts';
import { type Category, categories, type Priority, priorities } from '../../incident.ts';
import type { IncidentPoint } from '../../map-contract.ts';

/** What a map is narrowed to; an empty list of priorities is all of them, also those not judged yet. */
export interface MapFilter {
  readonly priorities: readonly Priority[];
  readonly category: Category | null;
  readonly district: string | null;
}

/** From the address: `P1,P2`, `FIRE`, `35.15.08`; what is none of ours is left out. */
export function filterOf(said: {
  readonly p: string | null;
  readonly c: string | null;
  readonly d: string | null;
}): MapFilter {
  const asked = (said.p ?? '').split(',');
  return {
    priorities: priorities.filter((one) => asked.includes(one)),
    category: categories.find((one) => one === said.c) ?? null,
    district: said.d,
  };
}

export function passes(filter: MapFilter, one: Pick<IncidentPoint, 'priority' | 'type' | 'district'>): boolean {
  if (filter.priorities.length > 0 && (one.priority === null || !filter.priorities.includes(one.priority)))
    return false;
  if (filter.category !== null && one.type?.category !== filter.category) return false;
  return filter.district === null || one.district?.code === filter.district;
}

/** What the list beside the map holds: what is in view, and what has no point at all. */
export interface Sorted<One> {
  readonly inView: readonly One[];
  readonly withoutPoint: readonly One[];
  readonly elsewhere: number;
}

type Listed = Pick<IncidentPoint, 'priority' | 'point' | 'reportedAt'> & { readonly id: string };

/** Most urgent first, then the oldest; before the map has said what it shows, everything is in view. */
export function sortForList<One extends Listed>(items: readonly One[], bounds: Bounds | null): Sorted<One> {
  const key = (one: One) => `${one.priority ?? 'P0'} ${one.reportedAt} ${one.id}`;
  const sorted = [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const placed = sorted.filter((one) => one.point !== null);
  const inView = placed.filter((one) => bounds === null || (one.point !== null && isWithin(bounds, one.point)));
  return {
    inView,
    withoutPoint: sorted.filter((one) => one.point === null),
    elsewhere: placed.length - inView.length,
  };
}
