import type { Instant } from './time.ts';

/**
 * What `change` says: what changed, by ids; the screen fetches the rest through the permission check. Its siblings are `hello`
 * (first on every connection), `beat` (without an id), `resync` (fetch everything anew) and `drain` (come back in a moment).
 */
export interface LiveMessage {
  readonly name: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly occurredAt: Instant;
  readonly content: Readonly<Record<string, unknown>>;
}

/** What `hello` says: the server's clock and where the screen stands in the feed. */
export interface LiveHello {
  readonly now: Instant;
  readonly cursor: string;
}

/** Milliseconds between beats; a screen that has heard nothing for three of them says that it is behind. */
export const beatMs = 5000;

/** A place in the feed: `(epoch, xid, seq)`. Read below the snapshot's xmin, no event is ever skipped (engines.md §5). */
export interface Cursor {
  readonly epoch: number;
  readonly xid: string;
  readonly seq: number;
}

export function formatCursor(cursor: Cursor): string {
  return `${cursor.epoch}-${cursor.xid}-${cursor.seq}`;
}

/** Null for anything that is not a cursor: the screen is then told to start afresh. */
export function parseCursor(text: string): Cursor | null {
  const match = /^(\d{1,9})-(0|[1-9]\d{0,19})-(\d{1,16})$/.exec(text);
  if (match === null) return null;
  return { epoch: Number(match[1]), xid: match[2] ?? '0', seq: Number(match[3]) };
}

/**
 * Whether `a` comes strictly after `b`. Transaction ids are 64 bits wide and compared as the digits they are written with: for
 * each event that happens once for each screen.
 */
export function isAfter(a: Cursor, b: Cursor): boolean {
  if (a.epoch !== b.epoch) return a.epoch > b.epoch;
  if (a.xid === b.xid) return a.seq > b.seq;
  return a.xid.length === b.xid.length ? a.xid > b.xid : a.xid.length > b.xid.length;
}
