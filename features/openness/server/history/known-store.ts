import { sql } from 'kysely';
import { groundOf } from '#features/places/server/ground/ground.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { Zone } from '#platform/shared/time.ts';
import { type Known, type KnownAgency, type KnownType, villageFinder } from '../../history-reading.ts';

/** What the regency knows: also types and agencies that are out of use by now, for history may well name them. */
export async function loadKnown(ctx: ActionContext): Promise<Known & { readonly zone: Zone }> {
  const types = await rows<KnownType & { name: string }>(
    ctx.tx,
    sql`select id, code, name, category, default_priority as "defaultPriority", sensitive from incident_types where tenant_id = ${ctx.tenantId} order by active`,
  );
  const agencies = await rows<KnownAgency & { name: string }>(
    ctx.tx,
    sql`select id, code, name, calendar from agencies where tenant_id = ${ctx.tenantId} order by active`,
  );
  const tenant = await row<{ zone: Zone; regency: string }>(
    ctx.tx,
    sql`select zone, region_code as regency from tenants where id = ${ctx.tenantId}`,
  );
  const { zone, regency } = present(tenant, 'the command has found this regency');
  const ground = await groundOf(ctx);
  const villages = ground.rows
    .filter(({ regencyCode }) => regencyCode === regency)
    .map(({ latitude, longitude, ...one }) => ({
      ...one,
      point: latitude === null || longitude === null ? null : { latitude, longitude },
    }));
  return { zone, types: byWord(types), agencies: byWord(agencies), villages: villageFinder(villages) };
}

/** By name and, which counts more, by code. Those in use come last, so that they win. */
function byWord<One extends { readonly code: string; readonly name: string }>(found: readonly One[]): Map<string, One> {
  const names = found.map((one) => [one.name.toLowerCase(), one] as const);
  return new Map([...names, ...found.map((one) => [one.code.toLowerCase(), one] as const)]);
}
