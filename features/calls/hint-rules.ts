import { type Instant, msBetween } from '#platform/shared/time.ts';
import {
  type HintFeature,
  type HintLimits,
  type HintSignals,
  hintBias,
  hintFeatureNames,
  hintFeatures,
  type LifeCue,
  needCodes,
  neutralCodes,
  prankCodes,
} from './hint.ts';
import { type HistoryFacts, lifeCueMinutes, prankLimits } from './history.ts';

/** An earlier call of the number, as people and the exchange left it. */
export interface EarlierCall {
  readonly at: Instant;
  readonly state: string;
  readonly code: string | null;
  /** Who said so; null: nobody, or the system. */
  readonly by: string | null;
  /** Null: nobody talked. */
  readonly talkMs: number | null;
  readonly isSilent: boolean;
  /** Keys pressed and taps heard. */
  readonly keys: number;
  /** Of its ladder of call-backs; null: none was opened. */
  readonly followUp: { readonly isDone: boolean; readonly outcome: string | null } | null;
  /** It belongs to an incident that is open. */
  readonly isOpen: boolean;
}

/** All that a hint is worked out from. */
export interface HintFacts {
  /** Of the 90 days before; null: the number is withheld, malformed or has no SIM. */
  readonly earlier: readonly EarlierCall[] | null;
  /** From the caller's place to the nearest village of the regency; null: no place was told that is exact enough. */
  readonly metresOutside: number | null;
  /** Others who reported something around that place within minutes; null: no place was told. */
  readonly otherReports: number | null;
  /** A note says that somebody at this number is ill, disabled, old, a child or in danger. */
  readonly isVulnerable: boolean;
}

export interface Hint {
  readonly signals: HintSignals;
  /** 0 to 1, four decimals, rounded down. */
  readonly score: number;
  readonly cue: LifeCue | null;
  /** Confirmed pranks within the days of the limits, and by how many people. */
  readonly confirmed: number;
  readonly people: number;
  readonly isLikely: boolean;
}

export const decayDays = 90;
/** So many metres from the regency's nearest village are another regency or a wrong place. */
export const farM = 50_000;
export const shortTalkMs = 10_000;
const dayMs = 86_400_000;

/** What a call of so long ago still counts: 1 now, 0 after 90 days, in a straight line that people can check. */
export function decayOf(at: Instant, now: Instant): number {
  const age = msBetween(at, now) / dayMs;
  return Math.max(0, Math.min(1, 1 - age / decayDays));
}

/** "Likely a prank", or not: only with enough confirmed pranks by enough people, a score above the limit, and no life cue. */
export function hintOf(facts: HintFacts, limits: HintLimits, now: Instant): Hint {
  const signals = signalsOf(facts, now);
  const [score, cue] = [scoreOf(signals), lifeCueOf(facts, now)];
  const { confirmed, people } = confirmedWithin(facts.earlier ?? [], limits.days, now);
  const isEnough = confirmed >= limits.confirmed && people >= limits.people && score >= limits.score;
  return { signals, score, cue, confirmed, people, isLikely: cue === null && isEnough };
}

/** What is not known is null and adds nothing. */
export function signalsOf({ earlier, metresOutside, otherReports }: HintFacts, now: Instant): HintSignals {
  const sumOf = (matches: (call: EarlierCall) => boolean) =>
    earlier === null ? null : earlier.filter(matches).reduce((sum, { at }) => sum + decayOf(at, now), 0);
  const known: Record<HintFeature, number | null> = {
    confirmedPranks: sumOf(isPrank),
    confirmers: earlier === null ? null : Math.max(0, peopleOf(alive(earlier.filter(isPrank), now)) - 1),
    confirmedNeeds: sumOf(({ code, by }) => by !== null && code !== null && needCodes.includes(code)),
    otherMatters: sumOf(isOtherMatter),
    shortTalks: sumOf(({ talkMs }) => talkMs !== null && talkMs < shortTalkMs),
    silentCalls: sumOf(({ isSilent }) => isSilent),
    keysPressed: sumOf(({ keys }) => keys > 0),
    placeFar: metresOutside === null ? null : Number(metresOutside > farM),
    otherReports,
    notNeeded: sumOf(({ followUp }) => followUp?.outcome === 'not_needed'),
  };
  for (const name of hintFeatureNames) {
    const value = known[name];
    if (value !== null) known[name] = hundredths(Math.min(value, hintFeatures[name].most));
  }
  return known;
}

