import { ChevronDown, ChevronRight, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Checkbox, Switch } from '#platform/ui/Checkbox.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { CardContent } from '../../../card.ts';
import { categories } from '../../../incident.ts';
import { categoryTexts } from '../../../texts.ts';
import { listTypeSettings } from '../../../type-contract.ts';
import type { TypeOption } from './ChoiceFields.tsx';
import { addQuestion, moveUp, removeQuestion, renameQuestion } from './card-edit.ts';
import { QuestionFields } from './QuestionFields.tsx';
import { editorTexts as texts } from './texts.ts';

interface CardFieldsProps {
  readonly content: CardContent;
  readonly onChange: (part: Partial<CardContent>) => void;
  readonly isReadOnly?: boolean;
}

/** What of a card is editable, but for its approval. */
export function CardFields({ content, onChange, isReadOnly = false }: CardFieldsProps) {
  const t = useText();
  const types = (useRoute(listTypeSettings, {}).data?.items ?? []).map(
    (type): TypeOption => ({ id: type.code, name: `${type.name} (${type.code})` }),
  );
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-[1fr_1fr_7rem]">
        <TextField
          label={t(texts.name)}
          isRequired
          isReadOnly={isReadOnly}
          value={content.name}
          onChange={(name) => onChange({ name })}
        />
        <TextField
          label={t(texts.nameEn)}
          isReadOnly={isReadOnly}
          value={content.nameEn}
          onChange={(nameEn) => onChange({ nameEn })}
        />
        <TextField
          label={t(texts.position)}
          type="number"
          min={1}
          max={9999}
          isReadOnly={isReadOnly}
          value={String(content.position)}
          onChange={(typed) => onChange({ position: Math.min(9999, Math.max(1, Number.parseInt(typed, 10) || 1)) })}
        />
      </div>
      <UsedFor content={content} types={types} isReadOnly={isReadOnly} onChange={onChange} />
      <Questions content={content} types={types} isReadOnly={isReadOnly} onChange={onChange} />
      <Switch isDisabled={isReadOnly} isSelected={content.active} onChange={(active) => onChange({ active })}>
        {t(texts.active)}
      </Switch>
    </>
  );
}

type PartProps = Required<CardFieldsProps> & { readonly types: readonly TypeOption[] };

function UsedFor({ content, types, isReadOnly, onChange }: PartProps) {
  const t = useText();
  const nameOf = (code: string) => types.find((type) => type.id === code)?.name ?? code;
  return (
    <fieldset className="flex flex-col gap-2 rounded-md border border-line p-2">
      <legend className="px-1 font-semibold">{t(texts.usedFor)}</legend>
      <div className="flex flex-wrap gap-1.5">
        {content.typeCodes.map((code) => (
          <Button
            key={code}
            size="small"
            isDisabled={isReadOnly}
            icon={<X aria-hidden size={14} />}
            aria-label={t(texts.removeType, { name: nameOf(code) })}
            onPress={() => onChange({ typeCodes: content.typeCodes.filter((one) => one !== code) })}
          >
            {nameOf(code)}
          </Button>
        ))}
      </div>
      {isReadOnly ? null : (
        <ComboBox
          key={content.typeCodes.length}
          label={t(texts.addType)}
          options={types.filter((type) => !content.typeCodes.includes(type.id))}
          value={null}
          onChange={(code) => code !== null && onChange({ typeCodes: [...content.typeCodes, code] })}
        />
      )}
      <p className="text-sm text-ink-soft">{t(texts.categories)}</p>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {categories.map((category) => (
          <Checkbox
            key={category}
            isDisabled={isReadOnly}
            isSelected={content.categories.includes(category)}
            onChange={(isOn) =>
              onChange({
                categories: isOn
                  ? [...content.categories, category]
                  : content.categories.filter((one) => one !== category),
              })
            }
          >
            {t(categoryTexts[category])}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}

function Questions({ content, types, isReadOnly, onChange }: PartProps) {
  const t = useText();
  // By place: a key changes while it is typed.
  const [opened, setOpened] = useState<number | null>(null);
  const { questions } = content;
  const optionOf = ({ key, ask }: CardContent['questions'][number]) => ({ id: key, name: `${key} · ${ask.id}` });
  return (
    <section aria-label={t(texts.questions)} className="flex flex-col gap-2">
      <Select
        label={t(texts.first)}
        isDisabled={isReadOnly}
        options={questions.map(optionOf)}
        value={content.first}
        onChange={(first) => onChange({ first })}
      />
      <ol className="flex flex-col gap-1.5">
        {questions.map((question, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the key of a question changes while it is typed
          <li key={index} className="rounded-md border border-line p-2">
            <button
              type="button"
              aria-expanded={opened === index}
              className="focus-ring flex w-full cursor-pointer items-start gap-2 rounded text-left"
              onClick={() => setOpened(opened === index ? null : index)}
            >
              {opened === index ? <ChevronDown aria-hidden size={18} /> : <ChevronRight aria-hidden size={18} />}
              <span className="min-w-0 flex-1 font-medium">{question.ask.id || question.key}</span>
              <span className="shrink-0 text-sm text-ink-soft">
                {t(texts.answersOf, { count: question.choices.length })}
              </span>
            </button>
            {opened === index ? (
              <QuestionFields
                question={question}
                types={types}
                nexts={questions.filter((_one, at) => at !== index).map(optionOf)}
                isReadOnly={isReadOnly}
                onChange={(changed) =>
                  onChange({ questions: questions.map((one, at) => (at === index ? changed : one)) })
                }
                onRename={(key) => onChange(renameQuestion(content, question.key, key))}
                onRemove={() => {
                  setOpened(null);
                  onChange(removeQuestion(content, question.key));
                }}
                onUp={
                  index === 0
                    ? null
                    : () => {
                        setOpened(index - 1);
                        onChange(moveUp(content, index));
                      }
                }
              />
            ) : null}
          </li>
        ))}
      </ol>
      {isReadOnly ? null : (
        <div>
          <Button
            size="small"
            icon={<Plus aria-hidden size={15} />}
            isDisabled={questions.length >= 40}
            onPress={() => {
              setOpened(questions.length);
              onChange(addQuestion(content));
            }}
          >
            {t(texts.addQuestion)}
          </Button>
        </div>
      )}
    </section>
  );
}
