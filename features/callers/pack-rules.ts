import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type CaseNow, mayTakeStep } from './case-rules.ts';
import type { PackState } from './pack.ts';

/** What a pack would be made of. */
export interface PackGround {
  /** Confirmed calls that would stand in it. */
  readonly calls: number;
  /** One of this case waits for its signature. */
  readonly isWaiting: boolean;
}

type NotPrepared =
  | 'caller_case.too_early'
  | 'case_pack.appeal_open'
  | 'case_pack.nothing_confirmed'
  | 'case_pack.waiting';

/** The police come last, never over an objection, and not without a call that a person confirmed. */
export function mayPrepare(found: CaseNow, ground: PackGround): Result<null, NotPrepared> {
  if (found.appeal !== null) return refuse('case_pack.appeal_open');
  const step = mayTakeStep(found, 'police_referral');
  if (!step.ok) return step;
  if (ground.calls === 0) return refuse('case_pack.nothing_confirmed');
  return ground.isWaiting ? refuse('case_pack.waiting') : ok(null);
}

/** A pack as its signature sees it. */
export interface PackNow {
  readonly state: PackState;
  readonly preparedBy: string;
  readonly caseState: 'open' | 'ended';
  readonly hasAppeal: boolean;
  /** The steps that stand: the signature takes the last one. */
  readonly steps: CaseNow['steps'];
  /** This person has looked at the draft. */
  readonly wasSeen: boolean;
  /** Hash of the draft, and the one the person saw. */
  readonly contentHash: string;
  readonly seenHash: string;
}

type NotSigned =
  | 'caller_case.ended'
  | 'caller_case.too_early'
  | 'case_pack.not_waiting'
  | 'case_pack.own'
  | 'case_pack.appeal_open'
  | 'case_pack.not_seen'
  | 'case_pack.outdated';

/** Two people, the second of whom has read what is signed. That nothing was corrected since is asked apart: it takes the facts. */
export function maySignPack(found: PackNow, userId: string): Result<null, NotSigned> {
  if (found.state !== 'prepared') return refuse('case_pack.not_waiting');
  if (found.preparedBy === userId) return refuse('case_pack.own');
  if (found.caseState === 'ended') return refuse('caller_case.ended');
  if (found.hasAppeal) return refuse('case_pack.appeal_open');
  const step = mayTakeStep(found, 'police_referral');
  if (!step.ok) return step;
  if (found.seenHash !== found.contentHash) return refuse('case_pack.outdated');
  return found.wasSeen ? ok(null) : refuse('case_pack.not_seen');
}
