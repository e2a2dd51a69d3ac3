import { describe, expect, test } from 'vitest';
import { type KeyStroke, keyIdOf, strokeIdsOf, worksWhileTyping } from './keys.ts';

const stroke = (key: string, rest: Partial<KeyStroke> = {}): KeyStroke => ({
  key,
  code: '',
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...rest,
});

describe('a key as text and as a stroke', () => {
  test.each([
    ['F2', stroke('F2'), true],
    ['Ctrl+K', stroke('k', { ctrlKey: true }), true],
    ['ctrl+k', stroke('K', { ctrlKey: true, shiftKey: true }), false],
    ['Ctrl+Shift+K', stroke('K', { ctrlKey: true, shiftKey: true }), true],
    ['Ctrl+K', stroke('k', { metaKey: true }), true],
    ['a', stroke('a'), true],
    ['a', stroke('A', { shiftKey: true }), false],
    ['?', stroke('?', { shiftKey: true, code: 'Slash' }), true],
    // On a Mac, Alt+1 types "¡"; the place of the key decides.
    ['Alt+1', stroke('¡', { altKey: true, code: 'Digit1' }), true],
    ['Ctrl++', stroke('+', { ctrlKey: true }), true],
    ['1', stroke('1', { ctrlKey: true }), false],
  ])('%s', (text, given, expected) => {
    expect(strokeIdsOf(given).includes(keyIdOf(text))).toBe(expected);
  });

  test('keys that a command would never get are refused', () => {
    for (const key of ['Ctrl+W', 'F5', 'Escape', 'Tab', 'Enter']) expect(() => keyIdOf(key)).toThrow(/belongs to/);
    for (const key of ['Hyper+K', '']) expect(() => keyIdOf(key)).toThrow(/Not a key/);
  });

  test('only function keys and combinations work while typing', () => {
    expect(['F2', 'Ctrl+K', 'Alt+1', 'a', '?', '1'].filter(worksWhileTyping)).toEqual(['F2', 'Ctrl+K', 'Alt+1']);
  });
});
