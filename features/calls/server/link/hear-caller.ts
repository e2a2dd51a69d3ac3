import type { z } from 'zod';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type GeodeticPlace, maybeIndonesia } from '../../caller-place.ts';
import type { writeLink } from '../../link-contract.ts';
import { mayWrite } from '../../link-rules.ts';
import { callEvent } from '../call-event.ts';
import { notePlaces } from '../place/note-places.ts';
import { hearSign } from '../silent/mark-silent.ts';
import { lockCall } from '../store.ts';
import { countMessages, insertMessage, isKnownMessage, runningCallsOf } from './link-store.ts';

type Said = z.output<typeof writeLink.body>;

/**
 * What the caller says by the link: kept once however often it is sent, told to the desks, a sign where the call is silent, and
 * (by its event, follow-calls.ts) work for people where no desk has the call any more.
 */
export async function hearCaller(
  ctx: ActionContext,
  { linkId, callId, said }: { readonly linkId: string; readonly callId: string; readonly said: Said },
): Promise<Result<null, 'link.too_many'>> {
  await lockCall(ctx.tx, callId);
  if (await isKnownMessage(ctx.tx, callId, said.id)) return ok(null);
  if (!mayWrite(await countMessages(ctx, callId))) return refuse('link.too_many');
  const id = newId<'caller_message'>();
  const { kind, id: clientId } = said;
  const words = kind === 'words' ? said.words : null;
  const count = await insertMessage(ctx, { id, callId, linkId, clientId, kind, words, writtenBy: null });
  if (count === null) return ok(null);
  // The running one is locked before anything of its ladder.
  const running = await runningCallsOf(ctx.tx, callId);
  for (const call of running)
    await hearSign(ctx, { callId: call.id, kind: 'link', at: ctx.now, digit: null, ms: null });
  if (kind === 'place') {
    const found = { source: 'link', origin: `link ${clientId}`, place: placeOf(said.place) } as const;
    await notePlaces(ctx, running[0]?.id ?? callId, [found]);
  }
  await appendEvent(ctx, callEvent(callId, 'call.link_written', { messageId: id, linkId, count, kind, userId: null }));
  return ok(null);
}

/** As a browser measures it: a circle at 95 per cent (W3C Geolocation §7). */
function placeOf(told: Extract<Said, { kind: 'place' }>['place']): GeodeticPlace {
  const { latitude, longitude, at } = told;
  // Some browsers say 0 where they know nothing better than a fix.
  const accuracyM = Math.max(1, told.accuracyM);
  const centre = { latitude, longitude, altitudeM: null };
  return {
    kind: 'geodetic',
    centre,
    uncertaintyM: accuracyM,
    confidence: { percent: 95, distribution: 'unknown' },
    shape: { kind: 'circle', centre, radiusM: accuracyM },
    civic: null,
    method: null,
    at,
    flags: maybeIndonesia(centre) ? [] : ['outside_indonesia'],
  };
}
