import { BarChart, CustomChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type RefObject, useEffect, useRef } from 'react';
import { useLanguage } from '#platform/web/language.tsx';
import type { ChartData } from './chart.ts';
import { optionOf } from './chart-option.ts';

// Without tooltips, which write inline styles as text: the content security policy forbids them. The table says every figure.
use([BarChart, CustomChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, SVGRenderer]);

interface ChartCanvasProps {
  readonly data: ChartData;
  /** Read aloud in place of the drawing. */
  readonly label: string;
  readonly holder: RefObject<HTMLDivElement | null>;
  readonly onPick: ((key: string) => void) | undefined;
}

/** The drawing alone; ECharts comes with it and with nothing else. */
export function ChartCanvas({ data, label, holder, onPick }: ChartCanvasProps) {
  const { language } = useLanguage();
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  });
  const rows = data.kind === 'bars' ? data.marks.length : 0;
  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    // A bar needs its line; the rest has the height of its class.
    element.style.height =
      rows === 0 ? '' : `${Math.max(160, 64 + rows * (data.comparedName === undefined ? 26 : 40))}px`;
    // Names are measured before they are drawn, which asks for the font by its name: `inherit` would cut long ones off.
    const { fontFamily } = getComputedStyle(element);
    const chart = init(element, { textStyle: { fontFamily } }, { renderer: 'svg' });
    chart.setOption(optionOf(data, language === 'id' ? 'id-ID' : 'en-GB'));
    chart.on('click', ({ dataIndex }) => {
      const marks = data.kind === 'bars' ? data.marks.toReversed() : data.marks;
      const mark = marks[dataIndex];
      if (mark !== undefined) pick.current?.(mark.key);
    });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [data, language, holder, rows]);
  return <div ref={holder} role="img" aria-label={label} className="h-80 w-full text-ink" />;
}
