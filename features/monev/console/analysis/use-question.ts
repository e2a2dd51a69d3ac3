import { usePlaces } from '#platform/web/place.ts';
import { filtersOf, type Measure, measures, type Split, splits, splitsOf } from '../../analysis.ts';
import { addMonths } from '../../analysis-rules.ts';
import { month } from '../../month.ts';

export const comparisons = ['none', 'previous', 'yearBefore'] as const;
export type Comparison = (typeof comparisons)[number];

/** What is asked, as it lies in the address; what does not fit is as if it were not there. `last`: the newest month with anything in it. */
export function useQuestion(last: string) {
  const [places, change] = usePlaces();
  const measure: Measure = measures.find((one) => one === places['measure']) ?? 'OFFERED';
  const allowed = splitsOf(measure);
  const by: Split = splits.find((one) => one === places['by'] && allowed.includes(one)) ?? 'month';
  const to = monthOr(places['to'], last);
  const from = monthOr(places['from'], addMonths(to, -2));
  const filters = Object.fromEntries(
    filtersOf(measure).flatMap((name) => {
      const value = places[name];
      return value === undefined || value === '' ? [] : [[name, value] as const];
    }),
  );
  const compare: Comparison = comparisons.find((one) => one === places['compare']) ?? 'none';
  return { query: { measure, by, from, to, ...filters }, compare, places, change };
}
export type Question = ReturnType<typeof useQuestion>;

const monthOr = (text: string | undefined, otherwise: string) => {
  const found = month.safeParse(text);
  return found.success ? found.data : otherwise;
};
