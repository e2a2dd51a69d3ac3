import type { Text } from '#platform/shared/texts.ts';
import type { AssignmentState, ClockName } from '../assignment.ts';
import { texts } from './texts.ts';

/** What an agency does with a task, in the order of a task's life. */
export const agencySteps = ['acknowledge', 'en_route', 'arrive', 'finish', 'reject'] as const;
export type AgencyStep = (typeof agencySteps)[number];

export const stepTexts: Readonly<Record<AgencyStep, Text>> = {
  acknowledge: texts.acknowledge,
  en_route: texts.enRoute,
  arrive: texts.arrive,
  finish: texts.finish,
  reject: texts.reject,
};

/** Function keys work while a note is being typed. */
export const stepKeys: Readonly<Record<AgencyStep, string>> = {
  acknowledge: 'F2',
  reject: 'F4',
  en_route: 'F8',
  arrive: 'F9',
  finish: 'F10',
};

/** The step that usually comes next. */
export function mainStep(state: AssignmentState): AgencyStep | null {
  switch (state) {
    case 'SENT':
    case 'DELIVERED':
    case 'SEND_FAILED':
      return 'acknowledge';
    case 'ACKNOWLEDGED':
      return 'en_route';
    case 'EN_ROUTE':
      return 'arrive';
    case 'ON_SCENE':
    case 'HANDLING':
      return 'finish';
    default:
      return null;
  }
}

/** Its clock has run out and the supervisors were told; one that was taken up in the meantime is no escalation any more. */
export function isEscalated(one: {
  readonly escalationStep: number;
  readonly clock: { readonly overdue: boolean } | null;
}): boolean {
  return one.escalationStep > 0 && one.clock?.overdue === true;
}

/** Nobody has taken it yet. */
export function isNew(state: AssignmentState): boolean {
  return mainStep(state) === 'acknowledge';
}

export const clockLabels: Readonly<Record<ClockName, Text>> = {
  acknowledge: texts.acknowledgeWithin,
  arrive: texts.arriveWithin,
  resolve: texts.resolveWithin,
};

/** The same, after a figure: `5:57 terlambat · untuk diterima`. */
export const clockGoals: Readonly<Record<ClockName, Text>> = {
  acknowledge: texts.toAcknowledge,
  arrive: texts.toArrive,
  resolve: texts.toFinish,
};
