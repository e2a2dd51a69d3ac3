import { placeOut } from '#features/calls/server/party/call-out.ts';
import { dialable } from '#features/calls/server/party/find-target.ts';
import { writeNote } from '#features/incidents/server/add-note.ts';
import { sightOn } from '#features/incidents/server/incident-rows.ts';
import { recordCallerInformed } from '#features/incidents/server/move-incident.ts';
import { lockIncident } from '#features/incidents/server/store.ts';
import { readRow } from '#features/incidents/server/view-store.ts';
import { logAccess } from '#features/people/server/log-access.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { clearDeadline, type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import { decideInform } from '../../rules.ts';
import type { CallerTaskId, TaskCause, TaskResult } from '../../telling.ts';
import type * as routes from '../../telling-contract.ts';
import { afterTry } from '../../telling-rules.ts';
import { readTellingPlan } from './setting-store.ts';
import {
  incidentOfTask,
  insertTask,
  insertTry,
  lockTask,
  openTasksOf,
  saveClaim,
  saveOverdue,
  saveTaskEnd,
  type TaskRow,
  taskRows,
} from './task-store.ts';
import { taskEvent } from './telling-event.ts';
import { lockTrack } from './telling-store.ts';

export const taskDeadline = 'caller_task.due';

/** A caller whom no message reaches, or who wants to be called. */
export async function openTask(
  ctx: ActionContext,
  wanted: { readonly incidentId: string; readonly trackId: string; readonly cause: TaskCause },
): Promise<void> {
  const id: CallerTaskId = newId();
  const { voice } = await readTellingPlan(ctx);
  const dueAt = plusMs(ctx.now, voice.dueMinutes * 60_000);
  if (!(await insertTask(ctx, { id, ...wanted, dueAt }))) return;
  await setDeadline(ctx, taskDeadline, id, dueAt);
  await taskEvent(ctx, 'caller_task.opened', { id, incidentId: wanted.incidentId }, { cause: wanted.cause, dueAt });
}

/** All that are open of an incident. */
export async function endTasks(ctx: ActionContext, incidentId: string, result: TaskResult): Promise<void> {
  for (const task of await openTasksOf(ctx, incidentId)) await endTask(ctx, task, result);
}

async function endTask(ctx: ActionContext, task: TaskRow, result: TaskResult): Promise<void> {
  await saveTaskEnd(ctx, task.id, result);
  await clearDeadline(ctx, taskDeadline, task.id);
  await taskEvent(ctx, 'caller_task.ended', { id: task.id, incidentId: task.incident_id }, { result });
}

/** Nobody told them in time: supervisors hear it, and again after the same while until it is done. */
export const taskOverdue: DeadlineHandler = async (ctx, id) => {
  const task = await lockTask(ctx, id);
  if (task === null || task.state === 'done') return;
  await saveOverdue(ctx, task.id);
  await taskEvent(ctx, 'caller_task.overdue', { id: task.id, incidentId: task.incident_id });
  const { voice } = await readTellingPlan(ctx);
  await setDeadline(ctx, taskDeadline, id, plusMs(ctx.now, voice.dueMinutes * 60_000));
};

/** More than a room of people tells in a day. */
const most = 300;

export const listCallerTasks: Action<typeof routes.listCallerTasks> = async (ctx, { query }) => {
  const items = [];
  for (const task of await taskRows(ctx, query.group, most)) items.push(await viewOf(ctx, task));
  return ok({ items });
};

async function viewOf(ctx: ActionContext, task: TaskRow): Promise<routes.CallerTaskView> {
  const read = present(await readRow(ctx, task.incident_id), 'the control room reads every incident');
  const { words } = sightOn(ctx, read);
  const { voice } = await readTellingPlan(ctx);
  const { id, cause, state, tries, result } = task;
  return {
    id,
    incident: {
      id: read.id,
      number: read.number,
      state: read.state,
      priority: read.priority,
      type: read.type_name === null || !words ? null : { id: read.type_name, en: read.type_name_en ?? read.type_name },
      isSensitive: read.sensitive,
    },
    cause,
    state,
    openedAt: task.opened_at,
    dueAt: task.due_at,
    overdueAt: task.overdue_at,
    claimedBy: task.claimed_by === null ? null : { id: task.claimed_by, displayName: task.claimed_by_name ?? '' },
    claimedAt: task.claimed_at,
    tries: [...tries],
    most: voice.tries,
    endedAt: task.ended_at,
    result,
  };
}

