import { getDistricts, getRegencies, getVillages } from 'idn-area-data';
import pg from 'pg';
import { parseQuery, wordsOf } from '#features/places/normalise.ts';
import { ketapangQueries, sidoarjoQueries } from '#features/places/server/search/queries.ts';
import { type Findable, searchIndex } from '#features/places/server/search/search-index.ts';
import { openBenchDatabase } from './bench-database.ts';
import { type BenchResult, type BenchSize, quantile } from './result.ts';

const loads: Readonly<Record<BenchSize, { readonly villages: number; readonly rounds: number }>> = {
  full: { villages: 83_762, rounds: 2 },
  small: { villages: 5000, rounds: 1 },
};

/**
 * Search by words over every village of the nation, in the process, with the queries of call takers; the reference is PostgreSQL
 * with `pg_trgm` and a GIN index over the same rows and the same normalised words, asked over one connection on this machine.
 */
export async function bench(size: BenchSize): Promise<BenchResult> {
  const { villages: count, rounds } = loads[size];
  const villages = (await nation()).slice(0, count);
  if (size === 'full' && villages.length !== count) throw new Error(`${villages.length} villages, not ${count}`);
  const queries = [...sidoarjoQueries, ...ketapangQueries].map(({ q }) => parseQuery(q));
  const began = performance.now();
  const index = searchIndex(villages);
  const builtMs = performance.now() - began;
  const ours: number[] = [];
  // The first round warms what the engine compiles; the other side has its cache warmed as well.
  for (let round = 0; round <= rounds; round++) {
    for (const query of queries) {
      const at = performance.now();
      index.search(query, 10);
      if (round > 0) ours.push(performance.now() - at);
    }
  }
  const theirs = await byTrigrams(
    villages,
    queries.map(({ words }) => words.join(' ')),
    rounds,
  );
  const [p50, p99] = [quantile(ours, 0.5), quantile(ours, 0.99)];
  const [reference50, reference99] = [quantile(theirs, 0.5), quantile(theirs, 0.99)];
  return {
    name: `Place search over ${villages.length.toLocaleString('en')} villages, p99`,
    ours: `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms in process`,
    reference: `PostgreSQL pg_trgm (GIN): p50 ${reference50.toFixed(1)} ms, p99 ${reference99.toFixed(1)} ms`,
    ratio: p99 / reference99,
    target: { atMost: 1 },
    remark: `${queries.length} queries × ${rounds}; index built in ${(builtMs / 1000).toFixed(1)} s. A regency with its neighbours is 2 % of these rows`,
  };
}

async function nation(): Promise<Findable[]> {
  const [regencies, districts, villages] = await Promise.all([getRegencies(), getDistricts(), getVillages()]);
  const regency = new Map(regencies.map(({ code, name }) => [code, name]));
  const district = new Map(
    districts.map(({ code, name, regency_code }) => [code, `${name} ${regency.get(regency_code)}`]),
  );
  return villages.map(({ code, name, district_code }) => ({
    id: `village:${code}`,
    name,
    also: '',
    within: district.get(district_code) ?? '',
    weight: 1,
  }));
}

async function byTrigrams(
  villages: readonly Findable[],
  queries: readonly string[],
  rounds: number,
): Promise<number[]> {
  const database = await openBenchDatabase();
  const client = new pg.Client({ connectionString: database.prepared.ownerUrl });
  await client.connect();
  try {
    await client.query('create table place (id text primary key, words text not null)');
    const rows = villages.map(({ id, name, within }) => ({
      id,
      words: [...wordsOf(name), ...wordsOf(within)].join(' '),
    }));
    for (let at = 0; at < rows.length; at += 5000)
      await client.query('insert into place select * from jsonb_to_recordset($1::jsonb) as r (id text, words text)', [
        JSON.stringify(rows.slice(at, at + 5000)),
      ]);
    await client.query('create index on place using gin (words gin_trgm_ops)');
    await client.query('analyze place');
    const times: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      for (const words of queries) {
        const at = performance.now();
        await client.query('select id from place where $1 <% words order by word_similarity($1, words) desc limit 10', [
          words,
        ]);
        if (round > 0) times.push(performance.now() - at);
      }
    }
    return times;
  } finally {
    await client.end();
    await database.close();
  }
}
