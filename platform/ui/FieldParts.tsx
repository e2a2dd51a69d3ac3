import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { useText } from '#platform/web/language.tsx';
import { errorClass, hintClass, labelClass } from './field-classes.ts';
import { texts } from './texts.ts';

/** What every field of the kit takes. */
export interface FieldWords {
  readonly label: string;
  readonly description?: ReactNode;
  /** What is wrong; the field is then marked invalid. */
  readonly error?: string | null | undefined;
}

export function FieldLabel({ label, isRequired }: { label: string; isRequired: boolean | undefined }) {
  const t = useText();
  return (
    <Label className={labelClass}>
      {label}
      {isRequired === true ? <span className="font-normal text-ink-soft"> ({t(texts.required)})</span> : null}
    </Label>
  );
}

export function FieldNotes({ description, error }: Pick<FieldWords, 'description' | 'error'>) {
  return (
    <>
      {description === undefined ? null : (
        <Text slot="description" className={hintClass}>
          {description}
        </Text>
      )}
      <FieldError className={errorClass}>{error === null || error === undefined ? undefined : error}</FieldError>
    </>
  );
}

/** Marks a field invalid only while there is an error to tell, so that native validation stays out of the way. */
export function invalidWhen(error: string | null | undefined): { isInvalid: boolean } {
  return { isInvalid: error !== null && error !== undefined && error !== '' };
}
