import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { recordingKeys } from '#features/calls/server/recording/recording-keys.ts';
import { regencies } from '#features/people/server/regency-store.ts';
import { systemActor } from '#platform/server/action.ts';
import { runWork } from '#platform/server/unit.ts';
import { readConfig } from '../config.ts';
import type { Command } from './command.ts';
import { withHouse } from './open-house.ts';

/** Other keys for the recordings, without touching a file: see docs/operations.md. */
export const recordings: Command = {
  summary: 'give recordings another key: rotate-keys [--tenant SLUG] | renew-installation-key',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { tenant: { type: 'string' } },
    });
    const [what] = positionals;
    if (what !== 'rotate-keys' && what !== 'renew-installation-key')
      throw new Error('Say what: recordings rotate-keys [--tenant SLUG], or recordings renew-installation-key');
    const config = readConfig(process.env, []);
    const keys = recordingKeys(join(config.data, 'keys'));
    return withHouse(config, async ({ house }) => {
      const { systemDb } = house.installation;
      const chosen = await regencies(systemDb, what === 'rotate-keys' ? (values.tenant ?? null) : null);
      if (chosen.length === 0) throw new Error('There is no such regency.');
      const name = what === 'rotate-keys' ? null : await keys.renew();
      for (const { id, slug } of chosen) {
        const changed = await runWork(house.place(), { tenantId: id, actor: systemActor }, (ctx) =>
          name === null ? keys.rotate(ctx.tx, id) : keys.rewrap(ctx.tx, id),
        );
        console.log(`${slug}: ${changed} ${name === null ? 'recordings' : 'keys'} wrapped anew`);
      }
      if (name !== null) {
        // Every regency is wrapped by the new one; what the old ones opened they open no more.
        const last = Number(name.replace('recordings-', ''));
        for (let number = 1; number < last; number++)
          await rm(join(config.data, 'keys', `recordings-${number}`), { force: true });
        console.log(
          `The key of the installation is ${name} now. Take a backup: older ones open with the older key in them.`,
        );
      }
      return 0;
    });
  },
};
