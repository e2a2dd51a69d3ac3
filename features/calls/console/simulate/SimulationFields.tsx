import { type ReactNode, useId } from 'react';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { simulatedKinds } from '../../simulation.ts';
import { groupTexts } from '../../simulation-texts.ts';
import {
  errorOfNumber,
  errorOfTakers,
  type FieldError,
  fieldBounds,
  type NumberField,
  type SimulationForm,
  type SourceType,
} from './form.ts';
import { texts } from './texts.ts';

interface FieldsProps {
  readonly form: SimulationForm;
  readonly onChange: (change: Partial<SimulationForm>) => void;
}

/** What is asked: which calls, who is there, and what is assumed of both. */
export function SimulationFields({ form, onChange }: FieldsProps) {
  const t = useText();
  const say = useSay();
  const number = (field: NumberField, description?: string) => (
    <NumberBox field={field} form={form} onChange={onChange} {...(description === undefined ? {} : { description })} />
  );
  return (
    <div className="flex flex-col gap-4">
      <RadioCards<SourceType>
        label={t(texts.calls)}
        columns={3}
        options={[
          { id: 'recorded', name: t(texts.recorded) },
          { id: 'generated', name: t(texts.generated) },
          { id: 'file', name: t(texts.file) },
        ]}
        value={form.source}
        onChange={(source) => onChange({ source })}
      />
      <Row>
        {form.source === 'recorded' ? (
          <>
            <TextField
              type="date"
              label={t(texts.from)}
              isRequired
              value={form.from}
              onChange={(from) => onChange({ from })}
            />
            {number('days')}
          </>
        ) : null}
        {form.source === 'generated' ? number('perHour') : null}
        {form.source === 'file' ? <FileField form={form} onChange={onChange} /> : null}
        {number('hoaxShare', t(texts.hoaxNote))}
      </Row>
      <div className="grid items-start gap-3 md:grid-cols-2">
        <TextField
          label={t(texts.takers)}
          description={t(texts.takersNote)}
          isRequired
          error={say(errorOfTakers(form.takers))}
          value={form.takers}
          onChange={(takers) => onChange({ takers })}
        />
        <Row>
          {number('fewer')}
          {number('more')}
        </Row>
      </div>
      <details className="rounded-md border border-line p-3 print:hidden">
        <summary className="focus-ring cursor-pointer font-medium">{t(texts.details)}</summary>
        <div className="flex flex-col gap-3 pt-3">
          <fieldset>
            <legend className="pb-2 text-sm text-ink-soft">
              {t(texts.talk)}. {t(texts.talkNote)}.
            </legend>
            <Row>
              {simulatedKinds.map((kind) => (
                <TextField
                  key={kind}
                  inputMode="decimal"
                  label={t(groupTexts[kind])}
                  error={say(errorOfNumber(form.talk[kind], 'talk'))}
                  value={form.talk[kind]}
                  onChange={(said) => onChange({ talk: { ...form.talk, [kind]: said } })}
                />
              ))}
            </Row>
          </fieldset>
          <Row>
            {number('patience', t(texts.talkNote))}
            {number('reaction', t(texts.talkNote))}
            {number('missed', t(texts.talkNote))}
            {number('supervisors')}
            {number('replications')}
            {number('seed')}
          </Row>
        </div>
      </details>
    </div>
  );
}

const Row = ({ children }: { children: ReactNode }) => (
  <div className="grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-4">{children}</div>
);

function useSay(): (error: FieldError | null) => string | null {
  const t = useText();
  return (error) => (error === null ? null : t(error.text, error.values));
}

function NumberBox({ field, form, onChange, description }: FieldsProps & { field: NumberField; description?: string }) {
  const t = useText();
  const say = useSay();
  const { least, most } = fieldBounds[field];
  return (
    <TextField
      inputMode="decimal"
      label={t(texts[field])}
      error={say(errorOfNumber(form[field], field))}
      {...(description === undefined ? {} : { description })}
      min={least}
      max={most}
      value={form[field]}
      onChange={(said) => onChange({ [field]: said })}
    />
  );
}

function FileField({ form, onChange }: FieldsProps) {
  const t = useText();
  const id = useId();
  const take = async (file: File | undefined) => {
    if (file !== undefined) onChange({ csv: await file.text(), fileName: file.name });
  };
  return (
    <div className="flex flex-col gap-1 sm:col-span-2">
      <label htmlFor={id} className="font-medium">
        {t(texts.file)}
      </label>
      <input
        id={id}
        type="file"
        accept=".csv,text/csv"
        aria-describedby={`${id}-note`}
        className="focus-ring max-w-full rounded-md border border-line-strong bg-surface p-1.5"
        onChange={(event) => void take(event.target.files?.[0])}
      />
      <p id={`${id}-note`} className="text-sm text-ink-soft">
        {form.fileName === '' ? t(texts.fileNote) : form.fileName}
      </p>
    </div>
  );
}
