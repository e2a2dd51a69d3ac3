import { sql } from 'kysely';
import { firstName } from '#features/incidents/rules.ts';
import { loadSight } from '#features/incidents/server/read-incident.ts';
import { mayReach } from '#features/people/server/reach.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { type CommandKind, terminalStates } from '../assignment.ts';
import type * as routes from '../contract.ts';
import type { AssignmentView } from '../contract.ts';
import { assignmentCan } from '../rules.ts';
import { type ReadAssignment, selectAssignments, toItem, withinReach } from './assignment-rows.ts';

/** Ids are made in the order of time, so the id of the last line is the cursor. */
export const listAssignments: Action<typeof routes.listAssignments> = async (ctx, { query }) => {
  const after = query.after !== undefined && /^[0-9a-f-]{36}$/.test(query.after) ? query.after : null;
  const group = query.state === undefined ? query.group : 'all';
  const is = (column: ReturnType<typeof sql>, value: string | undefined) =>
    value === undefined ? sql`true` : sql`${column} = ${value}`;
  const found = await rows<ReadAssignment>(
    ctx.tx,
    sql`${selectAssignments} where a.tenant_id = ${ctx.tenantId} and ${withinReach(ctx)}
          and ${after === null ? sql`true` : sql`a.id < ${after}::uuid`}
          and ${group === 'all' ? sql`true` : sql`(a.state = any(${[...terminalStates]}::text[])) = ${group === 'ended'}`}
          and ${is(sql`a.state`, query.state)} and ${is(sql`a.agency_id`, query.agencyId)} and ${is(sql`a.incident_id`, query.incidentId)}
          and ${query.from === undefined ? sql`true` : sql`a.sent_at >= ${query.from}`}
          and ${query.to === undefined ? sql`true` : sql`a.sent_at < ${query.to}`}
        order by a.id desc limit ${query.limit + 1}`,
  );
  const page = found.slice(0, query.limit);
  const next = found.length > page.length ? (page.at(-1)?.id ?? null) : null;
  return ok({ items: page.map((read) => toItem(ctx, read)), next });
};

export const readAssignment: Action<typeof routes.readAssignment> = async (ctx, { params }) => {
  const read = await load(ctx, params.id);
  return read === null ? refuse('assignment.not_found') : ok(await toView(ctx, read));
};

/** The assignment as this reader sees it, after an action that has found it. */
export async function viewAssignment(ctx: ActionContext, id: string): Promise<AssignmentView> {
  return toView(ctx, present(await load(ctx, id), 'the action has just loaded this assignment'));
}

async function load(ctx: ActionContext, id: string): Promise<ReadAssignment | null> {
  return row<ReadAssignment>(
    ctx.tx,
    sql`${selectAssignments} where a.tenant_id = ${ctx.tenantId} and a.id = ${id} and ${withinReach(ctx)}`,
  );
}

async function toView(ctx: ActionContext, read: ReadAssignment): Promise<AssignmentView> {
  const sight = await loadSight(ctx, read.incident_id);
  const words = sight?.words === true;
  const task = words ? await loadTask(ctx, read.incident_id) : null;
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
    description: task?.description ?? null,
    callerFirstName: task === null || task.caller_name === null ? null : firstName(task.caller_name),
    sentBy: read.sent_by === null ? null : { id: read.sent_by, name: read.sender_name ?? '' },
    acknowledgedBy:
      read.acknowledged_by === null ? null : { id: read.acknowledged_by, name: read.acknowledger_name ?? '' },
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

interface Task {
  readonly place_text: string | null;
  readonly landmark: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly description: string | null;
  readonly caller_name: string | null;
}

async function loadTask(ctx: ActionContext, incidentId: string): Promise<Task | null> {
  return row<Task>(
    ctx.tx,
    sql`select place_text, landmark, latitude, longitude, description, caller_name from incident_particulars
        where tenant_id = ${ctx.tenantId} and incident_id = ${incidentId}`,
  );
}

async function notesOf(ctx: ActionContext, id: string): Promise<AssignmentView['notes']> {
  return rows(
    ctx.tx,
    sql`select n.id, n.written_at as at, u.display_name as author, n.text from incident_notes n left join users u on u.id = n.author_id
        where n.tenant_id = ${ctx.tenantId} and n.assignment_id = ${id} and n.text is not null order by n.written_at, n.id`,
  );
}

async function othersOf(ctx: ActionContext, read: ReadAssignment): Promise<AssignmentView['others']> {
  return rows(
    ctx.tx,
    sql`select g.name as "agencyName", a.part, a.state from assignments a join agencies g on g.id = a.agency_id
        where a.tenant_id = ${ctx.tenantId} and a.incident_id = ${read.incident_id} and a.id <> ${read.id} order by a.sent_at, a.id`,
  );
}
