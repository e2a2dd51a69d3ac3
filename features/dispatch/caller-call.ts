/** Why a crew cannot be brought together with the caller of its incident; the words of each are in caller-call-texts.ts. */
export const callerCallHurdles = [
  'caller_call.over',
  'caller_call.hidden',
  'caller_call.cannot_speak',
  'caller_call.not_wanted',
  'caller_call.no_number',
  'caller_call.no_telephone',
] as const;
export type CallerCallHurdle = (typeof callerCallHurdles)[number];

/** The first reason against it; null: nothing is. */
export function callerCallHurdle(facts: {
  /** Neither the task nor the incident is over. */
  readonly isOpen: boolean;
  /** The crew's agency works the incident and reads who called. */
  readonly maySeeCaller: boolean;
  readonly callerCannotSpeak: boolean;
  /** The caller said that they want no word from us. */
  readonly isUnwanted: boolean;
  readonly callerNumber: string | null;
  readonly unitPhone: string | null;
}): CallerCallHurdle | null {
  if (!facts.isOpen) return 'caller_call.over';
  if (!facts.maySeeCaller) return 'caller_call.hidden';
  if (facts.callerCannotSpeak) return 'caller_call.cannot_speak';
  if (facts.isUnwanted) return 'caller_call.not_wanted';
  // "anonymous" and the like: a number has digits.
  if (facts.callerNumber === null || !/\d{5}/.test(facts.callerNumber.replace(/\D/g, '')))
    return 'caller_call.no_number';
  return facts.unitPhone === null ? 'caller_call.no_telephone' : null;
}
