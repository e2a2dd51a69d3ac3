import { z } from 'zod';
import { idSchema } from '#platform/shared/ids.ts';

export const partyId = idSchema<'party'>();

/** How the desk asked for it: to speak with them first, to send the caller on at once, or to call them without a caller. */
export const partyAsks = ['consult', 'blind', 'out'] as const;
export type PartyAsk = (typeof partyAsks)[number];

/**
 * Who speaks with whom. `consult` and `blind` (until they answer): the caller waits on hold. `handed_over`: the desk has left.
 * `out`: the desk called them itself.
 */
export const partyModes = ['consult', 'blind', 'conference', 'handed_over', 'out'] as const;
export const partyMode = z.enum(partyModes);
export type PartyMode = (typeof partyModes)[number];

/**
 * How it ended. `taken_back`: the desk took its caller back. `left`: they hung up. `line_lost`: their line failed in mid-talk.
 * `desk_gone`: the telephone of the desk ended while it spoke with them alone.
 */
export const partyOutcomes = [
  'busy',
  'no_answer',
  'failed',
  'taken_back',
  'left',
  'line_lost',
  'desk_gone',
  'call_ended',
] as const;
export const partyOutcome = z.enum(partyOutcomes);
export type PartyOutcome = (typeof partyOutcomes)[number];

/** What the desk can do with a third person who is there. */
export const partySteps = ['conference', 'consult', 'hand_over', 'take_back'] as const;
export const partyStep = z.enum(partySteps);
export type PartyStep = (typeof partySteps)[number];

/** A third person as the rules see it. */
export interface Party {
  readonly mode: PartyMode;
  readonly isAnswered: boolean;
}

/** Seconds a third person is rung before the caller comes back. */
export const partyRingSeconds = 30;

/** Contents of its events; the subject is the party. Ids, codes and figures only: who that was is in the erasable row. */
export interface PartyEvents {
  readonly 'party.called': {
    readonly callId: string;
    readonly userId: string;
    readonly mode: PartyAsk;
    readonly entryId: string | null;
    readonly agencyId: string | null;
    readonly contactId: string | null;
    /** From which incident the desk called out. */
    readonly incidentId?: string;
  };
  readonly 'party.answered': { readonly callId: string; readonly ringMs: number };
  readonly 'party.joined': { readonly callId: string };
  /** In private with the desk again. */
  readonly 'party.parted': { readonly callId: string };
  readonly 'party.handed_over': { readonly callId: string; readonly userId: string | null };
  readonly 'party.ended': {
    readonly callId: string;
    readonly outcome: PartyOutcome;
    readonly cause: number | null;
    readonly talkMs: number | null;
  };
}
