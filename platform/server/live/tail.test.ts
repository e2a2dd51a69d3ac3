import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids.ts';
import { run } from '../db/database.ts';
import { prepareDatabase } from '../db/prepare.ts';
import { silentLog } from '../log/log.ts';
import { testRolePassword } from '../testing/postgres-setup.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { until } from '../testing/until.ts';
import { currentCursor, readAfter } from './tail.ts';

const migrations = join(import.meta.dirname, '../../../database/migrations');

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

test('what a restored dump brought is no news, however high its transaction ids; what is written since is', async () => {
  const restored = await createTestDatabase();
  try {
    const tenantId = newId<'tenant'>();
    const write = (xid: ReturnType<typeof sql>) =>
      run(
        restored.systemDb,
        sql`insert into events (xid, tenant_id, name, subject_type, subject_id, audience, actor_kind, occurred_at, clock)
            values (${xid}, ${tenantId}, 'thing.changed', 'thing', ${newId()}, array['tenant'], 'system', now(), 'server')`,
      );
    // Two of the other cluster: one that this one has passed already, one that it will pass some day.
    await write(sql`'5'::xid8`);
    await write(sql`pg_snapshot_xmin(pg_current_snapshot())::text::numeric::text::xid8`);
    await restored.ownerPool.query("update installation set system_identifier = 'the other cluster'");
    await prepareDatabase({ ownerUrl: restored.ownerUrl, migrations, log: silentLog, rolePassword: testRolePassword });
    const place = await currentCursor(restored.systemDb);
    expect(place.epoch).toBe(2);
    expect(await readAfter(restored.systemDb, { ...place, xid: '0' }, 10)).toEqual([]);
    await write(sql`pg_current_xact_id()`);
    const heard = () => readAfter(restored.systemDb, place, 10);
    // Other tests' transactions on this server hold it back for a moment.
    await until('the new event is settled', async () => (await heard()).length > 0);
    expect(await heard()).toMatchObject([{ seq: 3, tenant_id: tenantId }]);
  } finally {
    await restored.close();
  }
});
