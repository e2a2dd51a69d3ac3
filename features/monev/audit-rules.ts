import type { Disposition } from '#features/calls/call.ts';
import { metresBetween, type SpherePoint } from '#platform/shared/sphere.ts';
import { type Instant, msBetween } from '#platform/shared/time.ts';
import { type Agreement, type AuditedGroup, auditedGroups, type MatchWay, type SecondCode } from './audit.ts';

/** Second judgements by which somebody needed help. */
const needs = ['EMERGENCY_NEW', 'SILENT_NEED', 'URGENT_NONLIFE'] as const satisfies readonly SecondCode[];
type Need = (typeof needs)[number];

export const saysNeed = (code: SecondCode): code is Need => needs.some((need) => need === code);

/** Prank, ghost, accidental; null: not audited. A child's prank taken for an adult's is no mislabel that endangers anybody. */
export function groupOfCode(code: string): AuditedGroup | null {
  // Object.entries forgets the key type; the table is the only source of the keys.
  const groups = Object.entries(auditedGroups) as [AuditedGroup, readonly string[]][];
  return groups.find(([, codes]) => codes.includes(code))?.[0] ?? null;
}

export function agreementOf(first: string, second: SecondCode): Agreement {
  if (second === 'UNHEARD') return 'unheard';
  if (saysNeed(second)) return 'emergency';
  return second === first || (groupOfCode(second) !== null && groupOfCode(second) === groupOfCode(first))
    ? 'agrees'
    : 'otherwise';
}

/** What becomes of the call after a judgement: the class it should have, and whether people must see to the caller. */
export function consequenceOf(
  first: string,
  second: SecondCode,
): { readonly code: Disposition | null; readonly reopens: boolean } {
  if (!saysNeed(second)) return { code: null, reopens: false };
  // A silent caller in need is a silent call: that class alone keeps the ladder of call-backs.
  const code = second === 'SILENT_NEED' ? 'GHOST' : second;
  return { code: code === first ? null : code, reopens: true };
}

/** A call that was put aside, as the match looks at it. */
export interface AsideCall {
  readonly id: string;
  readonly arrivedAt: Instant;
  readonly caller: string | null;
  /** Where networks or the telephone said the caller was. */
  readonly places: readonly (SpherePoint & { readonly uncertaintyM: number | null })[];
}

/** An incident as the match looks at it. */
export interface NearIncident {
  readonly id: string;
  readonly state: string;
  readonly priority: string | null;
  readonly reportedAt: Instant;
  readonly point: SpherePoint | null;
  /** Numbers of its calls, and the one to call back; in E.164. */
  readonly numbers: readonly string[];
  /** Calls that are linked to it. */
  readonly callIds: readonly string[];
}

export interface Match {
  readonly incidentId: string;
  readonly by: MatchWay;
  /** Null where the number matched. */
  readonly metres: number | null;
}

export const matchWindowMs = 24 * 3_600_000;
export const matchRadiusM = 1000;
/** A place may be off by this much and still say something: the mast of a cell of many kilometres says nothing. */
export const mostUncertainM = 1000;

const realStates = ['VERIFIED', 'DISPATCHED', 'PENDING', 'RESOLVED', 'CLOSED', 'REFERRED_REGION'];

/** Somebody needed help: not a draft, a false report, a complaint, or another record of one that counts already. */
export const isReal = (incident: Pick<NearIncident, 'state' | 'priority'>): boolean =>
  realStates.includes(incident.state) && incident.priority !== null && incident.priority !== 'P4';

/** The incident that speaks against how a call was closed; the same number before a place, then the nearest in time. */
export function matchOf(call: AsideCall, incidents: readonly NearIncident[]): Match | null {
  const later = incidents.filter((incident) => {
    const afterMs = msBetween(call.arrivedAt, incident.reportedAt);
    return isReal(incident) && afterMs >= 0 && afterMs <= matchWindowMs && !incident.callIds.includes(call.id);
  });
  later.sort((a, b) => a.reportedAt.localeCompare(b.reportedAt) || a.id.localeCompare(b.id));
  const sameNumber = later.find(({ numbers }) => call.caller !== null && numbers.includes(call.caller));
  if (sameNumber !== undefined) return { incidentId: sameNumber.id, by: 'number', metres: null };
  for (const incident of later) {
    const metres = nearestOf(call, incident);
    if (metres !== null) return { incidentId: incident.id, by: 'place', metres };
  }
  return null;
}

/** Metres between the incident and the nearest place of the caller; null: none is within reach. */
function nearestOf(call: AsideCall, incident: NearIncident): number | null {
  const { point } = incident;
  if (point === null) return null;
  const within = call.places
    .filter(({ uncertaintyM }) => uncertaintyM === null || uncertaintyM <= mostUncertainM)
    .map((place) => ({ metres: metresBetween(place, point), slack: place.uncertaintyM ?? 0 }))
    .filter(({ metres, slack }) => metres - slack <= matchRadiusM)
    .map(({ metres }) => Math.round(metres));
  return within.length === 0 ? null : Math.min(...within);
}

/** What the event log says of how one call went; names of its events, and the state its ladder was left in. */
export interface ToldCall {
  readonly names: readonly string[];
  /** State of the ladder by its last event, null: none was opened. */
  readonly ladder: string | null;
  /** It came longer ago than anybody waits. */
  readonly isOld: boolean;
  /** It came before this regency had ladders. */
  readonly isBeforeLadders: boolean;
}

export const toldEnds = [
  'answered',
  'outside',
  'ladder_done',
  'ladder_running',
  'waiting',
  'before_ladders',
  'unrecorded',
  'suppressed',
] as const;
export type ToldEnd = (typeof toldEnds)[number];

/**
 * Invariant 2, on events alone: a public call ends with a person's answer, with a pick-up outside the centre, or in a ladder that is
 * done or led on. Whatever is none of these was suppressed, by whatever means. `unrecorded` is history that was brought in without
 * events: nothing can be said of it.
 */
export function endOfTold(call: ToldCall): ToldEnd {
  const { names, ladder } = call;
  if (names.length === 0) return 'unrecorded';
  if (names.includes('call.answered')) return 'answered';
  if (names.includes('call.overflowed') || names.includes('call.outside_answered')) return 'outside';
  if (ladder !== null) return ladder === 'done' ? 'ladder_done' : 'ladder_running';
  if (names.includes('call.lost') || names.includes('call.failed'))
    return call.isBeforeLadders ? 'before_ladders' : 'suppressed';
  return call.isOld ? 'suppressed' : 'waiting';
}
