import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { createGeocoder, type Geocoder } from '#platform/server/geo/geocoder.ts';
import { createRouter, type Router } from '#platform/server/geo/router.ts';
import { newId } from '#platform/shared/ids.ts';
import { firstGeoSetting, type GeoSetting, geoSetting } from '../../geo-setting.ts';
import type { GeoSettingView } from '../../geo-setting-contract.ts';

export async function readSetting(ctx: ActionContext, lock: 'lock' | 'read' = 'read'): Promise<GeoSettingView> {
  const found = await row<GeoSettingView>(
    ctx.tx,
    sql`select id, version, content from geo_settings where tenant_id = ${ctx.tenantId} ${lock === 'lock' ? sql`for update` : sql``}`,
  );
  if (found === null) throw new Error('A regency has its geo setting from its founding on (seedGeoSetting)');
  return found;
}

export const geoSettingKind: SettingKind<typeof geoSetting> = {
  kind: 'geo_setting',
  schema: geoSetting,
  load: async (ctx, id) => {
    const found = await readSetting(ctx, 'lock');
    return found.id === id ? found : null;
  },
  save: async (ctx, id, content, version) => {
    await run(
      ctx.tx,
      sql`update geo_settings set content = ${JSON.stringify(content)}::jsonb, version = ${version}
          where tenant_id = ${ctx.tenantId} and id = ${id}`,
    );
  },
};

export async function seedGeoSetting(ctx: ActionContext): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into geo_settings (id, tenant_id, content)
        values (${newId<'geo_setting'>()}, ${ctx.tenantId}, ${JSON.stringify(firstGeoSetting)}::jsonb)`,
  );
}

/** One for each server, so that its breaker remembers; regencies are few, and change theirs rarely. */
const geocoders = new Map<string, Geocoder>();
const routers = new Map<string, Router>();

function once<Kept>(kept: Map<string, Kept>, key: string, make: () => Kept): Kept {
  const found = kept.get(key) ?? make();
  kept.set(key, found);
  return found;
}

/** The regency's own geocoder; null: it has none. */
export async function geocoderOf(ctx: ActionContext): Promise<Geocoder | null> {
  const { geocoder } = (await readSetting(ctx)).content;
  return geocoder === null ? null : once(geocoders, `${geocoder.kind} ${geocoder.url}`, () => createGeocoder(geocoder));
}

/** The regency's own router, null: it has none; and what to estimate with. */
export async function travelSettingOf(
  ctx: ActionContext,
): Promise<{ readonly router: Router | null; readonly estimate: Pick<GeoSetting, 'detourFactor' | 'speedKmh'> }> {
  const { router, detourFactor, speedKmh } = (await readSetting(ctx)).content;
  const known = router === null ? null : once(routers, `${router.kind} ${router.url}`, () => createRouter(router));
  return { router: known, estimate: { detourFactor, speedKmh } };
}
