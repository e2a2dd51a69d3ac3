import type { Action } from '#platform/server/action.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type { changeCentre as changeRoute, readCentre as readRoute } from '../centre-contract.ts';
import { settleOverflow } from '../overflow.ts';
import { type CentreContent, centreContent, noTrunk } from '../tenant.ts';
import { type CentreRow, loadCentre, saveCentre } from './centre-store.ts';
import { hasCrest } from './crest-store.ts';
import { changeSetting, type SettingKind } from './setting-versions.ts';

function contentOf(centre: CentreRow): CentreContent {
  const trunk = { ...noTrunk, ...centre.trunk };
  const { name, short_name: shortName, hosts, crest } = centre;
  return { name, shortName, hosts, crest, trunk };
}

/** The regency itself as a setting: `settings` keeps whatever else other features put there. */
export const centreSetting: SettingKind<typeof centreContent> = {
  kind: 'centre',
  schema: centreContent,
  load: async (ctx, id) => {
    const found = await loadCentre(ctx, id);
    return found === null ? null : { version: found.version, content: contentOf(found) };
  },
  allows: async (ctx, _id, content) =>
    settleOverflow(content.trunk).ok && (content.crest === null || hasCrest(ctx, content.crest)),
  save: saveCentre,
};

export const readCentre: Action<typeof readRoute> = async (ctx) => {
  const found = present(await loadCentre(ctx, ctx.tenantId), 'a session belongs to a tenant');
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
  const trunk = settleOverflow(body.content.trunk);
  if (!trunk.ok) return trunk;
  const content = { ...body.content, trunk: trunk.value };
  return changeSetting(ctx, centreSetting, { id: ctx.tenantId, ...body, content });
};
