import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { Fix } from '../../unit.ts';

/** A fix with the time that counts. */
export interface StampedFix extends Fix {
  readonly at: Instant;
  readonly clamped: boolean;
}

/** How many are new. */
export function insertFixes(ctx: ActionContext, unitId: string, fixes: readonly StampedFix[]): Promise<number> {
  const given = fixes.map(({ deviceAt, at, clamped, point, accuracyM, speedMps }) => ({
    device_at: deviceAt,
    at,
    clamped,
    x: point.longitude,
    y: point.latitude,
    accuracy_m: accuracyM,
    speed_mps: speedMps,
  }));
  return run(
    ctx.tx,
    sql`insert into unit_positions (tenant_id, unit_id, device_at, at, recorded_at, clamped, place, accuracy_m, speed_mps)
        select ${ctx.tenantId}, ${unitId}, g.device_at, g.at, ${ctx.now}, g.clamped, point(g.x, g.y), g.accuracy_m, g.speed_mps
        from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g (device_at timestamptz, at timestamptz, clamped boolean,
          x float8, y float8, accuracy_m real, speed_mps real)
        on conflict (unit_id, device_at) do nothing`,
  );
}

/** The unit is there, unless it is known to have been elsewhere later (complaints.md §1, 19: the marker that drives backwards). */
export async function movePlace(ctx: ActionContext, unitId: string, fix: StampedFix): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into unit_places (unit_id, tenant_id, at, recorded_at, clamped, place, accuracy_m, speed_mps)
        values (${unitId}, ${ctx.tenantId}, ${fix.at}, ${ctx.now}, ${fix.clamped}, point(${fix.point.longitude}, ${fix.point.latitude}),
          ${fix.accuracyM}, ${fix.speedMps})
        on conflict (unit_id) do update set at = excluded.at, recorded_at = excluded.recorded_at, clamped = excluded.clamped,
          place = excluded.place, accuracy_m = excluded.accuracy_m, speed_mps = excluded.speed_mps
        where excluded.at > unit_places.at`,
  );
}

/** Whether there is anything left to forget another night. */
export async function forgetOld(ctx: ActionContext, before: Instant): Promise<boolean> {
  for (const table of ['unit_positions', 'unit_places', 'field_actions'])
    await run(
      ctx.tx,
      sql`delete from ${sql.table(table)} where tenant_id = ${ctx.tenantId} and recorded_at < ${before}::timestamptz`,
    );
  const left = await row(
    ctx.tx,
    sql`select 1 where exists (select from unit_positions where tenant_id = ${ctx.tenantId})
          or exists (select from unit_places where tenant_id = ${ctx.tenantId})
          or exists (select from field_actions where tenant_id = ${ctx.tenantId})`,
  );
  return left !== null;
}

export async function deletePositions(ctx: ActionContext, unitId: string, before: Instant): Promise<number> {
  await run(
    ctx.tx,
    sql`delete from unit_places where tenant_id = ${ctx.tenantId} and unit_id = ${unitId} and at < ${before}::timestamptz`,
  );
  return run(
    ctx.tx,
    sql`delete from unit_positions where tenant_id = ${ctx.tenantId} and unit_id = ${unitId} and at < ${before}::timestamptz`,
  );
}
