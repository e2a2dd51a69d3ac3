import type { Action, ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { FigureSet } from '../../figure-set.ts';
import { figuresOf } from '../../figures.ts';
import { goalsOf } from '../../goals.ts';
import type { MeetingContent, MeetingId, MeetingItemId } from '../../meeting.ts';
import type * as routes from '../../meeting-contract.ts';
import { agendaOf, isReordering } from '../../meeting-rules.ts';
import { isUnfinished, obstacleStates } from '../../obstacle.ts';
import { readGoals } from '../lock/goal-store.ts';
import { overdueActions } from '../obstacle/action-store.ts';
import { tellMonev } from '../obstacle/obstacle-event.ts';
import { selectAgencies, selectObstacles } from '../obstacle/obstacle-store.ts';
import { todayOf } from '../obstacle/read-obstacles.ts';
import { loadMonthRows, loadRegion } from '../store.ts';
import * as store from './meeting-store.ts';

export const tellMeeting = (ctx: ActionContext, what: string, id: string, content = {}) =>
  tellMonev(ctx, `meeting.${what}`, { type: 'meeting', id }, content);

/** More than any meeting gets through. */
const mostObstacles = 200;

/** Put on the agenda what the month and the register have to say and is not on it yet. */
async function fillAgenda(ctx: ActionContext, id: MeetingId, month: string): Promise<number> {
  const rows = await loadMonthRows(ctx.tx, await loadRegion(ctx.tx, ctx.tenantId), month);
  const all = { overdueOn: null, code: null, agencyId: null, before: null, limit: mostObstacles };
  const wanted = agendaOf({
    figures: new FigureSet(figuresOf(rows)),
    goals: goalsOf((await readGoals(ctx)).content, month),
    agencies: await selectAgencies(ctx),
    obstacles: await selectObstacles(ctx, { ...all, states: obstacleStates.filter(isUnfinished) }),
    actions: await overdueActions(ctx, await todayOf(ctx)),
    undecided: await store.undecidedItems(ctx),
  });
  let added = 0;
  for (const item of wanted) if (await store.insertItem(ctx, id, newId(), item)) added++;
  return added;
}

export const planMeeting: Action<typeof routes.planMeeting> = async (ctx, { body: { content } }) => {
  const known = await judgeAgencies(ctx, content);
  if (!known.ok) return known;
  const id: MeetingId = newId();
  await store.insertMeeting(ctx, id, content);
  const items = await fillAgenda(ctx, id, content.month);
  await tellMeeting(ctx, 'planned', id, { month: content.month, items });
  return ok({ id, version: 1 });
};

export const changeMeeting: Action<typeof routes.changeMeeting> = async (ctx, { params, body }) => {
  const found = await store.lockMeeting(ctx, params.id);
  if (found === null) return refuse('meeting.not_found');
  if (found.version !== body.version) return refuse('meeting.stale', { version: found.version });
  if (found.state !== 'planned') return refuse('meeting.not_planned');
  const known = await judgeAgencies(ctx, body.content);
  if (!known.ok) return known;
  const version = found.version + 1;
  await store.saveMeeting(ctx, found.id, body.content, version);
  await tellMeeting(ctx, 'changed', found.id, { version });
  return ok({ id: found.id, version });
};

/** Agencies of this regency, each of them. */
async function judgeAgencies(
  ctx: ActionContext,
  { agencyIds }: MeetingContent,
): Promise<Result<null, 'meeting.agency_unknown'>> {
  const own = new Set((await selectAgencies(ctx)).map(({ id }) => id));
  return agencyIds.every((id) => own.has(id)) ? ok(null) : refuse('meeting.agency_unknown');
}

/** A meeting that may still be written in, locked. */
export async function openMeeting(
  ctx: ActionContext,
  id: string,
): Promise<Result<store.MeetingRow, 'meeting.not_found' | 'meeting.ended'>> {
  const found = await store.lockMeeting(ctx, id);
  if (found === null) return refuse('meeting.not_found');
  return found.state === 'ended' ? refuse('meeting.ended') : ok(found);
}

export const refreshAgenda: Action<typeof routes.refreshAgenda> = async (ctx, { params }) => {
  const found = await openMeeting(ctx, params.id);
  if (!found.ok) return found;
  const added = await fillAgenda(ctx, found.value.id, found.value.month);
  await tellMeeting(ctx, 'agenda_refreshed', params.id, { added });
  return ok({ added });
};

export const addItem: Action<typeof routes.addItem> = async (ctx, { params, body }) => {
  const found = await openMeeting(ctx, params.id);
  if (!found.ok) return found;
  const id: MeetingItemId = newId();
  const { title } = body;
  await store.insertItem(ctx, params.id, id, { key: `free:${id}`, kind: 'free', title, obstacleId: null, facts: null });
  await tellMeeting(ctx, 'item_added', params.id, { itemId: id });
  return ok({ id });
};

export const orderAgenda: Action<typeof routes.orderAgenda> = async (ctx, { params, body }) => {
  const found = await openMeeting(ctx, params.id);
  if (!found.ok) return found;
  const before = (await store.itemsOf(ctx, params.id)).map(({ id }) => id);
  if (!isReordering(before, body.ids)) return refuse('meeting.order_unfit');
  await store.saveOrder(ctx, params.id, body.ids);
  await tellMeeting(ctx, 'ordered', params.id);
  return ok({ id: params.id });
};
