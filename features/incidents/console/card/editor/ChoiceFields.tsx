import { Trash2 } from 'lucide-react';
import { IconButton } from '#platform/ui/Button.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import type { CardChoice } from '../../../card.ts';
import { priorities } from '../../../incident.ts';
import { priorityTexts } from '../../../texts.ts';
import { editorTexts as texts } from './texts.ts';

export interface TypeOption {
  readonly id: string;
  readonly name: string;
}

interface ChoiceFieldsProps {
  readonly number: number;
  readonly choice: CardChoice;
  /** Keys of the other questions, with what they ask. */
  readonly nexts: readonly TypeOption[];
  readonly types: readonly TypeOption[];
  readonly isReadOnly: boolean;
  readonly onChange: (choice: CardChoice) => void;
  readonly onRemove: () => void;
}

const ends = 'ends';
const nothing = 'nothing';

/** One row of the table: what is answered, what follows, what it does. */
export function ChoiceFields({ number, choice, nexts, types, isReadOnly, onChange, onRemove }: ChoiceFieldsProps) {
  const t = useText();
  return (
    <fieldset
      aria-label={t(texts.choice, { number })}
      className="grid gap-2 rounded-md border border-line p-2 sm:grid-cols-2"
    >
      <TextField
        label={`${number}. ${t(texts.label)}`}
        isRequired
        isReadOnly={isReadOnly}
        value={choice.label.id}
        onChange={(id) => onChange({ ...choice, label: { ...choice.label, id } })}
      />
      <TextField
        label={t(texts.askEn)}
        isReadOnly={isReadOnly}
        value={choice.label.en}
        onChange={(en) => onChange({ ...choice, label: { ...choice.label, en } })}
      />
      <Select
        label={t(texts.next)}
        isDisabled={isReadOnly}
        options={[{ id: ends, name: t(texts.ends) }, ...nexts]}
        value={choice.next ?? ends}
        onChange={(next) => onChange({ ...choice, next: next === ends ? null : next })}
      />
      <Select
        label={t(texts.danger)}
        isDisabled={isReadOnly}
        options={[
          { id: nothing, name: t(texts.unchanged) },
          { id: 'yes', name: t(texts.yes) },
          { id: 'no', name: t(texts.no) },
        ]}
        value={choice.lifeAtRisk ?? nothing}
        onChange={(said) => onChange({ ...choice, lifeAtRisk: said === 'yes' || said === 'no' ? said : null })}
      />
      <Select
        label={t(texts.raiseTo)}
        isDisabled={isReadOnly}
        options={[
          { id: nothing, name: t(texts.unchanged) },
          ...priorities.map((level): TypeOption => ({ id: level, name: `${level} · ${t(priorityTexts[level])}` })),
        ]}
        value={choice.raiseTo ?? nothing}
        onChange={(level) => onChange({ ...choice, raiseTo: priorities.find((one) => one === level) ?? null })}
      />
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <ComboBox
            label={t(texts.suggests)}
            placeholder={t(texts.nothing)}
            isDisabled={isReadOnly}
            options={types}
            value={choice.typeCode}
            onChange={(typeCode) => onChange({ ...choice, typeCode })}
          />
        </div>
        {isReadOnly ? null : (
          <IconButton
            label={t(texts.removeChoice, { number })}
            icon={<Trash2 aria-hidden size={16} />}
            onPress={onRemove}
          />
        )}
      </div>
    </fieldset>
  );
}
