import type { ActionContext } from '#platform/server/action.ts';
import { meanOf } from '../agreement.ts';
import type { ScoreOfMonth } from '../contract.ts';
import { type AssessedOfMonth, assessedOf, countedScores } from './own-store.ts';

// What figures and the report read of quality: nothing else of this feature is theirs.

/** The scores of a call taker that count, by month, the newest first: their mean from 0 to 1, on how many sheets, with its 95 % interval. */
export async function qualityOfTaker(ctx: ActionContext, takerId: string): Promise<ScoreOfMonth[]> {
  const byMonth = Map.groupBy(await countedScores(ctx, takerId), ({ month }) => month);
  return [...byMonth].map(([month, sheets]) => ({ month, ...meanOf(sheets.map(({ score }) => score)) }));
}

/** How many calls of a month were assessed, of how many; null: the month has not been drawn. */
export function shareAssessed(
  ctx: ActionContext,
  month: string,
): Promise<(AssessedOfMonth & { readonly month: string }) | null> {
  return assessedOf(ctx, month).then((found) => (found === null ? null : { month, ...found }));
}
