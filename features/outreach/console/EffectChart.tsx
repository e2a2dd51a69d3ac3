import { useText } from '#platform/web/language.tsx';
import type { EffectView } from '../contract.ts';
import { chillShare } from '../effect-rules.ts';
import { effectTexts as texts } from './effect-texts.ts';
import { useEffectWords } from './effect-words.ts';

interface EffectChartProps {
  readonly rows: readonly { readonly name: string; readonly effect: EffectView }[];
}

const [width, rowHeight, left, right, head] = [640, 46, 150, 20, 30];
/** A quarter to four times as many; what lies beyond is drawn to the edge. */
const widest = Math.log(4);
const marks = [0.25, 0.5, 1, 2, 4];

/** Where a ratio stands: on a scale of logarithms half as many is as far from the middle as twice as many. */
const at = (ratio: number) => {
  const bounded = Math.max(-widest, Math.min(widest, Math.log(ratio)));
  return left + ((bounded + widest) / (2 * widest)) * (width - left - right);
};

/** Estimate and interval of each, about the line of no change; the sentences above say the same. */
export function EffectChart({ rows }: EffectChartProps) {
  const t = useText();
  const { signed } = useEffectWords();
  const measured = rows.flatMap(({ name, effect }) => (effect.kind === 'few' ? [] : [{ name, effect }]));
  if (measured.length === 0) return null;
  const height = head + measured.length * rowHeight + 6;
  const said = measured.map(({ name, effect }) =>
    t(texts.chartRow, {
      what: name,
      change: signed(effect.ratio),
      low: signed(effect.low),
      high: signed(effect.high),
    }),
  );
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t(texts.chart, { rows: said.join('; ') })}
      className="h-auto w-full max-w-2xl"
    >
      {marks.map((mark) => (
        <g key={mark}>
          <line
            x1={at(mark)}
            x2={at(mark)}
            y1={head - 8}
            y2={height}
            className={mark === 1 ? 'stroke-ink' : 'stroke-line'}
            strokeWidth={mark === 1 ? 1.5 : 1}
          />
          <text x={at(mark)} y={14} textAnchor="middle" fontSize={13} className="fill-ink-soft">
            {mark === 1 ? t(texts.noChange) : signed(mark)}
          </text>
        </g>
      ))}
      <line
        x1={at(1 - chillShare)}
        x2={at(1 - chillShare)}
        y1={head - 8}
        y2={height}
        strokeDasharray="4 3"
        className="stroke-life"
      >
        <title>{t(texts.guard)}</title>
      </line>
      {measured.map(({ name, effect }, index) => {
        const y = head + index * rowHeight + rowHeight / 2;
        return (
          <g key={name}>
            <text x={0} y={y + 5} fontSize={14} className="fill-ink">
              {name}
            </text>
            <line x1={at(effect.low)} x2={at(effect.high)} y1={y} y2={y} strokeWidth={3} className="stroke-accent" />
            {[effect.low, effect.high].map((end) => (
              <line
                key={end}
                x1={at(end)}
                x2={at(end)}
                y1={y - 7}
                y2={y + 7}
                strokeWidth={2}
                className="stroke-accent"
              />
            ))}
            <rect x={at(effect.ratio) - 6} y={y - 6} width={12} height={12} className="fill-accent" />
            <text x={at(effect.ratio)} y={y - 12} textAnchor="middle" fontSize={13} className="fill-ink font-semibold">
              {signed(effect.ratio)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
