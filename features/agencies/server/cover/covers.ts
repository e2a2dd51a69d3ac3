import { changeSetting, recordSettingVersion, type SettingKind } from '#features/people/server/setting-versions.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';

import { type CoverContent, type CoverId, coverContent } from '../../cover.ts';
import type * as routes from '../../cover-contract.ts';
import { type CoverSituation, loopOf } from '../../cover-rules.ts';
import { localTime } from '../../hours.ts';
import {
  type AgencyStanding,
  agencyStandings,
  insertCover,
  lockCover,
  lockCovers,
  selectCovers,
  updateCover,
} from './cover-store.ts';

export const coverKind: SettingKind<typeof coverContent> = {
  kind: 'cover',
  schema: coverContent,
  load: lockCover,
  allows: async (ctx, id, content) => (await fits(ctx, id, content)).ok,
  save: updateCover,
};

export const listCovers: Action<typeof routes.listCovers> = async (ctx) => ok({ items: await selectCovers(ctx) });

export const createCover: Action<typeof routes.createCover> = async (ctx, { body }) => {
  const fitting = await fits(ctx, null, body.content);
  if (!fitting.ok) return fitting;
  const id: CoverId = newId();
  await insertCover(ctx, id, body.content);
  const { kind } = coverKind;
  await recordSettingVersion(ctx, { kind, subjectId: id, version: 1, content: body.content, reason: body.reason });
  return ok({ id, version: 1 });
};

export const changeCover: Action<typeof routes.changeCover> = async (ctx, { params, body }) => {
  if ((await lockCover(ctx, params.id)) === null) return refuse('setting.not_found');
  const fitting = await fits(ctx, params.id, body.content);
  if (!fitting.ok) return fitting;
  return changeSetting(ctx, coverKind, { id: params.id, ...body });
};

/** Both agencies are the regency's and active, and the arrangements lead in no circle. */
async function fits(
  ctx: ActionContext,
  id: string | null,
  content: CoverContent,
): Promise<Result<null, 'cover.agency_unknown' | 'cover.loop'>> {
  const others = (await lockCovers(ctx)).filter((one) => one.id !== id).map((one) => one.content);
  const agencies = new Map((await agencyStandings(ctx)).map((agency) => [agency.id, agency]));
  // One that is switched off forbids nothing, and may name an agency that is no more.
  if (!content.active) return ok(null);
  if (!agencies.has(content.agencyId) || !agencies.has(content.coverAgencyId)) return refuse('cover.agency_unknown');
  const loop = loopOf(others, content);
  if (loop === null) return ok(null);
  return refuse('cover.loop', { agencies: loop.map((one) => agencies.get(one)?.code ?? '?').join(' → ') });
}

/** What decides who stands in for whom now, or at another moment that is asked about (then nobody is out of service). */
export async function loadCoverSituation(
  ctx: ActionContext,
  at: Instant = ctx.now,
): Promise<CoverSituation & { readonly agencies: readonly AgencyStanding[] }> {
  const agencies = await agencyStandings(ctx);
  return {
    agencies,
    at: localTime(at, agencies[0]?.zone ?? 'Asia/Jakarta'),
    covers: (await selectCovers(ctx)).map((cover) => cover.content),
    outOfService: new Set(at === ctx.now ? agencies.filter((agency) => agency.isOut).map((agency) => agency.id) : []),
    calendars: new Map(agencies.map((agency) => [agency.id, agency.calendar])),
  };
}
