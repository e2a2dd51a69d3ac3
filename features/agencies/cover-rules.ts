import type { AgencyId, Calendar } from './agency.ts';
import type { CoverContent, StandIn } from './cover.ts';
import { inWindows, isAtWork, type LocalTime } from './hours.ts';

/** What decides who stands in for whom at one moment. */
export interface CoverSituation {
  readonly at: LocalTime;
  readonly covers: readonly CoverContent[];
  /** Agencies that say they are out of service now. */
  readonly outOfService: ReadonlySet<string>;
  /** The active agencies with their calendars; another one stands in for nobody. */
  readonly calendars: ReadonlyMap<string, Calendar | null>;
}

/** Whom a task for an agency goes to. */
export interface Standing {
  readonly agencyId: AgencyId;
  /** From the agency that was named to the one before the last; empty: it takes its tasks itself. */
  readonly path: readonly StandIn[];
  /** It is out of service itself, and nobody stands in. */
  readonly isOut: boolean;
}

/** Whether an arrangement holds now. */
export function holdsNow(cover: CoverContent, situation: CoverSituation): boolean {
  const { date } = situation.at;
  if (!cover.active || !situation.calendars.has(cover.coverAgencyId)) return false;
  if ((cover.fromDay !== null && date < cover.fromDay) || (cover.untilDay !== null && date > cover.untilDay))
    return false;
  switch (cover.times) {
    case 'always':
      return true;
    case 'out_of_service':
      return situation.outOfService.has(cover.agencyId);
    case 'outside_hours':
      return !isAtWork(situation.calendars.get(cover.agencyId) ?? null, situation.at);
    case 'windows':
      return inWindows(cover.windows, situation.at);
  }
}

/**
 * Who takes the tasks of an agency now. Out of service, any arrangement that holds is asked; a cover that is away itself is covered in turn.
 * Arrangements cannot lead in a circle (`loopOf`); should rows say so all the same, the walk ends where it has been.
 */
export function standingFor(agencyId: AgencyId, situation: CoverSituation): Standing {
  const path: StandIn[] = [];
  const seen = new Set<string>([agencyId]);
  let current = agencyId;
  for (;;) {
    const next = situation.covers
      .filter((cover) => cover.agencyId === current && !seen.has(cover.coverAgencyId) && holdsNow(cover, situation))
      .sort((a, b) => a.position - b.position)[0];
    if (next === undefined) break;
    path.push({ agencyId: current, times: next.times });
    current = next.coverAgencyId;
    seen.add(current);
  }
  // Nobody on the way is at work: whoever was named first is told, and people decide.
  if (situation.outOfService.has(current)) return { agencyId, path: [], isOut: situation.outOfService.has(agencyId) };
  return { agencyId: current, path, isOut: false };
}

/**
 * The agencies of the circle that an arrangement would close, from the covered one on; null when it closes none. Times are
 * left out of it: what holds at different hours today holds at the same hour after the next change.
 */
export function loopOf(
  covers: readonly Pick<CoverContent, 'agencyId' | 'coverAgencyId' | 'active'>[],
  added: Pick<CoverContent, 'agencyId' | 'coverAgencyId' | 'active'>,
): readonly AgencyId[] | null {
  if (!added.active) return null;
  const ways: AgencyId[][] = [[added.agencyId, added.coverAgencyId]];
  const seen = new Set<string>();
  for (let way = ways.pop(); way !== undefined; way = ways.pop()) {
    const last = way.at(-1);
    if (last === undefined || seen.has(last)) continue;
    if (last === added.agencyId) return way;
    seen.add(last);
    for (const cover of covers) {
      if (cover.active && cover.agencyId === last) ways.push([...way, cover.coverAgencyId]);
    }
  }
  return null;
}
