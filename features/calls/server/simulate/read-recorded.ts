import type { Db, Tx } from '#platform/server/db/database.ts';
import type { Instant, Zone } from '#platform/shared/time.ts';
import type { PresenceState } from '../../call.ts';
import { hourOf, nextHour } from '../../simulate/hours.ts';
import { knownWait, type RecordedPeriod } from '../../simulate/plan.ts';
import { kindOfClass } from '../../simulation.ts';
import { recordedCalls, recordedPresences, recordedRings } from './recorded-store.ts';

const hourMs = 3_600_000;
/** A shift that began before the period is known by what was chosen then. */
const shiftMs = 24 * hourMs;

/** What the regency's records say of a time; the hour before it warms a simulation up. */
export async function readRecorded(
  tx: Db | Tx,
  where: { readonly tenantId: string; readonly zone: Zone },
  bounds: { readonly from: number; readonly to: number },
): Promise<RecordedPeriod> {
  const { tenantId, zone } = where;
  const at = (ms: number): Instant => new Date(ms).toISOString();
  const to = at(bounds.to);
  const calls = await recordedCalls(tx, tenantId, at(bounds.from - hourMs), to);
  const rings = await recordedRings(tx, tenantId, at(bounds.from), to);
  const presences = await recordedPresences(tx, tenantId, at(bounds.from - shiftMs), to);
  return {
    arrivals: calls.map((call) => ({
      ...call,
      at: Date.parse(call.at),
      kind: kindOfClass(call.disposition),
      waitedS: call.waitedS === null ? null : knownWait(call.waitedS),
    })),
    reactions: rings.flatMap(({ answeredS }) => answeredS ?? []),
    missed: rings.filter(({ answeredS }) => answeredS === null).length,
    takers: takersByHour(presences, bounds, zone),
  };
}

const atDesk: readonly PresenceState[] = ['ready', 'offered', 'talking', 'wrap_up'];

/**
 * People at desks in the middle of each hour, over the days: the mean, rounded up to whole people, for half a person answers nobody.
 * Null: nobody ever was.
 */
export function takersByHour(
  changes: readonly { readonly userId: string; readonly at: Instant; readonly state: PresenceState }[],
  bounds: { readonly from: number; readonly to: number },
  zone: Zone,
): number[] | null {
  const states = new Map<string, PresenceState>();
  const seen = Array.from({ length: 24 }, (): number[] => []);
  let next = 0;
  for (let hour = bounds.from; hour < bounds.to; hour = nextHour(hour)) {
    const middle = hour + hourMs / 2;
    for (let change = changes[next]; change !== undefined && Date.parse(change.at) <= middle; change = changes[++next])
      states.set(change.userId, change.state);
    seen[hourOf(hour, zone)]?.push([...states.values()].filter((state) => atDesk.includes(state)).length);
  }
  const means = seen.map((counts) =>
    Math.ceil(counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length)),
  );
  return means.some((count) => count > 0) ? means : null;
}
