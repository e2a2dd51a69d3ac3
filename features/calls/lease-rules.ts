// Who leads a call when several telephony processes share one Asterisk. Times are milliseconds of a clock that only runs forward
// (`performance.now()`), each process's own: no wall clock decides anything here, so none that jumps can change an owner.

/** Milliseconds between two beats of a process, and between two looks at the others. */
export const beatMs = 500;
/** A process that did not turn for so long must hear from the database that it still holds its name before it acts again. */
export const frozenMs = 2000;
/** A process whose beat was seen to stand still for so long is dead: another one takes its calls. Longer than `frozenMs` by a good margin. */
export const deadMs = 4500;

/** What a process knows of itself. */
export interface Holder {
  /** It is known to hold its name: since it registered, until the database says no. */
  readonly holds: boolean;
  /** When its event loop turned last. */
  readonly turnedAt: number;
  /** It stood still for too long and has not heard from the database since. */
  readonly mustAsk: boolean;
}

/**
 * Its loop turns at `now`. A process that only cannot reach the database turns on and goes on with its calls, for nobody can take them
 * over then; one that stood still may have lost them.
 */
export function turn(holder: Holder, now: number): Holder {
  return { ...holder, turnedAt: now, mustAsk: holder.mustAsk || now - holder.turnedAt >= frozenMs };
}

/** May it give Asterisk a command at `now`? Asked right before each one, also by a process that just woke and has not turned yet. */
export function mayAct(holder: Holder, now: number): boolean {
  return holder.holds && !holder.mustAsk && now - holder.turnedAt < frozenMs;
}

/** The database answered a beat that was sent at `sentAt`. An answer to a beat from before it stood still says nothing of now. */
export function heardBeat(holder: Holder, isHeld: boolean, sentAt: number, now: number): Holder {
  if (!isHeld) return { ...holder, holds: false };
  const turned = turn(holder, now);
  return { ...turned, mustAsk: turned.mustAsk && now - sentAt >= frozenMs };
}

/** The row of another process as it was read. */
export interface SeenProcess {
  readonly app: string;
  readonly epoch: number;
  readonly beat: number;
  /** Some process holds this name. */
  readonly isHeld: boolean;
}

/** How long its beat has been seen to stand still. */
export interface Watch {
  readonly seen: SeenProcess;
  readonly silentMs: number;
  readonly readAt: number;
}

/**
 * Look at another process again. Only the time between looks that both succeeded counts, and of a long gap no more than two beats: after an
 * outage of the database, or when we stood still ourselves, nobody is dead at first sight.
 */
export function watch(before: Watch | undefined, seen: SeenProcess, now: number): Watch {
  const isSame = before !== undefined && before.seen.epoch === seen.epoch && before.seen.beat === seen.beat;
  const silentMs = isSame ? before.silentMs + Math.min(now - before.readAt, 2 * beatMs) : 0;
  return { seen, silentMs, readAt: now };
}

export function isDead({ seen, silentMs }: Watch): boolean {
  return seen.isHeld && silentMs >= deadMs;
}

/** Who a call belongs to: a process by its name in Asterisk, and the number of times the call went over so far. */
export interface CallLease {
  readonly app: string;
  readonly token: number;
}

/** Whether what somebody does under a lease may still be written; checked in the transaction that writes it. */
export function isLeaseHeld(row: { readonly app: string | null; readonly token: number }, lease: CallLease): boolean {
  // A call given back to Asterisk's own queue has no holder; what its last one still writes is about that.
  return row.token === lease.token && (row.app === null || row.app === lease.app);
}

/** Milliseconds that each further process leaves to those before it, of the 500 in which somebody must claim a new call. */
export const claimStepMs = 80;

/**
 * How long a process waits before it claims a new call: each call has an order of its own among the processes, so they share the calls
 * without getting into each other's way in the database, and a call whose first process is dead is claimed by the next.
 */
export function claimDelay(channel: string, own: string, others: readonly string[]): number {
  const mine = weight(channel, own);
  return others.filter((other) => weight(channel, other) > mine).length * claimStepMs;
}

/** FNV-1a: the same in every process, and even enough for a handful of names. */
function weight(channel: string, app: string): number {
  let hash = 0x811c9dc5;
  for (const letter of `${channel} ${app}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  // Its last letters would hardly reach the upper bits.
  return Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
}
