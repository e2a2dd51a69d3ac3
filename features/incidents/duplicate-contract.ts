import { z } from 'zod';
import { point, villageCode } from '#features/places/place.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { incidentItem, incidentView } from './contract.ts';
import { duplicateRefusals } from './duplicate-texts.ts';
import { callId, incidentId, incidentTypeId } from './incident.ts';
import { refusals } from './texts.ts';
import { typedWords } from './words-contract.ts';

const ground = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('same_number') }),
  z.object({ kind: z.literal('distance'), metres: z.number().int() }),
  z.object({ kind: z.literal('same_village') }),
  z.object({ kind: z.literal('same_district') }),
  z.object({ kind: z.literal('same_words'), words: z.array(z.string()) }),
  z.object({ kind: z.literal('minutes'), minutes: z.number().int() }),
  z.object({ kind: z.literal('same_type') }),
  z.object({ kind: z.literal('same_category') }),
]);

/** An open incident that may be the one that is being reported, with what one needs to judge it. */
export const nearIncident = incidentItem.extend({
  score: z.number(),
  grade: z.enum(['likely', 'possible']),
  grounds: z.array(ground),
  calls: z.number().int(),
  agencies: z.array(z.object({ name: z.string(), state: z.string() })),
});
export type NearIncident = z.output<typeof nearIncident>;

/** Asked anew as one types. A call says its number and where its telephone is; `excludeId`: the incident that is open anyway. */
export const listNear = route({
  method: 'GET',
  path: '/api/incidents/near',
  summary: 'Open incidents near in place, time and type, the most like first',
  permission: 'incident.edit',
  query: z.object({
    callId: callId.optional(),
    excludeId: incidentId.optional(),
    typeId: incidentTypeId.optional(),
    villageCode: villageCode.optional(),
    latitude: z.coerce.number().pipe(point.shape.latitude).optional(),
    longitude: z.coerce.number().pipe(point.shape.longitude).optional(),
    placeWords: z.string().max(300).optional(),
    /** When it was reported; now, if it is not said. */
    at: instant.optional(),
    limit: z.coerce.number().int().min(1).max(20).default(5),
  }),
  output: z.object({ items: z.array(nearIncident) }),
});

/** Links the call as a duplicate, classifies it, makes its caller a follower, and keeps what was typed as a note there. */
export const linkDuplicate = route({
  method: 'POST',
  path: '/api/incidents/:id/duplicates',
  summary: 'The call reports what is known already: link it and keep what was typed',
  permission: 'incident.edit',
  params: z.object({ id: incidentId }),
  body: z.object({ callId, typed: typedWords.optional() }),
  output: z.object({ incident: incidentView, followerId: z.uuid() }),
  refusals: {
    ...pick(
      refusals,
      'incident.not_found',
      'incident.sensitive',
      'incident.ended',
      'incident.call_unknown',
      'incident.call_already_linked',
      'incident.drill_mixed',
    ),
    ...pick(duplicateRefusals, 'duplicate.merged'),
  },
});

/** Answers with what had been typed, for the form. */
export const undoDuplicate = route({
  method: 'POST',
  path: '/api/incidents/:id/duplicates/undo',
  summary: 'The call was linked by mistake: everything is as before',
  permission: 'incident.edit',
  params: z.object({ id: incidentId }),
  body: z.object({ callId }),
  output: z.object({ typed: typedWords }),
  refusals: {
    ...pick(refusals, 'incident.not_found', 'incident.sensitive'),
    ...pick(duplicateRefusals, 'duplicate.not_linked'),
  },
});
