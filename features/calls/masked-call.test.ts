import { describe, expect, test } from 'vitest';
import {
  type MaskedResult,
  type MaskedState,
  maskedStateOf,
  maskedStepsOf,
  resultOfMaskedCall,
} from './masked-call.ts';

describe('what became of a call between a crew and a caller', () => {
  const nothing = { isCrewThere: false, isCallerThere: false, status: null, cause: null };
  const crew = { ...nothing, isCrewThere: true };
  test.each<[string, Parameters<typeof resultOfMaskedCall>[0], MaskedResult]>([
    ['both were there', { ...crew, isCallerThere: true, status: 'ANSWER' }, 'talked'],
    ['both were there, and nobody heard how it ended', { ...crew, isCallerThere: true }, 'talked'],
    ['the caller left while hearing who calls', { ...crew, status: 'ANSWER' }, 'caller_hung_up'],
    ['the caller rang to the end', { ...crew, status: 'NOANSWER' }, 'caller_no_answer'],
    ['the caller was busy', { ...crew, status: 'BUSY' }, 'caller_busy'],
    ['the caller was never reached', { ...crew, status: 'CHANUNAVAIL' }, 'caller_unreachable'],
    ['the crew hung up while the caller rang', { ...crew, status: 'CANCEL' }, 'crew_hung_up'],
    ['the crew hung up before', { ...crew, status: '' }, 'crew_hung_up'],
    ['the crew was there, and nobody heard the rest', { ...crew, cause: 16 }, 'broken_off'],
    ['the crew rang to the end', { ...nothing, cause: 19 }, 'crew_no_answer'],
    ['the crew was busy', { ...nothing, cause: 17 }, 'crew_busy'],
    ['the crew declined', { ...nothing, cause: 21 }, 'crew_declined'],
    ['the number of the crew is none', { ...nothing, cause: 1 }, 'crew_unreachable'],
    ['nothing is known', nothing, 'broken_off'],
  ])('%s', (_name, known, result) => expect(resultOfMaskedCall(known)).toBe(result));
});

describe('where it is', () => {
  const at = '2026-11-23T03:00:00.000Z';
  const asked = { crewAt: null, callerAt: null, endedAt: null };
  test.each<[string, Parameters<typeof maskedStateOf>[0], MaskedState]>([
    ['asked for', asked, 'crew_rings'],
    ['the crew is there', { ...asked, crewAt: at }, 'caller_rings'],
    ['both are', { ...asked, crewAt: at, callerAt: at }, 'talking'],
    ['over before anybody was there', { ...asked, endedAt: at }, 'over'],
  ])('%s', (_name, call, state) => expect(maskedStateOf(call)).toBe(state));
});

describe('what the dialplan noted', () => {
  const nothing = { crewAt: null, callerAt: null, end: null };
  const at = (second: number) => new Date((1_764_000_000 + second) * 1000).toISOString();
  test.each<[string, string, ReturnType<typeof maskedStepsOf>]>([
    ['nothing yet', '', nothing],
    ['the crew', ' crew:1764000000', { ...nothing, crewAt: at(0) }],
    [
      'all of it',
      ' crew:1764000000 caller:1764000009 over-ANSWER:1764000060',
      { crewAt: at(0), callerAt: at(9), end: { status: 'ANSWER', at: at(60) } },
    ],
    [
      'the crew left before the caller was dialled',
      ' crew:1764000000 over-:1764000001',
      { ...nothing, crewAt: at(0), end: { status: '', at: at(1) } },
    ],
    ['something else', ' crew:soon over-$(x):1', nothing],
  ])('%s', (_name, text, steps) => expect(maskedStepsOf(text)).toEqual(steps));
});
