import { sql } from 'kysely';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type { changeCentre as changeRoute, readCentre as readRoute } from '../centre-contract.ts';
import type { TenantId } from '../person.ts';
import { type CentreContent, centreContent } from '../tenant.ts';
import { hasCrest } from './crests.ts';
import { changeSetting, type SettingKind } from './setting-versions.ts';

interface CentreRow {
  readonly id: TenantId;
  readonly slug: string;
  readonly region_code: string;
  readonly name: string;
  readonly short_name: string;
  readonly hosts: string[];
  readonly crest: string | null;
  readonly trunk: Partial<CentreContent['trunk']> | null;
  readonly version: number;
}

async function load(ctx: ActionContext, id: string): Promise<CentreRow | null> {
  return row<CentreRow>(
    ctx.tx,
    sql`select id, slug, region_code, name, short_name, hosts, crest, settings->'trunk' as trunk, version from tenants where id = ${id} for update`,
  );
}

function contentOf(centre: CentreRow): CentreContent {
  const trunk = { peers: [], numbers: [], overflow: null, ...centre.trunk };
  const { name, short_name: shortName, hosts, crest } = centre;
  return { name, shortName, hosts, crest, trunk };
}

/** The regency itself as a setting: `settings` keeps whatever else other features put there. */
export const centreSetting: SettingKind<typeof centreContent> = {
  kind: 'centre',
  schema: centreContent,
  load: async (ctx, id) => {
    const found = await load(ctx, id);
    return found === null ? null : { version: found.version, content: contentOf(found) };
  },
  allows: async (ctx, _id, content) => content.crest === null || hasCrest(ctx, content.crest),
  save: async (ctx, id, content, version) => {
    await run(
      ctx.tx,
      sql`update tenants set name = ${content.name}, short_name = ${content.shortName}, hosts = ${content.hosts}::text[],
            crest = ${content.crest},
            settings = settings || jsonb_build_object('trunk', ${JSON.stringify(content.trunk)}::jsonb), version = ${version}
          where id = ${id}`,
    );
  },
};

export const readCentre: Action<typeof readRoute> = async (ctx) => {
  const found = present(await load(ctx, ctx.tenantId), 'a session belongs to a tenant');
  return ok({
    id: found.id,
    slug: found.slug,
    regionCode: found.region_code,
    version: found.version,
    content: contentOf(found),
  });
};

export const changeCentre: Action<typeof changeRoute> = async (ctx, { body }) => {
  const { crest } = body.content;
  if (crest !== null && !(await hasCrest(ctx, crest))) return refuse('centre.crest_unknown');
  return changeSetting(ctx, centreSetting, { id: ctx.tenantId, ...body });
};
