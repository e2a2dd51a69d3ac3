import { z } from 'zod';
import type { IncidentState } from './incident.ts';

/** Why a supervisor says that an incident is not sensitive after all. */
export const lowerReasons = ['marked_by_mistake', 'wrong_type', 'nobody_named'] as const;
export const lowerReason = z.enum(lowerReasons);

/** Why somebody beside those who work it may see the identities of a sensitive incident. */
export const handlerReasons = ['takes_over', 'knows_victim_service', 'quality_check', 'legal'] as const;
export const handlerReason = z.enum(handlerReasons);
export type HandlerReason = z.output<typeof handlerReason>;

/**
 * Whether an incident is sensitive after a change of its form. Raised at once by its type; a correction of the type lowers it only
 * while it is a draft that nobody marked by hand: others have been told by then that identities are hidden.
 */
export function sensitiveAfter(change: {
  readonly was: boolean;
  readonly byHand: boolean;
  readonly state: IncidentState;
  readonly isTypeNew: boolean;
  readonly isTypeSensitive: boolean;
}): boolean {
  if (!change.isTypeNew) return change.was;
  return change.isTypeSensitive || (change.was && (change.byHand || change.state !== 'DRAFT'));
}

/**
 * Whether an agency reads what is said of somebody's health. Bodies of health care do, and the agency that leads; one that only
 * supports reads place, task and danger.
 */
export function readsHealth(agency: {
  readonly isHealth: boolean;
  readonly isMedical: boolean;
  readonly isLead: boolean;
}): boolean {
  return !agency.isHealth || agency.isMedical || agency.isLead;
}
