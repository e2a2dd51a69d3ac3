import { z } from 'zod';
import { agencyId, dutyContactId } from '#features/agencies/agency.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { callId } from './call.ts';
import { directoryEntryId } from './directory.ts';
import { partyId, partyMode, partyOutcome, partyStep } from './party.ts';
import { partyRefusals } from './party-texts.ts';
import { refusals } from './texts.ts';

/** Whom to call: an entry of the directory, an agency's own telephone, a duty telephone, or any number (`call.dial_free`). */
export const partyTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('entry'), id: directoryEntryId }),
  z.object({ kind: z.literal('agency'), id: agencyId }),
  z.object({ kind: z.literal('contact'), id: dutyContactId }),
  z.object({ kind: z.literal('number'), number: z.string().trim().min(2).max(20) }),
]);
export type PartyTarget = z.output<typeof partyTarget>;

export const partyView = z.object({
  id: partyId,
  callId,
  mode: partyMode,
  /** Null: a number outside the directory, or erased. */
  label: z.string().nullable(),
  calledAt: instant,
  answeredAt: instant.nullable(),
  handedOverAt: instant.nullable(),
  endedAt: instant.nullable(),
  outcome: partyOutcome.nullable(),
});
export type PartyView = z.output<typeof partyView>;

const callPath = z.object({ id: callId });

/** The directory as a desk searches it: entries, agencies' telephones and duty telephones. */
export const readDirectory = route({
  method: 'GET',
  path: '/api/directory',
  summary: 'Whom a desk can call',
  permission: 'call.take',
  output: z.object({
    items: z.array(
      z.object({
        target: partyTarget,
        name: z.string(),
        nameEn: z.string(),
        /** The number as it is dialled; null: not filled in yet. */
        number: z.string().nullable(),
        /** Null: an agency or a duty telephone. */
        group: z.string().nullable(),
        /** Of the agency, where it is one of its duty telephones. */
        agency: z.string().nullable(),
        words: z.string(),
      }),
    ),
  }),
});
export type DirectoryItem = z.output<typeof readDirectory.output>['items'][number];

export const listParties = route({
  method: 'GET',
  path: '/api/calls/:id/parties',
  summary: 'Third persons of a call, the last first',
  permission: 'call.read',
  params: callPath,
  output: z.object({ items: z.array(partyView) }),
  refusals: pick(refusals, 'call.not_found'),
});

const targetRefusals = pick(
  partyRefusals,
  'party.unknown',
  'party.no_number',
  'party.wrong_number',
  'party.own_number',
  'party.free_number',
);

/** The caller is put on hold, and the other one is rung. */
export const callParty = route({
  method: 'POST',
  path: '/api/calls/:id/parties',
  summary: 'Bring a third person into a call: consult first, or transfer blindly',
  permission: 'call.take',
  params: callPath,
  body: z.object({ to: partyTarget, ask: z.enum(['consult', 'blind']) }),
  output: partyView,
  refusals: {
    ...pick(refusals, 'call.not_found', 'call.not_possible', 'call.not_yours'),
    ...pick(partyRefusals, 'party.already', 'party.test_call'),
    ...targetRefusals,
  },
});

export const stepParty = route({
  method: 'POST',
  path: '/api/parties/:id/step',
  summary: 'Conference, consult again, hand over, or take the caller back',
  permission: 'call.take',
  params: z.object({ id: partyId }),
  body: z.object({ step: partyStep }),
  output: partyView,
  refusals: {
    ...pick(refusals, 'call.not_found', 'call.not_yours'),
    ...pick(partyRefusals, 'party.none', 'party.not_possible'),
  },
});

/** A call without a citizen: this desk's telephone rings, and then theirs. */
export const callOut = route({
  method: 'POST',
  path: '/api/calls/out',
  summary: 'Call out from the desk',
  permission: 'call.take',
  body: z.object({
    to: partyTarget,
    /** The incident it is about: the call stands in its timeline. */
    incidentId: z.uuid().optional(),
  }),
  output: z.object({ callId, number: z.number().int() }),
  refusals: {
    ...pick(refusals, 'call.unclassified'),
    ...pick(partyRefusals, 'party.desk_not_free', 'party.no_telephone'),
    ...targetRefusals,
  },
});
