import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkKeptPacks } from '#features/callers/server/pack/check-kept.ts';
import { recordingKeys } from '#features/calls/server/recording/recording-keys.ts';
import { verifyMonthFile } from '#features/monev/csv.ts';
import { type OnProgress, verifyTenant } from '#features/monev/server/verify.ts';
import type { RecordingCheck } from '#features/monev/server/verify-recordings.ts';
import { regencies } from '#features/people/server/regency-store.ts';
import { readConfig } from '../config.ts';
import { placesOf } from '../exchange.ts';
import type { Command } from './command.ts';
import { withHouse } from './open-house.ts';
import { isForPack, verifyPackFile } from './verify-pack.ts';

/** Live data: chain, columns recomputed from events, invariants, recordings. Or a file: an exported month by itself, an evidence pack. */
export const verify: Command = {
  summary:
    'check event chain, figures and recordings, or a FILE (month, evidence pack): [FILE [--key KEY] | --tenant SLUG --without-recordings]',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { tenant: { type: 'string' }, key: { type: 'string' }, 'without-recordings': { type: 'boolean' } },
    });
    const [file] = positionals;
    if (file === undefined) return verifyLive(values.tenant, values['without-recordings'] !== true);
    return verifyFile(file, values.key ?? null);
  },
};

async function verifyFile(file: string, key: string | null): Promise<number> {
  const bytes = await readFile(file);
  if (isForPack(bytes)) return verifyPackFile(file, bytes, key);
  const text = bytes.toString('utf8');
  if (!/^\uFEFF?# /.test(text)) throw new Error(`${file} is neither the export of a month nor an evidence pack.`);
  const report = verifyMonthFile(text);
  console.log(
    `${report.heading}: ${report.figures} figures recomputed from ${Object.values(report.rows).reduce((a, b) => a + b, 0)} rows`,
  );
  for (const { figure, stated, recomputed } of report.differing)
    console.log(`  DIFFERS ${figure}: the file says ${stated || 'nothing'}, its rows give ${recomputed || 'nothing'}`);
  console.log(report.differing.length === 0 ? 'The file is in order.' : 'The file is NOT in order.');
  return report.differing.length === 0 ? 0 : 1;
}

async function verifyLive(slug: string | undefined, withRecordings: boolean): Promise<number> {
  const config = readConfig(process.env, []);
  const keys = recordingKeys(join(config.data, 'keys'));
  const place = withRecordings ? { folder: placesOf(config).recordings, keys } : null;
  return withHouse(config, async ({ house }) => {
    const { systemDb } = house.installation;
    const chosen = await regencies(systemDb, slug ?? null);
    if (chosen.length === 0)
      throw new Error(slug === undefined ? 'There is no regency yet.' : `There is no regency ${slug}.`);
    let findings = 0;
    for (const regency of chosen) {
      const report = await verifyTenant(systemDb, regency.id, progressOf(regency.slug), place);
      const { calls, incidents, assignments, followUps } = report.checked;
      console.log(
        `${regency.slug}: ${report.chain.links} links of the chain, ${calls} calls, ${incidents} incidents, ${assignments} assignments, ${followUps} follow-ups`,
      );
      if (report.recordings !== null) console.log(`${regency.slug}: ${inWords(report.recordings)}`);
      for (const finding of report.findings)
        console.log(
          `  WRONG (invariant ${finding.invariant}) ${finding.subject}: expected ${finding.expected}, found ${finding.found}`,
        );
      findings += report.findings.length;
      if (withRecordings) findings += await checkPacks(systemDb, { dataFolder: config.data, keys }, regency);
    }
    console.log(findings === 0 ? 'Everything holds.' : `${findings} findings.`);
    return findings === 0 ? 0 : 1;
  });
}

/** Evidence packs lie sealed as recordings do, and are left out with them. How many are wrong. */
async function checkPacks(
  systemDb: Parameters<typeof checkKeptPacks>[0],
  folder: Parameters<typeof checkKeptPacks>[1],
  { id, slug }: { readonly id: string; readonly slug: string },
): Promise<number> {
  const { files, wrong } = await checkKeptPacks(systemDb, folder, id);
  if (files > 0) console.log(`${slug}: ${files} evidence packs read`);
  for (const { packId, found } of wrong) console.log(`  WRONG evidence pack ${packId}: ${found}`);
  return wrong.length;
}

function inWords({ files, bytes, unfinished, missing, erased }: RecordingCheck): string {
  const others = [`${unfinished} unfinished`, `${missing} never made`, `${erased} deleted, each with its proof`];
  return `${files} recordings read (${(bytes / 1e9).toFixed(2)} GB), ${others.join(', ')}`;
}

/** Every few seconds how far it is, for whoever waits: years of recordings take hours. To stderr, beside the report. */
function progressOf(slug: string): OnProgress {
  let told = performance.now();
  return (step, done, of) => {
    if (performance.now() - told < 3000) return;
    told = performance.now();
    console.error(`  ${slug}: ${step} ${done}${of === undefined ? '' : ` of ${of}`}`);
  };
}
