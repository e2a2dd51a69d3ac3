import { type KeyboardEvent, type ReactNode, type Ref, useId, useState } from 'react';
import { fieldClass, hintClass, inputClass, labelClass } from '#platform/ui/field-classes.ts';
import type { Option } from '#platform/ui/Select.tsx';
import { cx } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import { texts } from './texts.ts';

/** One thing to choose; `mark` is what must not be overlooked about it. */
export interface SuggestOption extends Option {
  readonly icon?: ReactNode;
  readonly mark?: string;
}

export interface SuggestFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly options: readonly SuggestOption[];
  readonly onChoose: (option: Option) => void;
  /** Tab takes the first match too. Not where what is typed may stand by itself: a place is never guessed. */
  readonly tabChooses?: boolean;
  readonly onLeave?: () => void;
  readonly isBusy?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
  /** What has been chosen, below the field. */
  readonly children?: React.ReactNode;
}

/**
 * A field that searches while one types; the first match is active at once, so that a word and Enter choose it. React
 * Aria's combobox waits for an arrow key first, which costs a call taker a stroke on each call. Pattern: APG combobox
 * with list autocomplete.
 */
export function SuggestField(props: SuggestFieldProps) {
  const { label, hint, typed, onType, options, onChoose } = props;
  const t = useText();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const current = isOpen ? options[Math.min(active, options.length - 1)] : undefined;
  const choose = (option: Option) => {
    setOpen(false);
    onChoose(option);
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive(isOpen ? (active + step + options.length) % Math.max(1, options.length) : 0);
      setOpen(true);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      setOpen(false);
    } else if (current !== undefined && (event.key === 'Enter' || (event.key === 'Tab' && props.tabChooses === true))) {
      // Tab goes on to the next field; Enter stays until the choice says where to go.
      if (event.key === 'Enter') event.preventDefault();
      if (event.key === 'Enter' || typed.trim() !== '') choose(current);
    }
  };
  return (
    <div className={cx(fieldClass, 'relative')}>
      <label htmlFor={`${id}-input`} className={labelClass}>
        {label}
      </label>
      <input
        id={`${id}-input`}
        ref={props.inputRef}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-describedby={`${id}-notes`}
        {...(current === undefined ? {} : { 'aria-activedescendant': `${id}-${current.id}` })}
        autoComplete="off"
        spellCheck={false}
        className={cx(inputClass, 'min-h-11 text-lg')}
        placeholder={hint}
        value={typed}
        onChange={(event) => {
          setActive(0);
          setOpen(event.target.value.trim() !== '');
          onType(event.target.value);
        }}
        onKeyDown={handleKey}
        onBlur={() => {
          setOpen(false);
          props.onLeave?.();
        }}
      />
      <Suggestions
        id={id}
        isOpen={isOpen}
        isBusy={props.isBusy === true}
        options={options}
        currentId={current?.id ?? null}
        onChoose={choose}
      />
      <div id={`${id}-notes`} className={hintClass} aria-live="polite">
        {isOpen && options.length === 0 && props.isBusy !== true ? t(texts.noOption) : null}
        {props.children}
      </div>
    </div>
  );
}

interface SuggestionsProps {
  readonly id: string;
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  readonly options: readonly SuggestOption[];
  readonly currentId: string | null;
  readonly onChoose: (option: Option) => void;
}

function Suggestions({ id, isOpen, isBusy, options, currentId, onChoose }: SuggestionsProps) {
  const t = useText();
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      aria-label={t(texts.suggestions)}
      aria-busy={isBusy}
      hidden={!isOpen || options.length === 0}
      className="absolute inset-x-0 top-[4.6rem] z-20 max-h-72 overflow-auto rounded-md border border-line-strong bg-surface p-1 shadow-float"
    >
      {(isOpen ? options : []).map((option) => (
        <div
          key={option.id}
          id={`${id}-${option.id}`}
          role="option"
          tabIndex={-1}
          aria-selected={option.id === currentId}
          // Before the field loses the focus and closes the list.
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(option);
          }}
          ref={(element) => {
            if (option.id === currentId) element?.scrollIntoView({ block: 'nearest' });
          }}
          className="cursor-pointer rounded px-2 py-1.5 hover:bg-raised aria-selected:bg-accent-soft"
        >
          {option.icon === undefined ? null : <span className="mr-2 inline-block align-middle">{option.icon}</span>}
          <span className="font-medium">{option.name}</span>
          {option.description === undefined ? null : (
            <span className="ml-2 text-sm text-ink-soft">{option.description}</span>
          )}
          {option.mark === undefined ? null : (
            <span className="ml-2 text-sm font-semibold text-warn">{option.mark}</span>
          )}
        </div>
      ))}
    </div>
  );
}
