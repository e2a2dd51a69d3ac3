import { type Instant, msBetween, plusMs } from '#platform/shared/time.ts';
import type { RecordingPolicy, RetentionClass } from './recording.ts';

/** A call as far as the keeping of its recording asks. */
export interface KeptCall {
  readonly purpose: 'public' | 'canary' | 'drill' | 'test';
  readonly disposition: string | null;
  /** It belongs to an incident: whatever it was called then, it is evidence. */
  readonly hasIncident: boolean;
}

const nuisance: readonly string[] = [
  'PRANK_CHILD',
  'PRANK_ADULT',
  'PRANK_ABUSIVE',
  'GHOST',
  'ACCIDENTAL',
  'WRONG_NUMBER',
];
const information: readonly string[] = ['INFO_PUBLIC', 'INFO_OTHER'];

/** What a recording is kept for. In doubt it is an emergency's: the longest (domain.md §1.3). */
export function retentionClassOf(call: KeptCall): RetentionClass {
  if (call.hasIncident) return 'emergency';
  if (call.purpose !== 'public' || call.disposition === 'TEST') return 'test';
  if (call.disposition !== null && nuisance.includes(call.disposition)) return 'nuisance';
  if (call.disposition !== null && information.includes(call.disposition)) return 'information';
  return 'emergency';
}

export function daysOf(policy: RecordingPolicy, kept: RetentionClass): number {
  return {
    emergency: policy.emergencyDays,
    nuisance: policy.nuisanceDays,
    test: policy.testDays,
    information: policy.informationDays,
  }[kept];
}

const dayMs = 86_400_000;

export type Keeping =
  | { readonly keep: true; readonly because: 'hold' | 'days'; readonly until: Instant | null }
  | { readonly keep: false; readonly rule: RetentionClass; readonly days: number };

/** Whether a recording stays. `from` is when it was stored; a hold outranks every rule. */
export function keepingOf(
  recording: { readonly from: Instant; readonly call: KeptCall; readonly isHeld: boolean },
  policy: RecordingPolicy,
  now: Instant,
): Keeping {
  const rule = retentionClassOf(recording.call);
  const days = daysOf(policy, rule);
  const until = plusMs(recording.from, days * dayMs);
  if (recording.isHeld) return { keep: true, because: 'hold', until: null };
  return until > now ? { keep: true, because: 'days', until } : { keep: false, rule, days };
}

/** The fewest days of a policy: younger recordings need no look. */
export function fewestDays(policy: RecordingPolicy): number {
  return Math.min(policy.emergencyDays, policy.nuisanceDays, policy.testDays, policy.informationDays);
}

/**
 * Milliseconds a running recording may stand still. Asterisk writes its files in blocks of 32 KiB, which at 16,000 bytes a
 * second is one each 2.05 s (measured): three blocks missed are no accident.
 */
export const stallMs = 6500;

/** How a file that should grow is watched: what was seen last, and since when it has been so. */
export interface Growth {
  readonly bytes: number;
  readonly since: Instant;
}

/** `bytes` null: there is no file. A clock that was set back starts the watch anew instead of hiding a stall. */
export function growthOf(before: Growth | null, bytes: number | null, now: Instant): Growth {
  const seen = bytes ?? 0;
  if (before === null || seen !== before.bytes || now < before.since) return { bytes: seen, since: now };
  return before;
}

export function isStalled(growth: Growth, now: Instant): boolean {
  return msBetween(growth.since, now) >= stallMs;
}

/** Bytes on the disk below which it counts as full: some hours of a busy centre, so that somebody can still make room. */
export const leastFreeBytes = 2e9;
/** It must be this much better before the alarm goes: at the border it would ring all day. */
const easeFactor = 1.1;

export function isDiskLow(freeBytes: number, wasLow: boolean, least: number): boolean {
  return freeBytes < (wasLow ? least * easeFactor : least);
}
