import { z } from 'zod';
import { userId } from '#features/people/person.ts';
import { pick, route } from '#platform/shared/contract.ts';
import { callId } from './call.ts';
import { deskPhoneRefusals } from './desk-phone-texts.ts';
import { refusals } from './texts.ts';

const ofPerson = z.object({ id: userId });

export const makeDeskPhone = route({
  method: 'POST',
  path: '/api/desk-phones/:id/make',
  summary: 'Make an account for a SIP telephone on the desk of a person, or a new password for the one they have',
  permission: 'phone.manage',
  params: ofPerson,
  /** Made by the screen and shown there once: an answer, which an `Idempotency-Key` keeps, holds no password. */
  body: z.object({ password: z.string().min(16).max(40) }),
  output: z.object({ user: z.string(), server: z.string() }),
  refusals: pick(deskPhoneRefusals, 'desk_phone.no_exchange', 'desk_phone.no_taker', 'desk_phone.in_call'),
});

export const removeDeskPhone = route({
  method: 'POST',
  path: '/api/desk-phones/:id/remove',
  summary: 'Take a person’s SIP telephone out of use: it can register no more',
  permission: 'phone.manage',
  params: ofPerson,
  output: z.object({}),
  refusals: pick(deskPhoneRefusals, 'desk_phone.none', 'desk_phone.in_call'),
});

export const chooseDeskPhone = route({
  method: 'POST',
  path: '/api/desk/telephone',
  summary: 'Take calls at the SIP telephone on my desk from now on, or in the browser',
  permission: 'call.take',
  body: z.object({ device: z.boolean() }),
  output: z.object({}),
  refusals: pick(deskPhoneRefusals, 'desk_phone.none', 'desk_phone.in_call'),
});

export const holdAtDesk = route({
  method: 'POST',
  path: '/api/calls/:id/hold',
  summary: 'Hold the caller of a desk telephone, or take them back; a browser does it by its own telephone',
  permission: 'call.take',
  params: z.object({ id: callId }),
  body: z.object({ held: z.boolean() }),
  output: z.object({}),
  refusals: {
    ...pick(refusals, 'call.not_found', 'call.not_possible', 'call.not_yours'),
    ...pick(deskPhoneRefusals, 'desk_phone.not_in_use', 'desk_phone.held_there'),
  },
});
