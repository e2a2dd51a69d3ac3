import { ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { type CardQuestion, questionKey, wordTargets } from '../../../card.ts';
import { faultTexts } from '../../../card-texts.ts';
import { ChoiceFields, type TypeOption } from './ChoiceFields.tsx';
import { addChoice, linesOf } from './card-edit.ts';
import { editorTexts as texts } from './texts.ts';

interface QuestionFieldsProps {
  readonly question: CardQuestion;
  readonly nexts: readonly TypeOption[];
  readonly types: readonly TypeOption[];
  readonly isReadOnly: boolean;
  readonly onChange: (question: CardQuestion) => void;
  readonly onRename: (key: string) => void;
  readonly onRemove: () => void;
  readonly onUp: (() => void) | null;
}

/** One question whole. */
export function QuestionFields({ question, nexts, types, isReadOnly, onChange, ...act }: QuestionFieldsProps) {
  const t = useText();
  const set = (part: Partial<CardQuestion>) => onChange({ ...question, ...part });
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-3">
      <BothFields
        label={t(texts.ask)}
        labelEn={t(texts.askEn)}
        isRequired
        isReadOnly={isReadOnly}
        value={question.ask}
        onChange={(ask) => set({ ask })}
      />
      <BothFields
        label={t(texts.noteFor)}
        labelEn={t(texts.askEn)}
        isReadOnly={isReadOnly}
        value={question.note}
        onChange={(note) => set({ note })}
      />
      <TellFields tell={question.tell} isReadOnly={isReadOnly} onChange={(tell) => set({ tell })} />
      <div className="grid gap-3 sm:grid-cols-3">
        <KeyField
          value={question.key}
          taken={nexts.map((one) => one.id)}
          isReadOnly={isReadOnly}
          onChange={act.onRename}
        />
        <TextField
          label={t(texts.beat)}
          description={t(texts.beatNote)}
          type="number"
          min={60}
          max={140}
          isReadOnly={isReadOnly}
          value={question.beat === null ? '' : String(question.beat)}
          onChange={(typed) => set({ beat: typed === '' ? null : Number(typed) })}
        />
        <Select
          label={t(texts.wordsTo)}
          isDisabled={isReadOnly || !question.takesWords}
          options={[
            { id: 'nothing', name: t(texts.wordsNowhere) },
            ...wordTargets.map((target): TypeOption => ({ id: target, name: t(texts[target]) })),
          ]}
          value={question.wordsTo ?? 'nothing'}
          onChange={(target) => set({ wordsTo: wordTargets.find((one) => one === target) ?? null })}
        />
      </div>
      <Switch
        isDisabled={isReadOnly}
        isSelected={question.takesWords}
        onChange={(takesWords) => set({ takesWords, wordsTo: takesWords ? question.wordsTo : null })}
      >
        {t(texts.takesWords)}
      </Switch>
      <Switch isDisabled={isReadOnly} isSelected={question.crew} onChange={(crew) => set({ crew })}>
        {t(texts.crew)}
      </Switch>
      {question.choices.map((choice, index) => (
        <ChoiceFields
          key={choice.code}
          number={index + 1}
          choice={choice}
          nexts={nexts}
          types={types}
          isReadOnly={isReadOnly}
          onChange={(changed) => set({ choices: question.choices.map((one, at) => (at === index ? changed : one)) })}
          onRemove={() => set({ choices: question.choices.filter((_one, at) => at !== index) })}
        />
      ))}
      {isReadOnly ? null : (
        <div className="flex flex-wrap gap-2">
          <Button
            size="small"
            icon={<Plus aria-hidden size={15} />}
            isDisabled={question.choices.length >= 9}
            onPress={() => onChange(addChoice(question))}
          >
            {t(texts.addChoice)}
          </Button>
          {act.onUp === null ? null : (
            <Button size="small" look="quiet" icon={<ArrowUp aria-hidden size={15} />} onPress={act.onUp}>
              {t(texts.up)}
            </Button>
          )}
          <Button size="small" look="quiet" icon={<Trash2 aria-hidden size={15} />} onPress={act.onRemove}>
            {t(texts.removeQuestion)}
          </Button>
        </div>
      )}
    </div>
  );
}

interface KeyFieldProps {
  readonly value: string;
  /** Keys of the other questions. */
  readonly taken: readonly string[];
  readonly isReadOnly: boolean;
  readonly onChange: (key: string) => void;
}

/** A key on the way to another one may be somebody else's: it takes effect when it is whole, and what leads to it follows then. */
function KeyField({ value, taken, isReadOnly, onChange }: KeyFieldProps) {
  const t = useText();
  const [typed, setTyped] = useState(value);
  const isTaken = taken.includes(typed);
  const error = isTaken ? t(faultTexts.same_key, { question: typed }) : undefined;
  return (
    <TextField
      label={t(texts.key)}
      description={t(texts.keyNote)}
      isReadOnly={isReadOnly}
      value={typed}
      {...(error === undefined ? {} : { error })}
      onChange={(key) => setTyped(key.toLowerCase().replace(/[^a-z0-9_]/g, '_'))}
      onBlur={() => (isTaken || !questionKey.safeParse(typed).success ? setTyped(value) : onChange(typed))}
    />
  );
}

interface BothFieldsProps {
  readonly label: string;
  readonly labelEn: string;
  readonly value: { readonly id: string; readonly en: string };
  readonly onChange: (value: { id: string; en: string }) => void;
  readonly isReadOnly: boolean;
  readonly isRequired?: boolean;
}

function BothFields({ label, labelEn, value, onChange, isReadOnly, isRequired }: BothFieldsProps) {
  return (
    <div className="grid gap-2 sm:grid-cols-2">
      <TextArea
        label={label}
        rows={2}
        isReadOnly={isReadOnly}
        isRequired={isRequired === true}
        value={value.id}
        onChange={(id) => onChange({ ...value, id })}
      />
      <TextArea
        label={labelEn}
        rows={2}
        isReadOnly={isReadOnly}
        value={value.en}
        onChange={(en) => onChange({ ...value, en })}
      />
    </div>
  );
}

interface TellFieldsProps {
  readonly tell: CardQuestion['tell'];
  readonly onChange: (tell: CardQuestion['tell']) => void;
  readonly isReadOnly: boolean;
}

/** What is typed stays as it is typed; the lines are read out of it. */
function TellFields({ tell, onChange, isReadOnly }: TellFieldsProps) {
  const t = useText();
  const [typed, setTyped] = useState({
    id: tell.map((line) => line.id).join('\n'),
    en: tell.map((line) => line.en).join('\n'),
  });
  return (
    <BothFields
      label={t(texts.tell)}
      labelEn={t(texts.askEn)}
      isReadOnly={isReadOnly}
      value={typed}
      onChange={(value) => {
        setTyped(value);
        onChange(linesOf(value.id, value.en));
      }}
    />
  );
}
