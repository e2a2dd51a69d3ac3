import { Save } from 'lucide-react';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { instantOf } from '#features/calls/console/local-time.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText, useZone } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { dangerAfter } from '../card-rules.ts';
import { type IncidentView, listIncidentTypes } from '../contract.ts';
import {
  clashesOf,
  type Draft,
  draftOf,
  edit,
  type FormValues,
  hasEdits,
  rebase,
  shownValues,
  withoutSame,
} from '../draft.ts';
import { callId, formSources, type LifeAtRisk, type Priority } from '../incident.ts';
import { missingOf } from '../rules.ts';
import { lifeAtRiskTexts } from '../texts.ts';
import { ClashNotice } from './ClashNotice.tsx';
import { FormPriority } from './FormPriority.tsx';
import { PointField } from './map/PointField.tsx';
import { OriginFields } from './OriginFields.tsx';
import { PlaceField } from './PlaceField.tsx';
import { PeopleHere } from './people/PeopleHere.tsx';
import { TypeField } from './TypeField.tsx';
import { texts } from './texts.ts';
import { tellTyped } from './typed-now.ts';
import { draftKeyOf, useIncidentDraft, useTemplatePriority, useWithoutCall } from './use-incident-draft.ts';
import { useIncidentSave } from './use-incident-save.ts';
import { useTypedWords } from './use-typed-words.ts';

export interface IncidentFormProps {
  /**
   * The call it belongs to; `unknown` while the server cannot say which call is talked on (it is typed and kept, and
   * saved once that is known); null for an incident without a call, or to change one that exists.
   */
  readonly call: { readonly id: string } | 'unknown' | null;
  /** Null: it does not exist yet. */
  readonly incident: IncidentView | null;
  readonly onSaved?: (incident: IncidentView) => void;
  /** Put the cursor into the type field at once: a call was just answered. */
  readonly takesFocus?: boolean;
  /** The type as it stands in the form, saved or not. */
  readonly onType?: (typed: TypedType) => void;
  /** In disaster mode: the three fields, and everything else one press away. */
  readonly isShort?: boolean;
  readonly ref?: Ref<IncidentFormHandle>;
}

/** `of`: which form says it (`draftKeyOf`). */
export interface TypedType {
  readonly of: string;
  readonly typeId: string | null;
}

/** One choice beside the form that fills several fields; a type the regency has not, or null, leaves its field alone. */
export interface FormTemplate {
  readonly typeCode: string | null;
  readonly lifeAtRisk: LifeAtRisk | null;
  /** An incident that is opened with it is at least this urgent. */
  readonly priority: Priority | null;
  readonly description: string;
}

/** What a question card or a template beside the form does to it. */
export interface IncidentFormHandle {
  readonly focus: () => void;
  readonly takeType: (typeId: string) => void;
  readonly takeDanger: (said: 'yes' | 'no' | null) => void;
  readonly takeTemplate: (template: FormTemplate) => void;
}

