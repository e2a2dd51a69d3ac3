import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { useText } from '#platform/web/language.tsx';
import { FieldLabel, FieldNotes, type FieldWords, invalidWhen } from './FieldParts.tsx';
import { fieldClass, inputClass, listClass, optionClass, popoverClass } from './field-classes.ts';
import { texts } from './texts.ts';
import { cx } from './tone.ts';

/** One thing to choose. */
export interface Option<Key extends string = string> {
  readonly id: Key;
  readonly name: string;
  readonly description?: string;
  readonly isDisabled?: boolean;
}

export interface SelectProps<Key extends string> extends FieldWords {
  readonly options: readonly Option<Key>[];
  readonly value: Key | null;
  readonly onChange: (value: Key) => void;
  readonly placeholder?: string;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly name?: string;
}

/** One of a short list; letters jump to what is typed. For more than a dozen options use ComboBox. */
export function Select<Key extends string>({
  label,
  description,
  error,
  options,
  value,
  onChange,
  placeholder,
  ...props
}: SelectProps<Key>) {
  const t = useText();
  return (
    <AriaSelect
      {...props}
      {...invalidWhen(error)}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key);
        if (chosen !== undefined) onChange(chosen.id);
      }}
      placeholder={placeholder ?? t(texts.choose)}
      className={fieldClass}
    >
      <FieldLabel label={label} isRequired={props.isRequired} />
      <Button className={cx(inputClass, 'flex items-center justify-between gap-2 text-left')}>
        <SelectValue className="truncate data-placeholder:text-ink-soft [&_[data-description]]:hidden" />
        <ChevronDown aria-hidden size={16} className="shrink-0" />
      </Button>
      <FieldNotes description={description} error={error} />
      <Popover className={popoverClass}>
        <ListBox items={options} className={listClass}>
          {(option) => <OptionRow option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

/** A row of a list of options. */
export function OptionRow({ option }: { option: Option }) {
  return (
    <ListBoxItem id={option.id} textValue={option.name} isDisabled={option.isDisabled ?? false} className={optionClass}>
      <span>{option.name}</span>
      {option.description === undefined ? null : (
        <span data-description className="text-sm font-normal text-ink-soft">
          {option.description}
        </span>
      )}
    </ListBoxItem>
  );
}
