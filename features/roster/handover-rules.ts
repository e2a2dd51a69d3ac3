import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { CheckAnswer, OpenItem } from './handover.ts';

/** What stands against closing the shift: calls without a class, assignments that no agency has acknowledged. */
export function blockersOf(items: readonly OpenItem[]): { readonly calls: number; readonly assignments: number } {
  const count = (kind: string) => items.filter((item) => item.kind === kind).length;
  return { calls: count('call'), assignments: count('assignment') };
}

/** A shift is closed clean, or with the reason why it is closed nevertheless. */
export function judgeClosing(
  items: readonly OpenItem[],
  reason: string | null,
): Result<null, 'handover.reason_missing'> {
  const blockers = blockersOf(items);
  if (blockers.calls + blockers.assignments > 0 && reason === null) return refuse('handover.reason_missing', blockers);
  return ok(null);
}

/** Every point of the checklist as it is set now; what was not answered is not done. */
export function answersOf(
  points: readonly { readonly id: string; readonly text: string }[],
  done: readonly string[],
): CheckAnswer[] {
  return points.map(({ id, text }) => ({ id, text, done: done.includes(id) }));
}

interface Standing {
  readonly writtenBy: string;
  readonly takenBy: string | null;
  readonly items: readonly OpenItem[];
}

/** Taken over by somebody else, each open item by itself. */
export function judgeTaking(
  handover: Standing,
  by: string,
  acknowledged: readonly string[],
): Result<null, 'handover.taken' | 'handover.own' | 'handover.items_missing'> {
  if (handover.takenBy !== null) return refuse('handover.taken');
  if (handover.writtenBy === by) return refuse('handover.own');
  const missing = handover.items.filter(({ id }) => !acknowledged.includes(id)).length;
  return missing > 0 ? refuse('handover.items_missing', { count: missing }) : ok(null);
}
