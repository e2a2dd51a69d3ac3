import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { inTenant, row, rows, run } from './database.ts';

let database: TestDatabase;
const [first, second] = [newId<'tenant'>(), newId<'tenant'>()];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const insert = (tenantId: string) =>
  sql`insert into deadlines (tenant_id, kind, subject_id, due_at) values (${tenantId}, 'test', ${newId()}, '2030-01-01T00:00:00Z')`;

describe('row-level security', () => {
  test('a transaction sees and writes the rows of its tenant only', async () => {
    await inTenant(database.db, first, async (tx) => void (await run(tx, insert(first))));
    expect(await inTenant(database.db, first, (tx) => rows(tx, sql`select * from deadlines`))).toHaveLength(1);
    expect(await inTenant(database.db, second, (tx) => rows(tx, sql`select * from deadlines`))).toHaveLength(0);
    await expect(inTenant(database.db, second, (tx) => run(tx, insert(first)))).rejects.toThrow(/row-level security/);
  });

  test('without a tenant nothing can be read at all', async () => {
    await expect(rows(database.db, sql`select * from deadlines`)).rejects.toThrow(/sigap.tenant|uuid/);
  });

  test('every table with a tenant_id is protected, and the application owns nothing', async () => {
    const open = await rows<{ relname: string }>(
      database.systemDb,
      sql`select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
          where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not c.relrowsecurity`,
    );
    expect(open).toEqual([]);
    const owned = await row<{ count: number }>(
      database.systemDb,
      sql`select count(*) from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname in ('sigap_app', 'sigap_system')`,
    );
    expect(owned?.count).toBe(0);
  });
});

test('moments arrive as ISO text, 8-byte integers as numbers', async () => {
  const found = await row<{ at: string; many: number }>(
    database.systemDb,
    sql`select '2026-11-21 20:00:00.5+07'::timestamptz as at, 7::bigint as many`,
  );
  expect(found).toEqual({ at: '2026-11-21T13:00:00.500Z', many: 7 });
});