/** Three fields dispatch an incident; the rest may come while the agencies are on their way. */
export function IncidentForm(props: IncidentFormProps) {
  const { incident, call } = props;
  const t = useText();
  const form = useFormState(props);
  const typeField = useRef<HTMLInputElement>(null);
  const placeField = useRef<HTMLInputElement>(null);
  const lifeField = useRef<HTMLDivElement>(null);
  const { takesFocus } = props;
  useEffect(() => {
    if (takesFocus === true) typeField.current?.focus();
  }, [takesFocus]);
  const { values, set, save } = form;
  const [isWhole, setWhole] = useState(false);
  const isShort = props.isShort === true && !isWhole;
  useImperativeHandle(props.ref, () => ({
    focus: () => typeField.current?.focus(),
    takeType: (typeId) => set({ typeId }),
    takeDanger: (said) => set({ lifeAtRisk: dangerAfter(values.lifeAtRisk, said) }),
    takeTemplate: (template) => {
      form.takeTemplate(template);
      // Where it is, nobody but the caller knows.
      placeField.current?.focus();
    },
  }));
  const { onType } = props;
  const of = draftKeyOf(props);
  useEffect(() => onType?.({ of, typeId: values.typeId }), [onType, of, values.typeId]);
  useCommands([
    form.command,
    {
      id: 'incident.form',
      name: texts.focusForm,
      keys: ['F8'],
      group: texts.form,
      run: () => typeField.current?.focus(),
    },
  ]);
  return (
    <form
      aria-label={t(texts.form)}
      onSubmit={(event) => event.preventDefault()}
      className="grid grid-cols-1 gap-3 xl:grid-cols-2"
    >
      {incident === null ? null : <PeopleHere incidentId={incident.id} isEditing={form.hasEdits} />}
      {call === null && incident === null ? (
        <OriginFields origin={form.origin.value} onChange={form.origin.set} />
      ) : null}
      <TypeField
        value={values.typeId}
        onChange={(typeId) => {
          set({ typeId });
          placeField.current?.focus();
        }}
        inputRef={typeField}
      />
      <PlaceField
        values={values}
        onChange={set}
        onChosen={() => lifeField.current?.querySelector('input')?.focus()}
        inputRef={placeField}
      />
      {isShort ? null : (
        <div className="xl:col-span-2">
          <PointField
            values={values}
            set={set}
            callId={call === 'unknown' ? null : (call?.id ?? incident?.calls[0]?.callId ?? null)}
          />
        </div>
      )}
      <div ref={lifeField} className="xl:col-span-2">
        <RadioCards
          label={t(texts.life)}
          columns={3}
          value={values.lifeAtRisk}
          onChange={(lifeAtRisk) => set({ lifeAtRisk })}
          options={[
            { id: 'yes', name: t(lifeAtRiskTexts.yes), key: 'Alt+Y', tone: 'life' },
            { id: 'no', name: t(lifeAtRiskTexts.no), key: 'Alt+T', tone: 'good' },
            { id: 'unknown', name: t(lifeAtRiskTexts.unknown), key: 'Alt+U', tone: 'warn' },
          ]}
        />
      </div>
      {isShort ? (
        <div className="xl:col-span-2">
          <Button size="small" look="quiet" onPress={() => setWhole(true)}>
            {t(texts.wholeForm)}
          </Button>
        </div>
      ) : (
        <LaterFields values={values} set={set} incident={incident} />
      )}
      <div className="flex flex-col gap-2 xl:col-span-2">
        <ClashNotice
          clashes={form.clashes}
          incident={incident}
          onKeepMine={() => form.resolve(false)}
          onTakeTheirs={() => form.resolve(true)}
        />
        {save.isAway ? <Notice tone="warn">{t(texts.keptHere)}</Notice> : null}
        {form.errorText === null ? null : <Notice tone="life">{form.errorText}</Notice>}
        <div className="flex flex-wrap items-center gap-3">
          <CommandButton command={form.command} look="primary" icon={<Save aria-hidden size={16} />} />
          {call === null && incident !== null ? null : (
            <FormPriority values={values} incident={incident} atLeast={form.atLeast} />
          )}
          <FormState missing={form.missing} hasEdits={form.hasEdits} isSaved={incident !== null} />
        </div>
      </div>
    </form>
  );
}

/** The draft, its save command, and what stands in its way. */
function useFormState({ call, incident, onSaved }: IncidentFormProps) {
  const t = useText();
  const zone = useZone();
  const textOf = useErrorText();
  const draftKey = draftKeyOf({ call, incident });
  const { draft, latest, change } = useIncidentDraft(draftKey, incident);
  useTypedWords({
    id: call === null || call === 'unknown' ? null : call.id,
    edits: draft.edits,
    onWords: (edits) => change((before) => edit(before, incident, { ...edits, ...before.edits })),
  });
  const version = incident?.version;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each version of the incident
  useEffect(() => {
    if (incident !== null) change((before) => withoutSame(before, incident));
  }, [version]);
  const origin = useWithoutCall(draftKey);
  const types = useRoute(listIncidentTypes, {}).data?.items ?? [];
  const atLeast = useTemplatePriority(draftKey);
  const save = useIncidentSave({
    draftKey,
    incident,
    origin: {
      ...(call !== null && call !== 'unknown'
        ? { callId: callId.parse(call.id) }
        : {
            source: formSources.find((one) => one === origin.value.source),
            ...(origin.value.reportedAt === '' ? {} : { reportedAt: instantOf(origin.value.reportedAt, zone) }),
          }),
      ...(atLeast.value === null ? {} : { atLeast: atLeast.value }),
    },
    drafts: { latest, change },
    onSaved: (saved) => {
      origin.clear();
      atLeast.clear();
      toast(t(texts.saved, { number: saved.number }));
      onSaved?.(saved);
    },
  });
  const values = shownValues(draft, incident);
  useTellTyped(draftKey, { draft, incident, change });
  const clashes = clashesOf(draft, incident);
  const needsSource = call === null && incident === null && origin.value.source === null;
  // A call may be saved with nothing known yet: the incident exists, and others see it.
  const isNew = incident === null;
  const command: Command = {
    id: 'incident.save',
    name: texts.save,
    keys: ['Ctrl+Enter'],
    group: texts.form,
    when: () => {
      if (save.isSaving) return texts.saving;
      if (call === 'unknown') return texts.waitForCall;
      if (needsSource) return texts.sourceFirst;
      if (clashes.length > 0) return texts.otherChange;
      return isNew || hasEdits(draft) ? true : texts.nothingToSave;
    },
    run: save.save,
  };
  const set = (next: Partial<FormValues>) => change((before) => edit(before, incident, next));
  return {
    values,
    set,
    atLeast: atLeast.value,
    takeTemplate: (template: FormTemplate) => {
      const typeId = types.find((one) => one.code === template.typeCode)?.id;
      atLeast.set(template.priority);
      set({
        ...(typeId === undefined ? {} : { typeId }),
        // Somebody who is in danger stays so, whatever key is pressed next.
        ...(template.lifeAtRisk === null || values.lifeAtRisk === 'yes' ? {} : { lifeAtRisk: template.lifeAtRisk }),
        ...(template.description === '' ? {} : { description: withTemplate(values.description, template.description) }),
      });
    },
    origin,
    save,
    command,
    clashes,
    resolve: (takeTheirs: boolean) => change((before) => rebase(before, incident, takeTheirs)),
    hasEdits: hasEdits(draft),
    missing: missingOf({
      hasType: values.typeId !== null,
      hasPlace: values.villageCode !== null || values.placeText.trim() !== '' || values.point !== '',
      lifeAtRisk: values.lifeAtRisk,
    }),
    errorText: save.error === null ? null : textOf(save.error),
  };
}

