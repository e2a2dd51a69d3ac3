import { useEffect } from 'react';
import { Notice } from '#platform/ui/Notice.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { previewGoals } from '../../goal-contract.ts';
import { type GoalSetting, goalName, goalSetting, type Verdict } from '../../goals.ts';
import { useFigureWords } from '../figure-words.ts';
import { figureOfGoal, useGoalWords } from '../lock/GoalsTable.tsx';
import { VerdictMark } from '../lock/VerdictMark.tsx';
import { useMonthName } from '../month-name.ts';
import { texts } from './texts.ts';

/** After the last key: a change is looked at once, not with each figure typed. */
const restMs = 400;

/** Which months would be judged otherwise, and how, before anything is saved. */
export function GoalPreview({ content }: { content: GoalSetting }) {
  const t = useText();
  const monthName = useMonthName();
  const { mutate, data } = useCommand(previewGoals, { invalidates: [] });
  const asked = JSON.stringify(content);
  useEffect(() => {
    const rest = setTimeout(() => mutate({ body: { content: goalSetting.parse(JSON.parse(asked)) } }), restMs);
    return () => clearTimeout(rest);
  }, [asked, mutate]);
  if (data === undefined) return null;
  return (
    <section aria-label={t(texts.preview)} aria-live="polite" className="flex flex-col gap-2 border-t border-line pt-2">
      <h3 className="font-semibold">{t(texts.preview)}</h3>
      {data.lockedMonth === null ? null : (
        <Notice tone="warn">{t(texts.previewLocked, { month: monthName(data.lockedMonth) })}</Notice>
      )}
      <p>{data.total === 0 ? t(texts.previewNone) : t(texts.previewMonths, { count: data.total })}</p>
      {data.items.map((one) => (
        <div key={one.month}>
          <h4 className="font-medium">{monthName(one.month)}</h4>
          <div className="grid gap-2 sm:grid-cols-2">
            <Side heading={t(texts.before)} verdicts={one.before} />
            <Side heading={t(texts.after)} verdicts={one.after} />
          </div>
        </div>
      ))}
    </section>
  );
}

function Side({ heading, verdicts }: { heading: string; verdicts: readonly Verdict[] }) {
  const t = useText();
  const format = useFormat();
  const figureWords = useFigureWords();
  const goalWords = useGoalWords();
  return (
    <div>
      <p className="text-sm text-ink-soft">{heading}</p>
      {verdicts.length === 0 ? <p>{t(texts.noGoals)}</p> : null}
      <ul>
        {verdicts.map((one) => (
          <li key={goalName(one)}>
            {figureWords(figureOfGoal(one)).label}, {goalWords(one)}:{' '}
            {one.whole === 0 ? null : `${format.percent(one.part / one.whole)} `}
            <VerdictMark isReached={one.isReached} />
          </li>
        ))}
      </ul>
    </div>
  );
}
