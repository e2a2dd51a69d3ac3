/** Answers come by the live feed and at least this often; three that did not come are an outage. */
export const refreshMs = 10_000;
const patienceMs = 3 * refreshMs;

/** How much the wall may be believed. Never a silent old figure: somebody in the room decides by it. */
export function trustOf(given: {
  readonly ageMs: number;
  readonly isFeedBehind: boolean;
  readonly hasFailed: boolean;
}): 'fresh' | 'cut' {
  return given.isFeedBehind || given.hasFailed || given.ageMs > patienceMs ? 'cut' : 'fresh';
}

const path = [0, 2, 4, 6, 4, 2] as const;

/** Pixels the whole picture is moved by, another place each minute: still screens burn in. */
export function burnInShift(nowMs: number): { readonly x: number; readonly y: number } {
  const minute = Math.floor(nowMs / 60_000);
  return { x: path[minute % path.length] ?? 0, y: path[(minute + 2) % path.length] ?? 0 };
}

/** Of today's calls; null while there is none to measure, or nothing to reach. */
export function isReached({
  part,
  whole,
  target,
}: {
  part: number;
  whole: number;
  target: number | null;
}): boolean | null {
  return whole === 0 || target === null ? null : part / whole >= target;
}
