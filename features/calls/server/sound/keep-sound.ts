import { audience } from '#features/people/audience.ts';
import type { Action } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type { listSounds as listRoute, SoundReport, SoundView, saveSound as saveRoute } from '../../sound-contract.ts';
import type { DirectionSound, SoundFigures } from '../../sound-quality.ts';
import { callView } from '../view-store.ts';
import * as store from './sound-store.ts';

/** A leg is taken for the one of a report without a call when it began so near to it. */
const withinMs = 20_000;

/**
 * Write what a telephone measured. A report comes after its call, from a browser that was perhaps cut off meanwhile, and
 * perhaps twice. One whose leg is not written yet (it waits for Asterisk's record) is refused and comes again.
 */
export const saveSound: Action<typeof saveRoute> = async (ctx, { body }) => {
  if (await store.isSoundKnown(ctx.tx, body.id)) return ok({});
  const userId = present(ctx.actor.id, 'call.take needs a session');
  const { callId, startedAt } = body;
  const leg = await store.legOfReport(ctx.tx, { userId, callId, startedAt, withinMs });
  if (leg === null) return refuse('sound.no_such_leg');
  const sound = rowOf(body, leg);
  if (!(await store.insertSound(ctx.tx, ctx.tenantId, sound, ctx.now))) return ok({});
  const { id, call_id, leg_id, ...figures } = sound;
  await appendEvent(ctx, {
    name: 'call.sound_measured',
    subject: { type: 'call', id: call_id },
    audience: [audience.tenant()],
    content: { soundId: id, legId: leg_id, userId, ...figures },
  });
  return ok({});
};

function rowOf({ id, figures }: SoundReport, leg: { id: string; call_id: string }): store.LegSoundRow {
  const { incoming, outgoing } = figures;
  return {
    id,
    call_id: leg.call_id,
    leg_id: leg.id,
    codec: figures.codec,
    incoming_packets: incoming?.packets ?? null,
    incoming_lost: incoming?.lost ?? null,
    incoming_jitter_ms: incoming?.jitterMs ?? null,
    incoming_mos: incoming?.mos ?? null,
    outgoing_packets: outgoing?.packets ?? null,
    outgoing_lost: outgoing?.lost ?? null,
    outgoing_jitter_ms: outgoing?.jitterMs ?? null,
    outgoing_mos: outgoing?.mos ?? null,
    round_trip_ms: figures.roundTripMs,
    worst_mos: figures.worstMos,
    poor_seconds: figures.poorSeconds,
  };
}

export const listSounds: Action<typeof listRoute> = async (ctx, { params }) => {
  if ((await callView(ctx.tx, params.id, ctx.actor.id)) === null) return refuse('call.not_found');
  const found = await store.soundsOfCall(ctx.tx, params.id);
  return ok({ items: found.map(viewOf) });
};

function viewOf(found: store.SoundOfLeg): SoundView {
  return {
    id: found.id,
    // A user's id comes from the users table alone.
    desk: { id: found.user_id as SoundView['desk']['id'], displayName: found.display_name },
    joinedAt: found.joined_at,
    leftAt: found.left_at,
    figures: figuresOf(found),
  };
}

function figuresOf(found: store.LegSoundRow): SoundFigures {
  return {
    codec: found.codec,
    incoming: directionOf(found.incoming_packets, found.incoming_lost, found.incoming_jitter_ms, found.incoming_mos),
    outgoing: directionOf(found.outgoing_packets, found.outgoing_lost, found.outgoing_jitter_ms, found.outgoing_mos),
    roundTripMs: found.round_trip_ms,
    worstMos: found.worst_mos,
    poorSeconds: found.poor_seconds,
  };
}

/** The table holds all four or none. */
function directionOf(
  packets: number | null,
  lost: number | null,
  jitterMs: number | null,
  mos: number | null,
): DirectionSound | null {
  if (packets === null || lost === null || jitterMs === null || mos === null) return null;
  return { packets, lost, jitterMs, mos };
}
