import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callStates } from './call.ts';
import { type Party, type PartyOutcome, partyModes, partyOutcomes, partySteps } from './party.ts';
import {
  afterDeskLeftParty,
  afterPartyLeft,
  changeParty,
  mayCall,
  outcomeOfParty,
  stepsOf,
  wiringOf,
} from './party-rules.ts';

const talking = { state: 'answered', purpose: 'public', direction: 'inbound', hasParty: false } as const;

test('only a call that is talked on takes a third person, one at a time, and no test rings at the police', () => {
  expect(mayCall(talking).ok).toBe(true);
  for (const state of callStates.filter((one) => one !== 'answered'))
    expect(mayCall({ ...talking, state })).toMatchObject({ refusal: { code: 'call.not_possible' } });
  expect(mayCall({ ...talking, hasParty: true })).toMatchObject({ refusal: { code: 'party.already' } });
  for (const purpose of ['test', 'drill', 'canary'])
    expect(mayCall({ ...talking, purpose })).toMatchObject({ refusal: { code: 'party.test_call' } });
});

test.each([
  ['consult', false, ['take_back']],
  ['consult', true, ['conference', 'hand_over', 'take_back']],
  ['blind', false, ['take_back']],
  ['conference', true, ['consult', 'hand_over', 'take_back']],
  ['handed_over', true, []],
  ['out', true, []],
] as const)('%s, answered: %s: %s', (mode, isAnswered, steps) => {
  expect(stepsOf({ mode, isAnswered })).toEqual(steps);
  for (const step of partySteps)
    expect(changeParty({ mode, isAnswered }, step).ok).toBe((steps as readonly string[]).includes(step));
});

test.each([
  ['consult', true, 'held', 'stays'],
  ['blind', false, 'held', 'stays'],
  ['blind', true, 'in_talk', 'leaves'],
  ['conference', true, 'in_talk', 'stays'],
  ['handed_over', true, 'in_talk', 'leaves'],
] as const)('%s, answered: %s: the caller is %s, the desk %s', (mode, isAnswered, caller, desk) => {
  expect(wiringOf({ mode, isAnswered })).toEqual({ caller, desk });
});

test.each([
  [false, 17, 'busy'],
  [false, 21, 'busy'],
  [false, 19, 'no_answer'],
  [false, 16, 'no_answer'],
  [false, 0, 'failed'],
  [false, 38, 'failed'],
  [true, 16, 'left'],
  [true, 44, 'line_lost'],
  [true, 0, 'line_lost'],
] as const)('answered: %s, cause %i: %s', (isAnswered, cause, outcome) => {
  expect(outcomeOfParty(isAnswered, cause)).toBe(outcome);
});

test.each([
  ['consult', false, 16, true, 'drop'],
  ['consult', true, 16, true, 'drop'],
  ['blind', false, 16, true, 'leave'],
  ['blind', false, 16, false, 'drop'],
  ['conference', true, 16, true, 'transfer'],
  ['conference', true, 16, false, 'reoffer'],
  ['conference', true, 44, true, 'reoffer'],
] as const)(
  'the desk leaves %s, answered: %s, by cause %i, registered: %s: %s',
  (mode, isAnswered, cause, stillRegistered, after) => {
    expect(afterDeskLeftParty({ mode, isAnswered }, { cause, stillRegistered })).toBe(after);
  },
);

const anyParty: fc.Arbitrary<Party> = fc.record({
  mode: fc.constantFrom(...partyModes.filter((mode) => mode !== 'out')),
  isAnswered: fc.boolean(),
});
const anyOutcome: fc.Arbitrary<PartyOutcome> = fc.constantFrom(...partyOutcomes);

test('whatever happens to the second leg, a caller with a desk is with it, and one without is only let go by a hang-up after a talk', () => {
  fc.assert(
    fc.property(anyParty, anyOutcome, fc.boolean(), (party, outcome, hasDesk) => {
      const after = afterPartyLeft(party, outcome, hasDesk);
      if (hasDesk) expect(['back_to_desk', 'go_on']).toContain(after);
      else expect(after).toBe(party.mode === 'handed_over' && outcome === 'left' ? 'end' : 'queue');
      // Nobody is left in the hold music with a desk that believes the talk goes on.
      if (hasDesk && wiringOf(party).caller === 'held') expect(after).toBe('back_to_desk');
    }),
  );
});

test('no step leads out of the table: a caller is in the talk wherever the desk has left', () => {
  fc.assert(
    fc.property(anyParty, fc.constantFrom(...partySteps), (party, step) => {
      const changed = changeParty(party, step);
      if (!changed.ok || 'ends' in changed.value) return;
      const wired = wiringOf({ mode: changed.value.mode, isAnswered: party.isAnswered });
      if (wired.desk === 'leaves') expect(wired.caller).toBe('in_talk');
    }),
  );
});
