import { Card } from '#platform/ui/Page.tsx';
import { useFormat, useLanguage, useText } from '#platform/web/language.tsx';
import type { AnswerCode } from '../../answer.ts';
import { numberIn } from '../../answer-rules.ts';
import { answerLabel } from '../../answer-texts.ts';
import { FigureValue } from '../FigureValue.tsx';
import type { Answer } from './AgencyAnswer.tsx';
import { texts } from './texts.ts';

const codes: readonly AnswerCode[] = ['ASSIGNED', 'SLA_ACK', 'T_ACK', 'UNACKNOWLEDGED', 'T_ARRIVAL', 'T_RESOLVE'];
const [width, height, left, right, top, bottom] = [720, 160, 44, 12, 12, 24];

/** Twelve months: acknowledged in time as bars against the target, and a table of the figures. */
export function Trend({ answer }: { answer: Answer }) {
  const t = useText();
  const { language } = useLanguage();
  const nameOf = (month: string) =>
    new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
      month: 'short',
      year: '2-digit',
      timeZone: 'UTC',
    }).format(new Date(`${month}-01T00:00:00Z`));
  return (
    <Card title={t(texts.trend)} flush>
      <Bars answer={answer} nameOf={nameOf} />
      <table className="relative w-full border-collapse text-left">
        <caption className="sr-only">{t(texts.trend)}</caption>
        <thead>
          <tr className="border-b border-line-strong text-sm text-ink-soft">
            <th scope="col" className="px-3 py-1">
              {t(texts.month)}
            </th>
            {codes.map((code) => (
              <th key={code} scope="col" className="px-2 py-1 text-right">
                {t(answerLabel(code))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.trend.map(({ month, figures }) => (
            <tr key={month} className="border-b border-line">
              <th scope="row" className="whitespace-nowrap px-3 py-1 font-medium">
                {nameOf(month)}
              </th>
              {codes.map((code) => (
                <td key={code} className="px-2 py-1 text-right">
                  <FigureValue figure={figures.find((one) => one.code === code) ?? null} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Bars({ answer, nameOf }: { answer: Answer; nameOf: (month: string) => string }) {
  const t = useText();
  const format = useFormat();
  const step = (width - left - right) / answer.trend.length;
  const at = (share: number) => top + (1 - share) * (height - top - bottom);
  const target = answer.targets.SLA_ACK;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={target === null ? t(texts.trendBare) : t(texts.trendChart, { target: format.percent(target) })}
      className="h-auto w-full max-w-3xl p-3"
    >
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line x1={left} x2={width - right} y1={at(share)} y2={at(share)} className="stroke-line" />
          <text x={left - 6} y={at(share) + 4} fontSize={11} textAnchor="end" className="fill-ink-soft">
            {format.percent(share, 0)}
          </text>
        </g>
      ))}
      {answer.trend.map(({ month, figures }, index) => {
        const value = numberIn(figures.find((one) => one.code === 'SLA_ACK'));
        const x = left + index * step;
        return (
          <g key={month}>
            {value === null ? null : (
              <rect
                x={x + step * 0.2}
                y={at(value)}
                width={step * 0.6}
                height={Math.max(2, at(0) - at(value))}
                className={target !== null && value < target ? 'fill-warn' : 'fill-accent'}
              />
            )}
            <text x={x + step / 2} y={height - 6} fontSize={11} textAnchor="middle" className="fill-ink-soft">
              {nameOf(month)}
            </text>
          </g>
        );
      })}
      {target === null ? null : (
        <line
          x1={left}
          x2={width - right}
          y1={at(target)}
          y2={at(target)}
          strokeDasharray="5 3"
          className="stroke-life"
        />
      )}
    </svg>
  );
}
