import { hintContent } from '#features/calls/hint.ts';
import { forgetOldHints } from '#features/calls/server/hint/hint-store.ts';
import { reachFor } from '#features/people/server/reach.ts';
import { changeSetting, type SettingKind } from '#features/people/server/setting-versions.ts';
import type { Action, ActionContext, Listener } from '#platform/server/action.ts';
import { type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { type Instant, nextMidnight, plusMs } from '#platform/shared/time.ts';
import type * as routes from '../../hint-contract.ts';
import {
  type HintsNow,
  hindrancesOf,
  type Seat,
  type StopCause,
  seatFor,
  seats,
  stopCauseOf,
} from '../../hint-order.ts';
import { precisionOf } from '../../hint-precision.ts';
import { loadRegion } from '../store.ts';
import { tellOrder } from './hint-event.ts';
import { outcomesSince } from './hint-figure-store.ts';
import {
  backToShadow,
  beginOrdering,
  type HintOrder,
  readOrder,
  saveLimits,
  saveSignature,
} from './hint-order-store.ts';

/** What decides about ordering: the marks of so many days, and none from before the limits that hold now. */
const decisiveDays = 90;
const dayMs = 86_400_000;

/** Everything that decides, as it stands now. */
export async function hintsNow(ctx: ActionContext, order: HintOrder): Promise<HintsNow> {
  const { content, countsFrom, isHistoryStopped } = order;
  const outcomes = await outcomesSince(ctx, decisiveFrom(ctx.now, countsFrom));
  return { content, countsFrom, isHistoryStopped, judged: outcomes.judged, precision: precisionOf(outcomes) };
}

function decisiveFrom(now: Instant, countsFrom: Instant | null): Instant {
  const from = plusMs(now, -decisiveDays * dayMs);
  const begun = countsFrom ?? now;
  return begun > from ? begun : from;
}

/** The sides from which this person may sign. */
export function seatsOf(ctx: ActionContext): Seat[] {
  const may: Readonly<Record<Seat, boolean>> = {
    room: reachFor(ctx.actor, 'hint.sign_room') === 'tenant',
    head: reachFor(ctx.actor, 'hint.sign_head') === 'tenant',
  };
  return seats.filter((seat) => may[seat]);
}

const signedOf = ({ roomBy, headBy }: HintOrder) => ({ room: roomBy, head: headBy });

/** From which side this person could sign now; null: from none. */
export function seatNow(ctx: ActionContext, order: HintOrder): Seat | null {
  if (ctx.actor.id === null) return null;
  const found = seatFor(signedOf(order), { userId: ctx.actor.id, may: seatsOf(ctx) });
  return found.ok ? found.value : null;
}

export const signHints: Action<typeof routes.signHints> = async (ctx, { body }) => {
  const order = await readOrder(ctx, 'lock');
  if (order.version !== body.version) return refuse('hint.stale');
  const userId = present(ctx.actor.id, 'hint.sign needs a session');
  const seat = seatFor(signedOf(order), { userId, may: seatsOf(ctx) });
  if (!seat.ok) return seat;
  const hints = await hintsNow(ctx, order);
  if (hindrancesOf(hints, ctx.now).length > 0) return refuse('hint.not_ready');
  await saveSignature(ctx, seat.value);
  await tellOrder(ctx, 'hint_order.signed', { seat: seat.value, userId, version: order.version });
  const other = seat.value === 'room' ? order.headBy : order.roomBy;
  if (other === null) return ok({ state: order.state });
  await beginOrdering(ctx);
  const { judged } = hints;
  await tellOrder(ctx, 'hint_order.begun', { version: order.version, judged, lowPermille: lowOf(hints) ?? 0 });
  return ok({ state: 'ordering' as const });
};

/** One person is enough to stop, and to take a signature back before it has had an effect. */
export const stopHints: Action<typeof routes.stopHints> = async (ctx) => {
  const order = await readOrder(ctx, 'lock');
  if (order.state === 'ordering') await stop(ctx, 'by_hand', null);
  else if (order.roomBy === null && order.headBy === null) return refuse('hint.nothing_to_stop');
  else {
    await backToShadow(ctx, null);
    await tellOrder(ctx, 'hint_order.withdrawn', { userId: ctx.actor.id });
  }
  return ok({ state: 'shadow' as const });
};

async function stop(ctx: ActionContext, why: StopCause, hints: HintsNow | null): Promise<void> {
  await backToShadow(ctx, why);
  const [judged, lowPermille] = hints === null ? [null, null] : [hints.judged, lowOf(hints)];
  const isByItself = why === 'bound_broken' || why === 'not_precise';
  if (isByItself)
    ctx.log.error({ why, judged, lowPermille }, 'hints of pranks have stopped ordering calls by themselves');
  // Whoever judged or corrected a call did not stop anything: the program did.
  const userId = isByItself ? null : ctx.actor.id;
  await tellOrder(ctx, 'hint_order.stopped', { why, userId, judged, lowPermille });
}

const lowOf = ({ precision }: HintsNow) => (precision === null ? null : Math.floor(precision.low * 1000));

/** Look whether hints that order may go on; harmless at any time. */
async function checkOrder(ctx: ActionContext): Promise<void> {
  if ((await readOrder(ctx)).state !== 'ordering') return;
  const order = await readOrder(ctx, 'lock');
  if (order.state !== 'ordering') return;
  const hints = await hintsNow(ctx, order);
  const why = stopCauseOf(hints);
  if (why !== null) await stop(ctx, why, hints);
}

/** In the transaction that says the bound was broken: from its commit on no hint orders a call. */
export const onBroken: Listener = async (ctx) => {
  const order = await readOrder(ctx, 'lock');
  if (order.state === 'ordering') await stop(ctx, 'bound_broken', null);
};

/** A second judgement, or a class that was corrected, may say that hints are wrong more often than was thought. */
export const onJudged: Listener = (ctx) => checkOrder(ctx);
export const onClassified: Listener = async (ctx, { content }) => {
  if (content.corrected === true) await checkOrder(ctx);
};

export const hintDayDeadline = 'monev.hint_day';
const afterMidnightMs = 180_000;

/** Judgements grow old without an event: looked at each night. */
export const hintDayEnded: DeadlineHandler = async (ctx) => {
  await checkOrder(ctx);
  await forgetOldHints(ctx);
  await awaitHintDay(ctx);
};

export async function awaitHintDay(ctx: ActionContext): Promise<void> {
  const { zone } = await loadRegion(ctx.tx, ctx.tenantId);
  await setDeadline(ctx, hintDayDeadline, ctx.tenantId, plusMs(nextMidnight(ctx.now, zone), afterMidnightMs));
}

/** The limits with their versions. Other limits mark other calls: nobody has signed for them, and the days in shadow begin anew. */
export const hintKind: SettingKind<typeof hintContent> = {
  kind: 'hint',
  schema: hintContent,
  reader: 'hint.read',
  writer: 'hint.limits',
  load: async (ctx, id) => {
    if (id !== ctx.tenantId) return null;
    const { content, version } = await readOrder(ctx, 'lock');
    return { content, version };
  },
  save: async (ctx, _id, content, version) => {
    const order = await readOrder(ctx, 'lock');
    if (order.state === 'ordering') await stop(ctx, 'limits_changed', null);
    else await backToShadow(ctx, null);
    await saveLimits(ctx, content, version);
  },
};

export const changeHintLimits: Action<typeof routes.changeHintLimits> = (ctx, { body }) =>
  changeSetting(ctx, hintKind, { id: ctx.tenantId, ...body });
