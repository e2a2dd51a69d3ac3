import { z } from 'zod';
import type { Id } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';

export type MaskedCallId = Id<'masked_call'>;

/**
 * How a call between a crew and the caller of its incident ended. `crew_hung_up`: before the caller answered; `caller_hung_up`: while
 * hearing who calls; `no_line`: it could not be dialled, or nobody who dials was there.
 */
export const maskedResults = [
  'talked',
  'caller_no_answer',
  'caller_busy',
  'caller_hung_up',
  'caller_unreachable',
  'crew_no_answer',
  'crew_busy',
  'crew_declined',
  'crew_hung_up',
  'crew_unreachable',
  'no_line',
  'broken_off',
] as const;
export const maskedResult = z.enum(maskedResults);
export type MaskedResult = z.output<typeof maskedResult>;

/** Where an open one is: waiting for a line or ringing at the crew, ringing at the caller, both there. */
export const maskedStates = ['crew_rings', 'caller_rings', 'talking', 'over'] as const;
export type MaskedState = (typeof maskedStates)[number];

/** Names and contents of its events, about the assignment: ids, codes, times and figures only. */
export interface MaskedCallEvents {
  readonly 'masked_call.asked': MaskedCallAbout;
  readonly 'masked_call.crew_there': MaskedCallAbout;
  readonly 'masked_call.caller_there': MaskedCallAbout;
  /** `seconds`: of talk. `callId`: the call with its recording; null where they did not talk. */
  readonly 'masked_call.ended': MaskedCallAbout & {
    readonly result: MaskedResult;
    readonly seconds: number;
    readonly callId: string | null;
  };
}

export interface MaskedCallAbout {
  readonly maskedCallId: string;
  readonly incidentId: string;
  readonly unitId: string;
}

/** Seconds that each telephone rings. */
export const maskedRing = { crew: 30, caller: 45 } as const;
/** No talk lasts longer, whatever becomes of us. */
export const longestTalkSeconds = 1800;
/** How long it may wait for whoever dials. */
export const maskedWaitSeconds = 30;
/** Of one incident within an hour: a caller is no hotline. */
export const maskedPerHour = 6;

export function maskedStateOf(call: {
  readonly crewAt: string | null;
  readonly callerAt: string | null;
  readonly endedAt: string | null;
}): MaskedState {
  if (call.endedAt !== null) return 'over';
  if (call.callerAt !== null) return 'talking';
  return call.crewAt === null ? 'crew_rings' : 'caller_rings';
}

/** Q.850 causes with which a telephone that rang says why nobody is there; each other one: it was never reached. */
const crewByCause: Readonly<Record<number, MaskedResult>> = {
  17: 'crew_busy',
  21: 'crew_declined',
  // 16 and 26: we hung up while it rang. 18, 19, 102: it rang to the end.
  ...{ 16: 'crew_no_answer', 18: 'crew_no_answer', 19: 'crew_no_answer', 26: 'crew_no_answer', 102: 'crew_no_answer' },
};

/** By DIALSTATUS of Asterisk's Dial() to the caller. */
const callerByStatus: Readonly<Record<string, MaskedResult>> = {
  // Both were connected, or would have been: they left while hearing who calls.
  ANSWER: 'caller_hung_up',
  BUSY: 'caller_busy',
  NOANSWER: 'caller_no_answer',
  CANCEL: 'crew_hung_up',
  // Gone before the caller was dialled.
  '': 'crew_hung_up',
};

/** What became of it, by what is known when it ended. */
export function resultOfMaskedCall(known: {
  readonly isCrewThere: boolean;
  readonly isCallerThere: boolean;
  /** How the way to the caller ended, as Asterisk says it; null: nobody heard. */
  readonly status: string | null;
  /** Q.850 of the crew's telephone; null where Asterisk could not say. */
  readonly cause: number | null;
}): MaskedResult {
  if (known.isCallerThere) return 'talked';
  if (known.status !== null) return callerByStatus[known.status] ?? 'caller_unreachable';
  if (known.isCrewThere || known.cause === null) return 'broken_off';
  return crewByCause[known.cause] ?? 'crew_unreachable';
}

/** What the dialplan noted of a call: `crew:1764000000 caller:1764000020 over-ANSWER:1764000090`, times in seconds since 1970. */
export function maskedStepsOf(text: string): {
  readonly crewAt: Instant | null;
  readonly callerAt: Instant | null;
  readonly end: { readonly status: string; readonly at: Instant } | null;
} {
  const steps = [...text.matchAll(/(crew|caller|over-([A-Z]*)):(\d{9,11})(?= |$)/g)].map(
    ([, name, status, seconds]) => ({
      name: status === undefined ? name : 'over',
      status: status ?? '',
      at: new Date(Number(seconds) * 1000).toISOString(),
    }),
  );
  const timeOf = (name: string) => steps.find((step) => step.name === name)?.at ?? null;
  const over = steps.find((step) => step.name === 'over');
  return {
    crewAt: timeOf('crew'),
    callerAt: timeOf('caller'),
    end: over === undefined ? null : { status: over.status, at: over.at },
  };
}
