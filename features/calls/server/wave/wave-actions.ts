import type { Action, ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type { PersonRef } from '../../contract.ts';
import { maskNumber } from '../../rules.ts';
import type * as routes from '../../wave-contract.ts';
import type * as history from '../../wave-history-contract.ts';
import { waveRules } from '../../wave-rules.ts';
import { tellWave } from './tell-wave.ts';
import * as store from './wave-store.ts';

export const listWaves: Action<typeof routes.listWaves> = async (ctx) =>
  ok({ items: await viewsOf(ctx, await store.recentWaves(ctx)) });

export const listAllWaves: Action<typeof history.listAllWaves> = async (ctx, { query }) => {
  const found = await store.allWaves(ctx, { limit: query.limit + 1, after: readCursor(query.after) });
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return ok({
    items: await viewsOf(ctx, items),
    next: found.length > query.limit && last !== undefined ? `${last.began_at}~${last.id}` : null,
  });
};

/** `2026-11-21T13:00:00.000Z~id`; anything else is the first page. */
function readCursor(text: string | undefined): { at: string; id: string } | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([0-9a-f-]{36})$/.exec(text ?? '');
  return match === null ? null : { at: match[1] ?? '', id: match[2] ?? '' };
}

// A user's id comes from the users table alone.
const personOf = (id: string, displayName: string | null): PersonRef => ({
  id: id as PersonRef['id'],
  displayName: displayName ?? '',
});

async function viewsOf(ctx: ActionContext, waves: readonly store.WaveRow[]) {
  const ids = waves.map(({ id }) => id);
  const deeds = Map.groupBy(await store.deedsOf(ctx, ids), (deed) => deed.wave_id);
  return waves.map((wave) => ({
    id: wave.id,
    kind: wave.kind,
    beganAt: wave.began_at,
    endedAt: wave.ended_at,
    calls: wave.calls,
    numbers: wave.numbers,
    minutes: waveRules[wave.kind].minutes,
    usual: wave.usual,
    beyond: wave.beyond,
    number: wave.caller_e164 === null ? null : maskNumber(wave.caller_e164),
    district: wave.district,
    districtCode: wave.district_code,
    acknowledgedBy: wave.acknowledged_by === null ? null : personOf(wave.acknowledged_by, wave.acknowledged_by_name),
    acknowledgedAt: wave.acknowledged_at,
    deeds: (deeds.get(wave.id) ?? []).map((deed) => ({
      id: deed.id,
      done: deed.done,
      words: deed.words,
      by: personOf(deed.by_user, deed.by_name),
      at: deed.at,
    })),
  }));
}

/** For all supervisors: one of them knows. Said twice it stays the first's. */
export const acknowledgeWave: Action<typeof routes.acknowledgeWave> = async (ctx, { params }) => {
  const wave = await store.lockWave(ctx, params.id);
  if (wave === null) return refuse('wave.not_found');
  if (wave.ended_at !== null) return refuse('wave.over');
  if (wave.acknowledged_at !== null) return ok({});
  const userId = present(ctx.actor.id, 'call.supervise needs a session');
  await store.saveAcknowledged(ctx, params.id, userId);
  await tellWave(ctx, params.id, 'wave.acknowledged', { kind: wave.kind, userId });
  return ok({});
};

/** Whoever did something about it knows of it too. */
export const noteWave: Action<typeof history.noteWave> = async (ctx, { params, body }) => {
  const wave = await store.lockWave(ctx, params.id);
  if (wave === null) return refuse('wave.not_found');
  const words = body.words === undefined || body.words === '' ? null : body.words;
  if (body.done === 'other' && words === null) return refuse('wave.words_missing');
  const userId = present(ctx.actor.id, 'call.supervise needs a session');
  const id = newId();
  await store.insertDeed(ctx, { id, waveId: params.id, done: body.done, words, userId });
  if (wave.ended_at === null && wave.acknowledged_at === null) {
    await store.saveAcknowledged(ctx, params.id, userId);
    await tellWave(ctx, params.id, 'wave.acknowledged', { kind: wave.kind, userId });
  }
  await tellWave(ctx, params.id, 'wave.noted', { kind: wave.kind, done: body.done, userId });
  return ok({ id });
};
