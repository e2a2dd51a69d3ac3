import { z } from 'zod';
import type { Id } from '#platform/shared/ids.ts';

export type DutyCallId = Id<'duty_call'>;

/**
 * How a call of the machine to a telephone on duty ended. `no_press`: somebody, or an answering machine, picked up and no key came;
 * `no_line`: it could not be dialled, or no line was free in time.
 */
export const dutyResults = [
  'accepted',
  'rejected',
  'no_press',
  'hung_up',
  'no_answer',
  'busy',
  'declined',
  'unreachable',
  'no_line',
  'broken_off',
  'cancelled',
] as const;
export const dutyResult = z.enum(dutyResults);
export type DutyResult = z.output<typeof dutyResult>;

/** What the keys say; 9 hears it again. */
export const dutyKeys = { accept: '1', reject: '2', repeat: '9' } as const;
export type DutyKey = (typeof dutyKeys)[keyof typeof dutyKeys];

/** Names and contents of its events: ids, codes, times and figures only. */
export interface DutyCallEvents {
  readonly 'duty_call.asked': DutyCallAbout;
  readonly 'duty_call.picked_up': DutyCallAbout;
  /** The first of the two keys; whoever asked for the call acts on it in this transaction. */
  readonly 'duty_call.pressed': DutyCallAbout & { readonly key: '1' | '2' };
  readonly 'duty_call.repeated': DutyCallAbout;
  readonly 'duty_call.ended': DutyCallAbout & { readonly result: DutyResult };
}

export interface DutyCallAbout {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly agencyId: string;
  readonly contactId: string | null;
}

/** What became of a call, by what is known of it when it ended. `cause`: Q.850, null where Asterisk could not say. */
export function resultOfDutyCall(call: {
  readonly pressed: '1' | '2' | null;
  readonly pickedUp: boolean;
  /** We hung up, because no key came. */
  readonly byUs: boolean;
  readonly cause: number | null;
}): DutyResult {
  if (call.pressed !== null) return call.pressed === dutyKeys.accept ? 'accepted' : 'rejected';
  if (call.pickedUp) return call.byUs ? 'no_press' : 'hung_up';
  if (call.cause === null) return 'broken_off';
  if (call.cause === 17) return 'busy';
  if (call.cause === 21) return 'declined';
  // 16 and 26: we hung up while it rang. 18, 19, 102: it rang to the end.
  return [16, 18, 19, 26, 102].includes(call.cause) ? 'no_answer' : 'unreachable';
}
