import type { Action } from '#platform/server/action.ts';
import { bind } from '#platform/server/action.ts';
import type { FeaturePart } from '#platform/server/join-parts.ts';
import { clearDeadline, type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { msBetween } from '#platform/shared/time.ts';
import * as routes from '../../carrier-window-contract.ts';
import { decideWindow, windowState } from '../../carrier-window-rules.ts';
import { tellLine } from '../lines/canary.ts';
import { lockLine } from '../lines/line-store.ts';
import { normaliseNumber } from '../normalise-number.ts';
import * as store from './carrier-store.ts';

/** The planned end of a window. */
const closeDeadline = 'carrier_window.close';

const viewOf = (found: store.CarrierWindowRow, now: string): routes.CarrierWindowView => {
  const { openedBy, openerName, closedBy, closerName, ...window } = found;
  return {
    ...window,
    numbers: [...window.numbers],
    state: windowState(window, now),
    // Ids of users, by their foreign keys.
    openedBy: { id: openedBy as routes.CarrierWindowView['openedBy']['id'], displayName: openerName },
    closedBy:
      closedBy === null
        ? null
        : { id: closedBy as routes.CarrierWindowView['openedBy']['id'], displayName: closerName ?? '' },
  };
};

const list: Action<typeof routes.listCarrierWindows> = async (ctx, { query }) =>
  ok({ items: (await store.selectWindows(ctx, query.lineId ?? null)).map((each) => viewOf(each, ctx.now)) });

const open: Action<typeof routes.openCarrierWindow> = async (ctx, { params, body }) => {
  const line = await lockLine(ctx, params.id);
  if (line === null) return refuse('setting.not_found');
  const numbers = body.numbers.map((typed) => ({ typed, e164: normaliseNumber(typed) }));
  const decided = decideWindow({
    now: ctx.now,
    opensAt: body.opensAt === null ? null : new Date(body.opensAt).toISOString(),
    minutes: body.minutes,
    numbers,
    lineInUse: line.content.active,
    hasWindow: await store.hasOpenWindow(ctx, line.id),
    citizens: await store.citizensAmong(
      ctx,
      numbers.flatMap(({ e164 }) => e164 ?? []),
    ),
  });
  if (!decided.ok) return decided;
  const id = newId<'carrier_window'>();
  const { askedBy, reason } = body;
  const by = present(ctx.actor.id, 'a person opens a window');
  await store.insertWindow(ctx, { id, lineId: line.id, ...decided.value, askedBy, reason, by });
  const { opensAt, closesAt } = decided.value;
  await setDeadline(ctx, closeDeadline, id, closesAt);
  const told = { windowId: id, opensAt, closesAt, numbers: decided.value.numbers.length };
  await tellLine(ctx, line.id, 'line.test_opened', told);
  return ok({ id });
};

const close: Action<typeof routes.closeCarrierWindow> = async (ctx, { params }) => {
  if ((await store.findWindow(ctx, params.id)) === null) return refuse('carrier.window_not_found');
  const lineId = await store.saveClosed(ctx, params.id, ctx.actor.id);
  if (lineId === null) return refuse('carrier.window_closed');
  await clearDeadline(ctx, closeDeadline, params.id);
  await tellLine(ctx, lineId, 'line.test_closed', { windowId: params.id, by: 'user' });
  return ok({ id: params.id });
};

const calls: Action<typeof routes.listCarrierCalls> = async (ctx, { params }) => {
  const window = await store.findWindow(ctx, params.id);
  if (window === null) return refuse('carrier.window_not_found');
  const found = await store.selectCarrierCalls(ctx, params.id);
  const items = found.map((call) => ({
    ...call,
    // Of the table of calls, by its foreign key.
    id: call.id as routes.CarrierCallView['id'],
    answerMs: call.answeredAt === null ? null : msBetween(call.arrivedAt, call.answeredAt),
    durationMs: call.endedAt === null ? null : msBetween(call.arrivedAt, call.endedAt),
  }));
  return ok({ window: viewOf(window, ctx.now), items });
};

/** The exchange has turned from it by its own clock already; this writes it down. */
const closeByTimer: DeadlineHandler = async (ctx, windowId) => {
  const lineId = await store.saveClosed(ctx, windowId, null);
  if (lineId !== null) await tellLine(ctx, lineId, 'line.test_closed', { windowId, by: 'timer' });
};

/** Operators test their lines, and no desk rings for it. */
export const carrierPart: FeaturePart = {
  routes: [
    bind(routes.listCarrierWindows, list),
    bind(routes.openCarrierWindow, open),
    bind(routes.closeCarrierWindow, close),
    bind(routes.listCarrierCalls, calls),
  ],
  deadlines: { [closeDeadline]: closeByTimer },
};
