import { useFormat, useText } from '#platform/web/language.tsx';
import { type Goal, goalName, isLessBetter, type Verdict } from '../../goals.ts';
import { FigureButton } from '../FigureButton.tsx';
import { FigureValue } from '../FigureValue.tsx';
import { useFigureWords } from '../figure-words.ts';
import { texts } from './texts.ts';
import { VerdictMark } from './VerdictMark.tsx';

export const figureOfGoal = ({ code, seconds }: Pick<Goal, 'code' | 'seconds'>) =>
  seconds === null
    ? ({ code, by: 'all', key: null } as const)
    : ({ code, by: 'within', key: String(seconds) } as const);

export function useGoalWords(): (goal: Goal) => string {
  const t = useText();
  const format = useFormat();
  return ({ code, share }) => t(isLessBetter(code) ? texts.atMost : texts.atLeast, { share: format.percent(share) });
}

/** The goals of a month against what was reached; each opens its rows. */
export function GoalsTable({ goals }: { goals: readonly Verdict[] }) {
  const t = useText();
  const wordsOf = useFigureWords();
  const goalWords = useGoalWords();
  if (goals.length === 0) return <p className="text-ink-soft">{t(texts.noGoals)}</p>;
  return (
    <>
      <p className="pb-2 text-sm text-ink-soft">{t(texts.goalsNote)}</p>
      <table aria-label={t(texts.goals)} className="w-full max-w-4xl border-collapse text-left">
        <thead>
          <tr className="border-b border-line-strong text-sm text-ink-soft">
            {[texts.figure, texts.goal, texts.measured, texts.verdict].map((heading) => (
              <th key={heading.en} scope="col" className="px-2 py-1">
                {t(heading)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {goals.map((one) => (
            <tr key={goalName(one)} className="border-b border-line">
              <th scope="row" className="px-2 py-1 font-medium">
                {wordsOf(figureOfGoal(one)).label}
              </th>
              <td className="px-2 py-1">{goalWords(one)}</td>
              <td className="px-2 py-1">
                <FigureButton name={figureOfGoal(one)}>
                  <FigureValue figure={{ ...figureOfGoal(one), kind: 'rate', part: one.part, whole: one.whole }} />
                </FigureButton>
              </td>
              <td className="px-2 py-1">
                <VerdictMark isReached={one.isReached} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
