import type { FieldAction } from './field.ts';
import type { FieldTask, FieldView } from './field-contract.ts';
import { keyOf, type WaitingItem } from './field-queue.ts';
import { assignmentCan } from './rules.ts';
import type { UnitStatus } from './unit.ts';

/** The one step that is offered: a crew with gloves on chooses nothing. */
export type NextStep = 'start' | 'arrive' | 'finish';

export function nextStep(task: Pick<FieldTask, 'current'>, status: UnitStatus): NextStep {
  if (!task.current) return 'start';
  switch (status) {
    case 'en_route':
      return 'arrive';
    case 'on_scene':
    case 'transporting':
    case 'at_hospital':
      return 'finish';
    default:
      return 'start';
  }
}

/** Whether the agency may still give the task back; on scene it may only finish it. */
export function canReject(task: Pick<FieldTask, 'state'>): boolean {
  return assignmentCan[task.state].includes('reject');
}

/** A task as the crew sees it, with what it has said itself and the server has not heard yet. */
export interface ShownTask extends FieldTask {
  /** It has ended its part here; the server does not know yet. */
  readonly isEnding: boolean;
  /** Photos and voice notes that are not sent. */
  readonly unsentFiles: number;
}

export interface ShownView extends Omit<FieldView, 'tasks'> {
  readonly tasks: readonly ShownTask[];
  /** Assignments that were taken here and the server does not know yet. */
  readonly taking: readonly string[];
}

/** What the server said last, and upon it what this device has said since, in its order. */
export function project(view: FieldView, waiting: readonly WaitingItem[]): ShownView {
  const start: ShownView = {
    ...view,
    tasks: view.tasks.map((task) => ({ ...task, isEnding: false, unsentFiles: 0 })),
    taking: [],
  };
  return waiting.reduce(
    (shown, item) => (item.kind === 'action' ? said(shown, item.action) : attached(shown, item)),
    start,
  );
}

function attached(view: ShownView, item: WaitingItem & { readonly kind: 'file' }): ShownView {
  const { assignmentId } = item.file;
  return {
    ...view,
    tasks: view.tasks.map((task) =>
      task.assignmentId === assignmentId ? { ...task, unsentFiles: task.unsentFiles + 1 } : task,
    ),
  };
}

function said(view: ShownView, action: FieldAction): ShownView {
  switch (action.kind) {
    case 'status':
      return withStatus(view, action);
    case 'take':
      return { ...view, taking: [...view.taking, action.assignmentId] };
    case 'finish':
    case 'leave':
    case 'reject':
      return {
        ...view,
        tasks: view.tasks.map((task) =>
          task.assignmentId === action.assignmentId && task.unitId === action.unitId
            ? { ...task, isEnding: true }
            : task,
        ),
      };
    case 'note':
      return withNote(view, action);
    case 'check_in':
      return withUnit(view, action.unitId, { askedAt: null });
    case 'panic': {
      const unit = view.units.find(({ id }) => id === action.unitId);
      const alarms = unit?.alarms ?? [];
      const after = withUnit(view, action.unitId, { askedAt: null });
      return alarms.includes('panic') ? after : withUnit(after, action.unitId, { alarms: [...alarms, 'panic'] });
    }
  }
}

function withUnit(view: ShownView, unitId: string, part: Partial<FieldView['units'][number]>): ShownView {
  return { ...view, units: view.units.map((unit) => (unit.id === unitId ? { ...unit, ...part } : unit)) };
}

function withStatus(view: ShownView, action: Extract<FieldAction, { kind: 'status' }>): ShownView {
  const { unitId, assignmentId, status, at } = action;
  const moved = withUnit(view, unitId, { status, statusAt: at, askedAt: null });
  if (assignmentId === null) return moved;
  // It is about this task that the unit speaks: the one it works on from now.
  const tasks = moved.tasks.map((task) =>
    task.unitId === unitId ? { ...task, current: task.assignmentId === assignmentId } : task,
  );
  return { ...moved, tasks };
}

function withNote(view: ShownView, action: Extract<FieldAction, { kind: 'note' }>): ShownView {
  const note = { id: keyOf({ kind: 'action', action }), at: action.at, author: null, text: action.text };
  return {
    ...view,
    tasks: view.tasks.map((task) =>
      task.assignmentId === action.assignmentId ? { ...task, notes: [...task.notes, note] } : task,
    ),
  };
}
