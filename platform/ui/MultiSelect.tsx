import { Check, ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { useText } from '#platform/web/language.tsx';
import { FieldLabel, type FieldWords } from './FieldParts.tsx';
import { fieldClass, inputClass, listClass, optionClass, popoverClass } from './field-classes.ts';
import type { Option } from './Select.tsx';
import { texts } from './texts.ts';
import { cx } from './tone.ts';

export interface MultiSelectProps<Key extends string> extends Pick<FieldWords, 'label'> {
  readonly options: readonly Option<Key>[];
  readonly value: readonly Key[];
  readonly onChange: (value: readonly Key[]) => void;
  /** What stands there while nothing is chosen. */
  readonly none: string;
}

/** Any number of a short list; the list stays open while one ticks. */
export function MultiSelect<Key extends string>({ label, options, value, onChange, none }: MultiSelectProps<Key>) {
  const t = useText();
  const chosen = options.filter((option) => value.includes(option.id));
  const said =
    chosen.length === 0
      ? none
      : chosen.length <= 2
        ? chosen.map((option) => option.name).join(', ')
        : t(texts.chosenCount, { count: chosen.length });
  return (
    <AriaSelect
      selectionMode="multiple"
      value={[...value]}
      onChange={(keys) => onChange(options.map((option) => option.id).filter((id) => keys.includes(id)))}
      className={fieldClass}
    >
      <FieldLabel label={label} isRequired={false} />
      <Button className={cx(inputClass, 'flex items-center justify-between gap-2 text-left')}>
        <SelectValue className={cx('truncate', chosen.length === 0 && 'text-ink-soft')}>{() => said}</SelectValue>
        <ChevronDown aria-hidden size={16} className="shrink-0" />
      </Button>
      <Popover className={popoverClass}>
        <ListBox items={options} className={listClass}>
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.name}
              className={cx(optionClass, 'flex-row items-center gap-2')}
            >
              {({ isSelected }) => (
                <>
                  <Check aria-hidden size={16} className={cx('shrink-0', !isSelected && 'invisible')} />
                  <span>{option.name}</span>
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
