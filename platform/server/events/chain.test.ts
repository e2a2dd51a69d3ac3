import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids.ts';
import { type ActionContext, systemActor } from '../action.ts';
import { row, rows } from '../db/database.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { runWork } from '../unit.ts';
import { appendEvent, appendEvents, type NewEvent } from './event.ts';
import { recordHead, signingKey } from './head.ts';
import { canonicalJson } from './link.ts';
import { sealBatch } from './seal.ts';
import { verifyChain } from './verify-chain.ts';

let database: TestDatabase;
let folder: string;
const [first, second] = [newId<'tenant'>(), newId<'tenant'>()];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keys-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

const event = (index = 0): NewEvent => ({
  name: 'thing.made',
  subject: { type: 'thing', id: newId() },
  audience: ['tenant', 'supervisors'],
  content: { zulu: index, alpha: 'é"\\', list: ['b', 'a'], nothing: null, part: 0.1 },
});
const write = (tenantId: string, count: number) =>
  runWork(database.place(), { tenantId, actor: systemActor }, (ctx: ActionContext) =>
    appendEvents(
      ctx,
      Array.from({ length: count }, (_, index) => event(index)),
    ),
  );

/** Until nothing more can be sealed; other tests' open transactions on the same server may hold the settled line back. */
async function sealUntil(wanted: number): Promise<void> {
  const count = async () =>
    (await row<{ count: number }>(database.systemDb, sql`select count(*) from event_seals`))?.count;
  await expect
    .poll(
      async () => {
        while (((await sealBatch(database.systemDb)) as { sealed?: number }).sealed);
        return count();
      },
      { timeout: 30_000 },
    )
    .toBe(wanted);
}

/** As somebody who owns the database and wants to hide something. */
async function tamper(statement: string): Promise<void> {
  const tables = ['events', 'event_seals', 'chain_heads'];
  for (const table of tables) await database.ownerPool.query(`alter table ${table} disable trigger all`);
  await database.ownerPool.query(statement);
  for (const table of tables) await database.ownerPool.query(`alter table ${table} enable trigger all`);
}

test('canonical JSON sorts members by code units and keeps the order of lists (RFC 8785 §3.2.3)', () => {
  expect(
    canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }),
  ).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
  expect(canonicalJson({ b: [3, 'a', null], a: { d: 1e21, c: 0.1 } })).toBe(
    '{"a":{"c":0.1,"d":1e+21},"b":[3,"a",null]}',
  );
});

