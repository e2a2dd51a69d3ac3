import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { IncidentState, Priority } from './incident.ts';
import { isMoreUrgent, isOpen } from './rules.ts';

/*
 * Two incidents turn out to be one: the merged one ends as MERGED and points to the kept one; its calls and followers count
 * for the kept one by that pointer, its open assignments go over to it. All of it is taken back by unmerging. Why so:
 * docs/decisions/0020-merging-incidents.md.
 */

/** An incident as merging sees it. */
export interface Mergeable {
  readonly id: string;
  readonly number: number;
  readonly state: IncidentState;
  readonly priority: Priority | null;
  readonly sensitive: boolean;
  /** Opened from a drill's call. */
  readonly isDrill?: boolean;
  readonly openAssignments: number;
  /** Where it went, while it is MERGED. */
  readonly mergedInto: { readonly id: string; readonly number: number } | null;
  readonly parentId: string | null;
  readonly openChildren: number;
  readonly children: number;
}

export type MergeRefusal =
  | 'merge.itself'
  | 'merge.already'
  | 'merge.into_merged'
  | 'merge.ended'
  | 'merge.sensitive'
  | 'merge.drill'
  | 'merge.has_children'
  | 'merge.less_urgent'
  | 'merge.other_way'
  | 'merge.needs_dispatcher';

/** What has nobody at work on it may be merged by whoever takes calls; the rest is a dispatcher's or supervisor's. */
const freeStates: readonly IncidentState[] = ['DRAFT', 'VERIFIED'];

/**
 * Whether `merged` may go into `kept`. No cycle can come of it: only what is not merged is merged, and only into what is not.
 * The kept one's own state, form, priority and clocks never change by a merge, so that unmerging has nothing to guess.
 */
export function decideMerge(merged: Mergeable, kept: Mergeable, leads: boolean): Result<null, MergeRefusal> {
  if (merged.id === kept.id) return refuse('merge.itself');
  if (merged.mergedInto !== null) return refuse('merge.already', { number: merged.mergedInto.number });
  if (kept.mergedInto !== null)
    return refuse('merge.into_merged', { number: kept.number, into: kept.mergedInto.number });
  for (const one of [merged, kept]) if (!isOpen(one.state)) return refuse('merge.ended', { number: one.number });
  // Either way identities would be seen by who may not see them, or hidden from who works with them.
  if (merged.sensitive !== kept.sensitive) return refuse('merge.sensitive');
  // A report of a citizen would be hung on what alerts nobody.
  if ((merged.isDrill === true) !== (kept.isDrill === true)) return refuse('merge.drill');
  if (merged.children > 0) return refuse('merge.has_children', { number: merged.number });
  if (!leads && !freeStates.includes(merged.state)) return refuse('merge.needs_dispatcher');
  if (merged.state !== 'DRAFT' && kept.state === 'DRAFT') return refuse('merge.other_way');
  if (merged.openAssignments > 0 && kept.state !== 'DISPATCHED' && kept.state !== 'PENDING')
    return refuse('merge.other_way');
  // Nobody may come later because two reports became one: somebody raises the kept one first, which tightens its clocks.
  if (merged.priority !== null && (kept.priority === null || isMoreUrgent(merged.priority, kept.priority)))
    return refuse('merge.less_urgent', { priority: merged.priority, kept: kept.priority });
  return ok(null);
}

/** The last merge is taken back first: what lies inside a merged one is not given back around it. */
export function decideUnmerge(
  merged: Pick<Mergeable, 'mergedInto'>,
  kept: Pick<Mergeable, 'number' | 'mergedInto'>,
  stateBefore: IncidentState,
  leads: boolean,
): Result<null, 'merge.not_merged' | 'merge.order' | 'merge.needs_dispatcher'> {
  if (merged.mergedInto === null) return refuse('merge.not_merged');
  if (kept.mergedInto !== null) return refuse('merge.order', { number: kept.number, into: kept.mergedInto.number });
  return !leads && !freeStates.includes(stateBefore) ? refuse('merge.needs_dispatcher') : ok(null);
}

