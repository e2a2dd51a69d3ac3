import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import type { auditDays, readAuditFigures as figuresRoute, listAuditRows as rowsRoute } from '../../audit-contract.ts';
import { fairnessOf, type GroupCount, hourBands, upperBound } from '../../audit-figures.ts';
import { endOfTold, type ToldEnd, toldEnds } from '../../audit-rules.ts';
import { recentDraws } from './day-store.ts';
import {
  type AuditFact,
  answersSince,
  districtNames,
  judgedSince,
  openSince,
  type ToldShape,
  toldShapes,
} from './figure-store.ts';
import type { HistoryDelays } from './history-delay.ts';

const dayMs = 86_400_000;
const drawsShown = 31;
const mostSuppressed = 50;

const startOf = (ctx: ActionContext, days: (typeof auditDays)[number]) => plusMs(ctx.now, -Number(days) * dayMs);

/** Computed from rows and events each time, so that nothing can be out of date. */
export function readAuditFigures(delays: HistoryDelays): Action<typeof figuresRoute> {
  return async (ctx, { query }) => {
    const from = startOf(ctx, query.days);
    const judged = await judgedSince(ctx, from);
    const answers = await answersSince(ctx, from);
    const answered = alike(answers.map(({ hours, district, part, whole }) => ({ hours, district, part, whole })));
    const mislabelled = alike(judged.filter((one) => one.agreement !== 'unheard' && one.isRandom).map(oneOf));
    const codes = [...answered.byDistrict, ...mislabelled.byDistrict].map(({ key }) => key);
    const draws = await recentDraws(ctx, drawsShown);
    return ok({
      from,
      computedAt: ctx.now,
      suppression: suppressionOf(await toldShapes(ctx, from)),
      audits: {
        open: await openSince(ctx, from),
        judged: judged.length,
        unheard: judged.filter((one) => one.agreement === 'unheard').length,
      },
      random: sampleOf(judged.filter((one) => one.isRandom)),
      matched: { ...sampleOf(judged.filter((one) => one.matchIncidentId !== null)), upper: null },
      delay: await delayOf(ctx, delays, from),
      answered,
      mislabelled,
      districts: await districtNames(ctx, [...new Set(codes)]),
      draws: draws.map(({ day, commitment, is_late: isLate, share, seed, eligible, drawn }) => ({
        ...{ day, commitment, isLate, share, seed, eligible, drawn },
      })),
    });
  };
}

/** The judged audits behind a figure. What a judge wrote stays among those who judge: they are handlers of every incident. */
export const listAuditRows: Action<typeof rowsRoute> = async (ctx, { query }) => {
  const all = (await judgedSince(ctx, startOf(ctx, query.days))).filter(
    (one) =>
      (query.agreement === undefined || one.agreement === query.agreement) &&
      (query.sample === undefined || (query.sample === 'random' ? one.isRandom : one.matchIncidentId !== null)) &&
      (query.hours === undefined || one.hours === query.hours) &&
      (query.district === undefined || one.districtCode === query.district),
  );
  const start = query.after === undefined ? 0 : all.findIndex((one) => one.id === query.after) + 1;
  const items = all.slice(start, start + query.limit);
  const next = start + query.limit < all.length ? (items.at(-1)?.id ?? null) : null;
  const isJudge = ctx.actor.permissions.has('audit.judge');
  return ok({ items: items.map(viewOf).map((one) => (isJudge ? one : { ...one, note: null })), next });
};

function viewOf(fact: AuditFact) {
  const { matchIncidentId, matchNumber, matchBy, hours: _hours, ...rest } = fact;
  const match =
    matchIncidentId === null || matchNumber === null || matchBy === null
      ? null
      : { incidentId: matchIncidentId, number: matchNumber, by: matchBy };
  return { ...rest, match };
}

function suppressionOf(shapes: readonly ToldShape[]) {
  const ended = shapes.map((shape) => ({ shape, end: endOfTold(shape) }));
  const countOf = (end: ToldEnd) => ended.reduce((all, one) => all + (one.end === end ? one.shape.count : 0), 0);
  // Object.fromEntries forgets that every key of the table is there.
  const ends = Object.fromEntries(toldEnds.map((end) => [end, countOf(end)])) as Record<ToldEnd, number>;
  return {
    checked: shapes.reduce((all, { count }) => all + count, 0) - ends.unrecorded,
    ends,
    suppressed: ended.flatMap(({ shape, end }) => (end === 'suppressed' ? shape.some : [])).slice(0, mostSuppressed),
  };
}

function sampleOf(judged: readonly AuditFact[]) {
  const heard = judged.filter((one) => one.agreement !== 'unheard');
  const k = heard.filter((one) => one.agreement === 'emergency').length;
  const otherwise = heard.filter((one) => one.agreement === 'otherwise').length;
  return { k, n: heard.length, upper: upperBound(k, heard.length), otherwise };
}

async function delayOf(ctx: ActionContext, delays: HistoryDelays, from: string) {
  const recorded = await delays(ctx, from);
  if (recorded === null) return null;
  const { calls: n, over: k, mostMs } = recorded;
  return { k, n, upper: upperBound(k, n), mostMs };
}

interface Counted {
  readonly hours: string;
  readonly district: string | null;
  readonly part: number;
  readonly whole: number;
}

const oneOf = (fact: AuditFact): Counted => ({
  hours: fact.hours,
  district: fact.districtCode,
  part: fact.agreement === 'emergency' ? 1 : 0,
  whole: 1,
});

/** Calls whose district nobody knows are in no district's figure, and in those of the hours. */
function alike(counted: readonly Counted[]) {
  const byDistrict = Map.groupBy(
    counted.filter(({ district }) => district !== null),
    ({ district }) => district ?? '',
  );
  return {
    byHour: fairnessOf(
      hourBands.map((key) =>
        sumOf(
          key,
          counted.filter(({ hours }) => hours === key),
        ),
      ),
    ),
    byDistrict: fairnessOf([...byDistrict].map(([key, of]) => sumOf(key, of)).sort((a, b) => b.whole - a.whole)),
  };
}

const sumOf = (key: string, counted: readonly Counted[]): GroupCount => ({
  key,
  part: counted.reduce((all, { part }) => all + part, 0),
  whole: counted.reduce((all, { whole }) => all + whole, 0),
});
