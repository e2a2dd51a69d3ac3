import { sql } from 'kysely';
import { row, run, type Tx } from '#platform/server/db/database.ts';

/*
 * One simulation at a time in a regency, over all processes. The row is a lease: no event tells of it, since nothing of the service
 * changes by a question. Times are the database's, which every process shares.
 */

interface RunningSimulation {
  readonly name: string;
  readonly seconds: number;
}

/** True: it is ours until `endRun`, or until its time is over. */
export async function beginRun(
  tx: Tx,
  given: { readonly tenantId: string; readonly id: string; readonly userId: string; readonly seconds: number },
): Promise<boolean> {
  const { tenantId, id, userId, seconds } = given;
  const begun = await run(
    tx,
    sql`insert into simulation_runs (tenant_id, id, by_user, begun_at, until_at)
        values (${tenantId}, ${id}, ${userId}, clock_timestamp(), clock_timestamp() + make_interval(secs => ${seconds}::float8))
        on conflict (tenant_id) do update set id = excluded.id, by_user = excluded.by_user, begun_at = excluded.begun_at, until_at = excluded.until_at
          where simulation_runs.until_at < clock_timestamp()`,
  );
  return begun === 1;
}

/** Whoever has it; null: it ended just now. */
export function runningSimulation(tx: Tx, tenantId: string): Promise<RunningSimulation | null> {
  return row<RunningSimulation>(
    tx,
    sql`select u.display_name as name, greatest(0, extract(epoch from clock_timestamp() - s.begun_at))::int as seconds
        from simulation_runs s join users u on u.id = s.by_user where s.tenant_id = ${tenantId}`,
  );
}

/** Only its own: after its time another may have begun. */
export async function endRun(tx: Tx, tenantId: string, id: string): Promise<void> {
  await run(tx, sql`delete from simulation_runs where tenant_id = ${tenantId} and id = ${id}`);
}
