import type pg from 'pg';
import { incidentMapping, type RawRow } from '#features/openness/history.ts';
import { planHistory } from '#features/openness/server/history/import-history.ts';
import { systemActor } from '#platform/server/action.ts';
import { openBenchDatabase, openPool } from './bench-database.ts';
import type { BenchResult, BenchSize } from './result.ts';
import { makeScene } from './straight-sql.ts';

/**
 * A file of incidents of another system: read, looked at whole, written in batches with what they said and one event each. The
 * reference is one bare INSERT of the very same rows into tables with the same columns and indexes, in one transaction.
 */
export async function bench(size: BenchSize): Promise<BenchResult> {
  const count = size === 'small' ? 2000 : 50_000;
  const database = await openBenchDatabase();
  const { db, pool, close } = openPool(database.prepared.appUrl, 2);
  const owner = openPool(database.prepared.ownerUrl, 1);
  try {
    const { scene, use } = await makeScene(database.prepared);
    use(db);
    pool.on('error', () => undefined);
    const where = { place: scene.place, who: { tenantId: scene.tenantId, actor: systemActor } };
    const rows = Array.from({ length: count }, (_one, index) => rowOf(index));
    const look = performance.now();
    const plan = await planHistory(where, { kind: 'incidents', mapping, rows, open: false });
    const write = performance.now();
    if (plan.problems.length > 0) throw new Error(`A row of the benchmark is refused: ${plan.problems[0]?.code}`);
    const { batches } = await plan.take();
    const done = performance.now();
    const again = await planHistory(where, { kind: 'incidents', mapping, rows, open: false });
    if (again.counts.same !== count) throw new Error('The same file again is not the same');
    const bareMs = await insertBare(owner.pool);
    const rate = (ms: number) => Math.round((count / ms) * 1000);
    return {
      name: 'import of incidents',
      ours: `${rate(done - look)} rows/s`,
      reference: `one bare INSERT of the same rows: ${rate(bareMs)} rows/s`,
      ratio: bareMs / (done - look),
      target: { atLeast: 0.1 },
      remark: `${count} rows with a place, a caller and words; looked at in ${seconds(write - look)}, written in ${seconds(done - write)} (${batches} batches), the same file again in ${seconds(performance.now() - done)}; PostgreSQL ${database.version}, fsync on`,
    };
  } finally {
    await Promise.all([close(), owner.close()]);
    await database.close();
  }
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

const fields = [
  'externalId',
  'state',
  'type',
  'village',
  'reportedAt',
  'verifiedAt',
  'resolvedAt',
  'closedAt',
  'callerName',
  'callbackNumber',
  'description',
  'placeText',
];
const mapping = incidentMapping.parse({
  system: 'lama',
  fields: Object.fromEntries(fields.map((field) => [field, field])),
});

function rowOf(index: number): RawRow {
  const at = (minutes: number) => new Date(Date.UTC(2024, 0, 1) + (index * 9 + minutes) * 60_000).toISOString();
  return {
    line: index + 2,
    cells: {
      externalId: `L-${index}`,
      state: 'CLOSED',
      type: ['FIRE_BUILDING', 'TRAFFIC_INJURY', 'TREE_FALL'][index % 3] ?? 'FLOOD',
      village: '35.15.08.1004',
      reportedAt: at(0),
      verifiedAt: at(2),
      resolvedAt: at(60),
      closedAt: at(70),
      callerName: `Pelapor ${index}`,
      callbackNumber: `0812${String(index).padStart(8, '0')}`,
      description: `Laporan nomor ${index}: pohon tumbang menutup separuh jalan, kendaraan antre dari arah pasar`,
      placeText: `Jl. Gajah Mada ${index % 300}, depan toko`,
    },
  };
}

/** The rows that came, once more into empty tables of the same kind. */
async function insertBare(pool: pg.Pool): Promise<number> {
  const client = await pool.connect();
  try {
    for (const table of ['incidents', 'incident_particulars'])
      await client.query(`create table bare_${table} (like ${table} including all)`);
    const columns = async (table: string) => {
      const found = await client.query<{ names: string }>(
        `select string_agg(quote_ident(attname), ', ') as names from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      );
      return found.rows[0]?.names ?? '';
    };
    const [incidents, particulars] = [await columns('incidents'), await columns('incident_particulars')];
    const began = performance.now();
    await client.query('begin');
    await client.query(
      `insert into bare_incidents (${incidents}) select ${incidents} from incidents where source = 'import'`,
    );
    await client.query(
      `insert into bare_incident_particulars (${particulars}) select ${particulars} from incident_particulars where incident_id in (select id from incidents where source = 'import')`,
    );
    await client.query('commit');
    return performance.now() - began;
  } finally {
    client.release();
  }
}
