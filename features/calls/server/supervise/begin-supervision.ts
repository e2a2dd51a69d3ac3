import { logAccess } from '#features/people/server/log-access.ts';
import type { Action } from '#platform/server/action.ts';
import { appendEvents } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type { beginSupervision as route } from '../../supervise-contract.ts';
import { mayBegin } from '../../supervise-rules.ts';
import { changePresence } from '../change-presence.ts';
import { ensurePresence, lockPresence } from '../presence-store.ts';
import type { IncidentsBehind } from '../recording/incidents-behind.ts';
import { lockCall } from '../store.ts';
import { conversationOf, insertSupervision, openSupervisionOf } from './supervise-store.ts';
import { supervisionEvent } from './supervision-event.ts';
import { supervisionViewOf } from './supervision-views.ts';

/**
 * Go on the line of a running call: the reason is written down and logged as an access to personal data before anything is
 * heard. The process that holds the call rings the supervisor's telephone (supervisor-board.ts). Whoever was ready is not meanwhile:
 * the telephone is in use, and a call that came would be turned away by it.
 */
export function beginSupervision(incidents: IncidentsBehind): Action<typeof route> {
  return async (ctx, { params, body }) => {
    const userId = present(ctx.actor.id, 'call.listen needs a session');
    const call = await lockCall(ctx.tx, params.id);
    if (call === null) return refuse('call.not_found');
    await ensurePresence(ctx.tx, ctx.tenantId, userId);
    const desk = present(await lockPresence(ctx.tx, ctx.tenantId, userId), 'ensured above');
    const isOnLine = (await openSupervisionOf(ctx.tx, userId)) !== null;
    const decided = mayBegin(await conversationOf(ctx.tx, call), { userId, state: desk.state, isOnLine });
    if (!decided.ok) return decided;
    if (!desk.reachable) return refuse('supervision.no_phone');
    if (body.reason === 'other' && body.note.length < 5) return refuse('supervision.note_missing');
    if (!(await incidents.mayHear(ctx, call.id))) return refuse('supervision.hidden');
    const id = newId<'supervision'>();
    const wasReady = desk.state === 'ready';
    const note = body.note === '' ? null : body.note;
    const { tenantId, now: at } = ctx;
    await insertSupervision(ctx.tx, { id, tenantId, callId: call.id, userId, reason: body.reason, note, wasReady, at });
    const why = note === null ? body.reason : `${body.reason}: ${note}`;
    await logAccess(ctx, { type: 'call', id: call.id }, 'live_listening', why);
    const content = { supervisionId: id, userId, reason: body.reason };
    const events = [await supervisionEvent(ctx, call.id, 'call.supervision_begun', content, 'listen')];
    if (wasReady) {
      const away = { userId, state: 'break', reason: 'supervision', callId: null, isResumeKept: true } as const;
      events.push(await changePresence(ctx, away));
    }
    await appendEvents(ctx, events);
    return ok(supervisionViewOf({ id, call_id: call.id, mode: 'listen', asked_at: at, began_at: null }));
  };
}
