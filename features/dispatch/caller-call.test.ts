import { describe, expect, test } from 'vitest';
import { type CallerCallHurdle, callerCallHurdle } from './caller-call.ts';

describe('why a crew cannot call the caller', () => {
  const fine: Parameters<typeof callerCallHurdle>[0] = {
    isOpen: true,
    maySeeCaller: true,
    callerCannotSpeak: false,
    isUnwanted: false,
    callerNumber: '+6281234567890',
    unitPhone: '081111110001',
  };
  test.each<[string, Partial<typeof fine>, CallerCallHurdle | null]>([
    ['nothing is against it', {}, null],
    ['the task is over', { isOpen: false, callerNumber: null }, 'caller_call.over'],
    ['the identity is hidden from this crew', { maySeeCaller: false }, 'caller_call.hidden'],
    ['the caller cannot speak', { callerCannotSpeak: true }, 'caller_call.cannot_speak'],
    ['the caller wants no word', { isUnwanted: true }, 'caller_call.not_wanted'],
    ['nobody knows the number', { callerNumber: null }, 'caller_call.no_number'],
    ['the number was withheld', { callerNumber: 'anonymous' }, 'caller_call.no_number'],
    ['the unit has no telephone', { unitPhone: null }, 'caller_call.no_telephone'],
  ])('%s', (_name, given, hurdle) => expect(callerCallHurdle({ ...fine, ...given })).toBe(hurdle));
});
