import { createHash } from 'node:crypto';
import { chown, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Owner } from '../owner.ts';
import { renderGeneral, renderMusic } from './general.ts';
import { renderPjsip, renderQueues } from './pjsip.ts';
import type { AsteriskSettings, RenderInput } from './settings.ts';

/** All files of an instance, by name. The same input always gives the same text. */
export function renderConfiguration(input: RenderInput): ReadonlyMap<string, string> {
  return new Map(
    Object.entries({
      ...renderGeneral(input),
      ...callFiles(input.settings),
    }),
  );
}

/** The files that say who may call and what becomes of the call: those that change while Asterisk runs. */
export function renderCallFiles(settings: AsteriskSettings): ReadonlyMap<string, string> {
  const { 'pjsip-transports.conf': _lastAsLongAsIt, ...files } = callFiles(settings);
  return new Map(Object.entries(files));
}

/** Asterisk's modules that read them, in the order in which a reload is safe: no trunk leads to a context that is not there yet. */
export const callModules = [
  'res_musiconhold',
  'app_queue',
  'pbx_config',
  'res_pjsip',
  'res_pjsip_endpoint_identifier_ip',
  'res_pjsip_outbound_registration',
] as const;

function callFiles(settings: AsteriskSettings): Record<string, string> {
  return {
    ...renderMusic({ settings }),
    ...renderPjsip({ settings }),
    ...renderQueues({ settings }),
    'extensions.conf': settings.dialplan,
  };
}

/** Files that Asterisk takes up by `core reload`; a change in any other needs a new start. */
const reloadable = new Set([
  'extensions.conf',
  'queues.conf',
  'pjsip.conf',
  'ari.conf',
  'musiconhold.conf',
  'indications.conf',
  'logger.conf',
]);

export type ConfigurationChange = 'none' | 'reload' | 'restart';

/**
 * Write the files that differ, each whole or not at all, readable by their owner only (they hold passwords), and say what
 * Asterisk must do to take them up.
 */
export async function writeConfiguration(
  folder: string,
  files: ReadonlyMap<string, string>,
  owner: Owner | undefined,
): Promise<ConfigurationChange> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
  let change: ConfigurationChange = 'none';
  for (const [name, text] of files) {
    if (!(await writeOwned(join(folder, name), stamped(text), owner))) continue;
    if (!reloadable.has(name)) change = 'restart';
    else if (change === 'none') change = 'reload';
  }
  return change;
}

/** Write one file if its text differs; true when it was written. */
export async function writeOwned(file: string, text: string, owner: Owner | undefined): Promise<boolean> {
  const before = await readFile(file, 'utf8').catch(() => undefined);
  if (before === text) return false;
  const work = `${file}.part-${process.pid}`;
  await writeFile(work, text, { mode: 0o600 });
  if (owner !== undefined) await chown(work, owner.uid, owner.gid);
  await rename(work, file);
  return true;
}

function stamped(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `; written by the program, hash ${hash}: changes made here are lost\n${text}`;
}
