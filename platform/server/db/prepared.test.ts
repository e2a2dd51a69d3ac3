import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '../log/log.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { openDatabase, row, rows } from './database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const open = () => openDatabase({ url: database.ownerUrl, maxConnections: 1, log: silentLog, name: 'prepared' });

test('a statement that comes again is prepared in its session; one without parameters, or that comes once, is not', async () => {
  const { db, close } = open();
  try {
    for (const name of ['a', 'b', 'c']) await row(db, sql`select ${name}::text as again`);
    await row(db, sql`select ${'once'}::text as once`);
    await row(db, sql`select 1 as plain`);
    await row(db, sql`select 1 as plain`);
    const prepared = await rows<{ statement: string }>(db, sql`select statement from pg_prepared_statements`);
    expect(prepared.map(({ statement }) => statement)).toEqual(['select $1::text as again']);
  } finally {
    await close();
  }
});

test('after a table has changed under a prepared statement one asking fails, and the session with it; the next goes well', async () => {
  const { db, close } = open();
  try {
    await database.ownerPool.query('create table lamps (id int)');
    const ask = () => rows(db, sql`select * from lamps where id > ${0}`);
    for (let time = 0; time < 3; time++) await ask();
    await database.ownerPool.query('alter table lamps add column colour text');
    await expect(ask()).rejects.toThrow(/cached plan/);
    expect(await ask()).toEqual([]);
  } finally {
    await close();
  }
});

test('what a transaction does when its begin cannot reach the server is refused, not done outside of it', async () => {
  const { db, close } = open();
  try {
    const pid = (await row<{ pid: number }>(db, sql`select pg_backend_pid() as pid`))?.pid;
    await database.ownerPool.query('create table lights (id int)');
    await database.ownerPool.query('select pg_terminate_backend($1::int)', [pid]);
    const written = db.transaction().execute((tx) => sql`insert into lights values (${1})`.execute(tx));
    await written.catch(() => undefined);
    const kept = await database.ownerPool.query('select 1 from lights');
    // Either the pool had noticed and the transaction went through on a new session, or nothing of it is there.
    expect(kept.rowCount).toBe(
      await written.then(
        () => 1,
        () => 0,
      ),
    );
  } finally {
    await close();
  }
});
