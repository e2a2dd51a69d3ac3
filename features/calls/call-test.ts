import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';

export type TestCallId = Id<'test_call'>;
export const testCallId = idSchema<'test_call'>();

/**
 * How a test call ended: `answered` at a desk; `unanswered` reached the exchange, and nobody took it in time; `gave_way` to a
 * real call that waited; `refused` by the exchange; `no_response` from it at all; `no_telephony`: nobody could place it;
 * `broken_off`: whoever placed it is gone.
 */
export const testCallOutcomes = [
  'answered',
  'unanswered',
  'stopped',
  'gave_way',
  'refused',
  'no_response',
  'no_telephony',
  'broken_off',
] as const;
export const testCallOutcome = z.enum(testCallOutcomes);
export type TestCallOutcome = z.output<typeof testCallOutcome>;

/** Seconds it rings, and seconds it talks once somebody answered: long enough to hear what it says. */
export const testRingSeconds = 60;
export const testTalkSeconds = 12;

/** How the calling side saw its call end; `status` is SIP's. */
export interface TestCallEnd {
  readonly by: 'us' | 'peer' | 'refused' | 'silence';
  readonly status: number;
  /** Why we hung up, if we did so before it was over by itself. */
  readonly asked: 'stopped' | 'gave_way' | null;
  readonly answered: boolean;
  /** Sound or a ring came before the end: the exchange had let the call in. */
  readonly admitted: boolean;
}

/** What a test call's end means. */
export function outcomeOf(end: TestCallEnd): TestCallOutcome {
  if (end.asked !== null) return end.asked;
  if (end.answered) return 'answered';
  if (end.by === 'silence') return 'no_response';
  return end.by === 'refused' && !end.admitted ? 'refused' : 'unanswered';
}

/** Names and contents of its events. */
export interface TestCallEvents {
  readonly 'test_call.requested': Record<string, never>;
  readonly 'test_call.changed': { readonly step: 'reached' | 'heard' | 'answered' };
  readonly 'test_call.ended': { readonly outcome: TestCallOutcome };
}
