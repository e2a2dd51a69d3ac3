import { audience } from '#features/people/audience.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { dayOf } from '#platform/shared/time.ts';
import { attendanceOf, type PresenceAt } from '../attendance-rules.ts';
import type * as routes from '../contract.ts';
import type { AttendanceRow } from '../contract.ts';
import { findPublished, insertCorrection, selectPresences, selectWorkedShifts } from './attendance-store.ts';
import { daysOf } from './days-of.ts';
import { regencyZone, rosterSettingOf } from './setting-store.ts';

/** Attendance is kept nowhere: it is worked out from the events of presence each time it is looked at, so the two cannot differ. */
export async function attendanceRows(
  ctx: ActionContext,
  range: { readonly from: string; readonly to: string },
  userId: string | null,
): Promise<AttendanceRow[]> {
  const setting = await rosterSettingOf(ctx);
  const shifts = await selectWorkedShifts(ctx, range, userId);
  const begun = shifts.filter(({ startsAt }) => startsAt < ctx.now);
  const [first] = begun;
  const presences =
    first === undefined
      ? new Map<string, PresenceAt[]>()
      : await selectPresences(
          ctx,
          begun.map((shift) => shift.userId),
          first.startsAt,
          ctx.now,
        );
  return shifts.map(({ correction, displayName, userId: id, ...shift }) => ({
    ...shift,
    user: { id, displayName },
    attendance: { ...attendanceOf(shift, presences.get(id) ?? [], setting, ctx.now), correction },
  }));
}

export const readAttendance: Action<typeof routes.readAttendance> = async (ctx, { query }) => {
  const days = daysOf(query);
  if (!days.ok) return days;
  return ok({
    today: dayOf(ctx.now, await regencyZone(ctx)),
    templates: (await rosterSettingOf(ctx)).templates,
    items: await attendanceRows(ctx, query, null),
  });
};

export const correctAttendance: Action<typeof routes.correctAttendance> = async (ctx, { params, body }) => {
  const shift = await findPublished(ctx, params.id);
  if (shift === null) return refuse('shift.not_found');
  if (shift.startsAt > ctx.now) return refuse('attendance.not_begun');
  if (shift.userId === ctx.actor.id) return refuse('attendance.own');
  await insertCorrection(ctx, params.id, body);
  await appendEvent(ctx, {
    name: 'attendance.corrected',
    subject: { type: 'shift', id: params.id },
    audience: [audience.supervisors(), audience.user(shift.userId)],
    content: { userId: shift.userId, verdict: body.verdict },
  });
  return ok({ id: params.id });
};
