import { logAccess } from '#features/people/server/log-access.ts';
import type { Action } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import type { showCaller as route } from '../contract.ts';
import { callView } from './view-store.ts';

/** Each showing is logged with its reason, in the transaction that shows it. */
export const showCaller: Action<typeof route> = async (ctx, { params, body }) => {
  const found = await callView(ctx.tx, params.id, ctx.actor.id);
  if (found === null) return refuse('call.not_found');
  const number = found.caller_e164 ?? found.caller_raw;
  if (number === null) return refuse('call.withheld');
  await logAccess(ctx, { type: 'call', id: found.id }, 'caller_number', body.reason);
  return ok({ number });
};
