/** A name follows an @ that begins a word; a full stop or comma behind it belongs to the sentence. */
const mentionPattern = /(?:^|[\s(,;:])@([a-z0-9][a-z0-9._-]*[a-z0-9]|[a-z0-9])/giu;

/** The usernames a note names, each once, in lower case. */
export function mentionsIn(text: string): string[] {
  return [...new Set([...text.matchAll(mentionPattern)].map((match) => (match[1] ?? '').toLowerCase()))];
}

/** What is being typed after an @ at the cursor; null: no name is being typed. */
export function mentionBeingTyped(text: string, cursor: number): string | null {
  const match = /(?:^|[\s(,;:])@([a-z0-9._-]*)$/iu.exec(text.slice(0, cursor));
  return match === null ? null : (match[1] ?? '').toLowerCase();
}

/** The text with the name at the cursor written out, and where the cursor is then. */
export function completeMention(text: string, cursor: number, username: string): { text: string; cursor: number } {
  const typed = mentionBeingTyped(text, cursor);
  if (typed === null) return { text, cursor };
  const before = `${text.slice(0, cursor - typed.length)}${username} `;
  return { text: before + text.slice(cursor).replace(/^ /, ''), cursor: before.length };
}
