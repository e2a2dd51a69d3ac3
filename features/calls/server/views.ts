import type { z } from 'zod';
import type { shownBreakReason } from '../call.ts';
import type { CallView, callerView, PresenceView } from '../contract.ts';
import { maskNumber } from '../rules.ts';
import type { PresenceRow } from './presence-store.ts';
import type { CallViewRow } from './view-store.ts';

/** The number in full only for who talks with the caller or wraps the call up (design.md §7). */
export function callerOf(found: CallViewRow): z.output<typeof callerView> {
  const number =
    found.caller_e164 ?? (found.caller_raw !== null && /\d/.test(found.caller_raw) ? found.caller_raw : null);
  return {
    masked: number === null ? null : maskNumber(number),
    full: found.mine ? number : null,
    withheld: number === null,
  };
}

export function callViewOf(found: CallViewRow): CallView {
  return {
    // Ids and codes leave the database as they were written through these very schemas.
    id: found.id as CallView['id'],
    number: found.number,
    state: found.state,
    direction: found.direction,
    purpose: found.hidden_drill ? 'public' : found.purpose,
    dialled: found.dialled,
    caller: callerOf(found),
    arrivedAt: found.arrived_at,
    queuedAt: found.queued_at,
    firstOfferedAt: found.first_offered_at,
    answeredAt: found.answered_at,
    endedAt: found.ended_at,
    unattendedSince: found.unattended_since,
    heldSince: found.held_since,
    silentSince: found.silent_since,
    silentResult: found.silent_result,
    endedSilent: found.ended_silent,
    answeredBy: personOf(found.answered_by, found.answered_by_name),
    endedBy: found.ended_by,
    cause: found.hangup_cause,
    // Written through the schema of dispositions alone.
    disposition: found.disposition as CallView['disposition'],
    dispositionAt: found.disposition_at,
    wrappedUpAt: found.wrapped_up_at,
    recording: found.recording,
    party: found.party,
    version: found.version,
  };
}

export function presenceViewOf(found: PresenceRow): PresenceView {
  return {
    // As above: written through these schemas.
    user: { id: found.user_id as PresenceView['user']['id'], displayName: found.display_name },
    state: found.state,
    // Written through this schema alone.
    reason: found.break_reason as z.output<typeof shownBreakReason> | null,
    since: found.since,
    idleSince: found.idle_since,
    dueAt: found.due_at,
    reachable: found.reachable,
    // Made by newId alone.
    callId: found.call_id as PresenceView['callId'],
  };
}

function personOf(id: string | null, name: string | null): CallView['answeredBy'] {
  // A user's id comes from the users table alone.
  return id === null ? null : { id: id as NonNullable<CallView['answeredBy']>['id'], displayName: name ?? '' };
}
