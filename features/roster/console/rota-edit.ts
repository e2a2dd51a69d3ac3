import type { RouteOutput } from '#platform/shared/contract.ts';
import type { RotaShift, readRota } from '../contract.ts';
import { plusDays } from '../rota-rules.ts';

export type Rota = RouteOutput<typeof readRota>;
export type Wanted = Pick<RotaShift, 'userId' | 'day' | 'template'>;
export interface Change {
  readonly add: readonly Wanted[];
  readonly remove: readonly Wanted[];
}

/** What stands in the plan: all but what was taken out and not told yet. */
export const plannedOf = (rota: Rota) => rota.shifts.filter(({ state }) => state !== 'removed');

const isSame = (a: Wanted, b: Wanted) => a.userId === b.userId && a.day === b.day && a.template === b.template;

/** What has to be said to the server so that a change holds; nothing of it that holds already. */
export function commandOf(rota: Rota, change: Change) {
  const planned = plannedOf(rota);
  return {
    add: change.add.filter((one) => !planned.some((shift) => isSame(shift, one))),
    remove: planned.filter((shift) => change.remove.some((one) => isSame(shift, one))).map(({ id }) => id),
  };
}

/** One letter from a cell to another; onto itself it is no change. */
export const moveOf = (from: Wanted, to: Pick<Wanted, 'userId' | 'day'>): Change => ({
  add: [{ ...to, template: from.template }],
  remove: isSame(from, { ...to, template: from.template }) ? [] : [from],
});

/** A week once more, seven days later. */
export const nextWeekOf = (shifts: readonly Wanted[]): Change => ({
  add: shifts.map(({ userId, day, template }) => ({ userId, template, day: plusDays(day, 7) })),
  remove: [],
});

export const inverseOf = ({ add, remove }: Change): Change => ({ add: remove, remove: add });
