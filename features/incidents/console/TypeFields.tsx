import { useState } from 'react';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { categories, type IncidentTypeContent, priorities } from '../incident.ts';
import { categoryTexts, priorityTexts } from '../texts.ts';
import { typeTexts as texts } from './type-texts.ts';

interface TypeFieldsProps {
  readonly content: IncidentTypeContent;
  readonly onChange: (part: Partial<IncidentTypeContent>) => void;
  readonly isReadOnly?: boolean;
}

/** What of an incident type is editable. */
export function TypeFields({ content, onChange, isReadOnly = false }: TypeFieldsProps) {
  const t = useText();
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t(texts.name)}
          isRequired
          isReadOnly={isReadOnly}
          value={content.name}
          onChange={(name) => onChange({ name })}
        />
        <TextField
          label={t(texts.nameEn)}
          isRequired
          isReadOnly={isReadOnly}
          value={content.nameEn}
          onChange={(nameEn) => onChange({ nameEn })}
        />
      </div>
      <div className="grid gap-3 sm:grid-cols-[1fr_1fr_8rem]">
        <Select
          label={t(texts.category)}
          isDisabled={isReadOnly}
          options={categories.map((category) => ({ id: category, name: t(categoryTexts[category]) }))}
          value={content.category}
          onChange={(category) => onChange({ category })}
        />
        <Select
          label={t(texts.priority)}
          isDisabled={isReadOnly}
          options={priorities.map((priority) => ({
            id: priority,
            name: `${priority} · ${t(priorityTexts[priority])}`,
          }))}
          value={content.defaultPriority}
          onChange={(defaultPriority) => onChange({ defaultPriority })}
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
      <WordsField words={content.words} isReadOnly={isReadOnly} onChange={(words) => onChange({ words })} />
      <Switch isDisabled={isReadOnly} isSelected={content.sensitive} onChange={(sensitive) => onChange({ sensitive })}>
        {t(texts.sensitive)}
      </Switch>
      <Switch isDisabled={isReadOnly} isSelected={content.active} onChange={(active) => onChange({ active })}>
        {t(texts.activeSwitch)}
      </Switch>
    </>
  );
}

interface WordsFieldProps {
  readonly words: readonly string[];
  readonly onChange: (words: string[]) => void;
  readonly isReadOnly: boolean;
}

/** What is typed stays as it is typed, so that the cursor never jumps; the words are read out of it. */
function WordsField({ words, onChange, isReadOnly }: WordsFieldProps) {
  const t = useText();
  const [typed, setTyped] = useState(words.join(', '));
  // Somebody took the latest version: the words are others than the ones typed here.
  const shown = wordsIn(typed).join() === words.join() ? typed : words.join(', ');
  const handleChange = (text: string) => {
    setTyped(text);
    onChange(wordsIn(text));
  };
  return (
    <TextArea
      label={t(texts.words)}
      description={t(texts.wordsNote)}
      isReadOnly={isReadOnly}
      value={shown}
      onChange={handleChange}
    />
  );
}

function wordsIn(text: string): string[] {
  const words = text.split(/[,\n]/).map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ''))];
}
