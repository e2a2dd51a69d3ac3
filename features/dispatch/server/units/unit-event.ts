import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent, type EventContent } from '#platform/server/events/event.ts';
import type { StepTime } from '../assignment-event.ts';
import type { UnitRow } from './unit-store.ts';

/**
 * An event of a unit for the control room and its agency. What it did on an assignment has that as its subject, so that the
 * incident's timeline tells it; the unit always stands in the content. Alarms reach the supervisors too.
 */
export async function appendUnitEvent(
  ctx: ActionContext,
  name: string,
  unit: Pick<UnitRow, 'id' | 'agencyId'>,
  given: {
    readonly task?: { readonly assignmentId: string; readonly incidentId: string } | null;
    readonly content?: EventContent;
    readonly when?: StepTime | undefined;
    readonly loud?: boolean;
  } = {},
): Promise<void> {
  const { task = null, content = {}, when, loud = false } = given;
  await appendEvent(ctx, {
    name,
    subject: task === null ? { type: 'unit', id: unit.id } : { type: 'assignment', id: task.assignmentId },
    audience: [audience.tenant(), audience.agency(unit.agencyId), ...(loud ? [audience.supervisors()] : [])],
    content: {
      unitId: unit.id,
      ...(task === null ? {} : { assignmentId: task.assignmentId, incidentId: task.incidentId }),
      ...content,
    },
    ...(when === undefined ? {} : { occurredAt: when.at, clock: when.clock }),
  });
}
