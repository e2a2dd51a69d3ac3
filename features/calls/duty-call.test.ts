import { expect, test } from 'vitest';
import { type DutyResult, resultOfDutyCall } from './duty-call.ts';

type Known = Parameters<typeof resultOfDutyCall>[0];
const ringing: Known = { pressed: null, pickedUp: false, byUs: false, cause: 16 };

test.each<[string, Partial<Known>, DutyResult]>([
  ['one accepts, whoever hung up', { pressed: '1', pickedUp: true, byUs: true }, 'accepted'],
  ['two rejects', { pressed: '2', pickedUp: true }, 'rejected'],
  ['an answering machine speaks until we hang up', { pickedUp: true, byUs: true }, 'no_press'],
  ['somebody hangs up at once', { pickedUp: true }, 'hung_up'],
  ['it rings to the end', { cause: 19 }, 'no_answer'],
  ['we gave up ringing', { cause: 26 }, 'no_answer'],
  ['busy', { cause: 17 }, 'busy'],
  ['declined', { cause: 21 }, 'declined'],
  ['no such number', { cause: 1 }, 'unreachable'],
  ['the exchange cannot say', { cause: null }, 'broken_off'],
])('%s', (_what, known, result) => {
  expect(resultOfDutyCall({ ...ringing, ...known })).toBe(result);
});
