import { locateAssignment } from '#features/dispatch/server/store.ts';
import { recordCallerInformed } from '#features/incidents/server/move-incident.ts';
import { callerInformedResult } from '#features/incidents/server/move-store.ts';
import { lockIncident } from '#features/incidents/server/store.ts';
import type { ActionContext, Listener } from '#platform/server/action.ts';
import type { DeadlineHandler } from '#platform/server/timers/deadlines.ts';
import { isSuperseded } from '../../telling-rules.ts';
import type { Milestone } from '../../telling-words.ts';
import { endTasks, openTask } from './caller-tasks.ts';
import { readTellingPlan } from './setting-store.ts';
import { decide, dropTelling, sendNext, type TellingOptions, tellCallers, tellResult } from './tell-callers.ts';
import {
  lockTelling,
  lockTrack,
  openTellings,
  saveTellingEnd,
  type TellingRow,
  tellingsOf,
  toldIncident,
  tracksOf,
} from './telling-store.ts';

/** Milestones by which a caller knows how it ended. */
const endings: readonly Milestone[] = ['done', 'closed'];

/** A channel took it. */
const onSent: Listener = async (ctx, event) => {
  const telling = await tellingBehind(ctx, event.subject.id, event.content);
  if (telling === null) return;
  await saveTellingEnd(ctx, telling.id, { state: 'sent', reason: null, at: event.occurredAt });
  await tellResult(ctx, telling, 'sent', null);
  if (!endings.includes(telling.milestone)) return;
  const told = await toldIncident(ctx, telling.incident_id);
  const incident = told === null ? null : await lockIncident(ctx, told.id);
  const isOver = incident?.state === 'RESOLVED' || incident?.state === 'CLOSED';
  if (incident === null || !isOver || told?.reopened_count !== telling.round) return;
  const before = await callerInformedResult(ctx, incident.id);
  if (before === null || before === 'tried') await recordCallerInformed(ctx, incident, 'informed');
};

/** The next channel, and after the last one a person. */
const onFailed =
  (options: TellingOptions): Listener =>
  async (ctx, event) => {
    const telling = await tellingBehind(ctx, event.subject.id, event.content);
    if (telling === null || telling.state === 'skipped') return;
    const code = typeof event.content.code === 'string' ? event.content.code : null;
    await tellResult(ctx, telling, 'failed', code);
    const [incident, track] = [await toldIncident(ctx, telling.incident_id), await lockTrack(ctx, telling.track_id)];
    if (incident === null || track === null) return;
    const { id, milestone, agency_id: agencyId, channels_left: left } = telling;
    if (await sendNext(ctx, options, { id, left, incident, track, milestone, agencyId })) return;
    await saveTellingEnd(ctx, telling.id, { state: 'failed', reason: code, at: event.occurredAt });
    if (milestone === 'done' && track.number !== null)
      await openTask(ctx, { incidentId: incident.id, trackId: track.id, cause: 'failed' });
  };

async function tellingBehind(
  ctx: ActionContext,
  messageId: string,
  content: Readonly<Record<string, unknown>>,
): Promise<TellingRow | null> {
  return content.subjectType === 'caller_telling' ? lockTelling(ctx, { messageId }) : null;
}

/** The night is over: the last thing that happened is told, if it still is to be. */
export const tellNow =
  (options: TellingOptions): DeadlineHandler =>
  async (ctx, id) => {
    const telling = await lockTelling(ctx, { id });
    if (telling?.state !== 'waiting') return;
    const [incident, track] = [await toldIncident(ctx, telling.incident_id), await lockTrack(ctx, telling.track_id)];
    if (incident === null || track === null) return;
    const others = (await tellingsOf(ctx, [track.id])).filter((one) => one.id !== id);
    if (isSuperseded(telling, others)) return dropTelling(ctx, telling, 'superseded');
    const plan = await readTellingPlan(ctx);
    const { milestone, agency_id: agencyId } = telling;
    // That it waited is no reason not to tell it: it happened when the night let it.
    const decided = await decide(ctx, plan, { incident, track, happened: { milestone, agencyId, at: ctx.now } });
    if (plan.active && decided.kind === 'send')
      return void (await sendNext(ctx, options, { id, left: decided.channels, incident, track, milestone, agencyId }));
    const reason = !plan.active ? 'switched_off' : 'reason' in decided ? decided.reason : 'too_late';
    await saveTellingEnd(ctx, id, { state: 'skipped', reason, at: ctx.now });
    if (plan.active && decided.kind === 'task')
      await openTask(ctx, { incidentId: incident.id, trackId: track.id, cause: decided.cause });
  };

/** An incident that was cancelled or was false is nobody's news any more. */
const onCancelled: Listener = async (ctx, event) => {
  await endTasks(ctx, event.subject.id, 'over');
  for (const telling of await newsOf(ctx, event.subject.id)) await dropTelling(ctx, telling, 'superseded');
};

async function newsOf(ctx: ActionContext, incidentId: string): Promise<TellingRow[]> {
  const open: TellingRow[] = [];
  for (const track of await tracksOf(ctx, incidentId)) open.push(...(await openTellings(ctx, track.id)));
  return open;
}

export function tellingListeners(options: TellingOptions): Readonly<Record<string, Listener>> {
  const of =
    (milestone: Milestone): Listener =>
    async (ctx, event) => {
      const { type, id } = event.subject;
      const located = type === 'assignment' ? await locateAssignment(ctx, id) : { incidentId: id, agencyId: null };
      if (located !== null)
        await tellCallers(ctx, options, located.incidentId, {
          milestone,
          agencyId: located.agencyId,
          at: event.occurredAt,
        });
    };
  return {
    'incident.verified': of('received'),
    'incident.followed': of('received'),
    'assignment.acknowledged': of('accepted'),
    'assignment.en_route': of('on_the_way'),
    'assignment.arrived': of('arrived'),
    'incident.resolved': of('done'),
    'incident.closed': of('closed'),
    'incident.reopened': async (ctx, event) => {
      await endTasks(ctx, event.subject.id, 'over');
      await of('reopened')(ctx, event);
    },
    'incident.cancelled': onCancelled,
    // Told by whatever way: nobody need call any more.
    'incident.caller_informed': (ctx, event) => endTasks(ctx, event.subject.id, 'over'),
    'message.sent': onSent,
    'message.failed': onFailed(options),
  };
}
