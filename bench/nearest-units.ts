import { sql } from 'kysely';
import pg from 'pg';
import type { AssignmentId } from '#features/dispatch/assignment.ts';
import { createDispatchScene, type DispatchScene } from '#features/dispatch/server/testing.ts';
import type { Destination } from '#features/dispatch/server/units/nearest-store.ts';
import { rankUnits } from '#features/dispatch/server/units/recommend-units.ts';
import { createUnits } from '#features/dispatch/server/units/units.ts';
import { recommendUnits } from '#features/dispatch/unit-contract.ts';
import { run } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import { openBenchDatabase, openPools } from './bench-database.ts';
import { type BenchResult, type BenchSize, quantile } from './result.ts';

const sizes = {
  full: { units: 5000, asked: 600, incidents: 60 },
  small: { units: 500, asked: 40, incidents: 8 },
} as const;

type Kind = 'ranked' | 'answer' | 'bare';
type Times = Readonly<Record<Kind, number[]>>;

/**
 * The ten units that would be first at an incident, of five thousand on duty: free ones of a fitting kind by estimated time,
 * from fresh positions or bases, in a transaction of one regency with its figures read anew. The reference is the bare
 * statement that walks the spatial index to ten positions and knows nothing else. The three take turns.
 */
export async function bench(size: BenchSize = 'full'): Promise<readonly BenchResult[]> {
  const { units, asked } = sizes[size];
  const { prepared, version, close } = await openBenchDatabase();
  const { database } = openPools(prepared);
  const straight = new pg.Client({ connectionString: prepared.ownerUrl });
  await straight.connect();
  try {
    const ms = await measure(await makeFleet(database, straight, sizes[size]), straight, asked);
    const reference = `bare KNN statement: ${said(ms.bare)}`;
    const remark = `${units} units, four fifths with a fresh position, three fifths free, ${asked} places in turns; PostgreSQL ${version}`;
    const result = (what: string, sample: readonly number[]): BenchResult => ({
      name: `nearest 10 of ${units} units, ${what}`,
      ours: said(sample),
      reference,
      ratio: quantile(sample, 0.5) / quantile(ms.bare, 0.5),
      target: null,
      remark,
    });
    return [result('ranked by time', ms.ranked), result('the whole answer', ms.answer)];
  } finally {
    await straight.end();
    await database.close();
    await close();
  }
}

const said = (sample: readonly number[]) =>
  `p50 ${quantile(sample, 0.5).toFixed(2)} ms, p99 ${quantile(sample, 0.99).toFixed(2)} ms`;

interface Fleet {
  readonly scene: DispatchScene;
  readonly assignments: readonly AssignmentId[];
}

/** Units all over the regency, and incidents of which each has its place. */
async function makeFleet(
  database: Parameters<typeof createDispatchScene>[0],
  straight: pg.Client,
  wanted: { readonly units: number; readonly incidents: number },
): Promise<Fleet> {
  const feature = createUnits({ place: () => scene.place, dataFolder: '/nowhere', routerOf: async () => null });
  const scene: DispatchScene = await createDispatchScene(database, { slug: 'sidoarjo', features: [feature] });
  await scene.work((ctx) => run(ctx.tx, fleet(ctx.tenantId, scene.agency('DAMKAR'), wanted.units)));
  await scene.work((ctx) => run(ctx.tx, positions(ctx.tenantId)));
  await straight.query('analyze units');
  await straight.query('analyze unit_places');
  const assignments: AssignmentId[] = [];
  for (let n = 0; n < wanted.incidents; n++)
    assignments.push((await scene.sendOne(await scene.open('FIRE_BUILDING', { point: somewhere() }))).id);
  return { scene, assignments };
}

async function measure({ scene, assignments }: Fleet, straight: pg.Client, asked: number): Promise<Times> {
  const ms: Times = { ranked: [], answer: [], bare: [] };
  // The first ones warm all three up.
  for (let n = -50; n < asked; n++) {
    const point = somewhere();
    const to: Destination = { to: 'point', ...point, districtCode: null };
    const id = present(assignments[Math.abs(n) % assignments.length], 'the index is below its length');
    const spent = {
      ranked: await timed(() =>
        scene.work((ctx) => rankUnits(ctx, { to, agencyId: null, category: 'FIRE', skill: null, limit: 10 })),
      ),
      answer: await timed(() => scene.must('dispatcher', recommendUnits, { params: { id } })),
      bare: await timed(() =>
        straight.query('select unit_id from unit_places order by place <-> point($1, $2) limit 10', [
          point.longitude,
          point.latitude,
        ]),
      ),
    };
    if (n >= 0) for (const kind of ['ranked', 'answer', 'bare'] as const) ms[kind].push(spent[kind]);
  }
  return ms;
}

/** Within the regency of Sidoarjo. */
function somewhere() {
  return { latitude: -7.56 + Math.random() * 0.24, longitude: 112.55 + Math.random() * 0.3 };
}

const randomPlace = sql`point(112.55 + random() * 0.3, -7.56 + random() * 0.24)`;

function fleet(tenantId: string, agencyId: string, count: number) {
  return sql`insert into units (id, tenant_id, agency_id, call_sign, kind, home, status, status_at)
    select gen_random_uuid(), ${tenantId}, ${agencyId}, 'Unit ' || n, (array['engine', 'ambulance', 'rescue'])[1 + n % 3], ${randomPlace},
      case when random() < 0.6 then 'available' else 'on_scene' end, now() from generate_series(1, ${count}::int) n`;
}

function positions(tenantId: string) {
  return sql`insert into unit_places (unit_id, tenant_id, at, recorded_at, clamped, place, accuracy_m)
    select id, ${tenantId}, now() + interval '1 day', now(), false, ${randomPlace}, 10 from units where random() < 0.8`;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
