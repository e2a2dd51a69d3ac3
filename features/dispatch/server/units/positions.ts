import { logAccess } from '#features/people/server/log-access.ts';
import type { Action } from '#platform/server/action.ts';
import { type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { nextMidnight, plusMs } from '#platform/shared/time.ts';
import type * as routes from '../../unit-contract.ts';
import { clampDevice, isOnDuty } from '../../unit-rules.ts';
import { deletePositions, forgetOld, insertFixes, movePlace, type StampedFix } from './position-store.ts';
import { loadFigures } from './setting-store.ts';
import { isMember, lockUnit, onDutySince } from './unit-store.ts';

/** Each night, for the regency. */
export const positionsDeadline = 'unit.positions';

/**
 * Fixes of a crew's device in any order. Kept while the unit is on duty only; no event tells of them, because an event is
 * never erased and a position is personal data (design.md §6, 11): screens ask for the newest by themselves.
 */
export const reportPositions: Action<typeof routes.reportPositions> = async (ctx, { params, body }) => {
  if (!(await isMember(ctx, params.id))) return refuse('unit.not_found');
  const unit = await lockUnit(ctx, params.id);
  if (unit === null) return refuse('unit.not_found');
  const since = isOnDuty(unit.status) ? await onDutySince(ctx, unit.id) : null;
  if (since === null) return ok({ kept: 0, ignored: body.fixes.length });
  // From before it was on duty: none of the service's business.
  const wanted = body.fixes.filter((one) => Date.parse(one.deviceAt) >= Date.parse(since));
  const fixes = wanted.map((one): StampedFix => {
    const { at, clamped } = clampDevice(one.deviceAt, { from: since, to: ctx.now });
    return { ...one, deviceAt: new Date(one.deviceAt).toISOString(), at, clamped };
  });
  const kept = await insertFixes(ctx, unit.id, fixes);
  const newest = fixes.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1);
  if (newest !== undefined) await movePlace(ctx, unit.id, newest);
  const { zone } = await loadFigures(ctx);
  await setDeadline(ctx, positionsDeadline, ctx.tenantId, nextMidnight(ctx.now, zone));
  return ok({ kept, ignored: body.fixes.length - kept });
};

/** What is older than the regency keeps it goes, and with it the actions of devices, which are sent again for days at most. */
export const sweepPositions: DeadlineHandler = async (ctx, tenantId) => {
  const { content, zone } = await loadFigures(ctx);
  const left = await forgetOld(ctx, plusMs(ctx.now, -content.keepDays * 86_400_000));
  if (left) await setDeadline(ctx, positionsDeadline, tenantId, nextMidnight(ctx.now, zone));
};

export const erasePositions: Action<typeof routes.erasePositions> = async (ctx, { params, body }) => {
  const unit = await lockUnit(ctx, params.id);
  if (unit === null) return refuse('unit.not_found');
  await logAccess(ctx, { type: 'unit', id: unit.id }, 'positions_erased', body.reason);
  return ok({ erased: await deletePositions(ctx, unit.id, body.before) });
};
