import { z } from 'zod';
import { incidentId } from '#features/incidents/incident.ts';
import { route } from '#platform/shared/contract.ts';
import { eidoReason } from './eido.ts';
import { eidoRefusals } from './eido-texts.ts';

/**
 * On the wire it is not written out: its members are called `$id` and `$ref`, which the OpenAPI document would take for addresses of
 * its own. It is built whole from typed parts (eido-build.ts), and tests hold it against the schema in eido.ts.
 */
const document = z.looseObject({ eidoVersion: z.string() });

/** A look at personal data like any export: with its reason, logged. What of the caller is in it is what this person sees on the screen. */
export const readEido = route({
  method: 'GET',
  path: '/api/incidents/:id/eido',
  summary: 'One incident as an Emergency Incident Data Object (shaped after NENA-STA-021.1b), with a reason; logged',
  permission: 'incident.export',
  params: z.object({ id: incidentId }),
  query: z.object({ reason: eidoReason }),
  output: document,
  refusals: eidoRefusals,
});
