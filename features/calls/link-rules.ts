import { linkMark, type MessageKind } from './link.ts';
import { maxMessages, maxPerMinute } from './link-limits.ts';

/**
 * Where callers reach the centre's pages, without a slash at the end: the regency's first host name, else the address of the
 * installation; null: nobody has said one, so no link can be sent.
 */
export function publicAddress(given: {
  readonly publicUrl: string | null;
  readonly hosts: readonly string[];
}): string | null {
  const { publicUrl, hosts } = given;
  const [host] = hosts;
  if (host === undefined) return publicUrl === null ? null : publicUrl.replace(/\/+$/, '');
  const protocol = publicUrl === null ? 'https:' : new URL(publicUrl).protocol;
  return `${protocol}//${host}`;
}

/** The text of an SMS with its link; without one the sentence that leads to it is left out, unless it is the only one. */
export function textWithLink(text: string, link: string | null): string {
  if (link !== null) return text.replaceAll(linkMark, link);
  const sentences = text.split(/(?<=[.!?])\s+/);
  const others = sentences.filter((sentence) => !sentence.includes(linkMark));
  return (others.length === 0 ? text.replaceAll(linkMark, '') : others.join(' ')).trim();
}

/** Whether a link may take one more message. */
export function mayWrite(written: { readonly lastMinute: number; readonly inAll: number }): boolean {
  return written.lastMinute < maxPerMinute && written.inAll < maxMessages;
}

/** Whether somebody wants something by it: `safe` is no wish, and closes nothing either. */
export function wants(kind: MessageKind): 'help' | 'call_back' | null {
  if (kind === 'safe') return null;
  return kind === 'call_back' ? 'call_back' : 'help';
}
