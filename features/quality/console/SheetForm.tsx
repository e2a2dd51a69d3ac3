import { Save } from 'lucide-react';
import { useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { fillSheet, type OpenedSample } from '../contract.ts';
import { disagreements, judgeAnswers, leastNote, scoreOf } from '../rules.ts';
import { type Answer, type AnswerSet, answersTo, criteriaOf } from '../scorecard.ts';
import { screenNames } from '../screen-names.ts';
import { CriterionField } from './CriterionField.tsx';
import { Score } from './Score.tsx';
import { texts } from './texts.ts';

/** Keys of the answers to the marked criterion: there are at most four. */
const answerNumbers = [1, 2, 3, 4] as const;

interface SheetFormProps {
  readonly opened: OpenedSample;
  readonly onFilled: (filled: RouteOutput<typeof fillSheet>) => void;
}

/** Answers criterion by criterion; digits answer the marked one and mark the next. */
export function SheetForm({ opened, onFilled }: SheetFormProps) {
  const t = useText();
  const errorText = useErrorText();
  const { task, card, mine, other } = opened;
  const differing = mine === null || other === null ? [] : disagreements(card.content, mine, other);
  const [answers, setAnswers] = useState<AnswerSet>(() => agreedOf(opened, differing));
  const [marked, setMarked] = useState(0);
  const [note, setNote] = useState('');
  const fill = useCommand(fillSheet, { invalidates: ['/api/quality'], onDone: onFilled });
  const criteria = criteriaOf(card.content);
  const answerOf = (at: number, answer: Answer) => {
    const criterion = criteria[at];
    if (criterion === undefined) return;
    setAnswers((old) => ({ ...old, [criterion.id]: answer }));
    setMarked(Math.min(at + 1, criteria.length - 1));
  };
  const save: Command = {
    id: 'quality.save',
    name: texts.save,
    keys: ['Ctrl+Enter'],
    group: screenNames.quality,
    when: () => {
      if (!judgeAnswers(card.content, answers).ok) return texts.answerAll;
      if (task !== 'assess' && note.trim().length < leastNote) return texts.writeFirst;
      return fill.isPending ? texts.saving : true;
    },
    run: () =>
      fill.mutate({
        params: { id: opened.id },
        body: { scorecardVersion: card.version, answers: { ...answers }, note },
      }),
  };
  const mark = (by: number) => setMarked((old) => Math.min(Math.max(0, old + by), criteria.length - 1));
  const group = screenNames.quality;
  useCommands([
    save,
    { id: 'quality.next', name: texts.nextCriterion, keys: ['b'], group, run: () => mark(1) },
    { id: 'quality.last', name: texts.lastCriterion, keys: ['s'], group, run: () => mark(-1) },
    ...answerNumbers.map((number) => ({
      id: `quality.answer.${number}`,
      name: {
        id: texts.answerKey.id.replace('{number}', `${number}`),
        en: texts.answerKey.en.replace('{number}', `${number}`),
      },
      keys: [`${number}`],
      group,
      run: () => {
        const criterion = criteria[marked];
        const answer = criterion === undefined ? undefined : answersTo(criterion)[number - 1];
        if (answer !== undefined) answerOf(marked, answer);
      },
    })),
  ]);
  return (
    <div className="flex flex-col gap-3">
      {task === 'settle' ? <Notice tone="warn">{t(texts.settleNote, { count: differing.length })}</Notice> : null}
      <p className="text-sm text-ink-soft">{t(texts.keys)}</p>
      {card.content.sections.map((section) => (
        <section key={section.name.id} aria-label={t(section.name)} className="flex flex-col gap-2">
          <h3 className="font-semibold">{t(section.name)}</h3>
          {section.criteria.map((criterion) => {
            const at = criteria.indexOf(criterion);
            return (
              <CriterionField
                key={criterion.id}
                criterion={criterion}
                value={answers[criterion.id] ?? null}
                isMarked={at === marked}
                isDiffering={differing.includes(criterion.id)}
                mine={mine?.[criterion.id] ?? null}
                other={other?.[criterion.id] ?? null}
                task={task}
                onChange={(answer) => answerOf(at, answer)}
              />
            );
          })}
        </section>
      ))}
      <TextArea
        label={t(task === 'assess' ? texts.words : texts.wordsOfTalk)}
        description={t(texts.wordsNote)}
        rows={2}
        value={note}
        onChange={setNote}
        maxLength={2000}
      />
      {fill.error === null ? null : <Notice tone="life">{errorText(fill.error)}</Notice>}
      <div className="flex flex-wrap items-center gap-3">
        <CommandButton command={save} look="primary" icon={<Save aria-hidden size={16} />} />
        <span className="text-sm text-ink-soft">{t(texts.soFar)}</span>
        <Score {...scoreOf(card.content, answers)} />
        <span className="text-sm text-ink-soft">{t(texts.final)}</span>
      </div>
    </div>
  );
}

/** Two who settle begin with what they agree on; an appeal with the sheet it is about. */
function agreedOf({ task, mine, other }: OpenedSample, differing: readonly string[]): AnswerSet {
  if (task === 'decide') return other ?? {};
  if (task === 'assess' || mine === null) return {};
  return Object.fromEntries(Object.entries(mine).filter(([id]) => !differing.includes(id)));
}
