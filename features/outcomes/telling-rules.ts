import type { IncidentState, Priority, Source } from '#features/incidents/incident.ts';
import { type Instant, msBetween, plusMs, type Zone } from '#platform/shared/time.ts';
import type { SkipReason, TaskCause, TellingChannel, TellingContent, TellingWay } from './telling.ts';
import { type Milestone, milestones } from './telling-words.ts';

/** What is known when a milestone is to be told to one caller. */
export interface TellingFacts {
  readonly milestone: Milestone;
  /** When it happened. */
  readonly happenedAt: Instant;
  readonly now: Instant;
  readonly zone: Zone;
  readonly way: TellingWay;
  /** E.164; null: withheld, an emergency call without a SIM, or erased. */
  readonly number: string | null;
  readonly priority: Priority | null;
  readonly sensitive: boolean;
  readonly cannotSpeak: boolean;
  readonly typeCode: string | null;
  /** Channels that are set up and on. */
  readonly active: readonly TellingChannel[];
}

export type TellingDecision =
  | { readonly kind: 'send'; readonly channels: readonly TellingChannel[] }
  | { readonly kind: 'wait'; readonly until: Instant }
  | { readonly kind: 'skip'; readonly reason: SkipReason }
  /** A person must tell it; the message itself is skipped for `reason`. */
  | { readonly kind: 'task'; readonly cause: TaskCause; readonly reason: SkipReason };

/** The one thing a caller must learn: without a message a person tells them. */
const mustReach: readonly Milestone[] = ['done'];

/**
 * Whether and how one caller is told of one milestone. Before all else stands what may harm or annoy them: a message on the telephone of
 * somebody who hides, or to whom said no.
 */
export function decideTelling(facts: TellingFacts, plan: TellingContent): TellingDecision {
  const { milestone, way } = facts;
  const byVoice = (cause: TaskCause, reason: SkipReason): TellingDecision =>
    mustReach.includes(milestone) && facts.number !== null ? { kind: 'task', cause, reason } : { kind: 'skip', reason };
  if (way === 'none') return { kind: 'skip', reason: 'not_wanted' };
  if (facts.sensitive && way === 'auto') return { kind: 'skip', reason: 'sensitive' };
  if (facts.cannotSpeak && way === 'auto') return { kind: 'skip', reason: 'cannot_speak' };
  if (facts.number === null) return { kind: 'skip', reason: 'no_number' };
  if (msBetween(facts.happenedAt, facts.now) > plan.oldAfterMinutes * 60_000 && !mustReach.includes(milestone))
    return { kind: 'skip', reason: 'too_late' };
  if (way === 'voice') return byVoice('wanted', 'by_voice');
  if (way === 'auto' && facts.typeCode !== null && plan.voice.typeCodes.includes(facts.typeCode))
    return byVoice('by_type', 'by_voice');
  if (!plan.templates[milestone].active) return { kind: 'skip', reason: 'switched_off' };
  if (!isMobile(facts.number)) return byVoice('landline', 'landline');
  const channels = plan.channels.filter((channel) => facts.active.includes(channel));
  if (channels.length === 0) return byVoice('no_channel', 'no_channel');
  const until = quietUntil(facts, plan.quiet);
  return until === null ? { kind: 'send', channels } : { kind: 'wait', until };
}

/** Indonesian mobile numbers begin with 8 (Permenkominfo 14/2018, NDC 8xx); of other countries nothing is known, so a message is tried. */
export function isMobile(e164: string): boolean {
  return e164.startsWith('+62') ? e164.startsWith('+628') : true;
}

/** When the night of this priority is over; null: it is none now. */
export function quietUntil(
  at: { readonly now: Instant; readonly zone: Zone; readonly priority: Priority | null },
  quiet: TellingContent['quiet'],
): Instant | null {
  if (at.priority === null || !quiet.priorities.includes(at.priority) || quiet.from === quiet.to) return null;
  const [now, from, to] = [minuteOf(at.now, at.zone), minutesIn(quiet.from), minutesIn(quiet.to)];
  const isQuiet = from < to ? now >= from && now < to : now >= from || now < to;
  if (!isQuiet) return null;
  const minutes = (to - now + 1440) % 1440;
  // To the full minute: the seconds of this one are over by then.
  return plusMs(at.now, minutes * 60_000 - (Date.parse(at.now) % 60_000));
}

const minutesIn = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

function minuteOf(at: Instant, zone: Zone): number {
  const text = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(at));
  return minutesIn(text) % 1440;
}

/** Whether one that waited has been overtaken: only the last thing that happened is told in the morning. */
export function isSuperseded(
  waiting: { readonly milestone: Milestone; readonly round: number },
  others: readonly { readonly milestone: Milestone; readonly round: number }[],
): boolean {
  const rank = (one: { readonly milestone: Milestone; readonly round: number }) =>
    one.round * milestones.length + (one.milestone === 'reopened' ? -1 : milestones.indexOf(one.milestone));
  return others.some((other) => rank(other) > rank(waiting));
}

/** Reports whose reporter is a citizen; an agency or a crew sees its own screen. */
export function isCitizens(source: Source): boolean {
  return source !== 'agency' && source !== 'crew' && source !== 'radio' && source !== 'import';
}

export interface Closing {
  readonly state: IncidentState;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
}

/** Until when "not solved" is taken; null: not now. */
export function reopenUntil(incident: Closing, plan: Pick<TellingContent, 'reopenDays'>, now: Instant): Instant | null {
  if (incident.state !== 'RESOLVED' && incident.state !== 'CLOSED') return null;
  const from = incident.closedAt ?? incident.resolvedAt;
  if (from === null) return null;
  const until = plusMs(from, plan.reopenDays * 86_400_000);
  return until > now ? until : null;
}

/** When the page of a report is over; null: while it is worked on. */
export function trackExpiry(
  incident: { readonly closedAt: Instant | null },
  plan: Pick<TellingContent, 'linkDays'>,
): Instant | null {
  return incident.closedAt === null ? null : plusMs(incident.closedAt, plan.linkDays * 86_400_000);
}

/** What comes of one try to tell by voice. */
export function afterTry(
  result: 'told' | 'no_answer' | 'not_wanted',
  given: { readonly triesBefore: number; readonly most: number },
): { readonly isDone: boolean; readonly informed: 'informed' | 'tried' | 'not_needed' | null } {
  if (result === 'told') return { isDone: true, informed: 'informed' };
  if (result === 'not_wanted') return { isDone: true, informed: 'not_needed' };
  const isLast = given.triesBefore + 1 >= given.most;
  return { isDone: isLast, informed: isLast ? 'tried' : null };
}
