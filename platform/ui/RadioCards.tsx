import type { ReactNode } from 'react';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { useCommands } from '#platform/web/commands.ts';
import { FieldLabel, FieldNotes, type FieldWords, invalidWhen } from './FieldParts.tsx';
import { fieldClass } from './field-classes.ts';
import { Kbd } from './Kbd.tsx';
import type { Option } from './Select.tsx';
import { cx, type Tone } from './tone.ts';

/** A big choice; `key` chooses it from anywhere on the page. */
export interface CardOption<Key extends string = string> extends Option<Key> {
  readonly key?: string;
  readonly icon?: ReactNode;
  readonly tone?: Tone;
}

export interface RadioCardsProps<Key extends string> extends FieldWords {
  readonly options: readonly CardOption<Key>[];
  readonly value: Key | null;
  readonly onChange: (value: Key) => void;
  /** Cards side by side on a wide screen. */
  readonly columns?: 1 | 2 | 3 | 4 | 5;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
}

const grids = {
  1: '',
  2: 'sm:grid-cols-2',
  3: 'sm:grid-cols-3',
  4: 'sm:grid-cols-2 lg:grid-cols-4',
  5: 'sm:grid-cols-3 lg:grid-cols-5',
};
const chosen: Readonly<Record<Tone, string>> = {
  neutral: 'data-selected:border-ink data-selected:bg-raised',
  accent: 'data-selected:border-accent data-selected:bg-accent-soft',
  good: 'data-selected:border-good data-selected:bg-good-soft',
  warn: 'data-selected:border-warn data-selected:bg-warn-soft',
  life: 'data-selected:border-life data-selected:bg-life-soft',
  calm: 'data-selected:border-calm data-selected:bg-calm-soft',
};

/** One of a few, all in sight, big enough to hit without aiming. */
export function RadioCards<Key extends string>(props: RadioCardsProps<Key>) {
  const { label, description, error, options, value, onChange, columns = 2, ...rest } = props;
  useCommands(
    options
      .filter((option) => option.key !== undefined && option.isDisabled !== true && rest.isDisabled !== true)
      .map((option) => ({
        id: `choose.${label}.${option.id}`,
        name: { id: `${label}: ${option.name}`, en: `${label}: ${option.name}` },
        keys: [option.key ?? ''],
        run: () => onChange(option.id),
      })),
  );
  return (
    <RadioGroup
      {...rest}
      {...invalidWhen(error)}
      value={value}
      onChange={(key) => {
        const found = options.find((option) => option.id === key);
        if (found !== undefined) onChange(found.id);
      }}
      className={fieldClass}
    >
      <FieldLabel label={label} isRequired={rest.isRequired} />
      <div className={cx('grid gap-2', grids[columns])}>
        {options.map((option) => (
          <Radio
            key={option.id}
            value={option.id}
            isDisabled={option.isDisabled ?? false}
            className={cx(
              'group flex min-h-12 cursor-pointer items-center gap-2 rounded-lg border-2 border-line bg-surface px-3 py-2 data-hovered:bg-raised',
              'data-disabled:cursor-not-allowed data-disabled:text-ink-soft data-focus-visible:outline-2 data-focus-visible:outline-offset-2 data-focus-visible:outline-accent',
              chosen[option.tone ?? 'accent'],
            )}
          >
            <span
              aria-hidden
              className="inline-flex size-4 shrink-0 items-center justify-center rounded-full border-2 border-line-strong group-data-selected:border-current"
            >
              <span className="size-2 rounded-full group-data-selected:bg-current" />
            </span>
            {option.icon}
            <span className="flex min-w-0 flex-1 flex-col leading-tight">
              <span className="font-medium">{option.name}</span>
              {option.description === undefined ? null : (
                <span className="text-sm text-ink-soft">{option.description}</span>
              )}
            </span>
            {option.key === undefined ? null : <Kbd keys={option.key} />}
          </Radio>
        ))}
      </div>
      <FieldNotes description={description} error={error} />
    </RadioGroup>
  );
}
