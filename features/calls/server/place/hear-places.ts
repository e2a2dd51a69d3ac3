import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { ok } from '#platform/shared/result.ts';
import { mayFetch, noAgreement, type PlaceAgreement } from '../../place-agreement.ts';
import type { LiveCall } from '../live-call.ts';
import type { LiveCalls } from '../live-calls.ts';
import { actFor } from '../telephony-actions.ts';
import { fetchReference } from './fetch-reference.ts';
import { notePlaces } from './note-places.ts';
import { agreementOf } from './place-store.ts';
import {
  type FoundPlace,
  furtherVariables,
  hasPlace,
  placesOfVariables,
  variablesOfEveryCall,
} from './places-of-variables.ts';

export interface PlaceHearing {
  readonly place: () => Workplace;
  readonly log: Log;
  /** Write about the call, under the lease by which it is led. */
  readonly write: LiveCalls['write'];
}

/**
 * Keep what the network sent along with a call about where the caller is, after the call rings: one request to Asterisk, and for most
 * calls nothing more. Whatever goes wrong here is logged and leaves the call alone.
 */
export async function hearPlaces({ place, log, write }: PlaceHearing, ari: AriClient, call: LiveCall): Promise<void> {
  try {
    if (!(await call.recorded)) return;
    const variables = await readVariables(ari, call.callerChannel);
    if (!hasPlace(variables)) return;
    const agreement = await agreed(place, call.tenantId);
    const { found, refused } = placesOfVariables(variables, agreement);
    for (const { origin, code } of refused)
      log.warn({ call: call.callId, origin, code }, 'a caller’s place could not be read');
    const note = (places: readonly FoundPlace[]) => write(call, (ctx) => notePlaces(ctx, call.callId, places));
    if (found.length > 0) await note(found);
    for (const each of found) {
      if (each.place.kind !== 'reference' || !mayFetch(each.place.uri, agreement)) continue;
      const fetched = await fetchReference(each.place.uri, each.origin);
      if (fetched.ok) await note(fetched.value);
      else log.warn({ call: call.callId, ...fetched.refusal }, 'a caller’s place could not be fetched');
    }
  } catch (error) {
    log.warn({ call: call.callId, error: String(error) }, 'a caller’s place is not known');
  }
}

/** In two steps: Asterisk refuses a request as a whole when one of its variables was never set. */
async function readVariables(ari: AriClient, channelId: string): Promise<Readonly<Record<string, string>>> {
  const always = await readAll(ari, channelId, variablesOfEveryCall);
  const further = furtherVariables(always);
  return further.length === 0 ? always : { ...always, ...(await readAll(ari, channelId, further)) };
}

async function readAll(ari: AriClient, channelId: string, variables: readonly string[]) {
  const read = await ari.call('channels.getChannelVars', { channelId, variables: variables.join(',') });
  if (!read.ok) return {};
  return Object.fromEntries(Object.entries(read.value.variables).map(([name, value]) => [name, String(value ?? '')]));
}

async function agreed(place: () => Workplace, tenantId: string): Promise<PlaceAgreement> {
  const found = await actFor(place, tenantId, async (ctx) => ok(await agreementOf(ctx)));
  return found.ok ? found.value : noAgreement;
}
