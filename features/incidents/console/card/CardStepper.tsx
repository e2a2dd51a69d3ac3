import { CornerUpLeft, RotateCcw } from 'lucide-react';
import { type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Kbd } from '#platform/ui/Kbd.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { cx } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import type { CardAnswer, CardContent, CardQuestion } from '../../card.ts';
import { type CardPath, choose, stepBack, walk } from '../../card-rules.ts';
import { inBoth } from '../../card-texts.ts';
import { Beat } from './Beat.tsx';
import { cardTexts as texts } from './texts.ts';

export interface CardStepperProps {
  readonly content: CardContent;
  readonly answers: CardPath;
  readonly onAnswers: (answers: readonly CardAnswer[]) => void;
  /** What is typed beside the question that is asked. */
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** Leave the card for what is beside it. */
  readonly onLeave: () => void;
  readonly ref?: Ref<{ readonly focus: () => void }>;
}

/** A card stepped through: what to tell, what to ask, and the answers as a list that takes digits. */
export function CardStepper({ content, answers, onAnswers, typed, onType, onLeave, ref }: CardStepperProps) {
  const t = useText();
  const [isSounding, setSounding] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const step = walk(content, answers);
  const question = step?.question ?? null;
  const focus = () => (question?.takesWords === true && question.choices.length === 1 ? field : list).current?.focus();
  useImperativeHandle(ref, () => ({ focus }));
  // Whoever answers by keys goes on by keys: the next question has the cursor where it is answered.
  const hadFocus = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each question
  useEffect(() => {
    if (hadFocus.current) focus();
    hadFocus.current = false;
  }, [question?.key, answers.length]);
  const answer = (choice: string) => {
    hadFocus.current = isWithin(list.current) || isWithin(field.current);
    onAnswers(choose(content, answers, choice, typed));
  };
  const goBack = (to: CardPath) => {
    hadFocus.current = isWithin(list.current) || isWithin(field.current);
    onAnswers(to);
  };
  return (
    <div className="flex flex-col gap-3">
      <Given answers={step?.answered ?? []} />
      {question === null ? <p className="font-semibold">{t(texts.done)}</p> : null}
      {question === null ? null : <Said question={question} />}
      {question?.beat == null ? null : <Beat perMinute={question.beat} isSounding={isSounding} onSound={setSounding} />}
      {question?.takesWords === true ? (
        <TextField
          label={t(texts.words)}
          value={typed}
          onChange={onType}
          maxLength={1000}
          inputRef={field}
          onKeyDown={(event) => {
            const [only, second] = question.choices;
            if (event.key === 'Escape') onLeave();
            if (event.key !== 'Enter') return event.continuePropagation();
            if (only !== undefined && second === undefined) answer(only.code);
            else list.current?.focus();
          }}
        />
      ) : null}
      <Choices
        listRef={list}
        question={question}
        onChoose={answer}
        onKey={(key) => {
          if (key === 'Backspace' && answers.length > 0) goBack(stepBack(answers));
          else if (key === 'r' && answers.length > 0) goBack([]);
          else if (key === 'm' && question?.beat != null) setSounding(!isSounding);
          else if (key === 'Escape') onLeave();
          else return false;
          return true;
        }}
        onLeave={onLeave}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="small"
          look="quiet"
          icon={<CornerUpLeft aria-hidden size={15} />}
          isDisabled={answers.length === 0}
          onPress={() => onAnswers(stepBack(answers))}
        >
          {t(texts.back)}
        </Button>
        <Button
          size="small"
          look="quiet"
          icon={<RotateCcw aria-hidden size={15} />}
          isDisabled={answers.length === 0}
          onPress={() => onAnswers([])}
        >
          {t(texts.restart)}
        </Button>
      </div>
      <p className="text-sm text-ink-soft">{t(texts.keys)}</p>
    </div>
  );
}

function isWithin(element: HTMLElement | null): boolean {
  return element?.contains(document.activeElement) === true;
}

