import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { verifyMonthFile } from '#features/monev/csv.ts';
import { verifyTenant } from '#features/monev/server/verify.ts';
import { regencies } from '#features/people/server/regency-store.ts';
import { readConfig } from '../config.ts';
import type { Command } from './command.ts';
import { withHouse } from './open-house.ts';

/** Live data: chain, columns recomputed from events, invariants. Or an exported file, by itself. */
export const verify: Command = {
  summary: 'check the event chain and all figures of the database, or of an exported FILE: [FILE | --tenant SLUG]',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { tenant: { type: 'string' } },
    });
    const [file] = positionals;
    return file === undefined ? verifyLive(values.tenant) : verifyFile(file);
  },
};

async function verifyFile(file: string): Promise<number> {
  const report = verifyMonthFile(await readFile(file, 'utf8'));
  console.log(
    `${report.heading}: ${report.figures} figures recomputed from ${Object.values(report.rows).reduce((a, b) => a + b, 0)} rows`,
  );
  for (const { figure, stated, recomputed } of report.differing)
    console.log(`  DIFFERS ${figure}: the file says ${stated || 'nothing'}, its rows give ${recomputed || 'nothing'}`);
  console.log(report.differing.length === 0 ? 'The file is in order.' : 'The file is NOT in order.');
  return report.differing.length === 0 ? 0 : 1;
}

async function verifyLive(slug: string | undefined): Promise<number> {
  return withHouse(readConfig(process.env, []), async ({ house }) => {
    const { systemDb } = house.installation;
    const chosen = await regencies(systemDb, slug ?? null);
    if (chosen.length === 0)
      throw new Error(slug === undefined ? 'There is no regency yet.' : `There is no regency ${slug}.`);
    let findings = 0;
    for (const regency of chosen) {
      const report = await verifyTenant(systemDb, regency.id);
      const { calls, incidents, assignments } = report.checked;
      console.log(
        `${regency.slug}: ${report.chain.links} links of the chain, ${calls} calls, ${incidents} incidents, ${assignments} assignments`,
      );
      for (const finding of report.findings)
        console.log(
          `  WRONG (invariant ${finding.invariant}) ${finding.subject}: expected ${finding.expected}, found ${finding.found}`,
        );
      findings += report.findings.length;
    }
    console.log(findings === 0 ? 'Everything holds.' : `${findings} findings.`);
    return findings === 0 ? 0 : 1;
  });
}
