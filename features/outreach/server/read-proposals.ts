import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import { dayOf, plusMs } from '#platform/shared/time.ts';
import { prankCodes } from '../call-kinds.ts';
import { districtsOf } from '../campaign.ts';
import type * as routes from '../contract.ts';
import { fewest } from '../privacy-rules.ts';
import { propose } from '../proposal-rules.ts';
import { namesOf } from './campaign-actions.ts';
import { heldOrPlanned, regencyOf } from './campaign-store.ts';
import { countByPlace } from './count-places.ts';

const dayMs = 86_400_000;
/** A district with a campaign so near in time waits: the effect of the one must be seen before the next. */
const recentDays = 42;

export const readProposals: Action<typeof routes.readProposals> = async (ctx, { query }) => {
  const from = plusMs(ctx.now, -query.days * dayMs);
  const { zone } = await regencyOf(ctx);
  const counts = await countByPlace(ctx, { from, to: ctx.now, codes: prankCodes, zone });
  const today = dayOf(ctx.now, zone);
  const { total, placed, hidden, proposals } = propose(counts, await recentDistricts(ctx, today));
  const names = await namesOf(ctx);
  const nameOf = (code: string) => names.get(code)?.name ?? code;
  return ok({
    from,
    to: ctx.now,
    total: total < fewest ? null : total,
    placed: placed < fewest || total < fewest ? null : placed,
    hidden,
    proposals: proposals.map((each) => ({
      ...each,
      name: nameOf(each.district),
      villages: each.villages.map((village) => ({ ...village, name: nameOf(village.code) })),
    })),
  });
};

async function recentDistricts(ctx: ActionContext, today: string): Promise<ReadonlySet<string>> {
  const edge = (days: number) => new Date(Date.parse(today) + days * dayMs).toISOString().slice(0, 10);
  const near = (await heldOrPlanned(ctx)).filter(
    ({ content }) => content.endsOn >= edge(-recentDays) && content.startsOn <= edge(recentDays),
  );
  return new Set(near.flatMap(({ content }) => districtsOf(content)));
}