/** An open assignment as merging sees it: how far its agency has come, and since when its clocks run. */
export interface OpenTask {
  readonly id: string;
  readonly agencyId: string;
  readonly part: 'lead' | 'support';
  readonly state: string;
  readonly sentAt: Instant;
}

/** What becomes of one open assignment by a merge. `part` is the one it has from then on. */
export type TaskPlan =
  | { readonly kind: 'move'; readonly task: OpenTask; readonly part: 'lead' | 'support' }
  | { readonly kind: 'end'; readonly task: OpenTask; readonly of: 'merged' | 'kept' };

/** How far an agency has come; whether its device has the task is no difference to people. */
const stages: Readonly<Record<string, number>> = {
  SEND_FAILED: 0,
  SENT: 1,
  DELIVERED: 1,
  ACKNOWLEDGED: 2,
  EN_ROUTE: 3,
  ON_SCENE: 4,
  HANDLING: 5,
};
const stageOf = (task: OpenTask) => stages[task.state] ?? 0;

/** Of two tasks of one agency the one that goes on: the further one, else the one whose clocks have run longer, else the kept one's. */
function goesOn(merged: OpenTask, kept: OpenTask): OpenTask {
  if (stageOf(merged) !== stageOf(kept)) return stageOf(merged) > stageOf(kept) ? merged : kept;
  return merged.sentAt < kept.sentAt ? merged : kept;
}

/**
 * What becomes of the open assignments: an agency that is not on the kept one goes over with its task as it stands, clocks
 * and all; of an agency that is on both, one task goes on and the other ends as a duplicate. So every agency that had an
 * open task has exactly one afterwards, none is sent anew, and no clock starts again. Those of the kept one that are not
 * named stay as they are. Tasks that end come first: an agency is on an incident once at a time.
 */
export function planTasks(merged: readonly OpenTask[], kept: readonly OpenTask[]): TaskPlan[] {
  const ends: TaskPlan[] = [];
  const comes: OpenTask[] = [];
  for (const task of merged) {
    const twin = kept.find((one) => one.agencyId === task.agencyId);
    if (twin === undefined) {
      comes.push(task);
      continue;
    }
    const on = goesOn(task, twin);
    if (on === task) comes.push(task);
    ends.push(on === task ? { kind: 'end', task: twin, of: 'kept' } : { kind: 'end', task, of: 'merged' });
  }
  const ended = new Set(ends.map((one) => one.task.id));
  let hasLead = kept.some((one) => one.part === 'lead' && !ended.has(one.id));
  // The place of a lead that ends as a duplicate goes to the task that goes on in its stead.
  const heir = (task: OpenTask) => kept.find((one) => one.agencyId === task.agencyId && one.part === 'lead');
  const moves = comes
    .toSorted((a, b) => Number(heir(b) !== undefined) - Number(heir(a) !== undefined))
    .map((task): TaskPlan => {
      const leads = !hasLead && (task.part === 'lead' || heir(task) !== undefined);
      hasLead ||= leads;
      return { kind: 'move', task, part: leads ? 'lead' : 'support' };
    });
  return [...ends, ...moves];
}

export type ParentRefusal =
  | 'parent.itself'
  | 'parent.ended'
  | 'parent.is_child'
  | 'parent.has_children'
  | 'parent.already'
  | 'parent.drill';

/** One level: a parent is nobody's child, a child has no children. So there is no cycle either. */
export function decideParent(child: Mergeable, parent: Mergeable): Result<null, ParentRefusal> {
  if (child.id === parent.id) return refuse('parent.itself');
  for (const one of [child, parent]) if (!isOpen(one.state)) return refuse('parent.ended', { number: one.number });
  if ((child.isDrill === true) !== (parent.isDrill === true)) return refuse('parent.drill');
  if (child.parentId !== null) return refuse('parent.already');
  if (parent.parentId !== null) return refuse('parent.is_child', { number: parent.number });
  if (child.children > 0) return refuse('parent.has_children', { number: child.number });
  return ok(null);
}
