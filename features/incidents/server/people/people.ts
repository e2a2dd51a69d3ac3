import { audience } from '#features/people/audience.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { clearDeadline, type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type * as routes from '../../people-contract.ts';
import { numberOf } from '../merging/merge-store.ts';
import {
  lockPresences,
  nextToGo,
  type PresentRow,
  peopleOn,
  removeGone,
  removePresent,
  savePresent,
} from './people-store.ts';

export const presenceDeadline = 'incident.presence';

export const readPeople: Action<typeof routes.readPeople> = async (ctx, { params }) => {
  if ((await numberOf(ctx, params.id)) === null) return refuse('incident.not_found');
  return ok({ items: seenBy(ctx, await peopleOn(ctx, params.id)) });
};

/** Two people on one record see each other (design.md §6, invariant 7): said by each tab, told to the others when it changes. */
export const reportPresent: Action<typeof routes.reportPresent> = async (ctx, { params, body }) => {
  if ((await numberOf(ctx, params.id)) === null) return refuse('incident.not_found');
  const userId = present(ctx.actor.id, 'incident.edit needs a session');
  await lockPresences(ctx, params.id);
  const before = await peopleOn(ctx, params.id);
  if (body.mode === 'leave') await removePresent(ctx, params.id, body.tabId);
  else await savePresent(ctx, { tabId: body.tabId, incidentId: params.id, userId, mode: body.mode });
  return ok({ items: seenBy(ctx, await follow(ctx, params.id, before)) });
};

const seenBy = (ctx: ActionContext, people: readonly PresentRow[]) =>
  people.map((one) => ({ ...one, isMe: one.id === ctx.actor.id }));

/** Somebody has said nothing for too long: a tab was closed, a network is gone. */
export const forgetGone: DeadlineHandler = async (ctx, incidentId) => {
  await lockPresences(ctx, incidentId);
  await removeGone(ctx, incidentId);
  // Whom it removed is not known any more: it is told in any case, and nobody is told often.
  await follow(ctx, incidentId, null);
};

async function follow(
  ctx: ActionContext,
  incidentId: string,
  before: readonly PresentRow[] | null,
): Promise<PresentRow[]> {
  const after = await peopleOn(ctx, incidentId);
  const said = (people: readonly PresentRow[]) => people.map((one) => `${one.id} ${one.mode}`).join();
  if (before === null || said(before) !== said(after)) {
    await appendEvent(ctx, {
      name: 'incident_people.changed',
      subject: { type: 'incident', id: incidentId },
      audience: [audience.tenant()],
      content: { present: after.length, editing: after.filter((one) => one.mode === 'edit').length },
    });
  }
  const next = await nextToGo(ctx, incidentId);
  if (next === null) await clearDeadline(ctx, presenceDeadline, incidentId);
  else await setDeadline(ctx, presenceDeadline, incidentId, next);
  return after;
}
