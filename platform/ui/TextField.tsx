import type { ReactNode, Ref } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField';
import { FieldLabel, FieldNotes, type FieldWords, invalidWhen } from './FieldParts.tsx';
import { fieldClass, inputClass } from './field-classes.ts';
import { cx } from './tone.ts';

type Base = Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'isInvalid'>;

export interface TextFieldProps extends Base, FieldWords {
  readonly placeholder?: string;
  /** For `type="number"`, `date`, `month`, `time`. */
  readonly min?: string | number;
  readonly max?: string | number;
  readonly large?: boolean;
  /** Shown at the end of the field (a unit, a button). */
  readonly after?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** One line of text, a number, a date: whatever `type` says. */
export function TextField({
  label,
  description,
  error,
  placeholder,
  min,
  max,
  large,
  after,
  inputRef,
  ...props
}: TextFieldProps) {
  return (
    <AriaTextField {...props} {...invalidWhen(error)} className={fieldClass}>
      <FieldLabel label={label} isRequired={props.isRequired} />
      <span className="flex items-center gap-1">
        <Input
          className={cx(inputClass, large === true && 'min-h-12 text-xl')}
          {...(inputRef === undefined ? {} : { ref: inputRef })}
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(min === undefined ? {} : { min })}
          {...(max === undefined ? {} : { max })}
        />
        {after}
      </span>
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  );
}

export interface TextAreaProps extends Base, FieldWords {
  readonly rows?: number;
  readonly placeholder?: string;
  readonly inputRef?: Ref<HTMLTextAreaElement>;
}

/** Several lines of text. */
export function TextArea({ label, description, error, rows = 3, placeholder, inputRef, ...props }: TextAreaProps) {
  return (
    <AriaTextField {...props} {...invalidWhen(error)} className={fieldClass}>
      <FieldLabel label={label} isRequired={props.isRequired} />
      <AriaTextArea
        rows={rows}
        className={cx(inputClass, 'resize-y')}
        {...(inputRef === undefined ? {} : { ref: inputRef })}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  );
}