type TaskRefusal = 'caller_task.not_found' | 'caller_task.done' | 'caller_task.taken';

/** Open, and nobody else's. The incident is locked first, as everywhere. */
async function own(ctx: ActionContext, id: string): Promise<Result<TaskRow, TaskRefusal>> {
  const incidentId = await incidentOfTask(ctx, id);
  if (incidentId !== null) await lockIncident(ctx, incidentId);
  const seen = await lockTask(ctx, id);
  if (seen === null) return refuse('caller_task.not_found');
  if (seen.state === 'done') return refuse('caller_task.done');
  if (seen.claimed_by !== null && seen.claimed_by !== ctx.actor.id)
    return refuse('caller_task.taken', { name: seen.claimed_by_name });
  return ok(seen);
}

const again = async (ctx: ActionContext, id: string) =>
  ok(await viewOf(ctx, present(await lockTask(ctx, id), 'it was locked by this very action')));

export const claimCallerTask: Action<typeof routes.claimCallerTask> = async (ctx, { params }) => {
  const task = await own(ctx, params.id);
  if (!task.ok) return task;
  if (task.value.claimed_by === null) await claim(ctx, task.value);
  return again(ctx, params.id);
};

async function claim(ctx: ActionContext, task: TaskRow): Promise<void> {
  const userId = present(ctx.actor.id, 'caller.inform needs a session');
  await saveClaim(ctx, task.id, userId);
  await taskEvent(ctx, 'caller_task.claimed', { id: task.id, incidentId: task.incident_id }, { userId });
}

/** Given back by who has it, or taken from them by a supervisor. */
export const releaseCallerTask: Action<typeof routes.releaseCallerTask> = async (ctx, { params }) => {
  const task = await lockTask(ctx, params.id);
  if (task === null) return refuse('caller_task.not_found');
  if (task.state === 'done') return refuse('caller_task.done');
  const isOthers = task.claimed_by !== null && task.claimed_by !== ctx.actor.id;
  if (isOthers && !ctx.actor.permissions.has('presence.order'))
    return refuse('caller_task.taken', { name: task.claimed_by_name });
  await saveClaim(ctx, task.id, null);
  await taskEvent(ctx, 'caller_task.released', { id: task.id, incidentId: task.incident_id });
  return again(ctx, params.id);
};

/** By the centre's own line: the caller sees 112, the desk sees no number. */
export const callCaller: Action<typeof routes.callCaller> = async (ctx, { params }) => {
  const task = await own(ctx, params.id);
  if (!task.ok) return task;
  const track = await lockTrack(ctx, task.value.track_id);
  const dialled = track?.number == null ? null : await dialable(ctx, track.number);
  if (dialled === null || !dialled.ok) return refuse('caller_task.no_number');
  const placed = await placeOut(ctx, {
    target: { number: dialled.value, label: null, entry_id: null, agency_id: null, contact_id: null },
    incidentId: task.value.incident_id,
  });
  if (!placed.ok) return refuse(hindrances[placed.refusal.code]);
  if (task.value.claimed_by === null) await claim(ctx, task.value);
  await logAccess(ctx, { type: 'incident', id: task.value.incident_id }, 'caller_called', 'inform_caller');
  return ok(placed.value);
};

const hindrances = {
  'party.desk_not_free': 'caller_task.desk_not_free',
  'party.no_telephone': 'caller_task.no_telephone',
  'call.unclassified': 'caller_task.unclassified',
} as const;

/** The last try, and being told, end it; the incident keeps the result as "caller informed". */
export const endCallerTask: Action<typeof routes.endCallerTask> = async (ctx, { params, body }) => {
  const task = await own(ctx, params.id);
  if (!task.ok) return task;
  const { voice } = await readTellingPlan(ctx);
  const { result, note } = body;
  const { isDone, informed } = afterTry(result, { triesBefore: task.value.tries.length, most: voice.tries });
  const { incident_id: incidentId } = task.value;
  await insertTry(ctx, task.value.id, result);
  await taskEvent(ctx, 'caller_task.tried', { id: task.value.id, incidentId }, { result });
  if (isDone) await endTask(ctx, task.value, result);
  else await saveClaim(ctx, task.value.id, null);
  const incident = await lockIncident(ctx, incidentId);
  if (incident !== null && informed !== null && decideInform(incident.state).ok)
    await recordCallerInformed(ctx, incident, informed);
  if (note !== '') await writeNote(ctx, { incidentId, assignment: null, text: note });
  return again(ctx, params.id);
};
