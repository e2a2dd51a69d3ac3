import { firstName } from '#features/incidents/rules.ts';
import { loadSight } from '#features/incidents/server/read-incident.ts';
import { mayReach } from '#features/people/server/reach.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type { CommandKind } from '../assignment.ts';
import type * as routes from '../contract.ts';
import type { AssignmentView } from '../contract.ts';
import { assignmentCan } from '../rules.ts';
import { toItem } from './assignment-rows.ts';
import { listRows, notesOf, othersOf, type ReadAssignment, readRow, taskOf } from './view-store.ts';

/** Ids are made in the order of time, so the id of the last line is the cursor. */
export const listAssignments: Action<typeof routes.listAssignments> = async (ctx, { query }) => {
  const after = query.after !== undefined && /^[0-9a-f-]{36}$/.test(query.after) ? query.after : null;
  const found = await listRows(ctx, { ...query, before: after }, query.limit + 1);
  const page = found.slice(0, query.limit);
  const next = found.length > page.length ? (page.at(-1)?.id ?? null) : null;
  return ok({ items: page.map((read) => toItem(ctx, read)), next });
};

export const readAssignment: Action<typeof routes.readAssignment> = async (ctx, { params }) => {
  const read = await readRow(ctx, params.id);
  return read === null ? refuse('assignment.not_found') : ok(await toView(ctx, read));
};

/** The assignment as this reader sees it, after an action that has found it. */
export async function viewAssignment(ctx: ActionContext, id: string): Promise<AssignmentView> {
  return toView(ctx, present(await readRow(ctx, id), 'the action has just loaded this assignment'));
}

async function toView(ctx: ActionContext, read: ReadAssignment): Promise<AssignmentView> {
  const sight = await loadSight(ctx, read.incident_id);
  const words = sight?.words === true;
  const task = words ? await taskOf(ctx, read.incident_id) : null;
  return {
    ...toItem(ctx, read),
    place: {
      text: task?.place_text ?? null,
      landmark: task?.landmark ?? null,
      point:
        task === null || task.latitude === null || task.longitude === null
          ? null
          : { latitude: task.latitude, longitude: task.longitude },
    },
    description: sight?.details === true ? (task?.description ?? null) : null,
    callerFirstName:
      task === null || task.caller_name === null || sight?.details !== true ? null : firstName(task.caller_name),
    sentBy: read.sent_by === null ? null : { id: read.sent_by, name: read.sender_name ?? '' },
    acknowledgedBy:
      read.acknowledged_by === null ? null : { id: read.acknowledged_by, name: read.acknowledger_name ?? '' },
    acknowledgedVia: read.acknowledged_via,
    result: read.result,
    notes: words ? await notesOf(ctx, read.id) : [],
    others: await othersOf(ctx, read),
    can: assignmentCan[read.state].filter((command) => mayReach(ctx.actor, permissionOf(command), read.agency_id)),
  };
}

/** Commands of the dispatcher; the others are the agency's work. */
function permissionOf(command: CommandKind): 'assignment.cancel' | 'assignment.work' {
  return command === 'cancel' || command === 'reroute' || command === 'fail_send'
    ? 'assignment.cancel'
    : 'assignment.work';
}
