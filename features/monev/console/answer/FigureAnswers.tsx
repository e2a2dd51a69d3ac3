import { Badge } from '#platform/ui/Badge.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { type AnswerCode, answerCodes, targetCodes } from '../../answer.ts';
import { numberIn } from '../../answer-rules.ts';
import { answerDefinition, answerLabel } from '../../answer-texts.ts';
import { FigureValue } from '../FigureValue.tsx';
import type { Answer } from './AgencyAnswer.tsx';
import { Explanations } from './Explanations.tsx';
import { RowsButton } from './RowsButton.tsx';
import { texts } from './texts.ts';

const headings = [texts.value, texts.target, texts.before, texts.middle] as const;

/** Each figure with its target, the month before, the others, and the words that stand beside it. */
export function FigureAnswers({ answer }: { answer: Answer }) {
  const t = useText();
  const format = useFormat();
  const isOver = answer.computedAt >= answer.explainUntil;
  return (
    <Card title={t(texts.figures)} flush>
      <table className="relative w-full border-collapse text-left">
        <caption className="sr-only">{t(texts.figures)}</caption>
        <thead>
          <tr className="border-b border-line-strong text-sm text-ink-soft">
            <th scope="col" className="px-3 py-1">
              {t(texts.figure)}
            </th>
            {headings.map((heading) => (
              <th key={heading.en} scope="col" className="px-2 py-1 text-right">
                {t(heading)}
              </th>
            ))}
            <th scope="col" className="w-2/5 px-3 py-1">
              {t(texts.explanation)}
            </th>
          </tr>
        </thead>
        <tbody>
          {answerCodes.map((code) => (
            <FigureLine key={code} answer={answer} code={code} />
          ))}
        </tbody>
      </table>
      <p className="px-3 py-2 text-sm text-ink-soft">
        {t(texts.middleNote)} {t(isOver ? texts.over : texts.until, { at: format.full(answer.explainUntil) })}.
      </p>
    </Card>
  );
}

function FigureLine({ answer, code }: { answer: Answer; code: AnswerCode }) {
  const t = useText();
  const format = useFormat();
  const figure = answer.figures.find((one) => one.code === code) ?? null;
  const owed = targetCodes.find((one) => one === code);
  const target = owed === undefined ? null : answer.targets[owed];
  const isMissed = answer.missed.some((one) => one === code);
  const isMeasured = figure !== null && numberIn(figure) !== null;
  return (
    <tr className="border-b border-line align-top">
      <th scope="row" className="px-3 py-1.5 font-medium" title={t(answerDefinition(code))}>
        {t(answerLabel(code))}
      </th>
      <td className="px-2 py-1.5 text-right">
        {isMeasured ? (
          <RowsButton code={code}>
            <FigureValue figure={figure} />
          </RowsButton>
        ) : (
          <FigureValue figure={figure} />
        )}
      </td>
      <td className="px-2 py-1.5 text-right">
        {target === null ? null : (
          <span className="flex flex-col items-end gap-1">
            <span>≥ {format.percent(target)}</span>
            {isMeasured ? (
              <Badge tone={isMissed ? 'warn' : 'good'}>{t(isMissed ? texts.missed : texts.reached)}</Badge>
            ) : null}
          </span>
        )}
      </td>
      <td className="px-2 py-1.5 text-right">
        <FigureValue figure={answer.before.find((one) => one.code === code) ?? null} />
      </td>
      <td className="px-2 py-1.5 text-right">
        <Plain code={code} value={answer.middle.find((one) => one.code === code)?.value ?? null} />
      </td>
      <td className="px-3 py-1.5">
        <Explanations answer={answer} code={code} isMissed={isMissed} />
      </td>
    </tr>
  );
}

/** A share, a median or a count alone. */
function Plain({ code, value }: { code: AnswerCode; value: number | null }) {
  const format = useFormat();
  if (value === null) return <FigureValue figure={null} />;
  if (code.startsWith('SLA_')) return format.percent(value);
  return code.startsWith('T_') ? format.duration(value) : format.number(value);
}
