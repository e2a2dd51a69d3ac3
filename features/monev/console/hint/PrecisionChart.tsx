import { useFormat, useText } from '#platform/web/language.tsx';
import type { Hints } from '../../hint-contract.ts';
import { texts } from './texts.ts';

interface PrecisionChartProps {
  readonly precision: NonNullable<Hints['figures']['precision']>;
  /** What its lower bound must reach. */
  readonly limit: number;
}

const [width, height, left, right] = [640, 74, 20, 20];
const at = (share: number) => left + share * (width - left - right);
const marks = [0, 0.25, 0.5, 0.75, 1];

/** Estimate and interval on the line from none to all, with what is asked for; the tile above says the same in words. */
export function PrecisionChart({ precision: { estimate, low, high }, limit }: PrecisionChartProps) {
  const t = useText();
  const format = useFormat();
  const said = {
    estimate: format.percent(estimate),
    low: format.percent(low),
    high: format.percent(high),
    limit: format.percent(limit),
  };
  const y = 46;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t(texts.precisionChart, said)}
      className="h-auto w-full max-w-2xl"
    >
      {marks.map((mark) => (
        <g key={mark}>
          <line x1={at(mark)} x2={at(mark)} y1={y - 12} y2={y + 12} className="stroke-line" />
          <text
            x={at(mark)}
            y={height - 2}
            fontSize={12}
            textAnchor={mark === 0 ? 'start' : mark === 1 ? 'end' : 'middle'}
            className="fill-ink-soft"
          >
            {format.percent(mark, 0)}
          </text>
        </g>
      ))}
      <line x1={at(limit)} x2={at(limit)} y1={y - 24} y2={y + 12} strokeDasharray="4 3" className="stroke-life" />
      <text x={at(limit) - 6} y={y - 16} fontSize={13} textAnchor="end" className="fill-ink">
        {t(texts.limitMark, said)}
      </text>
      <line x1={at(low)} x2={at(high)} y1={y} y2={y} strokeWidth={3} className="stroke-accent" />
      {[low, high].map((end, index) => (
        <line
          key={index === 0 ? 'low' : 'high'}
          x1={at(end)}
          x2={at(end)}
          y1={y - 7}
          y2={y + 7}
          strokeWidth={2}
          className="stroke-accent"
        />
      ))}
      <rect x={at(estimate) - 6} y={y - 6} width={12} height={12} className="fill-accent" />
    </svg>
  );
}
