import { z } from 'zod';
import { idSchema } from '#platform/shared/ids.ts';

/*
 * A supervisor on the line of a running call. Two people talk there who are owed openness (UU 27/2022 art. 5): the citizen hears in
 * the announcement that the call is recorded, and the call taker sees a plain sign on the desk as long as somebody is on the
 * line. A regency may leave out the sign for mere listening (`showListening`), where its agreement with the staff provides for
 * quality checks; whoever can be heard is always shown. Each listening has a reason, is kept as an access to personal data
 * (art. 31), and stands in the events of the call.
 */

export const supervisionId = idSchema<'supervision'>();
export const deskMessageId = idSchema<'desk_message'>();

/** `listen`: heard by nobody; `whisper`: the desk alone hears the supervisor; `join`: desk and citizen do. */
export const superviseModes = ['listen', 'whisper', 'join'] as const;
export const superviseMode = z.enum(superviseModes);
export type SuperviseMode = (typeof superviseModes)[number];

/** Why somebody goes on the line. `other` needs words. */
export const superviseReasons = [
  'quality',
  'training',
  'asked_for_help',
  'difficult_call',
  'complaint',
  'other',
] as const;
export const superviseReason = z.enum(superviseReasons);
export type SuperviseReason = (typeof superviseReasons)[number];

/** `not_reached`: the supervisor's telephone did not answer. */
export const superviseOutcomes = ['left', 'call_ended', 'took_over', 'not_reached'] as const;
export type SuperviseOutcome = (typeof superviseOutcomes)[number];

/** Most characters of a message to a desk: it is read in mid-call. */
export const longestMessage = 200;
