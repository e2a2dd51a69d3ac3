const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 160 random bits in base32 (RFC 4226 §4 recommends this length). */
export function makeOneTimeKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => base32[byte % 32]).join('');
}

/** What an authenticator reads from the QR code (Key URI Format of Google Authenticator). */
export function oneTimeKeyAddress(secret: string, username: string): string {
  return `otpauth://totp/${encodeURIComponent(`Sigap 112:${username}`)}?secret=${secret}&issuer=${encodeURIComponent('Sigap 112')}&algorithm=SHA1&digits=6&period=30`;
}
