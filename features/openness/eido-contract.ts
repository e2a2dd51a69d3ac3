import { z } from 'zod';
import { incidentId } from '#features/incidents/incident.ts';
import { route } from '#platform/shared/contract.ts';
import { eido, eidoReason } from './eido.ts';
import { eidoRefusals } from './eido-texts.ts';

/** A look at personal data like any export: with its reason, logged. What of the caller is in it is what this person sees on the screen. */
export const readEido = route({
  method: 'GET',
  path: '/api/incidents/:id/eido',
  summary: 'One incident as an Emergency Incident Data Object (shaped after NENA-STA-021.1b), with a reason; logged',
  permission: 'incident.export',
  params: z.object({ id: incidentId }),
  query: z.object({ reason: eidoReason }),
  output: eido,
  refusals: eidoRefusals,
});
