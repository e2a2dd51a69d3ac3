import { audience } from '#features/people/audience.ts';
import { logAccess } from '#features/people/server/log-access.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import type * as routes from '../../sensitive-contract.ts';
import { appendIncidentEvent } from '../incident-event.ts';
import { viewIncident } from '../read-incident.ts';
import { lockIncident } from '../store.ts';
import {
  endHandler,
  handlerChoices,
  insertHandler,
  markAllOfType,
  saveSensitive,
  selectHandlers,
} from './sensitive-store.ts';

/** Once more marks what a type marked: it then stays when the type is corrected. */
export const markSensitive: Action<typeof routes.markSensitive> = async (ctx, { params }) => {
  const incident = await lockIncident(ctx, params.id);
  if (incident === null) return refuse('incident.not_found');
  if (!incident.sensitive || !incident.sensitive_by_hand) {
    await saveSensitive(ctx, incident.id, { sensitive: true, byHand: true });
    await appendIncidentEvent(ctx, 'incident.marked_sensitive', incident.id, { by: 'user' });
  }
  return ok(await viewIncident(ctx, incident.id));
};

export const unmarkSensitive: Action<typeof routes.unmarkSensitive> = async (ctx, { params, body }) => {
  const incident = await lockIncident(ctx, params.id);
  if (incident === null) return refuse('incident.not_found');
  if (!incident.sensitive) return refuse('incident.not_sensitive');
  await saveSensitive(ctx, incident.id, { sensitive: false, byHand: false });
  await appendIncidentEvent(ctx, 'incident.unmarked_sensitive', incident.id, { reasonCode: body.reason });
  return ok(await viewIncident(ctx, incident.id));
};

/** A type is sensitive from now on: what was reported as it is too, whatever its age. */
export async function typeBecameSensitive(ctx: ActionContext, typeId: string): Promise<void> {
  for (const id of await markAllOfType(ctx, typeId))
    await appendIncidentEvent(ctx, 'incident.marked_sensitive', id, { by: 'type' });
}

export const listHandlers: Action<typeof routes.listHandlers> = async (ctx, { params }) => {
  if ((await lockIncident(ctx, params.id)) === null) return refuse('incident.not_found');
  return ok({ items: await selectHandlers(ctx, params.id), choices: await handlerChoices(ctx, params.id) });
};

export const addHandler: Action<typeof routes.addHandler> = async (ctx, { params, body }) => {
  const incident = await lockIncident(ctx, params.id);
  if (incident === null) return refuse('incident.not_found');
  if (!incident.sensitive) return refuse('incident.not_sensitive');
  const { userId, reason } = body;
  if (!(await handlerChoices(ctx, incident.id)).some((one) => one.id === userId)) return refuse('handler.user_unknown');
  await insertHandler(ctx, { id: newId(), incidentId: incident.id, userId, reason });
  // Who opened the door to whom stands in the access log too, which the data protection officer reads.
  await logAccess(ctx, { type: 'incident', id: incident.id }, 'handler', reason);
  await say(ctx, 'incident.handler_added', incident.id, { userId, reasonCode: reason });
  return ok({ userId });
};

export const removeHandler: Action<typeof routes.removeHandler> = async (ctx, { params }) => {
  const incident = await lockIncident(ctx, params.id);
  if (incident === null) return refuse('incident.not_found');
  if (!(await endHandler(ctx, incident.id, params.userId))) return refuse('handler.not_found');
  await say(ctx, 'incident.handler_removed', incident.id, { userId: params.userId });
  return ok({ userId: params.userId });
};

/** For the control room and the person: their screens show other things from now on. Agencies do not hear it. */
function say(ctx: ActionContext, name: string, incidentId: string, content: { userId: string; reasonCode?: string }) {
  return appendEvent(ctx, {
    name,
    subject: { type: 'incident', id: incidentId },
    audience: [audience.tenant(), audience.user(content.userId)],
    content,
  });
}
