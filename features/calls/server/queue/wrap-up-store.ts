import { sql } from 'kysely';
import { run, type Tx } from '#platform/server/db/database.ts';

export async function saveProlonged(tx: Tx, tenantId: string, userId: string): Promise<void> {
  await run(
    tx,
    sql`update presences set prolonged = prolonged + 1 where tenant_id = ${tenantId} and user_id = ${userId}`,
  );
}
