import type { Action, ActionContext } from '#platform/server/action.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { runAction, type Workplace } from '#platform/server/unit.ts';
import { ok, present } from '#platform/shared/result.ts';
import { meanOf } from '../agreement.ts';
import { type QualityFigures, qualityExportPath, type readQualityFigures as route } from '../figure-contract.ts';
import { calibrationOf, namedCriteria, trendCsv, trendOf } from '../figures.ts';
import { recentDraws } from './draw-store.ts';
import { assessedTwice, countedSheets, drawnMonths } from './figure-store.ts';
import { shareAssessed } from './quality-of.ts';
import { allCards } from './setting-store.ts';

const monthsShown = 12;
const differencesShown = 100;

/** What leads to better service, and nothing by which people could be ranked. */
export const readQualityFigures: Action<typeof route> = async (ctx) => ok(await figuresOf(ctx));

async function figuresOf(ctx: ActionContext): Promise<QualityFigures> {
  const months = await drawnMonths(ctx, monthsShown);
  const since = months[0] ?? '9999-12';
  const sheets = await countedSheets(ctx, since);
  const twice = await assessedTwice(ctx, since);
  const pairs = twice.map(({ one, other }) => [one, other] as const);
  const cards = (await allCards(ctx)).map(({ content }) => content);
  const criteria = namedCriteria(cards);
  const assessed = await Promise.all(months.map((month) => shareAssessed(ctx, month)));
  return {
    months: assessed.map((found) => {
      const one = present(found, 'these months were drawn');
      const scores = sheets.filter(({ month }) => month === one.month).map(({ score }) => score);
      const { mean, interval } = meanOf(scores.filter((score) => score !== null));
      return { ...one, mean, interval };
    }),
    criteria: criteria.map(({ id, name }) => ({ id, name, byMonth: trendOf(id, sheets, months) })),
    calibration: criteria.map(({ id, name }) => ({ id, name, ...calibrationOf(id, pairs) })),
    differences: differencesOf(twice, criteria).slice(0, differencesShown),
    draws: await recentDraws(ctx, monthsShown),
  };
}

type Twice = Awaited<ReturnType<typeof assessedTwice>>;

function differencesOf(twice: Twice, criteria: ReturnType<typeof namedCriteria>): QualityFigures['differences'] {
  return twice.flatMap(({ month, one, other, settled, note }) =>
    criteria.flatMap(({ id, name }) => {
      const [first, second] = [one[id], other[id]];
      if (first === undefined || second === undefined || first === second) return [];
      return [{ month, criterionId: id, name, answers: [first, second], settled: settled?.[id] ?? null, note }];
    }),
  );
}

/** The trend as a file. */
export function exportQuality(place: () => Workplace): HttpPlugin {
  return {
    method: 'GET',
    path: qualityExportPath,
    summary: 'How often each criterion was fulfilled, by month, as CSV; no person',
    permission: 'quality.read',
    serve: async (_request, reply, requester) => {
      const person = present(requester, 'a route with a permission is only reached with a session');
      const found = await runAction(place(), person, async (ctx) => ok(await figuresOf(ctx)));
      const criteria = found.ok ? found.value.criteria : [];
      const csv = trendCsv(criteria.flatMap(({ id, byMonth }) => byMonth.map((one) => ({ ...one, id }))));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="quality.csv"')
        .header('cache-control', 'no-store')
        .send(csv);
    },
  };
}
