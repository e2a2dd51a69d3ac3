import type { Db } from '#platform/server/db/database.ts';
import { batchDigest } from './history-batch.ts';
import type { Finding } from './verify.ts';
import { type BatchPair, batchPairs, batchVersions, strayHistory } from './verify-history-store.ts';

const pageSize = 200;

/**
 * Invariant 8 for history that was brought in: what is kept of its rows is what the event of their batch says by its hash, and no
 * row is there without a batch or in a batch without being there. That the rows still say it is compared row by row (verify.ts).
 */
export async function historyBatches(systemDb: Db, tenantId: string, limit: number): Promise<Finding[]> {
  const findings: Finding[] = [];
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await batchPairs(systemDb, tenantId, after, pageSize);
    for (const pair of page) {
      const found = await judge(systemDb, tenantId, pair);
      if (found !== null && findings.length < limit) findings.push(found);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) break;
    after = last.id;
  }
  const stray = await strayHistory(systemDb, tenantId, limit);
  return [
    ...findings,
    ...stray.map(({ id, found }) => ({
      invariant: 8,
      subject: `brought-in row ${id}`,
      expected: 'as its batch says',
      found,
    })),
  ];
}

async function judge(systemDb: Db, tenantId: string, pair: BatchPair): Promise<Finding | null> {
  const versions = await batchVersions(systemDb, tenantId, pair.id);
  const expected = pair.said_sha256 === null ? 'no batch' : `${pair.said_rows} ${pair.said_table}, ${pair.said_sha256}`;
  const found = pair.kind === null ? 'none' : `${versions.length} ${pair.kind}, ${batchDigest(versions)}`;
  return expected === found ? null : { invariant: 8, subject: `batch ${pair.id}`, expected, found };
}
