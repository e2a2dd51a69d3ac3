import {
  forbiddenSignals,
  type HintSignals,
  hintBias,
  hintFeatureNames,
  hintFeatures,
  hintModel,
} from '#features/calls/hint.ts';
import { contributionsOf } from '#features/calls/hint-rules.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import type { hintDays, readHints as hintsRoute, listHintRows as rowsRoute } from '../../hint-contract.ts';
import { hindrancesOf, shadowUntil } from '../../hint-order.ts';
import { binsOf, precisionOf } from '../../hint-precision.ts';
import { countsSince, cuesSince, type HintRowOfDb, hintRows, outcomesSince, scoresSince } from './hint-figure-store.ts';
import { type HintOrder, readOrder } from './hint-order-store.ts';
import { hintsNow, seatNow } from './switch-order.ts';

const dayMs = 86_400_000;
const startOf = (ctx: ActionContext, days: (typeof hintDays)[number]) => plusMs(ctx.now, -Number(days) * dayMs);

/** Computed from the rows each time, so that nothing can be out of date. */
export const readHints: Action<typeof hintsRoute> = async (ctx, { query }) => {
  const from = startOf(ctx, query.days);
  const order = await readOrder(ctx);
  const outcomes = await outcomesSince(ctx, from);
  return ok({
    from,
    computedAt: ctx.now,
    order: await orderView(ctx, order),
    model: {
      version: hintModel,
      bias: hintBias,
      features: hintFeatureNames.map((name) => ({ name, ...hintFeatures[name] })),
      forbidden: [...forbiddenSignals],
    },
    figures: {
      ...outcomes,
      ...(await countsSince(ctx, from)),
      precision: precisionOf(outcomes),
      cues: await cuesSince(ctx, from),
      bins: binsOf(await scoresSince(ctx, from)),
    },
  });
};

async function orderView(ctx: ActionContext, order: HintOrder) {
  const { state, version, content, countsFrom, orderingSince, stoppedAt, stoppedWhy } = order;
  const hints = await hintsNow(ctx, order);
  return {
    ...{ state, version, content, countsFrom, orderingSince },
    shadowUntil: shadowUntil(order),
    hindrances: hindrancesOf(hints, ctx.now),
    judged: hints.judged,
    precision: hints.precision,
    signed: {
      room: signatureOf(order.roomBy, order.roomName, order.roomAt),
      head: signatureOf(order.headBy, order.headName, order.headAt),
    },
    seat: seatNow(ctx, order),
    stopped: stoppedAt === null || stoppedWhy === null ? null : { at: stoppedAt, why: stoppedWhy },
  };
}

const signatureOf = (id: string | null, displayName: string | null, at: Instant | null) =>
  id === null || displayName === null || at === null ? null : { by: { id, displayName }, at };

/** The calls behind a figure, without a number of a telephone and without a name. */
export const listHintRows: Action<typeof rowsRoute> = async (ctx, { query }) => {
  const { group, limit } = query;
  const found = await hintRows(ctx, startOf(ctx, query.days), { group, limit, after: query.after ?? null });
  const items = found.slice(0, limit).map(viewOf);
  return ok({ items, next: found.length > limit ? (items.at(-1)?.callId ?? null) : null });
};

function viewOf(found: HintRowOfDb) {
  const { callId, number, arrivedAt, score, cue, confirmed, people, byHistory, wouldPass, code } = found;
  const signals: HintSignals = found;
  const adds = contributionsOf(signals);
  const { secondCode, agreement, isRandom } = found;
  return {
    ...{ callId, number, arrivedAt, score, cue, confirmed, people, byHistory, wouldPass, code },
    parts: hintFeatureNames.flatMap((name) => {
      const value = signals[name];
      return value === null || value === 0 ? [] : [{ name, value, adds: adds[name] }];
    }),
    second:
      secondCode === null || agreement === null || isRandom === null ? null : { code: secondCode, agreement, isRandom },
  };
}
