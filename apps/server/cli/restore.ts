import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { restoreHouse } from '../restore.ts';
import type { Command } from './command.ts';

const usage =
  'Usage: restore BACKUP --into DIR [--archive OLD-DATA/postgres/archive [--until 2026-11-21T13:00:00+07:00]]';

/** A backup becomes a new installation in an empty folder; the old one is not touched. */
export const restore: Command = {
  summary: 'lay a backup out as a new installation: BACKUP --into DIR [--archive DIR --until TIME]',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { into: { type: 'string' }, archive: { type: 'string' }, until: { type: 'string' } },
    });
    const [backup] = positionals;
    if (backup === undefined || values.into === undefined) throw new Error(usage);
    const until = values.until === undefined ? undefined : new Date(values.until);
    if (until !== undefined && (Number.isNaN(until.getTime()) || values.archive === undefined)) throw new Error(usage);
    const manifest = await restoreHouse({
      backup,
      into: values.into,
      databaseUrl: readConfig(process.env, []).databaseUrl,
      log: (line) => console.log(`  ${line}`),
      ...(values.archive === undefined ? {} : { archive: values.archive }),
      ...(until === undefined ? {} : { until }),
    });
    console.log(
      `Restored: ${values.into}, as of ${until?.toISOString() ?? manifest.time}${values.archive === undefined || until !== undefined ? '' : ' and everything archived after it'}`,
    );
    console.log(
      `Check it, then start it:\n  SIGAP_DATA=${values.into} npm run sigap -- verify\n  SIGAP_DATA=${values.into} npm start`,
    );
    return 0;
  },
};
