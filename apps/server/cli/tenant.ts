import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { username, zoneSchema } from '#features/people/person.ts';
import { createTenant } from '#features/people/server/create-tenant.ts';
import { createUser } from '#features/people/server/create-user.ts';
import { judgeCrest } from '#features/people/server/crests.ts';
import { noTrunk, trunkContent } from '#features/people/tenant.ts';
import { refusals } from '#features/people/texts.ts';
import { fill, type RefusalText } from '#platform/shared/texts.ts';
import { readConfig } from '../config.ts';
import type { Command } from './command.ts';
import { withHouse } from './open-house.ts';

const usage =
  'Usage: tenant add --slug SLUG --name NAME --region CODE --zone Asia/Jakarta|Asia/Makassar|Asia/Jayapura --admin USERNAME [--short-name NAME] [--trunk ADDRESS,…] [--crest FILE]';

/** A regency with everything in it that a regency starts with, and its first administrator. */
export const tenant: Command = {
  summary: 'make a regency: add --slug --name --region 35.15 --zone Asia/Jakarta --admin USERNAME',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        slug: { type: 'string' },
        name: { type: 'string' },
        'short-name': { type: 'string' },
        region: { type: 'string' },
        zone: { type: 'string', default: 'Asia/Jakarta' },
        admin: { type: 'string' },
        trunk: { type: 'string' },
        crest: { type: 'string' },
      },
    });
    const { slug, name, region, admin } = values;
    if (positionals[0] !== 'add' || !slug || !name || !region || !admin) throw new Error(usage);
    if (!/^[a-z][a-z0-9-]{1,40}$/.test(slug))
      throw new Error('--slug takes lower-case letters, digits and dashes, at most 41');
    const zone = zoneSchema.safeParse(values.zone);
    if (!zone.success || !username.safeParse(admin).success) throw new Error(usage);
    return withHouse(readConfig(process.env, []), async ({ house }) => {
      await house.installation.loadRegions(region);
      const peers = (values.trunk ?? '').split(',').filter((peer) => peer !== '');
      const trunk = trunkContent.safeParse({ ...noTrunk, peers });
      if (!trunk.success) throw new Error('--trunk takes addresses or networks, as in 10.1.2.0/28');
      const crest = values.crest === undefined ? null : judgeCrest(await readFile(values.crest));
      if (crest?.ok === false) throw new Error(refusalText(crest.refusal));
      let password = '';
      const described = {
        slug,
        name,
        shortName: values['short-name'] ?? shortNameOf(name),
        regionCode: region,
        zone: zone.data,
        trunk: trunk.data,
        crest: crest?.value ?? null,
      };
      const made = await createTenant(house.installation, described, async (ctx) => {
        const account = await createUser(ctx, {
          username: username.parse(admin),
          displayName: admin,
          roles: ['ADMIN'],
        });
        if (account.ok) password = account.value.initialPassword ?? '';
        return account;
      });
      if (!made.ok) throw new Error(refusalText(made.refusal));
      console.log(`${name} (${slug}) was made. Its administrator is ${admin}, first password: ${password}`);
      console.log(
        peers.length === 0
          ? 'It has no trunk yet: no address may deliver its calls (--trunk).'
          : `Calls from ${peers.join(', ')} are its calls; a server that runs takes it up within seconds.`,
      );
      return 0;
    });
  },
};

function shortNameOf(name: string): string {
  return name.replace(/^(kabupaten|kota)\s+/i, '');
}

const own: Readonly<Record<string, RefusalText>> = {
  ...refusals,
  'tenant.slug_taken': { status: 409, id: 'Slug {slug} sudah dipakai', en: 'There is a regency {slug} already' },
};

/** A refusal in the words of its feature; the command line speaks English. */
export function refusalText(refusal: { readonly code: string; readonly detail: Parameters<typeof fill>[2] }): string {
  const text = own[refusal.code];
  return text === undefined ? refusal.code : fill(text, 'en', refusal.detail);
}
