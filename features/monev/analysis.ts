import { type KpiCode, kpis } from './kpi.ts';

/** Times of the dictionary: looked at by their median, with the time within which nine of ten lie. */
export const timeMeasures = [
  'ANSWER_TIME',
  'HANDLE_TIME',
  'T_TICKET',
  'T_DISPATCH',
  'T_ACK',
  'T_ARRIVAL',
  'T_RESOLVE',
] as const satisfies readonly KpiCode[];
export type TimeMeasure = (typeof timeMeasures)[number];

/** What can be looked at over a span of months: figures of the dictionary, never computed otherwise. */
export const measures = [
  'OFFERED',
  'ANSWERED',
  'ABANDONED',
  'ANSWER_RATE',
  'SERVICE_LEVEL',
  'NUISANCE',
  'NUISANCE_RATE',
  'INCIDENTS',
  'ASSIGNED',
  'SLA_ACK',
  'SLA_ARRIVE',
  'SLA_RESOLVE',
  'REJECTED',
  'UNACKNOWLEDGED',
  ...timeMeasures,
] as const satisfies readonly KpiCode[];
export type Measure = (typeof measures)[number];

/** What a measure is split by. `hour`: weekday × hour of the day, `1-08` is Monday from eight. */
export const splits = [
  'month',
  'week',
  'day',
  'hour',
  'district',
  'type',
  'priority',
  'source',
  'disposition',
  'taker',
  'agency',
  'unit',
] as const;
export type Split = (typeof splits)[number];
export const trends = ['month', 'week', 'day'] as const satisfies readonly Split[];
export const isTrend = (by: Split): by is (typeof trends)[number] => trends.some((one) => one === by);

const times = ['month', 'week', 'day', 'hour'] as const;
const splitsOfTable = {
  calls: [...times, 'district', 'disposition', 'taker'],
  incidents: [...times, 'district', 'type', 'priority', 'source'],
  assignments: [...times, 'district', 'type', 'priority', 'agency', 'unit'],
} as const satisfies Record<'calls' | 'incidents' | 'assignments', readonly Split[]>;

/** A call has no agency and an assignment no disposition: what a measure can be split by follows its table. */
export const splitsOf = (measure: Measure): readonly Split[] => splitsOfTable[kpis[measure].table];

/** What a measure can be narrowed to; a call has the district and type of its incident. */
export const filterNames = ['district', 'type', 'priority', 'disposition', 'agency'] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Readonly<Partial<Record<FilterName, string>>>;
const filtersOfTable = {
  calls: ['district', 'type', 'disposition'],
  incidents: ['district', 'type', 'priority'],
  assignments: ['district', 'type', 'priority', 'agency'],
} as const satisfies Record<'calls' | 'incidents' | 'assignments', readonly FilterName[]>;
export const filtersOf = (measure: Measure): readonly FilterName[] => filtersOfTable[kpis[measure].table];

export const isRate = (measure: Measure): boolean => kpis[measure].formula.kind === 'rate';

export const isTime = (measure: Measure): measure is TimeMeasure => timeMeasures.some((one) => one === measure);

/** Of a time: P4 counts in working days, so it is a priority of its own and in no whole (domain.md §2.8). */
export const isP4Apart = (measure: Measure): boolean => 'withoutP4' in kpis[measure];

/** By nearest rank, in milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p90: number;
}

/** Counted rows and, of a time, its percentiles. A count or time has `part` and `whole` equal; both null: too few to be shown to who asks. */
export interface Sum {
  readonly part: number | null;
  readonly whole: number | null;
  readonly times: Percentiles | null;
}
/** One part of a split. */
export interface Cell extends Sum {
  readonly key: string;
}

/** What a cell says: the count, the share, or the median in seconds. Null: nothing to measure, or hidden. */
export function valueOfCell(measure: Measure, cell: Sum): number | null {
  if (isTime(measure)) return cell.times === null ? null : cell.times.p50 / 1000;
  if (cell.part === null || cell.whole === null) return null;
  if (!isRate(measure)) return cell.part;
  return cell.whole === 0 ? null : cell.part / cell.whole;
}
