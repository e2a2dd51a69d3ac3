import { z } from 'zod';
import { callId } from '#features/calls/call.ts';
import { villageMethod } from '#features/places/position.ts';
import { pick, route } from '#platform/shared/contract.ts';
import type { FormValues } from './draft.ts';
import { lifeAtRisk } from './incident.ts';
import { refusals } from './texts.ts';

const text = z.string().max(5000);

/** The fields of the form that somebody had typed into and not saved. */
export const typedWords = z
  .object({
    typeId: z.uuid().nullable(),
    lifeAtRisk: lifeAtRisk.nullable(),
    villageCode: z.string().max(20).nullable(),
    villageName: text,
    villageMethod: z.union([villageMethod, z.literal('')]),
    point: text,
    placeText: text,
    landmark: text,
    callerName: text,
    callbackNumber: text,
    description: text,
  } satisfies Record<keyof FormValues, z.ZodType>)
  .partial();

const ofCall = z.object({ id: callId });

/** By the desk that has the call, while it types, and once more by the one that had it. Nothing typed: nothing is kept. */
export const keepWords = route({
  method: 'POST',
  path: '/api/calls/:id/words',
  summary: 'Keep what I have typed about a call and not saved, for whoever has it next',
  permission: 'call.take',
  params: ofCall,
  body: z.object({ edits: typedWords }),
  output: z.object({}),
  refusals: pick(refusals, 'words.not_yours', 'words.no_call'),
});

/** By whoever talks in the call; somebody else's words are a look at personal data, and logged. */
export const takeWords = route({
  method: 'POST',
  path: '/api/calls/:id/words/take',
  summary: 'Take what was typed about my call and not saved',
  permission: 'call.take',
  params: ofCall,
  output: z.object({ from: z.string().nullable(), edits: typedWords }),
  refusals: pick(refusals, 'words.not_yours', 'words.no_call'),
});
