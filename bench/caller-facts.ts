import pg from 'pg';
import { readCallerFacts } from '#features/callers/contract.ts';
import { mostKnownCalls } from '#features/callers/facts.ts';
import { knownCallsOf } from '#features/callers/server/facts-store.ts';
import { createCallers } from '#features/callers/server/feature.ts';
import { callId } from '#features/calls/call.ts';
import { incidentsKnown } from '#features/incidents/server/incidents-known.ts';
import { createScene, type Scene } from '#features/incidents/server/testing.ts';
import { rows } from '#platform/server/db/database.ts';
import { openBenchDatabase, openPools } from './bench-database.ts';
import { type BenchResult, type BenchSize, quantile } from './result.ts';

const sizes = {
  full: { calls: 10_000_000, numbers: 400_000, asked: 2000 },
  small: { calls: 100_000, numbers: 4000, asked: 100 },
} as const;

interface Asked {
  readonly id: string;
  readonly e164: string;
  readonly at: string;
}

/** The screen-pop budget of design.md §9. */
const budgetMs = 100;

/**
 * What is known of a number while it rings, over three years of calls: the statement that reads its last calls, and the whole answer with
 * incidents, names, notes, case and its entry in the access log. The reference of the first is the bare count over the same entries of the
 * index, sent through `pg`; of the second the budget of the screen. Numbers are asked as often as they call, so the heaviest come most.
 */
export async function bench(size: BenchSize = 'full'): Promise<readonly BenchResult[]> {
  const { calls, numbers, asked } = sizes[size];
  const { prepared, version, close } = await openBenchDatabase();
  const { database } = openPools(prepared);
  const straight = new pg.Client({ connectionString: prepared.ownerUrl });
  await straight.connect();
  try {
    const features = [createCallers({ incidents: incidentsKnown })];
    const scene = await createScene(database, { slug: 'sidoarjo', features });
    await fill(straight, scene, calls, numbers);
    const sample = await newest(straight, asked);
    const ms = await measure(scene, straight, sample);
    const remark = `${calls.toLocaleString('en')} calls of ${numbers.toLocaleString('en')} numbers in three years, the heaviest with ${await heaviest(straight)}; ${asked} calls of the last week asked in turns; PostgreSQL ${version}`;
    return [
      {
        name: `earlier calls of a number, ${calls.toLocaleString('en')} in the table, p99`,
        ours: said(ms.statement),
        reference: `bare count over the same entries of the index: ${said(ms.bare)}`,
        ratio: quantile(ms.statement, 0.99) / quantile(ms.bare, 0.99),
        target: { atMost: 5 },
        remark,
      },
      {
        name: `caller facts at the ring, whole answer over ${calls.toLocaleString('en')} calls, p99`,
        ours: said(ms.answer),
        reference: `screen-pop budget of ${budgetMs} ms`,
        ratio: quantile(ms.answer, 0.99) / budgetMs,
        target: { atMost: 1 },
        remark,
      },
    ];
  } finally {
    await straight.end();
    await database.close();
    await close();
  }
}

const said = (sample: readonly number[]) =>
  `p50 ${quantile(sample, 0.5).toFixed(2)} ms, p99 ${quantile(sample, 0.99).toFixed(2)} ms`;

/** Indexes are made after the rows: an hour less, and the same table. */
async function fill(straight: pg.Client, scene: Scene, calls: number, numbers: number): Promise<void> {
  const { rows: indexes } = await straight.query<{ name: string; def: string }>(
    `select indexname as name, indexdef as def from pg_indexes where tablename = 'calls' and indexname <> 'calls_pkey'
       and indexname not in (select conname from pg_constraint)`,
  );
  for (const { name } of indexes) await straight.query(`drop index ${name}`);
  // Ids of people and calls are made up: nothing looks them up.
  await straight.query(`set session_replication_role = replica`);
  await straight.query(
    `insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, caller_raw, caller_e164, arrived_at, answered_at,
       ended_at, answered_by, ended_by, disposition, disposition_by, disposition_at)
     select gen_random_uuid(), $1, 1000 + g.n, 'ended', 'bench', g.n::text, '112', g.caller, g.caller, g.at, g.at + interval '4 s',
       g.at + interval '40 s', g.taker, 'caller', (array['PRANK_CHILD', 'PRANK_ADULT', 'GHOST', 'EMERGENCY_NEW', 'INFO_PUBLIC'])[1 + g.n % 5],
       g.taker, g.at + interval '45 s'
     from (select n, '+628' || lpad(floor(power(random(), 3) * $3)::text, 9, '0') as caller,
             now() - random() * interval '1095 days' as at,
             ('00000000-0000-7000-8000-0000000000' || lpad((n % 40)::text, 2, '0'))::uuid as taker
           from generate_series(1, $2::int) as n) g`,
    [scene.tenantId, calls, numbers],
  );
  await straight.query(`set session_replication_role = origin`);
  for (const { def } of indexes) await straight.query(def);
  await straight.query('vacuum analyze calls');
}

/** Calls of the last week, by chance: a number comes as often as it calls. */
async function newest(straight: pg.Client, count: number): Promise<readonly Asked[]> {
  const found = await straight.query<{ id: string; e164: string; at: Date }>(
    `select id, caller_e164 as e164, arrived_at as at from calls where arrived_at > now() - interval '7 days' order by random() limit $1`,
    [count],
  );
  return found.rows.map(({ id, e164, at }) => ({ id, e164, at: at.toISOString() }));
}

async function heaviest(straight: pg.Client): Promise<string> {
  const found = await straight.query<{ count: string }>(
    'select count(*) from calls group by caller_e164 order by 1 desc limit 1',
  );
  return Number(found.rows[0]?.count ?? 0).toLocaleString('en');
}

async function measure(scene: Scene, straight: pg.Client, sample: readonly Asked[]) {
  const times: Record<'bare' | 'statement' | 'answer', number[]> = { bare: [], statement: [], answer: [] };
  const [bare, statement, answer] = [times.bare, times.statement, times.answer];
  const warmUp = Math.ceil(sample.length / 10);
  for (const [n, { id, e164, at }] of sample.entries()) {
    const count = await took(async () => {
      await straight.query({
        name: 'bare',
        text: `select count(*) from (select from calls where tenant_id = $1 and caller_e164 = $2 and arrived_at < $3
                 and arrived_at >= $3::timestamptz - interval '90 days' order by arrived_at desc limit ${mostKnownCalls + 1}) c`,
        values: [scene.tenantId, e164, at],
      });
    });
    const known = await scene.work((ctx) =>
      took(async () => void (await rows(ctx.tx, knownCallsOf(ctx.tenantId, e164, at)))),
    );
    const whole = await took(async () => {
      const asked = { params: { id: callId.parse(id) }, query: { reason: 'quality_check' as const } };
      await scene.must('supervisor', readCallerFacts, asked);
    });
    if (n < warmUp) continue;
    bare.push(count);
    statement.push(known);
    answer.push(whole);
  }
  return times;
}

async function took(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
