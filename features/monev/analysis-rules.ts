import { dayOf, dayStart, type Instant, monthBounds, plusMs, type Zone } from '#platform/shared/time.ts';
import { type Cell, isTrend, type Measure, type Split, valueOfCell } from './analysis.ts';

/** Whole months, both included: `2026-09` to `2026-11` are three. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

const indexOf = (month: string) => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return year * 12 + number - 1;
};
const monthAt = (index: number) => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;

/** Negative or zero where the end lies before the beginning. */
export const monthsIn = ({ from, to }: Span): number => indexOf(to) - indexOf(from) + 1;
export const addMonths = (month: string, count: number): string => monthAt(indexOf(month) + count);

/** As many months as the span has, ending where it begins. */
export function previousSpan(span: Span): Span {
  const length = monthsIn(span);
  return { from: addMonths(span.from, -length), to: addMonths(span.to, -length) };
}
export const yearBefore = (span: Span): Span => ({ from: addMonths(span.from, -12), to: addMonths(span.to, -12) });

export function spanBounds({ from, to }: Span, zone: Zone): { from: Instant; to: Instant } {
  return { from: monthBounds(from, zone).from, to: monthBounds(to, zone).to };
}

/** More than these would be no chart; days beyond a year are weeks. */
export const longestMonths = 36;
export const longestDays = 12;

export function judgeSpan(span: Span, by: Split): 'analysis.span' | 'analysis.too_long' | null {
  const length = monthsIn(span);
  if (length < 1) return 'analysis.span';
  return length > (by === 'day' ? longestDays : longestMonths) ? 'analysis.too_long' : null;
}

const dayMs = 86_400_000;

/** Every day, Monday or month of the span, so that one without calls is a zero in the chart and no gap. */
export function bucketsOf(by: Split, span: Span, zone: Zone): string[] {
  if (by === 'month') return Array.from({ length: monthsIn(span) }, (_, index) => addMonths(span.from, index));
  if (by === 'hour') {
    return Array.from({ length: 7 * 24 }, (_, index) => {
      return `${Math.floor(index / 24) + 1}-${String(index % 24).padStart(2, '0')}`;
    });
  }
  if (!isTrend(by)) return [];
  const bounds = spanBounds(span, zone);
  const last = dayOf(plusMs(bounds.to, -1), zone);
  let day = dayOf(bounds.from, zone);
  if (by === 'week') day = shiftDay(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7), zone);
  const found: string[] = [];
  for (; day <= last; day = shiftDay(day, by === 'week' ? 7 : 1, zone)) found.push(day);
  return found;
}

const shiftDay = (day: string, days: number, zone: Zone) => dayOf(plusMs(dayStart(day, zone), days * dayMs), zone);

/** Counted cells in the order of the buckets, those without any as zero; where there are no buckets, the largest first. */
export function arrange(cells: readonly Cell[], buckets: readonly string[], isRanked: boolean): Cell[] {
  if (buckets.length > 0) {
    const known = new Map(cells.map((cell) => [cell.key, cell]));
    return buckets.map((key) => known.get(key) ?? { key, part: 0, whole: 0, times: null });
  }
  const byKey = (a: Cell, b: Cell) => (a.key < b.key ? -1 : 1);
  return cells.toSorted((a, b) => (isRanked ? (b.whole ?? 0) - (a.whole ?? 0) : 0) || byKey(a, b));
}

/** Fewer than these in one district may point to one household. */
export const smallest = 5;

/**
 * Hide counts below five. Where the total is shown, one hidden cell could be had by subtraction: then the next smallest hides
 * with it.
 */
export function hideSmall(cells: readonly Cell[]): Cell[] {
  const isSmall = (cell: Cell) => cell.whole !== null && cell.whole > 0 && cell.whole < smallest;
  const hidden = new Set(cells.filter(isSmall).map(({ key }) => key));
  if (hidden.size === 1) {
    const next = cells
      .filter((cell) => !hidden.has(cell.key) && (cell.whole ?? 0) > 0)
      .toSorted((a, b) => (a.whole ?? 0) - (b.whole ?? 0))[0];
    if (next !== undefined) hidden.add(next.key);
  }
  return cells.map((cell) => (hidden.has(cell.key) ? { key: cell.key, part: null, whole: null, times: null } : cell));
}

/** What the sentence under a chart says: nothing that is not in the cells. */
export interface Gist {
  readonly cells: number;
  readonly hidden: number;
  readonly highest: { readonly key: string; readonly value: number } | null;
  readonly lowest: { readonly key: string; readonly value: number } | null;
}
export function gistOf(measure: Measure, cells: readonly Cell[]): Gist {
  const measured = cells.flatMap((cell) => {
    const value = valueOfCell(measure, cell);
    return value === null ? [] : [{ key: cell.key, value }];
  });
  const pick = (isBetter: (a: number, b: number) => boolean) =>
    measured.reduce<Gist['highest']>(
      (best, one) => (best === null || isBetter(one.value, best.value) ? one : best),
      null,
    );
  return {
    cells: cells.length,
    hidden: cells.filter(({ whole }) => whole === null).length,
    highest: pick((a, b) => a > b),
    lowest: pick((a, b) => a < b),
  };
}
