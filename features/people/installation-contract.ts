import { z } from 'zod';
import { pick, route } from '#platform/shared/contract.ts';
import { crestRefusals, overflowRefusals } from './centre-contract.ts';
import { password, username } from './person.ts';
import { crestFile, noTrunk, regencyCode, tenantFounding, trunkContent } from './tenant.ts';
import { refusals } from './texts.ts';

/** Before the first regency exists there is nobody to sign in; the wizard asks these. */
export const readInstallation = route({
  method: 'GET',
  path: '/api/installation',
  summary: 'Whether this installation awaits its first regency',
  permission: 'public',
  output: z.object({ state: z.enum(['empty', 'ready']) }),
});

export const listRegencies = route({
  method: 'GET',
  path: '/api/installation/regencies',
  summary: 'Regencies and cities of Indonesia to choose from; only while the installation is empty',
  permission: 'public',
  output: z.object({ items: z.array(z.object({ code: regencyCode, name: z.string() })) }),
  refusals: pick(refusals, 'installation.not_empty'),
});

/** Whoever can read the server's terminal may found the first regency: the set-up code is printed there. */
export const foundFirstTenant = route({
  method: 'POST',
  path: '/api/installation/first-tenant',
  summary: 'Found the first regency with its first administrator',
  permission: 'public',
  body: z.object({
    setupCode: z.string().trim().min(1).max(100),
    tenant: tenantFounding,
    crest: crestFile.nullable().default(null),
    trunk: trunkContent.default(noTrunk),
    admin: z.object({ username, displayName: z.string().trim().min(1).max(120), password }),
  }),
  output: z.object({ slug: z.string() }),
  refusals: {
    ...crestRefusals,
    ...overflowRefusals,
    ...pick(
      refusals,
      'installation.not_empty',
      'installation.wrong_code',
      'installation.unknown_region',
      'tenant.slug_taken',
      'user.username_taken',
    ),
  },
});
