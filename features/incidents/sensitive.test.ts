import { describe, expect, test } from 'vitest';
import { readsHealth, sensitiveAfter } from './sensitive.ts';

describe('whether an incident is sensitive after its form changed', () => {
  const plain = { was: false, byHand: false, state: 'DISPATCHED', isTypeNew: true, isTypeSensitive: false } as const;
  test.each<[string, Partial<Parameters<typeof sensitiveAfter>[0]>, boolean]>([
    ['another type that is not', {}, false],
    ['a sensitive type raises it at once', { isTypeSensitive: true }, true],
    ['a correction of the type does not lower it', { was: true }, true],
    ['in a draft it does', { was: true, state: 'DRAFT' }, false],
    ['in a draft that was marked by hand it does not', { was: true, state: 'DRAFT', byHand: true }, true],
    ['the same type leaves it lowered', { isTypeNew: false, isTypeSensitive: true }, false],
    ['the same type leaves it raised', { isTypeNew: false, was: true }, true],
  ])('%s', (_name, given, said) => expect(sensitiveAfter({ ...plain, ...given })).toBe(said));
});

describe('who reads of health', () => {
  test.each([
    ['an agency in a fire', { isHealth: false, isMedical: false, isLead: false }, true],
    ['an ambulance', { isHealth: true, isMedical: true, isLead: false }, true],
    ['the police that lead', { isHealth: true, isMedical: false, isLead: true }, true],
    ['who only supports', { isHealth: true, isMedical: false, isLead: false }, false],
  ])('%s', (_name, given, said) => expect(readsHealth(given)).toBe(said));
});
