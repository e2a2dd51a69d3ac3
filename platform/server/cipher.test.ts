import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decrypt, encrypt } from './cipher.ts';

test('what was encrypted comes back with its secret alone, whole and unaltered or not at all', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), fc.nat(), (secret, other, text, at) => {
      const bytes = encrypt(secret, text);
      expect(decrypt(secret, bytes)).toBe(text);
      if (other !== secret) expect(decrypt(other, bytes)).toBeNull();
      const altered = Buffer.from(bytes);
      const where = at % altered.length;
      altered[where] = (altered[where] ?? 0) ^ 1;
      expect(decrypt(secret, altered)).toBeNull();
    }),
  );
  expect(encrypt('a', 'same').equals(encrypt('a', 'same'))).toBe(false);
  expect(decrypt('a', Buffer.alloc(3))).toBeNull();
});
