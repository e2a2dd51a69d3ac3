import { appendFile, chown, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunAs } from './program.ts';

/** Written anew at every start and included by postgresql.conf, so a restored or upgraded cluster gets today's settings. */
const settingsFile = 'launcher.conf';

/**
 * Archive one WAL segment, compressed: a quiet server switches segments that are nearly all zeros. Complete or absent, never
 * over a different file; the same segment twice is success (PostgreSQL asks again after a crash). Paths are relative to the data
 * folder, where PostgreSQL runs it, so the whole folder can be moved.
 */
export const archiveCommand =
  'if test -f ../archive/%f.gz; then gzip -dc ../archive/%f.gz | cmp -s - %p; ' +
  'else gzip -1 -c %p > ../archive/%f.part && sync ../archive/%f.part && mv ../archive/%f.part ../archive/%f.gz; fi';

/** For one small machine (2 cores, 4 GB) that also runs everything else. */
const defaults: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  // Relative to the data folder: a deep checkout would pass the 107 bytes a socket's path may have.
  unix_socket_directories: '../run',
  max_connections: '100',
  shared_buffers: '128MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  jit: 'off',
  // An open write transaction holds back everybody's snapshot horizon; nobody may forget one.
  idle_in_transaction_session_timeout: '60s',
  wal_level: 'replica',
  wal_compression: 'on',
  max_wal_size: '1GB',
  archive_mode: 'on',
  archive_command: archiveCommand,
  archive_timeout: '5min',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'on',
  log_directory: '../log',
  // One file per weekday, overwritten after a week: the log never fills the disk.
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_line_prefix: '%m [%p] %q%u@%d ',
  // Values of parameters are personal data and stay out of the log.
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
};

/** One line of postgresql.conf; names are checked because they come from callers. */
function settingLine(name: string, value: string): string {
  if (!/^[a-z_][a-z0-9_.]*$/i.test(name)) throw new Error(`Not a PostgreSQL setting: ${name}`);
  if (/[\r\n]/.test(value)) throw new Error(`The value of ${name} has a line break`);
  return `${name} = '${value.replaceAll("'", "''")}'\n`;
}

/** Write a file complete or not at all, for the given user only. */
export async function writePrivateFile(file: string, text: string, runAs: RunAs): Promise<void> {
  const unfinished = `${file}.part`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (runAs) await chown(unfinished, runAs.uid, runAs.gid);
  await rename(unfinished, file);
}

/** Put the settings of this start into the cluster; `extra` wins over the defaults. */
export async function writeSettings(
  dataFolder: string,
  port: number,
  extra: Readonly<Record<string, string>>,
  runAs: RunAs,
): Promise<void> {
  const all = { ...defaults, ...extra, port: String(port) };
  const lines = Object.entries(all).map(([name, value]) => settingLine(name, value));
  await writePrivateFile(
    join(dataFolder, settingsFile),
    `# Written at every start; do not edit.\n${lines.join('')}`,
    runAs,
  );
  const main = join(dataFolder, 'postgresql.conf');
  const include = `include_if_exists = '${settingsFile}'`;
  if (!(await readFile(main, 'utf8')).split('\n').includes(include)) await appendFile(main, `\n${include}\n`);
}
