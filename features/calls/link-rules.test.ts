import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callerToken, linkMark, messageKinds } from './link.ts';
import { maxMessages, maxPerMinute } from './link-limits.ts';
import { mayWrite, publicAddress, textWithLink, wants } from './link-rules.ts';

describe('where links lead', () => {
  test.each<[string, string | null, string[], string | null]>([
    ['nobody has said an address', null, [], null],
    ['the address of the installation', 'https://112.example', [], 'https://112.example'],
    ['no two slashes', 'https://112.example/', [], 'https://112.example'],
    ["a regency's own name", null, ['112.sidoarjo.go.id', 'darurat.example'], 'https://112.sidoarjo.go.id'],
    ['its own before the common one', 'https://112.example', ['112.sidoarjo.go.id'], 'https://112.sidoarjo.go.id'],
    ['an installation without TLS', 'http://10.0.0.5:8112', ['pusat.lan'], 'http://pusat.lan'],
  ])('%s', (_what, publicUrl, hosts, address) => {
    expect(publicAddress({ publicUrl, hosts })).toBe(address);
  });
});

describe('the text of an SMS', () => {
  const shipped = `Panggilan Anda terputus. Hubungi 112. Tanpa bicara: ${linkMark}`;
  test.each<[string, string, string | null, string]>([
    ['with a link', shipped, 'https://x/l/a', 'Panggilan Anda terputus. Hubungi 112. Tanpa bicara: https://x/l/a'],
    ['without one its sentence goes', shipped, null, 'Panggilan Anda terputus. Hubungi 112.'],
    ['a text that has no place for it', 'Hubungi 112.', 'https://x/l/a', 'Hubungi 112.'],
    ['a single sentence stays', `Balas di ${linkMark}`, null, 'Balas di'],
  ])('%s', (_what, text, link, said) => {
    expect(textWithLink(text, link)).toBe(said);
  });
  test('never shows the mark', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(textWithLink(`${before}${linkMark}${after}`, null)).not.toContain(linkMark);
      }),
    );
  });
});

test('a link takes as many messages as people write, and no flood', () => {
  expect(mayWrite({ lastMinute: 0, inAll: 0 })).toBe(true);
  expect(mayWrite({ lastMinute: maxPerMinute - 1, inAll: maxMessages - 1 })).toBe(true);
  expect(mayWrite({ lastMinute: maxPerMinute, inAll: maxPerMinute })).toBe(false);
  expect(mayWrite({ lastMinute: 0, inAll: maxMessages })).toBe(false);
});

test('everything a caller says is a wish, but that they are safe', () => {
  expect(messageKinds.map((kind) => [kind, wants(kind)])).toEqual([
    ['words', 'help'],
    ['need_help', 'help'],
    ['safe', null],
    ['call_back', 'call_back'],
    ['place', 'help'],
  ]);
});

test.each(['', 'a'.repeat(21), 'a'.repeat(23), `${'a'.repeat(21)}/`, `${'a'.repeat(21)}é`])(
  '%s is no token',
  (text) => {
    expect(callerToken.safeParse(text).success).toBe(false);
  },
);
