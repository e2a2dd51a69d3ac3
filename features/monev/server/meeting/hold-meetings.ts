import type { Action, ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { Minutes } from '../../meeting.ts';
import type * as routes from '../../meeting-contract.ts';
import { minutesWords } from '../../meeting-texts.ts';
import type { ObstacleActionId } from '../../obstacle.ts';
import { actionsOfMeeting, insertAction } from '../obstacle/action-store.ts';
import { tellPeople } from '../obstacle/escalate.ts';
import { actionViewOf, todayOf } from '../obstacle/read-obstacles.ts';
import { loadRegion } from '../store.ts';
import * as store from './meeting-store.ts';
import { openMeeting, tellMeeting } from './plan-meetings.ts';

export const listMeetings: Action<typeof routes.listMeetings> = async (ctx, { query }) => {
  const before = Number(query.after ?? Number.NaN);
  const found = await store.selectMeetings(ctx, {
    state: query.state ?? null,
    before: Number.isSafeInteger(before) && before > 0 && before < 2 ** 31 ? before : null,
    limit: query.limit + 1,
  });
  const items = found.slice(0, query.limit);
  return ok({ items, next: found.length > query.limit ? String(items.at(-1)?.number ?? '') : null });
};

export const readMeeting: Action<typeof routes.readMeeting> = async (ctx, { params }) => {
  const found = await store.findMeeting(ctx, params.id);
  if (found === null) return refuse('meeting.not_found');
  const today = await todayOf(ctx);
  const actions = await actionsOfMeeting(ctx, found.id);
  const agenda = (await store.itemsOf(ctx, found.id)).map(
    ({ obstacleId, obstacleState, obstacleVersion, ...item }) => ({
      ...item,
      obstacle:
        obstacleId === null || obstacleState === null || obstacleVersion === null
          ? null
          : { id: obstacleId, state: obstacleState, version: obstacleVersion },
      actions: actions.filter(({ itemId }) => itemId === item.id).map((one) => actionViewOf(one, today)),
    }),
  );
  return ok({ ...found, agenda, attendees: await store.attendeesOf(ctx, found.id) });
};

export const stepMeeting: Action<typeof routes.stepMeeting> = async (ctx, { params, body }) => {
  const found = await store.lockMeeting(ctx, params.id);
  if (found === null) return refuse('meeting.not_found');
  if (found.version !== body.version) return refuse('meeting.stale', { version: found.version });
  const version = found.version + 1;
  if (body.step === 'start') {
    if (found.state !== 'planned') return refuse('meeting.not_planned');
    await store.saveState(ctx, found.id, version, null);
    await tellMeeting(ctx, 'started', found.id, { version });
    return ok({ id: found.id, version, told: 0 });
  }
  if (found.state !== 'live') return refuse('meeting.not_live');
  const minutes = await minutesNow(ctx, found);
  await store.saveState(ctx, found.id, version, minutes);
  await tellMeeting(ctx, 'ended', found.id, { version, items: minutes.items.length });
  const told = await tellPeople(ctx, await store.invitedTo(ctx, found), {
    purpose: 'meeting_minutes',
    subject: { type: 'meeting', id: found.id },
    path: `/meetings/${found.id}`,
    words: minutesWords,
    values: { regency: minutes.regency, number: found.number },
  });
  return ok({ id: found.id, version, told });
};

async function minutesNow(ctx: ActionContext, meeting: store.MeetingRow): Promise<Minutes> {
  const { title, number, place, month, startsAt } = meeting;
  const actions = await actionsOfMeeting(ctx, meeting.id);
  const items = (await store.itemsOf(ctx, meeting.id)).map(
    ({ id, kind, title: about, facts, obstacleState, decision }) => ({
      kind,
      title: about,
      facts,
      state: kind === 'obstacle' ? obstacleState : null,
      decision,
      actions: actions
        .filter(({ itemId }) => itemId === id)
        .map(({ task, who, dueOn, doneAt }) => ({ task, who, dueOn, isDone: doneAt !== null })),
    }),
  );
  const attendees = (await store.attendeesOf(ctx, meeting.id)).map(({ name, office }) => ({ name, office }));
  const { name: regency } = await loadRegion(ctx.tx, ctx.tenantId);
  return { title, number, place, month, startsAt, endedAt: ctx.now, regency, attendees, items };
}

export const addAttendee: Action<typeof routes.addAttendee> = async (ctx, { params, body }) => {
  const found = await openMeeting(ctx, params.id);
  if (!found.ok) return found;
  const id = await store.insertAttendee(ctx, params.id, body);
  await tellMeeting(ctx, 'attendance_changed', params.id);
  return ok({ id });
};

export const removeAttendee: Action<typeof routes.removeAttendee> = async (ctx, { params }) => {
  const found = await openMeeting(ctx, params.id);
  if (!found.ok) return found;
  await store.deleteAttendee(ctx, params.id, params.attendee);
  await tellMeeting(ctx, 'attendance_changed', params.id);
  return ok({ id: params.attendee });
};

/** The item, in a meeting that is going on; the meeting first, so that its end waits for what is being written. */
async function liveItem(
  ctx: ActionContext,
  id: string,
): Promise<Result<store.ItemRow, 'item.not_found' | 'meeting.ended' | 'meeting.not_live'>> {
  const item = await store.findItem(ctx, id);
  if (item === null) return refuse('item.not_found');
  const meeting = await openMeeting(ctx, item.meetingId);
  if (!meeting.ok) return refuse('meeting.ended');
  if (meeting.value.state !== 'live') return refuse('meeting.not_live');
  // Read anew under the lock of the meeting: nobody else writes in it now.
  const now = await store.findItem(ctx, id);
  return now === null ? refuse('item.not_found') : ok(now);
}

export const decideItem: Action<typeof routes.decideItem> = async (ctx, { params, body }) => {
  const found = await liveItem(ctx, params.id);
  if (!found.ok) return found;
  const item = found.value;
  if (item.version !== body.version) return refuse('item.stale', { version: item.version });
  const version = item.version + 1;
  await store.saveDecision(ctx, item.id, body.decision, version);
  await tellMeeting(ctx, 'decided', item.meetingId, { itemId: item.id, version });
  return ok({ id: item.id, version });
};

export const addItemAction: Action<typeof routes.addItemAction> = async (ctx, { params, body }) => {
  const found = await liveItem(ctx, params.id);
  if (!found.ok) return found;
  const { meetingId, obstacleId, id: itemId } = found.value;
  const id: ObstacleActionId = newId();
  await insertAction(ctx, id, { obstacleId, itemId }, body);
  await tellMeeting(ctx, 'action_added', meetingId, { itemId, actionId: id });
  return ok({ id });
};
