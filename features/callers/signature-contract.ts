import { z } from 'zod';
import { route } from '#platform/shared/contract.ts';

/** One role signs both (features/people/permissions.ts), so one question serves the count at either entry. */
export const countSignatures = route({
  method: 'GET',
  path: '/api/case-signatures',
  summary: 'How many evidence packs and restricted lanes wait for the signature of this person',
  permission: 'pack.sign',
  output: z.object({ packs: z.number().int(), lanes: z.number().int() }),
});
