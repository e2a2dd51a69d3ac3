import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids.ts';
import { run } from '../db/database.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { readAfter } from './tail.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test('events come in the order of their transactions as numbers: where a transaction id gets another digit, none is skipped', async () => {
  const tenantId = newId<'tenant'>();
  for (const xid of ['99', '100', '9', '101', '98', '1000', '999', '10']) {
    await run(
      database.systemDb,
      sql`insert into events (xid, tenant_id, name, subject_type, subject_id, audience, actor_kind, occurred_at, clock)
          values (${xid}::xid8, ${tenantId}, 'thing.changed', 'thing', ${newId()}, array['tenant'], 'system', now(), 'server')`,
    );
  }
  const read: string[] = [];
  let cursor = { epoch: 1, xid: '0', seq: 0 };
  // Small pages, as a tail that wakes in the middle: each goes on behind the last event of the one before.
  for (;;) {
    const events = await readAfter(database.systemDb, cursor, 3, tenantId);
    const last = events.at(-1);
    if (last === undefined) break;
    read.push(...events.map(({ xid }) => xid));
    cursor = { epoch: 1, xid: last.xid, seq: last.seq };
  }
  expect(read).toEqual(['9', '10', '98', '99', '100', '101', '999', '1000']);
});
