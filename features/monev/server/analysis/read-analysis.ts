import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { type Filters, filtersOf, isTrend, type Measure, type Split, splitsOf } from '../../analysis.ts';
import type { readAnalysis as analysisRoute, listAnalysisRows as rowsRoute } from '../../analysis-contract.ts';
import {
  arrange,
  bucketsOf,
  hideSmall,
  judgeSpan,
  previousSpan,
  type Span,
  spanBounds,
  yearBefore,
} from '../../analysis-rules.ts';
import { goalsOf, shareWanted } from '../../goals.ts';
import { kpis } from '../../kpi.ts';
import { readGoals } from '../lock/goal-store.ts';
import { loadAgencyNames, loadRegion, loadTypeNames, type Region } from '../store.ts';
import * as store from './analysis-store.ts';

interface Asked extends Span {
  readonly measure: Measure;
  readonly by: Split;
  readonly district?: string | undefined;
  readonly type?: string | undefined;
  readonly priority?: string | undefined;
  readonly disposition?: string | undefined;
  readonly agency?: string | undefined;
}

/** Computed from the rows each time, by the database: nothing can be out of date. */
export const readAnalysis: Action<typeof analysisRoute> = async (ctx, { query }) => {
  const refusal = judge(ctx, query);
  if (refusal !== null) return refuse(refusal);
  const region = await loadRegion(ctx.tx, ctx.tenantId);
  const now = await countSpan(ctx, region, query, query);
  const names = {
    district: await store.loadDistrictNames(ctx.tx, region),
    type: await loadTypeNames(ctx.tx, ctx.tenantId),
    agency: await loadAgencyNames(ctx.tx, ctx.tenantId),
    key: await store.loadKeyNames(
      ctx.tx,
      region,
      query.by,
      now.cells.map(({ key }) => key),
    ),
  };
  // People stand by name: a list of colleagues from best to worst is a ranking that nobody asked for.
  const byName = new Map(names.key.map(({ code }, index) => [code, index]));
  if (query.by === 'taker') now.cells.sort((a, b) => (byName.get(a.key) ?? -1) - (byName.get(b.key) ?? -1));
  return ok({
    computedAt: ctx.now,
    cells: now.cells,
    total: now.total,
    target: shareWanted(goalsOf((await readGoals(ctx)).content, query.to), query.measure),
    previous: await countSpan(ctx, region, query, previousSpan(query)),
    yearBefore: await countSpan(ctx, region, query, yearBefore(query)),
    isAdditive: query.by !== 'unit',
    names,
  });
};

function judge(ctx: ActionContext, { measure, by, from, to }: Asked) {
  if (!splitsOf(measure).includes(by)) return 'analysis.split';
  if (by === 'taker' && !ctx.actor.permissions.has('monev.takers')) return 'analysis.not_for_role';
  return judgeSpan({ from, to }, by);
}

/** The question in the database's terms; a filter the measure's table does not have is not asked. */
function questionOf(asked: Asked, span: Span, region: Region): store.Question {
  const filters: Filters = Object.fromEntries(
    filtersOf(asked.measure).flatMap((name) => (asked[name] === undefined ? [] : [[name, asked[name]]])),
  );
  return { measure: asked.measure, ...spanBounds(span, region.zone), filters };
}

async function countSpan(ctx: ActionContext, region: Region, asked: Asked, { from, to }: Span) {
  const question = questionOf(asked, { from, to }, region);
  const counted = await store.countCells(ctx.tx, region, question, asked.by);
  const total = await store.countTotal(ctx.tx, region, question);
  const isRanked = asked.by !== 'priority' && !isTrend(asked.by);
  const cells = arrange(counted, bucketsOf(asked.by, { from, to }, region.zone), isRanked);
  const isPlaced = asked.by === 'district' || question.filters.district !== undefined;
  if (!isPlaced || ctx.actor.permissions.has('monev.rows')) return { from, to, cells, total };
  // One district's own total is as telling as its cell.
  const [shown = { part: null, whole: null, times: null }] =
    question.filters.district === undefined ? [total] : hideSmall([{ key: '', ...total }]);
  return { from, to, cells: hideSmall(cells), total: { part: shown.part, whole: shown.whole, times: shown.times } };
}

export const listAnalysisRows: Action<typeof rowsRoute> = async (ctx, { query }) => {
  const refusal = judge(ctx, query);
  if (refusal !== null) return refuse(refusal);
  const region = await loadRegion(ctx.tx, ctx.tenantId);
  const question = questionOf(query, query, region);
  const { by, limit } = query;
  const key = query.key ?? null;
  const found = await store.listFacts(ctx.tx, region, question, { by, key, after: query.after ?? null, limit });
  const total =
    key === null
      ? (await store.countTotal(ctx.tx, region, question)).whole
      : await store.countFacts(ctx.tx, region, question, by, key);
  const { table, formula } = kpis[query.measure];
  const items = found.slice(0, limit).map(({ inPart, ...one }) => ({
    ...one,
    table,
    inPart: formula.kind === 'rate' ? inPart : null,
  }));
  return ok({ items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null, total });
};
