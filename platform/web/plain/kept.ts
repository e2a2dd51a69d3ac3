/** The tab's own storage. A browser may forbid it (private windows): then nothing is kept across a reload. */
export const kept = {
  read: (key: string): string | null => {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  },
  write: (key: string, text: string): void => {
    try {
      sessionStorage.setItem(key, text);
    } catch {
      // Kept in memory alone.
    }
  },
};

/** A random UUID; browsers give one by themselves only over TLS. */
export function newPlainId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const digits = Array.from(bytes, (byte, index) =>
    (index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte).toString(16).padStart(2, '0'),
  ).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
