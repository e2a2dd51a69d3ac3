import { useEffect, useRef } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { cx } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import { answerTexts } from '../code-texts.ts';
import type { WaitingTask } from '../quality.ts';
import { type Answer, answersTo, type Criterion } from '../scorecard.ts';
import { texts } from './texts.ts';

interface CriterionFieldProps {
  readonly criterion: Criterion;
  readonly value: Answer | null;
  /** Digits answer it. */
  readonly isMarked: boolean;
  readonly isDiffering: boolean;
  readonly mine: Answer | null;
  readonly other: Answer | null;
  readonly task: WaitingTask;
  readonly onChange: (answer: Answer) => void;
}

export function CriterionField({
  criterion,
  value,
  isMarked,
  isDiffering,
  mine,
  other,
  task,
  onChange,
}: CriterionFieldProps) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isMarked) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isMarked]);
  const theirs = task === 'decide' ? texts.firstAnswered : texts.otherAnswered;
  return (
    <div
      ref={box}
      data-marked={isMarked}
      className={cx(
        'flex flex-col gap-1 rounded-lg border-l-4 py-1 pl-3',
        isMarked ? 'border-accent' : 'border-transparent',
      )}
    >
      <RadioCards<Answer>
        label={t(criterion.name)}
        description={t(criterion.help)}
        columns={4}
        value={value}
        onChange={onChange}
        isRequired
        options={answersTo(criterion).map((answer) => ({ id: answer, name: t(answerTexts[answer]) }))}
      />
      <div className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
        {criterion.isCritical ? <Badge tone="life">{t(texts.critical)}</Badge> : null}
        <span>{t(texts.weight, { weight: criterion.weight })}</span>
        {isDiffering ? <Badge tone="warn">{t(texts.differing)}</Badge> : null}
        {mine === null ? null : <span>{t(texts.mineAnswered, { answer: t(answerTexts[mine]) })}</span>}
        {other === null ? null : <span>{t(theirs, { answer: t(answerTexts[other]) })}</span>}
      </div>
    </div>
  );
}
