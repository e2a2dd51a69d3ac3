import { sql } from 'kysely';
import pg from 'pg';
import { seedChannels } from '#features/agencies/server/channels/channel-store.ts';
import { ladderSeed } from '#features/dispatch/ladder.ts';
import { feature } from '#features/dispatch/server/feature.ts';
import { rungDeadline } from '#features/dispatch/server/ladder/ladder-times.ts';
import { createDispatchScene, type DispatchScene } from '#features/dispatch/server/testing.ts';
import { run } from '#platform/server/db/database.ts';
import { startDeadlines } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { openBenchDatabase, openPools } from './bench-database.ts';
import { type BenchResult, type BenchSize, quantile } from './result.ts';

const lanes = 4;
/** Milliseconds until all of them are due: the timers are asleep by then. */
const aheadMs = 4000;

/**
 * The ladder of so many assignments falls due in the same moment, as after a flood: each rung reads its assignment, the agency, its
 * contacts and channels, writes an attempt, a message with its job and deadline, and two events. Lateness is counted from that moment
 * to the commit. The reference does what no ladder could do without: read and update the same rows, one transaction each.
 */
export async function bench(size: BenchSize): Promise<BenchResult> {
  const count = size === 'full' ? 1000 : 50;
  const opened = await openBenchDatabase();
  const { database } = openPools(opened.prepared);
  try {
    const scene = await createDispatchScene(database, { slug: 'sidoarjo' });
    await fill(scene, count);
    const dueAt = Date.now() + aheadMs;
    await scene.work((ctx) =>
      run(
        ctx.tx,
        sql`insert into deadlines (tenant_id, kind, subject_id, due_at)
            select tenant_id, ${rungDeadline}, id, ${new Date(dueAt)} from assignment_ladders`,
      ),
    );
    const late: number[] = [];
    const deadlines = startDeadlines({
      place: scene.place,
      systemDb: database.systemDb,
      listen: database.systemPool,
      handlers: { [rungDeadline]: feature.deadlines?.[rungDeadline] ?? refuseToRun },
      lanes,
      onFired: () => late.push(Date.now() - dueAt),
    });
    while (late.length < count) await new Promise((resolve) => setTimeout(resolve, 20));
    await deadlines.stop();
    const bare = await bareLoop(opened.prepared.ownerUrl, count);
    const figures = (sample: readonly number[]) =>
      `p50 ${ms(quantile(sample, 0.5))}, p99 ${ms(quantile(sample, 0.99))}`;
    return {
      name: `notification ladder, ${count} assignments due at once`,
      ours: `late ${figures(late)}`,
      reference: `a bare loop that reads and updates the same rows: ${figures(bare)}`,
      ratio: quantile(late, 0.99) / quantile(bare, 0.99),
      target: null,
      remark: `each rung a transaction with one message queued; ${lanes} lanes of one process, as many in the loop; PostgreSQL ${opened.version}, fsync on`,
    };
  } finally {
    await database.close();
    await opened.close();
  }
}

const ms = (value: number) => `${Math.round(value)} ms`;
const refuseToRun = () => Promise.reject(new Error('The feature has a handler for its rungs'));

/** Assignments of one agency with a contact; the next step of each is a WhatsApp message at that moment. */
async function fill(scene: DispatchScene, count: number): Promise<void> {
  const content = { ...ladderSeed, steps: ladderSeed.steps.filter(({ act }) => act === 'whatsapp') };
  const startAt = new Date(Date.now() - 60_000);
  const gateway = { whatsapp: { active: true, url: 'http://127.0.0.1:9/' } };
  await scene.work(async (ctx) => {
    await seedChannels(ctx);
    const agency = scene.agency('DAMKAR');
    const type = scene.types.get('FIRE_BUILDING') ?? '';
    for (const statement of [
      sql`update channel_settings set content = ${JSON.stringify(gateway)}::jsonb`,
      sql`insert into duty_contacts (id, tenant_id, agency_id, name, phone) values (${newId()}, ${ctx.tenantId}, ${agency}, 'Piket', '081200000001')`,
      sql`create temporary table many on commit drop as
          select gen_random_uuid() as incident, gen_random_uuid() as assignment, gen_random_uuid() as ladder, n from generate_series(1, ${count}) n`,
      sql`insert into incidents (id, tenant_id, number, state, source, incident_type_id, priority, village_code, district_code, reported_at, verified_at, dispatched_at)
          select incident, ${ctx.tenantId}, 100000 + n, 'DISPATCHED', 'radio', ${type}, 'P2', '35.15.08.1004', '35.15.08', ${startAt}, ${startAt}, ${startAt} from many`,
      sql`insert into incident_particulars (incident_id, tenant_id, salt)
          select incident, ${ctx.tenantId}, sha256(incident::text::bytea) from many`,
      sql`insert into assignments (id, tenant_id, incident_id, agency_id, part, state, sent_at)
          select assignment, ${ctx.tenantId}, incident, ${agency}, 'lead', 'SENT', ${startAt} from many`,
      sql`insert into assignment_ladders (id, tenant_id, assignment_id, content, start_at)
          select ladder, ${ctx.tenantId}, assignment, ${JSON.stringify(content)}::jsonb, ${startAt} from many`,
    ])
      await run(ctx.tx, statement);
  });
}

/** Milliseconds from the beginning to each commit. */
async function bareLoop(ownerUrl: string, count: number): Promise<number[]> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: lanes });
  const { rows } = await pool.query<{ id: string }>('select id from assignment_ladders order by id');
  const clients = await Promise.all(Array.from({ length: lanes }, () => pool.connect()));
  const spent: number[] = [];
  const begun = performance.now();
  await Promise.all(
    clients.map(async (client, lane) => {
      for (let index = lane; index < count; index += lanes) {
        const id = rows[index]?.id;
        await client.query('begin');
        await client.query('select * from assignment_ladders where id = $1 for update', [id]);
        await client.query('update assignment_ladders set reminded = reminded + 1 where id = $1', [id]);
        await client.query('commit');
        spent.push(performance.now() - begun);
      }
    }),
  );
  for (const client of clients) client.release();
  await pool.end();
  return spent;
}
