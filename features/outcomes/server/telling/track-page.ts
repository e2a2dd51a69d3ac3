import type { z } from 'zod';
import { centreOf } from '#features/calls/server/link/link-store.ts';
import { writeNote } from '#features/incidents/server/add-note.ts';
import { moveIncident } from '#features/incidents/server/move-incident.ts';
import { lockIncident } from '#features/incidents/server/store.ts';
import type { ActionContext } from '#platform/server/action.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { refuseInput, tokenDoor } from '#platform/server/http/token-door.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import { trackToken } from '../../telling.ts';
import { reopenUntil, trackExpiry } from '../../telling-rules.ts';
import { trackRefusals } from '../../telling-texts.ts';
import * as routes from '../../tracking-contract.ts';
import {
  countTrackActs,
  insertTrackAct,
  type OpenTrack,
  ratingsOf,
  saveRating,
  saveTrackOpened,
  stepsOf,
  trackOfHash,
} from './rating-store.ts';
import { setWay } from './read-tellings.ts';
import { readTellingPlan } from './setting-store.ts';
import { tellingEvent } from './telling-event.ts';
import { lockTrack, type ToldIncident, toldIncident } from './telling-store.ts';

/** Of one track: a person is far below it, a machine is not. */
const mostActs = 60;

export interface TrackPageOptions {
  readonly systemDb: Db;
  readonly place: () => Workplace;
}

type Answered = Result<routes.TrackPageView, keyof typeof trackRefusals>;

/** What the page of a report asks. */
export function trackPlugins(options: TrackPageOptions): HttpPlugin[] {
  const serve = tokenDoor({
    ...options,
    token: trackToken,
    find: trackOfHash,
    gone: 'track.gone',
    refusals: trackRefusals,
    view: routes.trackPageView,
  });
  const { readTrack, actOnTrack } = routes;
  return [
    { ...readTrack, method: 'GET', route: readTrack, serve: (request, reply) => serve(request, reply, open) },
    {
      ...actOnTrack,
      method: 'POST',
      route: actOnTrack,
      serve: (request, reply) => {
        const body = actOnTrack.body.safeParse(request.body);
        if (!body.success) return refuseInput(request, reply, 'body');
        return serve(request, reply, (ctx, track) => act(ctx, track, body.data));
      },
    },
  ];
}

async function open(ctx: ActionContext, track: OpenTrack): Promise<Answered> {
  await saveTrackOpened(ctx, track.id);
  return ok(await pageOf(ctx, track));
}

type Act = z.output<typeof routes.actOnTrack.body>;

async function act(ctx: ActionContext, track: OpenTrack, said: Act): Promise<Answered> {
  if ((await countTrackActs(ctx, track.id)) >= mostActs) return refuse('track.too_many');
  // The incident first: who closes it in this moment holds it.
  const told = await tellable(ctx, track);
  await lockIncident(ctx, told.id);
  const isNew = await insertTrackAct(ctx, { trackId: track.id, clientId: said.id, kind: said.kind });
  if (!isNew) return ok(await pageOf(ctx, track));
  const done = await take(ctx, track, said);
  return done.ok ? ok(await pageOf(ctx, track)) : done;
}

async function take(ctx: ActionContext, track: OpenTrack, said: Act): Promise<Result<null, 'track.not_possible'>> {
  const incident = await tellable(ctx, track);
  if (said.kind === 'not_solved') return reopen(ctx, track, incident, said.words);
  if (said.kind === 'rate') {
    if (!mayRate(incident)) return refuse('track.not_possible');
    const { score, words } = said;
    const round = incident.reopened_count;
    await saveRating(ctx, {
      trackId: track.id,
      incidentId: incident.id,
      round,
      score,
      words: words === '' ? null : words,
    });
    await tellingEvent(ctx, 'incident.caller_rated', incident.id, { trackId: track.id, score, round });
    return ok(null);
  }
  const locked = present(await lockTrack(ctx, track.id), 'the door has found it');
  const way = said.kind === 'stop' ? 'none' : 'auto';
  // What the centre decided (by voice, not at all) is not undone by a page.
  if (said.kind === 'resume' && (locked.way !== 'none' || locked.way_by !== null)) return ok(null);
  if (locked.way !== way || locked.way_by !== null) await setWay(ctx, locked, way, null);
  return ok(null);
}

/** Closed but not solved: back to the dispatchers, once per closing, for reopening leaves nothing to reopen. */
async function reopen(
  ctx: ActionContext,
  track: OpenTrack,
  told: ToldIncident,
  words: string,
): Promise<Result<null, 'track.not_possible'>> {
  const plan = await readTellingPlan(ctx);
  const closing = { state: told.state, resolvedAt: told.resolved_at, closedAt: told.closed_at };
  const incident = await lockIncident(ctx, told.id);
  if (incident === null || reopenUntil(closing, plan, ctx.now) === null) return refuse('track.not_possible');
  await tellingEvent(ctx, 'incident.caller_not_solved', told.id, { trackId: track.id });
  const moved = await moveIncident(ctx, incident, { step: 'reopen', reason: 'not_solved' });
  if (!moved.ok) return refuse('track.not_possible');
  await writeNote(ctx, { incidentId: told.id, assignment: null, text: words });
  return ok(null);
}

const tellable = async (ctx: ActionContext, track: OpenTrack) =>
  present(await toldIncident(ctx, track.incident_id), 'a track has an incident');

const mayRate = (incident: ToldIncident) => incident.state === 'RESOLVED' || incident.state === 'CLOSED';

/** What happened and who did it. Of a sensitive report nothing but that the centre has it: others may hold this telephone. */
async function pageOf(ctx: ActionContext, track: OpenTrack): Promise<routes.TrackPageView> {
  const [{ name, crest }, incident] = [await centreOf(ctx), await tellable(ctx, track)];
  const plan = await readTellingPlan(ctx);
  const { state, sensitive, reopened_count: round } = incident;
  const row = present(await lockTrack(ctx, track.id), 'the door has found it');
  const rating = (await ratingsOf(ctx, [track.id])).find((one) => one.round === round);
  const isHidden = sensitive && row.way !== 'message';
  const closing = { state, resolvedAt: incident.resolved_at, closedAt: incident.closed_at };
  const { type_name: id, type_name_en: en } = incident;
  return {
    centre: { name, crest },
    number: incident.number,
    type: sensitive || id === null ? null : { id, en: en ?? id },
    isSensitive: sensitive,
    state: state === 'CLOSED' ? 'closed' : state === 'RESOLVED' ? 'done' : isWorked(state) ? 'working' : 'ended',
    steps: isHidden ? [] : await stepsOf(ctx, incident.id),
    reopenUntil: reopenUntil(closing, plan, ctx.now),
    mayRate: mayRate(incident),
    rating: rating?.score ?? null,
    isTold: row.way !== 'none',
    expiresAt: trackExpiry(closing, plan),
  };
}

const isWorked = (state: ToldIncident['state']) =>
  state === 'DRAFT' || state === 'VERIFIED' || state === 'DISPATCHED' || state === 'PENDING';
