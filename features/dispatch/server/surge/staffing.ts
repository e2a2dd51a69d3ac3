import type { Action } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import { answerTarget, desksNeeded, enoughCalls, usualHandleS } from '../../staffing-rules.ts';
import type * as routes from '../../surge-work-contract.ts';
import { awayPeople, desksNow, handledLately, outsideNow, queueNow, ratesOf } from './figures-store.ts';

export const readStaffing: Action<typeof routes.readStaffing> = async (ctx) => {
  const [quarter, hour] = [await ratesOf(ctx, 15), await ratesOf(ctx, 60)];
  const handled = await handledLately(ctx);
  const measured = handled.calls >= enoughCalls && handled.seconds !== null && handled.seconds > 0;
  const seconds = measured ? (handled.seconds ?? usualHandleS) : usualHandleS;
  // A surge rises fast: the last quarter of an hour counts where it is worse than the hour.
  const callsPerHour = Math.max(quarter.arrived * 4, hour.arrived);
  return ok({
    now: ctx.now,
    ...(await queueNow(ctx)),
    desks: await desksNow(ctx),
    rates: [
      { minutes: 15, ...quarter },
      { minutes: 60, ...hour },
    ],
    handle: { seconds, measured },
    callsPerHour,
    needed: desksNeeded({ callsPerHour, handleS: seconds }, answerTarget),
    outside: await outsideNow(ctx),
    people: await awayPeople(ctx),
  });
};
