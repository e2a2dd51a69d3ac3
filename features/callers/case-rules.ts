import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type Instant, msBetween, plusMs } from '#platform/shared/time.ts';
import { type CaseState, type CaseStep, caseSteps } from './case.ts';
import type { CaseSetting } from './case-setting.ts';
import type { KnownCall } from './facts.ts';
import { isConfirmedNuisance } from './rules.ts';

const dayMs = 86_400_000;

/** Confirmed nuisance of a number within the setting's days, since its last case ended: what was dealt with is not counted again. */
export function confirmedOf(
  calls: readonly KnownCall[],
  setting: Pick<CaseSetting, 'days'>,
  { now, since }: { readonly now: Instant; readonly since: Instant | null },
): { readonly calls: number; readonly takers: number; readonly lastAt: Instant | null } {
  const counted = calls.filter(
    (call) =>
      isConfirmedNuisance(call.disposition) &&
      msBetween(call.at, now) <= setting.days * dayMs &&
      (since === null || call.at > since),
  );
  return {
    calls: counted.length,
    takers: new Set(counted.flatMap(({ by }) => (by === null ? [] : [by]))).size,
    lastAt:
      counted
        .map(({ at }) => at)
        .toSorted()
        .at(-1) ?? null,
  };
}

/** Whether what was confirmed opens a case for people. It opens a case and nothing else. */
export function opensCase(
  confirmed: { readonly calls: number; readonly takers: number },
  setting: Pick<CaseSetting, 'calls' | 'takers'>,
): boolean {
  return confirmed.calls >= setting.calls && confirmed.takers >= setting.takers;
}

/** When a case ends by itself unless there is nuisance again. */
export function endsAt(lastNuisanceAt: Instant, setting: Pick<CaseSetting, 'cleanDays'>): Instant {
  return plusMs(lastNuisanceAt, setting.cleanDays * dayMs);
}

/** A case as its rules see it. */
export interface CaseNow {
  readonly state: CaseState;
  readonly version: number;
  readonly openedBy: string | null;
  readonly assigneeId: string | null;
  /** Who took a step or wrote a note, and which steps stand. */
  readonly workers: readonly string[];
  readonly steps: readonly CaseStep[];
  readonly appeal: { readonly filedBy: string | null } | null;
}

/** Two people on one case: whoever saw an older one looks first. */
export function mayChange(found: CaseNow, version: number): Result<null, 'caller_case.stale' | 'caller_case.ended'> {
  if (found.version !== version) return refuse('caller_case.stale');
  return found.state === 'ended' ? refuse('caller_case.ended') : ok(null);
}

/** The police come last: somebody has to have spoken or written to the person before. */
export function mayTakeStep(found: Pick<CaseNow, 'steps'>, step: CaseStep): Result<null, 'caller_case.too_early'> {
  const talked: readonly CaseStep[] = ['friendly_call', 'parents_or_school', 'letter'];
  if (step !== 'police_referral' || found.steps.some((taken) => talked.includes(taken))) return ok(null);
  return refuse('caller_case.too_early');
}

/** What would come next: the mildest step after the furthest that was taken. */
export function nextStep(taken: readonly CaseStep[]): CaseStep | null {
  const furthest = Math.max(-1, ...taken.map((step) => caseSteps.indexOf(step)));
  return caseSteps[furthest + 1] ?? null;
}

/** An appeal is decided by somebody who has had no hand in the case and did not write the appeal down. */
export function mayDecide(
  found: CaseNow,
  userId: string,
): Result<null, 'caller_case.no_appeal' | 'caller_case.own_work'> {
  if (found.appeal === null) return refuse('caller_case.no_appeal');
  const involved = [found.openedBy, found.assigneeId, found.appeal.filedBy, ...found.workers];
  return involved.includes(userId) ? refuse('caller_case.own_work') : ok(null);
}
