import { openDatabase } from '../db/database.ts';
import { sealBatch } from '../events/seal.ts';
import { silentLog } from '../log/log.ts';

// A process that seals until it is killed and tells its parent after each batch: for the tests that kill it.
const { db } = openDatabase({ url: process.argv[2] ?? '', maxConnections: 1, log: silentLog, name: 'test-sealer' });
for (;;) {
  const outcome = await sealBatch(db);
  if (outcome !== 'busy' && outcome.sealed > 0) process.send?.(outcome.sealed);
  else await new Promise((resolve) => setTimeout(resolve, 5));
}
