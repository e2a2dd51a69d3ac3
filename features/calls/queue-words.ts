import { z } from 'zod';
import { idSchema } from '#platform/shared/ids.ts';
import { chosenPresence } from './call.ts';

/**
 * Who is asked to take a waiting call, in this order, each after its own delay: desks that are ready; supervisors whatever they
 * do, as long as they are in no call; anyone signed in with a telephone; a telephone number; the neighbouring centre.
 */
export const queueSteps = ['takers', 'supervisors', 'anyone', 'number', 'neighbour'] as const;
export type QueueStep = (typeof queueSteps)[number];
export const queueStep = z.enum(queueSteps);
/** Steps at which desks ring. */
export const deskSteps = ['takers', 'supervisors', 'anyone'] as const;
export type DeskStep = (typeof deskSteps)[number];
/** Steps at which a telephone outside the centre rings. */
export const outsideSteps = ['number', 'neighbour'] as const;
export type OutsideStep = (typeof outsideSteps)[number];

export type OutsideOutcome = 'answered' | 'missed' | 'caller_left' | 'taken' | 'failed';

export const presenceOrderId = idSchema<'presence_order'>();

/** Why a supervisor sets somebody else's presence. */
export const orderReasons = ['left_desk', 'calls_wait', 'over_limit', 'relief', 'technical', 'other'] as const;
export const orderReason = z.enum(orderReasons);
export type OrderReason = z.output<typeof orderReason>;
export const orderedPresence = chosenPresence;
