import type { ActionContext } from '#platform/server/action.ts';
import type { NewEvent } from '#platform/server/events/event.ts';
import { type Instant, msBetween } from '#platform/shared/time.ts';
import type { PartyOutcome } from '../../party.ts';
import { outcomeOfParty } from '../../party-rules.ts';
import { partyEvent } from './party-event.ts';
import { type PartyRow, partyIn, savePartyEnd } from './party-store.ts';

/** Asterisk's clock and ours may differ by a little: nothing happens before what it follows. */
export const notBefore = (at: Instant, first: Instant): Instant => (at < first ? first : at);

/** Write the end of a party whose call is locked. */
export async function closeParty(
  ctx: ActionContext,
  party: PartyRow,
  end: { readonly outcome: PartyOutcome; readonly cause: number | null; readonly at: Instant },
): Promise<NewEvent> {
  const at = notBefore(end.at, party.answered_at ?? party.called_at);
  const { outcome, cause } = end;
  await savePartyEnd(ctx.tx, { id: party.id, outcome, cause, at });
  const talkMs = party.answered_at === null ? null : msBetween(party.answered_at, at);
  const content = { callId: party.call_id, outcome, cause, talkMs };
  return partyEvent(party, 'party.ended', content, { at, clock: cause === null ? 'server' : 'asterisk' });
}

/** For who ends the call: whoever else is in it ends with it. */
export async function closeLastParty(
  ctx: ActionContext,
  callId: string,
  at: Instant,
  cause: number | null,
): Promise<NewEvent[]> {
  const party = await partyIn(ctx.tx, callId);
  if (party === null) return [];
  const isUnreached = party.mode === 'out' && party.answered_at === null;
  const outcome = isUnreached ? outcomeOfParty(false, cause ?? 0) : 'call_ended';
  return [await closeParty(ctx, party, { outcome, cause, at })];
}
