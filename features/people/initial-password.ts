/** Without letters and digits that look alike: it is read aloud or copied from paper. 32 of them, so a byte maps evenly. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

/**
 * A first password, shown once: 16 characters in groups of four, 80 bits. The screen makes it and sends it, so that the
 * server's answer, which an `Idempotency-Key` keeps, never holds a password.
 */
export function makeInitialPassword(): string {
  const letters = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => alphabet[byte % alphabet.length]);
  return [0, 4, 8, 12].map((start) => letters.slice(start, start + 4).join('')).join('-');
}