/** What each feature adds to the sum. */
export function contributionsOf(signals: HintSignals): Readonly<Record<HintFeature, number>> {
  // Object.fromEntries forgets that every key of the table is there.
  return Object.fromEntries(
    hintFeatureNames.map((name) => [name, (signals[name] ?? 0) * hintFeatures[name].weight]),
  ) as Record<HintFeature, number>;
}

/** The sum as a share between 0 and 1. Rounded down, so that rounding lifts nothing over a limit. */
export function scoreOf(signals: HintSignals): number {
  const sum = Object.values(contributionsOf(signals)).reduce((all, each) => all + each, hintBias);
  return Math.floor(10_000 / (1 + Math.exp(-sum))) / 10_000;
}

/** The first reason for haste that the facts hold; null: none. */
export function lifeCueOf({ earlier, otherReports, isVulnerable }: HintFacts, now: Instant): LifeCue | null {
  const calls = earlier ?? [];
  const lately = calls.filter(({ at }) => msBetween(at, now) < lifeCueMinutes * 60_000);
  if (lately.some(({ code }) => code !== null && needCodes.includes(code))) return 'emergency_lately';
  if (lately.some(({ keys }) => keys > 0)) return 'asked_for_help';
  if (lately.some(isUnhelped)) return 'unhelped_lately';
  if (calls.some(({ isOpen }) => isOpen)) return 'open_incident';
  if (calls.some(({ followUp }) => followUp?.isDone === false)) return 'follow_up_open';
  if (otherReports !== null && otherReports > 0) return 'other_reports';
  return isVulnerable ? 'vulnerable' : null;
}

/** The same calls as the order by history counts them (history.ts): whether that would keep the call waiting already. */
export function historyFactsOf(earlier: readonly EarlierCall[] | null, now: Instant): HistoryFacts {
  const calls = earlier ?? [];
  const lately = calls.filter(({ at }) => msBetween(at, now) < lifeCueMinutes * 60_000);
  const { confirmed, people } = confirmedWithin(calls, prankLimits.days, now);
  return {
    pranks: confirmed,
    closers: people,
    emergencies: lately.filter(({ code }) => code !== null && needCodes.includes(code)).length,
    unhelped: lately.filter(isUnhelped).length,
  };
}

function confirmedWithin(earlier: readonly EarlierCall[], days: number, now: Instant) {
  const confirmed = earlier.filter((call) => isPrank(call) && msBetween(call.at, now) < days * dayMs);
  return { confirmed: confirmed.length, people: peopleOf(confirmed) };
}

const isPrank = ({ code, by }: EarlierCall) => by !== null && code !== null && prankCodes.includes(code);
const isUnhelped = ({ state, isSilent, code }: EarlierCall) =>
  state === 'lost' || state === 'failed' || isSilent || code === 'DROPPED_EARLY';
const peopleOf = (calls: readonly EarlierCall[]) => new Set(calls.map(({ by }) => by)).size;
const alive = (calls: readonly EarlierCall[], now: Instant) => calls.filter(({ at }) => decayOf(at, now) > 0);
const hundredths = (value: number) => Math.round(value * 100) / 100;

function isOtherMatter({ code, by }: EarlierCall): boolean {
  if (by === null || code === null) return false;
  return ![...prankCodes, ...needCodes, ...neutralCodes].includes(code);
}
