import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useText } from '#platform/web/language.tsx';
import type { SimulationResult } from '../../simulation.ts';
import { texts } from './texts.ts';

// Without tooltips, which write inline styles as text: the content security policy forbids them. The table says every figure.
use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer]);

/** The hours of a day: how long nine of ten wait, and how busy the people are. */
export function HourChart({ hours }: { hours: SimulationResult['hours'] }) {
  const t = useText();
  const holder = useRef<HTMLDivElement>(null);
  const [wait, busy] = [t(texts.chartWait), t(texts.chartBusy)];
  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const colours = getComputedStyle(element);
    const colour = (name: string) => colours.getPropertyValue(`--color-${name}`).trim() || colours.color;
    const ink = colours.color;
    const chart = init(element, null, { renderer: 'svg' });
    const axis = { axisLabel: { color: ink }, nameTextStyle: { color: ink }, splitLine: { show: false } };
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: colours.fontFamily, color: ink },
      legend: { textStyle: { color: ink } },
      grid: { left: 44, right: 44, top: 48, bottom: 28 },
      xAxis: { ...axis, type: 'category', data: hours.map(({ hour }) => String(hour).padStart(2, '0')) },
      yAxis: [
        { ...axis, type: 'value', name: '%', min: 0, max: 100, position: 'right' },
        { ...axis, type: 'value', name: 's', min: 0, position: 'left' },
      ],
      series: [
        {
          name: busy,
          type: 'bar',
          yAxisIndex: 0,
          itemStyle: { color: colour('calm-soft'), borderColor: colour('calm'), borderWidth: 1 },
          data: hours.map(({ occupancy }) => (occupancy === null ? null : Math.round(occupancy.mean * 1000) / 10)),
        },
        {
          name: wait,
          type: 'line',
          yAxisIndex: 1,
          connectNulls: true,
          lineStyle: { color: colour('accent'), width: 2 },
          itemStyle: { color: colour('accent') },
          data: hours.map(({ p90 }) => (p90 === null ? null : Math.round(p90.mean * 10) / 10)),
        },
      ],
    });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [hours, wait, busy]);
  return <div ref={holder} role="img" aria-label={t(texts.chart)} className="h-72 w-full text-ink" />;
}
