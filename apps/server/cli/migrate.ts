import { readConfig } from '../config.ts';
import type { Command } from './command.ts';
import { migrateNow } from './open-house.ts';

/** Bring the database to this program's schema; a start does the same. */
export const migrate: Command = {
  summary: 'bring the database to the schema of this program',
  run: async () => {
    const applied = await migrateNow(readConfig(process.env, []));
    console.log(
      applied.length === 0 ? 'The schema is up to date.' : `Applied:\n${applied.map((name) => `  ${name}`).join('\n')}`,
    );
    return 0;
  },
};
