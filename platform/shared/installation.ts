import { z } from 'zod';
import { route } from './contract.ts';

const text = z.object({ id: z.string(), en: z.string() });

/**
 * What of this installation is not there, so that the screens say it instead of waiting for it. `elsewhere`: another
 * process runs telephony, whose state this one does not know.
 */
export const installationView = z.object({
  telephony: z.discriminatedUnion('state', [
    z.object({ state: z.literal('running') }),
    z.object({ state: z.literal('elsewhere') }),
    z.object({ state: z.literal('off'), why: text }),
  ]),
});
export type InstallationView = z.output<typeof installationView>;

export const readInstallation = route({
  method: 'GET',
  path: '/api/installation/parts',
  summary: 'What of this installation runs',
  permission: 'signed_in',
  output: installationView,
});