/** What is read out: the instructions first, then the question. */
function Said({ question }: { question: CardQuestion }) {
  const t = useText();
  return (
    <div aria-live="polite" className="flex flex-col gap-2">
      {question.tell.length === 0 ? null : (
        <div>
          <p className="text-sm font-semibold text-accent">{t(texts.tell)}</p>
          <ol className="flex list-decimal flex-col gap-1 pl-5 text-base font-medium leading-snug">
            {question.tell.map((line) => (
              <li key={line.id}>{t(inBoth(line))}</li>
            ))}
          </ol>
        </div>
      )}
      <div>
        <p className="text-sm font-semibold text-accent">{t(question.choices.length === 0 ? texts.tell : texts.ask)}</p>
        <p className="text-lg font-semibold leading-snug">{t(inBoth(question.ask))}</p>
      </div>
      {question.note.id === '' ? null : (
        <p className="text-sm text-ink-soft">
          <span className="font-semibold">{t(texts.forYou)}:</span> {t(inBoth(question.note))}
        </p>
      )}
    </div>
  );
}

function Given({ answers }: { answers: NonNullable<ReturnType<typeof walk>>['answered'] }) {
  const t = useText();
  if (answers.length === 0) return null;
  return (
    <ol aria-label={t(texts.given)} className="flex flex-col gap-0.5 text-sm">
      {answers.map(({ question, choice, words }) => (
        <li key={question.key} className="flex flex-wrap gap-x-1.5">
          <span className="text-ink-soft">{t(inBoth(question.ask))}</span>
          <span className="font-semibold">{t(inBoth(choice.label))}</span>
          {words === null ? null : <span>“{words}”</span>}
        </li>
      ))}
    </ol>
  );
}

interface ChoicesProps {
  readonly listRef: Ref<HTMLDivElement>;
  readonly question: CardQuestion | null;
  readonly onChoose: (code: string) => void;
  /** A key that is no answer; true: it was one of the card's. */
  readonly onKey: (key: string) => boolean;
  readonly onLeave: () => void;
}

/**
 * The answers as a listbox (APG): while it has the focus, digits and letters belong to it and to no command of the page, also once the
 * card is through and somebody presses one more.
 */
function Choices({ listRef, question, onChoose, onKey, onLeave }: ChoicesProps) {
  const t = useText();
  const id = useId();
  const choices = question?.choices ?? [];
  const options =
    choices.length > 0
      ? choices.map(({ code, label }, index) => ({ code, name: t(inBoth(label)), key: String(index + 1) }))
      : [{ code: null, name: t(texts.toForm), key: 'Enter' }];
  const [active, setActive] = useState(0);
  const current = Math.min(active, options.length - 1);
  const take = (index: number) => {
    const option = options[index];
    if (option === undefined) return;
    setActive(0);
    if (option.code === null) onLeave();
    else onChoose(option.code);
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const digit = choices.length > 0 && /^[1-9]$/.test(event.key) ? Number(event.key) : null;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (digit !== null) take(digit - 1);
    else if (step !== undefined) setActive((current + step + options.length) % options.length);
    else if (event.key === 'Enter' || event.key === ' ') take(current);
    else if (!onKey(event.key.length === 1 ? event.key.toLowerCase() : event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={listRef}
      role="listbox"
      tabIndex={0}
      aria-label={t(texts.answers)}
      aria-activedescendant={`${id}-${current}`}
      onKeyDown={handleKey}
      className="focus-ring flex flex-col gap-1.5 rounded-md outline-offset-2"
    >
      {options.map((option, index) => (
        <div
          key={option.code ?? 'end'}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === current}
          // The list keeps the focus: what is pressed next must not become a command of the page.
          onMouseDown={(event) => {
            event.preventDefault();
            event.currentTarget.parentElement?.focus();
          }}
          onClick={() => take(index)}
          onKeyDown={() => undefined}
          className={cx(
            'flex min-h-10 cursor-pointer items-center gap-2 rounded-md border-2 px-3 py-1.5 font-medium hover:bg-raised',
            index === current ? 'border-accent bg-accent-soft' : 'border-line bg-surface',
          )}
        >
          <Kbd keys={option.key} />
          <span>{option.name}</span>
        </div>
      ))}
    </div>
  );
}
