import { parseArgs } from 'node:util';
import { takeBackup } from '../backup.ts';
import { readConfig } from '../config.ts';
import type { Command } from './command.ts';
import { withHouse } from './open-house.ts';

/** Everything that cannot be made again, while everything runs. */
export const backup: Command = {
  summary: 'back up database, recordings, keys and configuration while everything runs: [--to DIR]',
  run: async (args) => {
    const { values } = parseArgs({ args: [...args], options: { to: { type: 'string' } } });
    const config = readConfig(process.env, []);
    return withHouse(config, async ({ ownerUrl, clusterFolder }) => {
      const { path, manifest } = await takeBackup({
        data: config.data,
        backups: values.to ?? config.backups.folder,
        ownerUrl,
        clusterFolder,
        // Only the scheduled folder is ours to tidy.
        keep: values.to === undefined ? config.backups.keep : null,
        env: process.env,
        log: (line) => console.log(`  ${line}`),
      });
      const recordings = manifest.files.filter((file) => file.path.startsWith('house/recordings/')).length;
      console.log(
        `Backup taken: ${path} (${recordings} recordings, ${manifest.files.length} files beside the database)`,
      );
      console.log(
        'It holds keys and personal data: keep it where only administrators read, and a copy off this machine.',
      );
      return 0;
    });
  },
};
