import { audience } from '#features/people/audience.ts';
import type { NewEvent } from '#platform/server/events/event.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { PartyEvents } from '../../party.ts';
import type { PartyRow } from './party-store.ts';

/** An event of a third person: for the control room, and for the agency where it is one. */
export function partyEvent<Name extends keyof PartyEvents>(
  party: Pick<PartyRow, 'id' | 'agency_id'>,
  name: Name,
  content: PartyEvents[Name],
  at?: { readonly at: Instant; readonly clock: 'asterisk' | 'server' },
): NewEvent {
  return {
    name,
    subject: { type: 'party', id: party.id },
    audience: [audience.tenant(), ...(party.agency_id === null ? [] : [audience.agency(party.agency_id)])],
    content: { ...content },
    ...(at === undefined ? {} : { occurredAt: at.at, clock: at.clock }),
  };
}
