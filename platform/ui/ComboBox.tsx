import { ChevronDown } from 'lucide-react';
import type { Ref } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { ListBox } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { useText } from '#platform/web/language.tsx';
import { FieldLabel, FieldNotes, type FieldWords, invalidWhen } from './FieldParts.tsx';
import { fieldClass, inputClass, listClass, popoverClass } from './field-classes.ts';
import { type Option, OptionRow } from './Select.tsx';
import { texts } from './texts.ts';

export interface ComboBoxProps<Key extends string> extends FieldWords {
  /** All options, or with `onSearch` those the server found. */
  readonly options: readonly Option<Key>[];
  readonly value: Key | null;
  /** Null when the field was emptied. */
  readonly onChange: (value: Key | null) => void;
  /** Search elsewhere: called with what is typed; the options are then shown as they are given. */
  readonly onSearch?: (typed: string) => void;
  readonly typed?: string;
  /** What is typed may stand although it is no option (an address nobody knows). */
  readonly allowsOther?: boolean;
  readonly placeholder?: string;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A field that offers matching options while one types. */
export function ComboBox<Key extends string>(props: ComboBoxProps<Key>) {
  const {
    label,
    description,
    error,
    options,
    value,
    onChange,
    onSearch,
    typed,
    allowsOther,
    placeholder,
    inputRef,
    ...rest
  } = props;
  const t = useText();
  // `items` are shown as they are given; only `defaultItems` are narrowed by what is typed.
  const searching =
    onSearch === undefined
      ? { defaultItems: options }
      : { items: options, onInputChange: onSearch, defaultFilter: () => true };
  return (
    <AriaComboBox
      {...rest}
      {...invalidWhen(error)}
      {...searching}
      {...(typed === undefined ? {} : { inputValue: typed })}
      value={value}
      onChange={(key) => onChange(options.find((option) => option.id === key)?.id ?? null)}
      allowsCustomValue={allowsOther ?? false}
      allowsEmptyCollection
      menuTrigger="input"
      className={fieldClass}
    >
      <FieldLabel label={label} isRequired={rest.isRequired} />
      <span className="relative flex">
        <Input
          className={`${inputClass} pr-9`}
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(inputRef === undefined ? {} : { ref: inputRef })}
        />
        <Button
          aria-label={t(texts.showOptions)}
          className="absolute inset-y-1 right-1 inline-flex w-7 items-center justify-center rounded"
        >
          <ChevronDown aria-hidden size={16} />
        </Button>
      </span>
      <FieldNotes description={description} error={error} />
      <Popover className={popoverClass}>
        <ListBox<Option<Key>>
          className={listClass}
          renderEmptyState={() => <p className="p-2 text-sm text-ink-soft">{t(texts.nothingFound)}</p>}
        >
          {(option) => <OptionRow option={option} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
