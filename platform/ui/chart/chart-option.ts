import { formatDuration } from '#platform/shared/time.ts';
import type { ChartData } from './chart.ts';

/** Colours are the theme's own variables: dark, light and paper need no second drawing. */
const ink = 'var(--ink)';
const axis = {
  axisLabel: { color: ink, hideOverlap: true },
  axisLine: { lineStyle: { color: 'var(--line-strong)' } },
  splitLine: { lineStyle: { color: 'var(--line)' } },
};

/** A chart as ECharts wants it. Bars lie, so that their names have room; a cell of a heat map is the darker the more. */
export function optionOf(data: ChartData, locale: string) {
  const figure = new Intl.NumberFormat(
    locale,
    data.isShare ? { style: 'percent', maximumFractionDigits: 0 } : { maximumFractionDigits: 1 },
  );
  const values = {
    ...axis,
    type: 'value',
    min: 0,
    ...(data.isShare ? { max: 1 } : { minInterval: 1 }),
    axisLabel: {
      color: ink,
      formatter: (value: number) => (data.isTime === true ? formatDuration(value * 1000) : figure.format(value)),
    },
  };
  const base = { animation: false, aria: { enabled: false }, textStyle: { color: ink } };
  if (data.kind === 'heat') return { ...base, ...heatOf(data) };
  const isLine = data.kind === 'line';
  const marks = isLine ? data.marks : data.marks.toReversed();
  const names = { ...axis, type: 'category', data: marks.map(({ name }) => name) };
  return {
    ...base,
    legend: { top: 0, textStyle: { color: ink }, selectedMode: false },
    grid: { left: 8, right: 28, top: 40, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: isLine ? names : values,
    yAxis: isLine ? values : names,
    series: [
      {
        name: data.name,
        type: data.kind === 'line' ? 'line' : 'bar',
        symbolSize: 7,
        barMaxWidth: 28,
        color: 'var(--accent)',
        lineStyle: { color: 'var(--accent)', width: 3 },
        itemStyle: { color: 'var(--accent)' },
        data: marks.map(({ value }) => value),
        ...targetOf(data),
      },
      ...comparedOf(data, marks),
    ],
  };
}

function targetOf({ target, kind }: ChartData) {
  if (target === undefined) return {};
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: 'var(--warn)', type: 'dashed', width: 2 },
      label: { formatter: target.name, color: ink, position: 'insideEndTop' },
      data: [kind === 'line' ? { yAxis: target.value } : { xAxis: target.value }],
    },
  };
}

function comparedOf(data: ChartData, marks: ChartData['marks']) {
  if (data.comparedName === undefined) return [];
  return [
    {
      name: data.comparedName,
      type: data.kind === 'line' ? 'line' : 'bar',
      symbol: 'emptyCircle',
      symbolSize: 6,
      barMaxWidth: 28,
      color: 'var(--line-strong)',
      lineStyle: { color: 'var(--line-strong)', width: 2, type: 'dotted' },
      itemStyle: { color: 'var(--line-strong)' },
      data: marks.map(({ compared }) => compared?.value ?? null),
    },
  ];
}

function heatOf({ marks, rows = [], columns = [] }: ChartData) {
  const most = Math.max(1e-9, ...marks.map(({ value }) => value ?? 0));
  return {
    grid: { left: 8, right: 8, top: 8, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { ...axis, type: 'category', data: columns, splitLine: { show: false } },
    yAxis: { ...axis, type: 'category', data: rows, inverse: true, splitLine: { show: false } },
    series: [
      {
        type: 'custom',
        // A heat map of its own kind wants a scale of colours that it can compute with; ours are variables.
        renderItem: (_: unknown, api: CellApi) => {
          const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
          const [width = 0, height = 0] = api.size([1, 1]);
          const share = api.value(2);
          return {
            type: 'rect',
            shape: {
              x: x - width / 2 + 1,
              y: y - height / 2 + 1,
              width: Math.max(0, width - 2),
              height: Math.max(0, height - 2),
              r: 2,
            },
            style: {
              fill: share === 0 ? 'var(--raised)' : 'var(--accent)',
              opacity: share === 0 ? 1 : 0.15 + 0.85 * share,
            },
          };
        },
        data: marks.map(({ value }, index) => [
          index % columns.length,
          Math.floor(index / columns.length),
          (value ?? 0) / most,
        ]),
      },
    ],
  };
}

/** The part of ECharts' interface to a custom series that is used here. */
interface CellApi {
  readonly value: (dimension: number) => number;
  readonly coord: (at: readonly [number, number]) => number[];
  readonly size: (of: readonly [number, number]) => number[];
}
