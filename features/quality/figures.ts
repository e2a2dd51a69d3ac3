import { type Agreement, agreementOf, type Interval, type Pair, wilson } from './agreement.ts';
import { worthOf } from './rules.ts';
import { type AnswerSet, criteriaOf, type Scorecard } from './scorecard.ts';

/** A sheet that counts. */
export interface CountedSheet {
  readonly month: string;
  readonly answers: AnswerSet;
}

interface Named {
  readonly id: string;
  readonly name: { readonly id: string; readonly en: string };
}

/** Every criterion of any version once, by the words of the newest that has it; in the order of the newest. */
export function namedCriteria(cards: readonly Scorecard[]): Named[] {
  const named = new Map<string, Named>();
  for (const card of cards.toReversed())
    for (const { id, name } of criteriaOf(card)) if (!named.has(id)) named.set(id, { id, name });
  return [...named.values()];
}

export interface CriterionMonth {
  readonly month: string;
  readonly part: number;
  readonly whole: number;
  readonly interval: Interval | null;
}

/** Wholly fulfilled of those to which it applied, in each of these months. */
export function trendOf(id: string, sheets: readonly CountedSheet[], months: readonly string[]): CriterionMonth[] {
  return months.map((month) => {
    const values = sheets
      .filter((sheet) => sheet.month === month)
      .map(({ answers }) => answers[id])
      .filter((answer) => answer !== undefined)
      .map(worthOf)
      .filter((value) => value !== null);
    const part = values.filter((value) => value === 1).length;
    return { month, part, whole: values.length, interval: wilson(part, values.length) };
  });
}

/** What two said of one call, independently. */
export type AnsweredTwice = readonly [AnswerSet, AnswerSet];

export function calibrationOf(id: string, twice: readonly AnsweredTwice[]): Agreement {
  const pairs = twice.flatMap(([one, other]): Pair[] => {
    const [a, b] = [one[id], other[id]];
    return a === undefined || b === undefined ? [] : [[a, b]];
  });
  return agreementOf(pairs);
}

export const exportColumns = ['month', 'criterion', 'fulfilled', 'applied', 'share', 'low', 'high'] as const;

/** RFC 4180: codes and figures only. */
export function trendCsv(rows: readonly (CriterionMonth & { readonly id: string })[]): string {
  const line = (values: readonly (string | number)[]) => `${values.join(',')}\r\n`;
  const figure = (value: number | undefined) => (value === undefined ? '' : value.toFixed(4));
  const body = rows
    .filter(({ whole }) => whole > 0)
    .map(({ id, month, part, whole, interval }) =>
      line([month, id, part, whole, figure(part / whole), figure(interval?.low), figure(interval?.high)]),
    );
  return line(exportColumns) + body.join('');
}
