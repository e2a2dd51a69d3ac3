import { type Instant, plusMs } from '#platform/shared/time.ts';
import type { AssignmentState } from './assignment.ts';
import { type ResponseStep, responseSteps, validAfterEndMs } from './response.ts';
import { assignmentCan } from './rules.ts';

/** The steps a link offers now, the usual next one first: the page shows that one large. */
export function stepsOf(state: AssignmentState): readonly ResponseStep[] {
  const may = responseSteps.filter((step) => assignmentCan[state].includes(step));
  const usual = usualNext[state];
  return usual === undefined ? may : [usual, ...may.filter((step) => step !== usual)];
}

const usualNext: Partial<Readonly<Record<AssignmentState, ResponseStep>>> = {
  SENT: 'acknowledge',
  DELIVERED: 'acknowledge',
  SEND_FAILED: 'acknowledge',
  ACKNOWLEDGED: 'en_route',
  EN_ROUTE: 'arrive',
  ON_SCENE: 'finish',
  HANDLING: 'finish',
};

/** Until when a link is good: its own time, or a while after the assignment has ended, whichever comes first. */
export function validUntil(link: { readonly expiresAt: Instant }, endedAt: Instant | null): Instant {
  const afterEnd = endedAt === null ? null : plusMs(endedAt, validAfterEndMs);
  return afterEnd !== null && afterEnd < link.expiresAt ? afterEnd : link.expiresAt;
}
