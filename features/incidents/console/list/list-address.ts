import { instantOf } from '#features/calls/console/local-time.ts';
import { dayOf, type Instant, plusMs, type Zone } from '#platform/shared/time.ts';
import {
  type FilterTexts,
  filterNames,
  type ListColumn,
  listColumns,
  listSorts,
  type Period,
  periods,
  usualColumns,
} from '../../list-rules.ts';

const dayMs = 86_400_000;
const daysIn: Readonly<Record<Period, number>> = { today: 1, week: 7, month: 30 };
const day = /^\d{4}-\d{2}-\d{2}$/;

/** What of the address belongs to the list, and nothing that a route would refuse. */
export function filterOf(values: Readonly<Record<string, string>>): FilterTexts {
  const known: readonly string[] = filterNames;
  // The names were compared just above.
  return Object.fromEntries(Object.entries(values).filter(([name]) => known.includes(name))) as FilterTexts;
}

/** The chosen columns, in their fixed order. */
export function columnsOf(text: string | undefined): readonly ListColumn[] {
  const wanted = (text ?? '').split(',');
  const found = listColumns.filter((column) => wanted.includes(column));
  return found.length === 0 ? usualColumns : found;
}

/** Null where the usual ones are chosen: the address stays short. */
export function columnsText(columns: readonly ListColumn[]): string | null {
  const text = listColumns.filter((column) => columns.includes(column)).join(',');
  return text === usualColumns.join(',') || text === '' ? null : text;
}

/** The bounds of the period as moments, the second exclusive; a period that moves ends with the day of `now`. */
export function boundsOf(filter: FilterTexts, zone: Zone, now: Instant): { from?: Instant; to?: Instant } {
  const period = periods.find((one) => one === filter.period);
  if (period !== undefined) {
    const end = Date.parse(instantOf(dayOf(now, zone), zone)) + dayMs;
    return { from: new Date(end - daysIn[period] * dayMs).toISOString() };
  }
  return {
    ...(day.test(filter.from ?? '') ? { from: instantOf(filter.from ?? '', zone) } : {}),
    // The last day counts as a whole.
    ...(day.test(filter.to ?? '') ? { to: plusMs(instantOf(filter.to ?? '', zone), dayMs) } : {}),
  };
}

/** The filter as the routes take it. */
export function queryOf(filter: FilterTexts, zone: Zone, now: Instant) {
  const { period: _period, from: _from, to: _to, sort, order, group, sensitive, overdue, calls, ...rest } = filter;
  return {
    ...rest,
    ...boundsOf(filter, zone, now),
    ...(sensitive === 'yes' || sensitive === 'no' ? ({ sensitive } as const) : {}),
    ...(overdue === 'yes' ? ({ overdue } as const) : {}),
    ...(calls === 'none' || calls === 'several' ? ({ calls } as const) : {}),
    group: (['open', 'ended', 'all'] as const).find((word) => word === group) ?? 'open',
    sort: listSorts.find((word) => word === sort) ?? 'number',
    order: order === 'asc' ? ('asc' as const) : ('desc' as const),
  };
}

/** How many members beside the search, group and order narrow the list. */
export function narrowing(filter: FilterTexts): number {
  const free: readonly string[] = ['q', 'group', 'sort', 'order'];
  return Object.keys(filter).filter((name) => !free.includes(name)).length;
}

/** The address of the list under a filter, with every other member taken out. */
export function addressOf(filter: FilterTexts, columns: readonly ListColumn[]): Record<string, string | null> {
  const empty = Object.fromEntries(filterNames.map((name) => [name, null]));
  return { ...empty, ...filter, columns: columnsText(columns) };
}