test('a stranger with the rows and the description alone gets the same hashes', async () => {
  await write(first, 3);
  await sealUntil(3);
  const links = await rows<{ hash: string; hashed: Record<string, unknown> }>(
    database.systemDb,
    sql`select encode(s.hash, 'hex') as hash, jsonb_build_object('actor_id', actor_id, 'actor_kind', actor_kind, 'audience', audience,
          'chain_no', chain_no, 'clock', clock, 'content', content, 'name', name, 'seq', e.seq, 'subject_id', subject_id,
          'subject_type', subject_type, 'tenant_id', e.tenant_id, 'xid', xid::text,
          'occurred_at', to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
          'recorded_at', to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) as hashed
        from event_seals s join events e on e.seq = s.seq order by chain_no`,
  );
  // Not our canonicalJson: JSON.stringify with its members sorted on the way.
  const sorted = (_name: string, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  let previous: Buffer = Buffer.alloc(32);
  for (const link of links) {
    previous = createHash('sha256').update(previous).update(JSON.stringify(link.hashed, sorted)).digest();
    expect(previous.toString('hex')).toBe(link.hash);
  }
  expect(links).toHaveLength(3);
});

describe('sealing', () => {
  test('each tenant has a gapless chain of its own, over several batches', async () => {
    await write(first, 700);
    await write(second, 3);
    await write(first, 500);
    await sealUntil(1203);
    const progress: number[] = [];
    expect(await verifyChain(database.systemDb, first, (links) => progress.push(links))).toMatchObject({
      links: 1200,
      unsealed: 0,
      broken: null,
    });
    expect(progress.at(-1)).toBe(1200);
    expect(await verifyChain(database.systemDb, second)).toMatchObject({ links: 3, broken: null });
    const numbers = await rows<{ chain_no: number }>(
      database.systemDb,
      sql`select chain_no from event_seals where tenant_id = ${first} order by chain_no`,
    );
    expect(numbers.map((one) => one.chain_no)).toEqual(Array.from({ length: 1200 }, (_, index) => index + 1));
  });

  test('an event whose transaction is still open is waited for, and so is what was written after it began', async () => {
    await write(first, 1);
    const slow = await database.ownerPool.connect();
    await slow.query('begin');
    await slow.query(
      `insert into events (tenant_id, name, subject_type, subject_id, audience, actor_kind, occurred_at, clock)
       values ($1, 'thing.made', 'thing', $1, '{tenant}', 'system', now(), 'server')`,
      [first],
    );
    await write(first, 1);
    await sealUntil(1);
    await slow.query('commit');
    slow.release();
    await sealUntil(3);
    expect(await verifyChain(database.systemDb, first)).toMatchObject({ links: 3, unsealed: 0, broken: null });
  });

  test('one seals at a time', async () => {
    const client = await database.systemPool.connect();
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(7324911201)');
    expect(await sealBatch(database.systemDb)).toBe('busy');
    await client.query('rollback');
    client.release();
    await expect.poll(() => sealBatch(database.systemDb)).toEqual({ sealed: 0, more: false });
  });

  test('after a restore into another cluster, whose transaction ids start anew, nothing is left out or sealed twice', async () => {
    await write(first, 600);
    await sealUntil(600);
    await write(first, 2);
    // The dump's rows keep the old cluster's high transaction ids; the position would hide every new event.
    await tamper(
      "update events set xid = ((xid::text)::bigint + 1000000)::text::xid8 where seq > 600; update sealer_position set xid = '9000000000000'",
    );
    await write(first, 1);
    await sealUntil(600);
    await database.ownerPool.query("update installation set epoch = epoch + 1, system_identifier = 'other'");
    await sealUntil(603);
    await write(first, 550);
    await sealUntil(1153);
    expect(await verifyChain(database.systemDb, first)).toMatchObject({ links: 1153, unsealed: 0, broken: null });
  });
});

test('killed again and again while writers write: no gap, no double, nothing left out', async () => {
  const sealer = join(import.meta.dirname, '../testing/sealer-process.ts');
  let writing = true;
  let written = 0;
  const writers = [first, second, first].map(async (tenantId) => {
    while (writing) {
      await write(tenantId, 20);
      written += 20;
    }
  });
  for (let life = 0; life < 8; life++) {
    const children = [0, 1].map(() =>
      fork(sealer, [database.systemUrl], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
    );
    // It says so after each batch: killed somewhere in a later one.
    await Promise.race(children.map((child) => once(child, 'message')));
    await new Promise((resolve) => setTimeout(resolve, 20 + life * 7));
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(
      children.map((child) => (child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null)),
    );
  }
  writing = false;
  await Promise.all(writers);
  const sealedByChildren = await row<{ count: number }>(database.systemDb, sql`select count(*) from event_seals`);
  expect(sealedByChildren?.count).toBeGreaterThan(0);
  await sealUntil(written);
  const reports = [await verifyChain(database.systemDb, first), await verifyChain(database.systemDb, second)];
  expect(reports.map((report) => [report.broken, report.unsealed])).toEqual([
    [null, 0],
    [null, 0],
  ]);
  expect(reports.reduce((sum, report) => sum + report.links, 0)).toBe(written);
}, 300_000);

describe('what somebody with the owner’s password does is seen', () => {
  beforeEach(async () => {
    await write(first, 10);
    await write(first, 10);
    await sealUntil(20);
  });
  const broken = async () => (await verifyChain(database.systemDb, first)).broken;

  test('untouched, it holds', async () => expect(await broken()).toBeNull());

  test.each([
    ['content', `update events set content = content || '{"zulu": 99}' where seq = 7`],
    ['a microsecond', `update events set occurred_at = occurred_at + interval '1 microsecond' where seq = 7`],
    ['the audience', `update events set audience = '{supervisors,tenant}' where seq = 7`],
    ['who did it', `update events set actor_id = tenant_id where seq = 7`],
    ['the subject', `update events set subject_id = tenant_id where seq = 7`],
  ])('%s changed', async (_what, statement) => {
    await tamper(statement);
    expect(await broken()).toEqual({ kind: 'changed_event', chainNo: 7, seq: 7 });
  });

  test('an event removed, its seal kept', async () => {
    await tamper('delete from events where seq = 5');
    expect(await broken()).toEqual({ kind: 'missing_event', chainNo: 5, seq: 5 });
  });

  test('an event removed together with its seal', async () => {
    await tamper('delete from event_seals where seq = 5; delete from events where seq = 5');
    expect(await broken()).toEqual({ kind: 'missing_seal', chainNo: 5 });
  });

  test('removed, and the numbers closed up behind it', async () => {
    await tamper(
      'delete from event_seals where seq = 5; delete from events where seq = 5; update event_seals set chain_no = chain_no - 1 where chain_no > 5',
    );
    expect(await broken()).toEqual({ kind: 'broken_chain', chainNo: 5, seq: 6 });
  });

  test('the end cut off', async () => {
    await tamper('delete from event_seals where seq > 15; delete from events where seq > 15');
    expect(await broken()).toEqual({ kind: 'cut_off', seq: 20 });
  });

  test('an event put in between old ones', async () => {
    await tamper(
      `insert into events (xid, tenant_id, name, subject_type, subject_id, audience, actor_kind, occurred_at, clock)
       select xid, tenant_id, name, subject_type, subject_id, audience, actor_kind, occurred_at, clock from events where seq = 5`,
    );
    expect(await broken()).toEqual({ kind: 'inserted_event', seq: 21 });
  });

  test('the whole chain recomputed over changed events: the signed head still says otherwise', async () => {
    const key = await signingKey(folder, first);
    const head = await runWork(database.place(), { tenantId: first, actor: systemActor }, (ctx) =>
      recordHead(ctx, '2026-11-21', key),
    );
    expect(head).toMatchObject({ chainNo: 20, day: '2026-11-21' });
    expect(await broken()).toBeNull();
    await tamper(
      `update events set content = '{}' where seq = 7; delete from event_seals; update sealer_position set xid = '0', seq = 0`,
    );
    await sealUntil(20);
    expect(await broken()).toEqual({ kind: 'head_differs', day: '2026-11-21', chainNo: 20 });
    await tamper(`update chain_heads set hash = (select hash from event_seals where chain_no = 20)`);
    expect(await broken()).toEqual({ kind: 'head_forged', day: '2026-11-21', chainNo: 20 });
  });
});

test('a signing key is made once, for its owner only, also when two ask at once', async () => {
  const tenantId = newId();
  const keys = await Promise.all(Array.from({ length: 4 }, () => signingKey(folder, tenantId)));
  expect(new Set(keys.map((key) => key.export({ format: 'pem', type: 'pkcs8' }))).size).toBe(1);
  expect((await stat(join(folder, `${tenantId}.pem`))).mode & 0o777).toBe(0o600);
});

test('a head signed twice stays the first one', async () => {
  const who = { tenantId: first, actor: systemActor };
  const key = await signingKey(folder, first);
  expect(await runWork(database.place(), who, (ctx) => recordHead(ctx, '2026-11-20', key))).toBeNull();
  await runWork(database.place(), who, (ctx) => appendEvent(ctx, event()));
  await sealUntil(1);
  await runWork(database.place(), who, (ctx) => recordHead(ctx, '2026-11-21', key));
  await write(first, 1);
  await sealUntil(2);
  await runWork(database.place(), who, (ctx) => recordHead(ctx, '2026-11-21', key));
  expect(await rows(database.systemDb, sql`select chain_no from chain_heads`)).toEqual([{ chain_no: 1 }]);
});
