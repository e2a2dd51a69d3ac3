import { z } from 'zod';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { testCallId, testCallOutcome } from './call-test.ts';
import { testCallRefusals } from './call-test-texts.ts';
import { personRef } from './contract.ts';

export const testCallView = z.object({
  id: testCallId,
  requestedAt: instant,
  requestedBy: personRef,
  /** Telephony has taken it up. */
  placedAt: instant.nullable(),
  /** The exchange answers, and has let the call in. */
  reachedAt: instant.nullable(),
  /** A sound came: the announcement. */
  heardAt: instant.nullable(),
  /** The call as the centre recorded it; null until it did. */
  callNumber: z.number().int().nullable(),
  /** The desk that rang last. */
  desk: z.object({ rangAt: instant, displayName: z.string() }).nullable(),
  answeredAt: instant.nullable(),
  answeredBy: personRef.nullable(),
  endedAt: instant.nullable(),
  outcome: testCallOutcome.nullable(),
  sipStatus: z.number().int().nullable(),
});
export type TestCallView = z.output<typeof testCallView>;

export const readTestCall = route({
  method: 'GET',
  path: '/api/test-calls/latest',
  summary: 'The latest test call, and what is known of the line',
  permission: 'call.test',
  output: z.object({
    call: testCallView.nullable(),
    /** Desks that would ring now. */
    readyDesks: z.number().int(),
    /** How many addresses may deliver real calls, and when the last real one came. */
    peers: z.number().int(),
    lastPublicCallAt: instant.nullable(),
  }),
});

export const placeTestCall = route({
  method: 'POST',
  path: '/api/test-calls',
  summary: 'Place a test call: a real SIP call into the exchange, as an operator would deliver it',
  permission: 'call.test',
  output: z.object({ id: testCallId }),
  refusals: pick(testCallRefusals, 'test_call.no_telephony', 'test_call.under_way', 'test_call.busy'),
});

export const stopTestCall = route({
  method: 'POST',
  path: '/api/test-calls/:id/stop',
  summary: 'Hang up a test call',
  permission: 'call.test',
  params: z.object({ id: testCallId }),
  output: z.object({ id: testCallId }),
  refusals: pick(testCallRefusals, 'test_call.not_found', 'test_call.over'),
});
