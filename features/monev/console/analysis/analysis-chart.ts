import { dispositionTexts } from '#features/calls/disposition-texts.ts';
import { sourceTexts } from '#features/incidents/texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import type { Text } from '#platform/shared/texts.ts';
import type { ChartData, Mark } from '#platform/ui/chart/chart.ts';
import type { Format, Translate } from '#platform/web/language.tsx';
import { isP4Apart, isRate, isTime, isTrend, type Measure, type Split, type Sum, valueOfCell } from '../../analysis.ts';
import type { readAnalysis } from '../../analysis-contract.ts';
import { gistOf } from '../../analysis-rules.ts';
import { kpiLabels } from '../../kpi.ts';
import { texts } from './texts.ts';

export type Answer = RouteOutput<typeof readAnalysis>;
type Cell = Answer['cells'][number];

export interface Words {
  readonly t: Translate;
  readonly format: Format;
  readonly locale: string;
}

/** `2026-11` → `Nov 2026`, `2026-11-21` → `21 Nov 2026`. */
export function dateWords(key: string, locale: string): string {
  const isMonth = key.length === 7;
  const style: Intl.DateTimeFormatOptions = { timeZone: 'UTC', year: 'numeric', month: 'short' };
  const format = new Intl.DateTimeFormat(locale, isMonth ? style : { ...style, day: 'numeric' });
  return format.format(new Date(`${isMonth ? `${key}-01` : key}T00:00:00Z`));
}

/** Monday is 1; the first of January 2024 was one. */
const weekdayWords = (number: number, locale: string) =>
  new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, number)));

/** Keys of a split in words. */
export function namesOf(by: Split, answer: Answer, { t, locale }: Words): (key: string) => string {
  const constant: Readonly<Record<string, Text>> =
    by === 'disposition' ? dispositionTexts : by === 'source' ? sourceTexts : {};
  const lists = { district: answer.names.district, type: answer.names.type, agency: answer.names.agency };
  const list = by === 'district' || by === 'type' || by === 'agency' ? lists[by] : answer.names.key;
  const known = new Map<string, Text>([
    ...Object.entries(constant),
    ...list.map(({ code, name }) => [code, name] as const),
  ]);
  return (key) => {
    if (key === '') return t(texts.noKey);
    if (isTrend(by)) return dateWords(key, locale);
    if (by === 'hour') return `${weekdayWords(Number(key[0]), locale)} ${key.slice(2)}.00`;
    const words = known.get(key);
    return words === undefined ? key : t(words);
  };
}

/** A count, a share or a time as people read it; a hidden one says why it is. */
export function shownOf(measure: Measure, cell: Sum, { t, format }: Words): string {
  if (cell.whole === null || cell.part === null) return t(texts.hidden);
  if (cell.times !== null)
    return t(texts.ofTimes, {
      p50: format.duration(cell.times.p50),
      p90: format.duration(cell.times.p90),
      count: format.number(cell.whole),
    });
  const value = valueOfCell(measure, cell);
  if (value === null) return t(texts.nothing);
  if (!isRate(measure)) return format.number(value);
  return t(texts.ofWhole, {
    share: format.percent(value),
    part: format.number(cell.part),
    whole: format.number(cell.whole),
  });
}

interface Drawn {
  readonly measure: Measure;
  readonly by: Split;
  readonly compared: Answer['previous'] | null;
  readonly comparedName: string;
}

/** What the chart kit draws of an answer. Trends are compared by their place, everything else by its key. */
export function chartOf(answer: Answer, { measure, by, compared, comparedName }: Drawn, words: Words): ChartData {
  const nameOf = namesOf(by, answer, words);
  const others = new Map((compared?.cells ?? []).map((cell) => [cell.key, cell]));
  const none: Cell = { key: '', part: 0, whole: 0, times: null };
  const beside = (cell: Cell, index: number) => (isTrend(by) ? compared?.cells[index] : others.get(cell.key)) ?? none;
  const marks = answer.cells.map((cell, index): Mark => {
    const other = compared === null ? null : beside(cell, index);
    return {
      key: cell.key,
      name: nameOf(cell.key),
      value: valueOfCell(measure, cell),
      shown: by === 'hour' ? valueAlone(measure, cell, words) : shownOf(measure, cell, words),
      ...(other === null
        ? {}
        : { compared: { value: valueOfCell(measure, other), shown: shownOf(measure, other, words) } }),
    };
  });
  return {
    kind: by === 'hour' ? 'heat' : isTrend(by) ? 'line' : 'bars',
    marks,
    name: words.t(isTime(measure) ? texts.median : texts.plain, { measure: words.t(kpiLabels[measure]) }),
    comparedName: compared === null || by === 'hour' ? undefined : comparedName,
    target:
      answer.target === null
        ? undefined
        : {
            value: answer.target,
            name: words.t(texts.target, { target: words.format.percent(answer.target, 0) }),
          },
    isShare: isRate(measure),
    isTime: isTime(measure),
    rows: by === 'hour' ? [1, 2, 3, 4, 5, 6, 7].map((day) => weekdayWords(day, words.locale)) : undefined,
    columns: by === 'hour' ? Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')) : undefined,
  };
}

/** Where there is room for a figure alone. */
const valueAlone = (measure: Measure, cell: Cell, words: Words) => {
  const value = valueOfCell(measure, cell);
  if (value === null) return words.t(cell.whole === null ? texts.hidden : texts.nothing);
  return isRate(measure) ? words.format.percent(value, 0) : valueWords(measure, value, words);
};

/** A value of a cell (analysis.ts `valueOfCell`) in words. */
const valueWords = (measure: Measure, value: number, { format }: Words) =>
  isTime(measure) ? format.duration(value * 1000) : isRate(measure) ? format.percent(value) : format.number(value);

/** The sentence under the title: the total, the highest and the lowest, and what is not shown; nothing else. */
export function sentenceOf(
  answer: Answer,
  { measure, by, from, to }: { measure: Measure; by: Split; from: string; to: string },
  words: Words,
): string {
  const { t, locale } = words;
  const span = from === to ? dateWords(from, locale) : `${dateWords(from, locale)} – ${dateWords(to, locale)}`;
  const gist = gistOf(measure, answer.cells);
  const nameOf = namesOf(by, answer, words);
  const value = (found: number) => valueWords(measure, found, words);
  const total = shownOf(measure, answer.total, words);
  const { highest, lowest } = gist;
  const said =
    highest === null || lowest === null
      ? t(texts.summaryNone, { span })
      : highest.value === lowest.value || by === 'taker'
        ? t(texts.summaryOne, { span, total })
        : t(texts.summary, {
            ...{ span, total, high: nameOf(highest.key), highValue: value(highest.value) },
            ...{ low: nameOf(lowest.key), lowValue: value(lowest.value) },
          });
  const notes = [
    gist.hidden > 0 ? t(texts.someHidden, { count: gist.hidden }) : '',
    answer.isAdditive ? '' : t(texts.overlapping),
    by === 'taker' ? t(texts.noRanking) : '',
    isP4Apart(measure) ? t(texts.p4Apart) : '',
  ];
  return [said, ...notes].filter((one) => one !== '').join(' ');
}
