import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents } from '#platform/server/events/event.ts';
import { ok, type Result } from '#platform/shared/result.ts';
import { callEvent } from '../call-event.ts';
import { insertCallerPlace } from './place-store.ts';
import type { FoundPlace } from './places-of-variables.ts';

/** Keep what was told of where a caller is. Told again, it changes nothing. The value: how many were new. */
export async function notePlaces(
  ctx: ActionContext,
  callId: string,
  found: readonly FoundPlace[],
): Promise<Result<number, never>> {
  const events = [];
  for (const each of found) {
    const placeId = await insertCallerPlace(ctx, callId, each);
    if (placeId === null) continue;
    events.push(callEvent(callId, 'call.place_told', { placeId, source: each.source, kind: each.place.kind }));
  }
  await appendEvents(ctx, events);
  return ok(events.length);
}
