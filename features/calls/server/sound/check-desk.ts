import { audience } from '#features/people/audience.ts';
import type { Action } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import { judgeCheck } from '../../desk-check.ts';
import type {
  DeskCheckView,
  DeskPhoneView,
  listDeskPhones as listRoute,
  readDeskCheck as readRoute,
  saveDeskCheck as saveRoute,
} from '../../sound-contract.ts';
import * as store from './sound-store.ts';

const dayMs = 24 * 3_600_000;

export const readDeskCheck: Action<typeof readRoute> = async (ctx) => {
  const last = await store.lastDeskCheck(ctx.tx, present(ctx.actor.id, 'call.take needs a session'));
  return ok({
    last: last === null ? null : viewOf(last),
    isDue: last === null || last.session_id !== ctx.actor.sessionId,
  });
};

/** The browser measures, the server judges: the same figures get the same verdict everywhere. It changes nobody's presence. */
export const saveDeskCheck: Action<typeof saveRoute> = async (ctx, { body }) => {
  const { figures, hasEcho, hasMicrophone, end } = body;
  const judged = end === 'done' ? judgeCheck({ ...figures, hasEcho, hasMicrophone }) : { verdict: end, problems: [] };
  const userId = present(ctx.actor.id, 'call.take needs a session');
  const check: store.DeskCheckRow = {
    id: newId<'desk_check'>(),
    checked_at: ctx.now,
    ...judged,
    level: figures.level,
    clipped_percent: figures.clippedPercent,
    back_level: figures.backLevel,
    round_trip_ms: figures.roundTripMs,
    loss_percent: figures.lossPercent,
    jitter_ms: figures.jitterMs,
  };
  await store.insertDeskCheck(ctx.tx, { ...check, tenantId: ctx.tenantId, userId, sessionId: ctx.actor.sessionId });
  const { id, checked_at: _at, ...content } = check;
  await appendEvent(ctx, {
    name: 'desk.checked',
    subject: { type: 'user', id: userId },
    audience: [audience.supervisors(), audience.user(userId)],
    content: { checkId: id, ...content },
  });
  return ok(viewOf(check));
};

export const listDeskPhones: Action<typeof listRoute> = async (ctx) => {
  const phones = await store.deskPhoneRows(ctx.tx, plusMs(ctx.now, -dayMs));
  const checks = new Map((await store.lastDeskChecks(ctx.tx)).map((check) => [check.user_id, check]));
  return ok({
    items: phones.map((phone) => {
      const check = checks.get(phone.user_id);
      return {
        // A user's id comes from the users table alone.
        user: { id: phone.user_id as DeskPhoneView['user']['id'], displayName: phone.display_name },
        reachable: phone.reachable,
        device: phone.in_use === null ? null : { inUse: phone.in_use, registered: phone.registered === true },
        check: check === undefined ? null : viewOf(check),
        calls: phone.calls,
        poorCalls: phone.poor,
        worstMos: phone.worst,
      };
    }),
  });
};

function viewOf(found: store.DeskCheckRow): DeskCheckView {
  return {
    id: found.id,
    checkedAt: found.checked_at,
    verdict: found.verdict,
    problems: [...found.problems],
    figures: {
      level: found.level,
      clippedPercent: found.clipped_percent,
      backLevel: found.back_level,
      roundTripMs: found.round_trip_ms,
      lossPercent: found.loss_percent,
      jitterMs: found.jitter_ms,
    },
  };
}
