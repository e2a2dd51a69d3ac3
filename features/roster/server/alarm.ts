import { audience } from '#features/people/audience.ts';
import type { Action, ActionContext, Listener } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { type DeadlineHandler, setDeadlines } from '#platform/server/timers/deadlines.ts';
import { ok } from '#platform/shared/result.ts';
import { msBetween, plusMs } from '#platform/shared/time.ts';
import type { readRosterAlarm as route } from '../alarm-contract.ts';
import { alarmStep } from '../alarm-rules.ts';
import { endAlarm, insertAlarm, openAlarm, selectRoom, shiftTimes } from './alarm-store.ts';
import { rosterSettingOf } from './setting-store.ts';

export const startDeadline = 'roster.shift_start';
export const endDeadline = 'roster.shift_end';

/** Look at the desks after each start and at each end of the published shifts of these days. */
export async function watchShifts(ctx: ActionContext, from: string, to: string): Promise<void> {
  const { emptyMinutes } = await rosterSettingOf(ctx);
  const times = await shiftTimes(ctx, from, to);
  const starts = times.map(({ id, startsAt }) => [id, plusMs(startsAt, emptyMinutes * 60_000)] as const);
  await setDeadlines(ctx, startDeadline, new Map(starts.filter(([, due]) => due > ctx.now)));
  await setDeadlines(ctx, endDeadline, new Map(times.map(({ id, endsAt }) => [id, endsAt])));
}

/** Begin or end the alarm as the room is now; the event is written with it. */
async function lookAtRoom(ctx: ActionContext, why: 'start' | 'left'): Promise<void> {
  const { emptyMinutes } = await rosterSettingOf(ctx);
  const step = alarmStep(await selectRoom(ctx), emptyMinutes, ctx.now);
  if (step === 'begin') {
    const id = await insertAlarm(ctx, why);
    if (id !== null) await tell(ctx, 'roster.alarm_began', id, { why });
  } else if (step !== null) await end(ctx, step === 'end_ready' ? 'ready' : 'over');
}

async function end(ctx: ActionContext, by: 'ready' | 'over'): Promise<void> {
  const ended = await endAlarm(ctx, by);
  if (ended !== null)
    await tell(ctx, 'roster.alarm_ended', ended.id, { by, lastedMs: msBetween(ended.beganAt, ctx.now) });
}

const tell = (ctx: ActionContext, name: string, id: string, content: Readonly<Record<string, string | number>>) =>
  appendEvent(ctx, { name, subject: { type: 'roster_alarm', id }, audience: [audience.supervisors()], content });

export const lookAtShift: DeadlineHandler = (ctx) => lookAtRoom(ctx, 'start');

/** Who goes may have been the last one; whoever is ready ends the alarm. Ringing, talking and wrapping up change nothing. */
export const followPresence: Listener = async (ctx, { content }) => {
  if (content['state'] === 'ready') await end(ctx, 'ready');
  else if (content['state'] === 'offline' || content['state'] === 'break') await lookAtRoom(ctx, 'left');
};

export const readRosterAlarm: Action<typeof route> = async (ctx) => ok({ alarm: await openAlarm(ctx) });
