import { loadSight } from '#features/incidents/server/read-incident.ts';
import { lockIncident } from '#features/incidents/server/store.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { type SkipReason, skipReasons, type TellingChannel } from '../../telling.ts';
import type * as routes from '../../telling-contract.ts';
import type { TrackView } from '../../telling-contract.ts';
import { endTasks, openTask } from './caller-tasks.ts';
import { ratingsOf } from './rating-store.ts';
import { readTellingPlan } from './setting-store.ts';
import { decide, dropTelling, sendNext, type TellingOptions } from './tell-callers.ts';
import { tellingEvent } from './telling-event.ts';
import {
  lockTelling,
  lockTrack,
  openTellings,
  saveWay,
  type TellingRow,
  type TrackRow,
  tellingsOf,
  toldIncident,
  tracksOf,
} from './telling-store.ts';

export const readTellings: Action<typeof routes.readTellings> = async (ctx, { params }) => {
  const sight = await loadSight(ctx, params.id);
  const incident = await toldIncident(ctx, params.id);
  if (sight === null || incident === null || !sight.words) return refuse('telling.incident_not_found');
  const { active } = await readTellingPlan(ctx);
  return ok({
    isActive: active,
    isSensitive: incident.sensitive,
    tracks: await viewsOf(ctx, await tracksOf(ctx, incident.id)),
  });
};

async function viewsOf(ctx: ActionContext, tracks: readonly TrackRow[]): Promise<TrackView[]> {
  const ids = tracks.map(({ id }) => id);
  const tellings = Map.groupBy(await tellingsOf(ctx, ids), (one) => one.track_id);
  const ratings = await ratingsOf(ctx, ids);
  return tracks.map((track) => {
    const rating = ratings.find(({ track_id }) => track_id === track.id);
    return {
      id: track.id,
      who: track.follower_id === null ? 'reporter' : 'follower',
      hasNumber: track.number !== null,
      way: track.way,
      wayByName: track.way_by_name,
      wayAt: track.way_at,
      openedAt: track.opened_at,
      tellings: (tellings.get(track.id) ?? []).map(tellingOf),
      rating: rating === undefined ? null : { score: rating.score, words: rating.words, at: rating.rated_at },
    };
  });
}

function tellingOf(found: TellingRow): TrackView['tellings'][number] {
  const { id, milestone, round, state, channel } = found;
  // Of one that failed it is what the channel said, which stands on the timeline.
  const reason: SkipReason | null =
    state === 'skipped' ? (skipReasons.find((each) => each === found.reason) ?? null) : null;
  return { id, milestone, round, state, reason, channel, at: found.ended_at ?? found.decided_at, dueAt: found.due_at };
}

async function viewOne(ctx: ActionContext, trackId: string): Promise<TrackView> {
  const track = present(await lockTrack(ctx, trackId), 'locked by this very action');
  return present((await viewsOf(ctx, [track]))[0], 'one track has one view');
}

/** Sees this reader who reported it? What is hidden cannot be sent to either. */
async function trackInSight(ctx: ActionContext, id: string): Promise<TrackRow | null> {
  const track = await lockTrack(ctx, id);
  if (track === null) return null;
  return (await loadSight(ctx, track.incident_id))?.words === true ? track : null;
}

export const changeWay: Action<typeof routes.changeWay> = async (ctx, { params, body }) => {
  const track = await trackInSight(ctx, params.id);
  if (track === null) return refuse('telling.track_not_found');
  // What the caller said by their own page, only they take back; by telephone somebody may note it as "none" besides.
  if (track.way === 'none' && track.way_by === null && track.way_at !== null) return refuse('telling.caller_refused');
  if (track.way !== body.way)
    await setWay(ctx, track, body.way, present(ctx.actor.id, 'caller.inform needs a session'));
  return ok(await viewOne(ctx, params.id));
};

/** `by` null: the caller. No message leaves any more where they want none. */
export async function setWay(
  ctx: ActionContext,
  track: Pick<TrackRow, 'id' | 'incident_id'>,
  way: TrackRow['way'],
  by: string | null,
): Promise<void> {
  await saveWay(ctx, track.id, { way, by });
  await tellingEvent(ctx, 'incident.caller_way_changed', track.incident_id, { trackId: track.id, way });
  const incident = present(await toldIncident(ctx, track.incident_id), 'a track has an incident');
  if (way === 'none' || way === 'voice')
    for (const telling of await openTellings(ctx, track.id)) await dropTelling(ctx, telling, 'not_wanted');
  if (way === 'none') await endTasks(ctx, incident.id, 'over');
  const isOver = incident.state === 'RESOLVED' || incident.state === 'CLOSED';
  if (way === 'voice' && isOver) await openTask(ctx, { incidentId: incident.id, trackId: track.id, cause: 'wanted' });
}

export function tellAgainWith(options: TellingOptions): Action<typeof routes.tellAgain> {
  return async (ctx, { params }) => {
    const telling = await lockTelling(ctx, { id: params.id });
    const track = telling === null ? null : await trackInSight(ctx, telling.track_id);
    if (telling === null || track === null) return refuse('telling.track_not_found');
    if (telling.state !== 'failed') return refuse('telling.not_failed');
    const incident = present(await toldIncident(ctx, telling.incident_id), 'a telling has an incident');
    await lockIncident(ctx, incident.id);
    const { milestone, agency_id: agencyId } = telling;
    const decided = await decide(ctx, await readTellingPlan(ctx), {
      incident,
      track,
      happened: { milestone, agencyId, at: ctx.now },
    });
    // Somebody asks for it, so the night does not hold it back.
    const left: readonly TellingChannel[] = decided.kind === 'send' ? decided.channels : [];
    if (!(await sendNext(ctx, options, { id: telling.id, left, incident, track, milestone, agencyId })))
      return refuse('telling.no_way');
    return ok(await viewOne(ctx, track.id));
  };
}
