import { z } from 'zod';
import { instant } from '#platform/shared/contract.ts';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';

/*
 * The restricted lane of domain.md §1.4: a call of the number is answered by a human like every other one, at the same place in the
 * queue; the desk sees that it is in the lane. Wanted by one person, signed by another, for at most seven days, with a full log.
 */

export type CaseLaneId = Id<'case_lane'>;
export const caseLaneId = idSchema<'case_lane'>();

export const laneDays = z.number().int().min(1).max(7);
export const laneEndReason = z.enum(['expired', 'by_hand', 'refused', 'case_ended']);
export type LaneEndReason = z.output<typeof laneEndReason>;

const person = z.object({ id: z.uuid(), displayName: z.string() });

/** A lane that is wanted (not signed) or stands. `reason`: null where it was erased, or is not for this person. */
export const laneView = z.object({
  id: caseLaneId,
  caseNumber: z.number().int(),
  days: z.number().int(),
  reason: z.string().nullable(),
  askedAt: instant,
  askedBy: person,
  signedAt: instant.nullable(),
  signedBy: person.nullable(),
  expiresAt: instant.nullable(),
});
export type LaneView = z.output<typeof laneView>;

/** A lane as its rules see it. */
export interface LaneNow {
  readonly askedBy: string;
  readonly signedAt: Instant | null;
  readonly endedAt: Instant | null;
}

/** Two people, and it is signed once. */
export function maySign(
  lane: LaneNow,
  userId: string,
): Result<null, 'case_lane.over' | 'case_lane.signed' | 'case_lane.own'> {
  if (lane.endedAt !== null) return refuse('case_lane.over');
  if (lane.signedAt !== null) return refuse('case_lane.signed');
  return lane.askedBy === userId ? refuse('case_lane.own') : ok(null);
}