/** What was typed stays; the same template twice writes its words once. */
function withTemplate(typed: string, words: string): string {
  if (typed.includes(words)) return typed;
  return typed.trim() === '' ? words : `${typed.trim()}\n${words}`;
}

/** What stands beside the form (what is open and like it, who else is here) follows what is typed. */
function useTellTyped(
  key: string,
  { draft, incident, change }: { draft: Draft; incident: IncidentView | null; change: (next: () => Draft) => void },
): void {
  const latest = useRef(change);
  latest.current = change;
  useEffect(() => {
    // What is put in was typed while there was no incident.
    const replace = (edits: Partial<FormValues>) => latest.current(() => ({ ...draftOf(null), edits }));
    tellTyped(key, { values: shownValues(draft, incident), edits: draft.edits, replace });
  }, [key, draft, incident]);
  useEffect(() => () => tellTyped(key, null), [key]);
}

interface LaterFieldsProps {
  readonly values: FormValues;
  readonly set: (change: Partial<FormValues>) => void;
  readonly incident: IncidentView | null;
}

function LaterFields({ values, set, incident }: LaterFieldsProps) {
  const t = useText();
  // What is stored but not shown to this reader: an empty field would look as if nothing were known.
  const hidden = (value: string | null | undefined) =>
    incident === null || incident.caller.level === 'full' || value == null
      ? undefined
      : t(texts.hiddenValue, { value });
  const hiddenName = hidden(incident?.caller.name);
  const hiddenNumber = hidden(incident?.caller.number);
  return (
    <>
      <div className="xl:col-span-2">
        <TextArea
          label={t(texts.description)}
          rows={2}
          value={values.description}
          onChange={(description) => set({ description })}
          maxLength={4000}
        />
      </div>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-3 xl:col-span-2">
        <TextField
          label={t(texts.landmark)}
          value={values.landmark}
          onChange={(landmark) => set({ landmark })}
          maxLength={200}
        />
        <TextField
          label={t(texts.callerName)}
          value={values.callerName}
          onChange={(callerName) => set({ callerName })}
          maxLength={120}
          {...(hiddenName === undefined ? {} : { description: hiddenName })}
        />
        <TextField
          label={t(texts.callbackNumber)}
          type="tel"
          value={values.callbackNumber}
          onChange={(callbackNumber) => set({ callbackNumber })}
          maxLength={40}
          description={hiddenNumber ?? t(texts.callbackHint)}
        />
      </div>
    </>
  );
}

function FormState(props: { missing: ReturnType<typeof missingOf>; hasEdits: boolean; isSaved: boolean }) {
  const t = useText();
  const names = { type: texts.missingType, place: texts.missingPlace, life_at_risk: texts.missingLife };
  return (
    <p role="status" className="flex flex-wrap items-center gap-2 text-sm">
      {props.missing.length === 0 ? null : (
        <Badge tone="warn">{t(texts.missing, { fields: props.missing.map((one) => t(names[one])).join(', ') })}</Badge>
      )}
      <span className="text-ink-soft">
        {props.hasEdits ? t(texts.notSaved) : props.isSaved ? t(texts.allSaved) : null}
      </span>
    </p>
  );
}
