import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { dayStart, type Zone } from '#platform/shared/time.ts';
import { genuineCodes, prankCodes } from '../call-kinds.ts';
import { districtsOf } from '../campaign.ts';
import type * as routes from '../contract.ts';
import type { EffectView } from '../contract.ts';
import {
  chillOf,
  type DistrictCounts,
  disturbs,
  type Effect,
  measureEffect,
  type Windows,
  windowsOf,
} from '../effect-rules.ts';
import { fewest, hideFew } from '../privacy-rules.ts';
import { namesOf } from './campaign-actions.ts';
import { findCampaign, heldOrPlanned, regencyOf } from './campaign-store.ts';
import { countByPlace } from './count-places.ts';

interface District {
  readonly code: string;
  readonly name: string;
  readonly hasCampaign: boolean;
  readonly isDisturbed: boolean;
}

export const readEffect: Action<typeof routes.readEffect> = async (ctx, { params, query }) => {
  const campaign = await findCampaign(ctx, params.id);
  if (campaign === null) return refuse('campaign.not_found');
  const { zone } = await regencyOf(ctx);
  const windows = windowsOf(campaign.content, query.weeks);
  const districts = await districtsFor(ctx, { id: params.id, own: districtsOf(campaign.content), windows });
  const isOver = ctx.now >= dayStart(windows.after.to, zone);
  const pranks = isOver ? await countKind(ctx, prankCodes, windows, zone, districts) : nothingOf(districts);
  const genuine = isOver ? await countKind(ctx, genuineCodes, windows, zone, districts) : nothingOf(districts);
  const compared = (counts: readonly DistrictCounts[]) =>
    measureEffect(counts.filter((_one, index) => districts[index]?.isDisturbed !== true));
  const effects = { pranks: compared(pranks.counts), genuine: compared(genuine.counts) };
  const calls = pranks.all + genuine.all;
  return ok({
    weeks: query.weeks,
    ...windows,
    isOver,
    pranks: viewOf(effects.pranks),
    genuine: viewOf(effects.genuine),
    chill: chillOf(effects.genuine),
    placedShare: calls < fewest ? null : (pranks.placed + genuine.placed) / calls,
    districts: hiding(districts, pranks.counts, genuine.counts),
  });
};

/** Every district of the regency: with the campaign, without, or with another one in the time that is compared. */
async function districtsFor(
  ctx: ActionContext,
  { id, own, windows }: { id: string; own: readonly string[]; windows: Windows },
): Promise<District[]> {
  const others = (await heldOrPlanned(ctx)).filter(
    (each) => each.id !== id && each.state !== 'planned' && disturbs(each.content, windows),
  );
  const disturbed = new Set(others.flatMap(({ content }) => districtsOf(content)));
  return [...(await namesOf(ctx)).values()]
    .filter(({ level }) => level === 'district')
    .map(({ code, name }) => {
      const hasCampaign = own.includes(code);
      // Two campaigns in one district at once: what either did cannot be told apart, and it is said so; it stays in.
      return { code, name, hasCampaign, isDisturbed: !hasCampaign && disturbed.has(code) };
    });
}

interface Counted {
  readonly counts: readonly DistrictCounts[];
  readonly all: number;
  readonly placed: number;
}

const nothingOf = (districts: readonly District[]): Counted => ({
  counts: districts.map(({ code, hasCampaign }) => ({ code, hasCampaign, before: 0, after: 0 })),
  all: 0,
  placed: 0,
});

async function countKind(
  ctx: ActionContext,
  codes: readonly string[],
  windows: Windows,
  zone: Zone,
  districts: readonly District[],
): Promise<Counted> {
  const countIn = async ({ from, to }: Windows['before']) => {
    const groups = await countByPlace(ctx, { from: dayStart(from, zone), to: dayStart(to, zone), codes, zone });
    const sums = new Map<string | null, number>();
    for (const { district, count } of groups) sums.set(district, (sums.get(district) ?? 0) + count);
    return sums;
  };
  const [before, after] = [await countIn(windows.before), await countIn(windows.after)];
  const sum = (sums: ReadonlyMap<string | null, number>) => [...sums.values()].reduce((all, one) => all + one, 0);
  const all = sum(before) + sum(after);
  return {
    counts: districts.map(({ code, hasCampaign }) => ({
      code,
      hasCampaign,
      before: before.get(code) ?? 0,
      after: after.get(code) ?? 0,
    })),
    all,
    placed: all - (before.get(null) ?? 0) - (after.get(null) ?? 0),
  };
}

/** Totals too are counts of an area. */
function viewOf(effect: Effect): EffectView {
  const many = ({ before, after }: { before: number; after: number }) => ({
    before: before < fewest ? null : before,
    after: after < fewest ? null : after,
  });
  const { totals, ...rest } = effect;
  return { ...rest, campaign: many(totals.campaign), others: many(totals.others) };
}

/** The sum of each group and window is shown, so each is a table of its own to hide in (privacy-rules.ts). */
function hiding(districts: readonly District[], pranks: readonly DistrictCounts[], genuine: readonly DistrictCounts[]) {
  const shown = (counts: readonly DistrictCounts[], window: 'before' | 'after') => {
    const cells: (number | null)[] = counts.map(() => null);
    const groupOf = (index: number) =>
      districts[index]?.isDisturbed === true ? 'disturbed' : String(districts[index]?.hasCampaign);
    for (const indexes of Map.groupBy(counts.keys(), groupOf).values()) {
      const visible = hideFew(indexes.map((index) => counts[index]?.[window] ?? 0));
      for (const [nth, index] of indexes.entries()) cells[index] = visible[nth] ?? null;
    }
    return cells;
  };
  const tables = [pranks, genuine].map((counts) => ({
    before: shown(counts, 'before'),
    after: shown(counts, 'after'),
  }));
  const cell = (table: (typeof tables)[number] | undefined, index: number) => ({
    before: table?.before[index] ?? null,
    after: table?.after[index] ?? null,
  });
  return districts.map((district, index) => ({
    ...district,
    pranks: cell(tables[0], index),
    genuine: cell(tables[1], index),
  }));
}
