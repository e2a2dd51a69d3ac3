import { useState } from 'react';
import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { screenTexts } from '#features/people/screen-texts.ts';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type FollowUpContent, followUpContent } from '../../follow-up.ts';
import { changeFollowUpSetting, type FollowUpSettingView, readFollowUpSetting } from '../../follow-up-contract.ts';
import { readLinkAddress } from '../../link-contract.ts';
import { settingTexts, texts } from './texts.ts';

const stale = ['/api/follow-up-setting', '/api/settings', '/api/follow-ups'];

/** How the regency follows up lost calls. */
export function FollowUpSettingPage() {
  const t = useText();
  const mayChange = useCan()('setting.change');
  const setting = useRoute(readFollowUpSetting, {});
  return (
    <Page title={t(texts.setting)} description={t(settingTexts.note)} width="text">
      <QueryView query={setting}>
        {(shown) => (
          <>
            <Card>
              <Form key={shown.id} setting={shown} />
            </Card>
            <Card title={t(screenTexts.history)}>
              <SettingHistory
                kind="follow_up"
                id={shown.id}
                version={shown.version}
                canUndo={mayChange}
                inWords={(content) => inWords(content, t)}
                invalidates={stale}
              />
            </Card>
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Form({ setting }: { setting: FollowUpSettingView }) {
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft(setting);
  // Typed as text, so that the cursor never jumps.
  const [steps, setSteps] = useState(setting.content.stepSeconds.join(', '));
  const [secret, setSecret] = useState('');
  const t = useText();
  const change = useCommand(changeFollowUpSetting, {
    invalidates: stale,
    onDone: (saved) => {
      draft.handleSaved(saved);
      setSecret('');
    },
  });
  const { version, reason } = draft;
  const content = {
    ...draft.content,
    stepSeconds: steps
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map(Number),
  };
  const isValid = followUpContent.safeParse(content).success;
  return (
    <SettingForm
      draft={{
        ...draft,
        takeLatest: () => {
          draft.takeLatest();
          setSteps(setting.content.stepSeconds.join(', '));
        },
      }}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!isValid}
      onSave={() =>
        change.mutate({
          params: { id: setting.id },
          body: { version, reason, content, ...(secret === '' ? {} : { smsSecret: secret }) },
        })
      }
    >
      <Switch isDisabled={isReadOnly} isSelected={content.active} onChange={(active) => draft.set({ active })}>
        {t(settingTexts.active)}
      </Switch>
      <TextField
        label={t(settingTexts.steps)}
        description={t(settingTexts.stepsNote)}
        isReadOnly={isReadOnly}
        value={steps}
        onChange={setSteps}
      />
      <Figures content={content} isReadOnly={isReadOnly} onChange={draft.set} />
      <SmsFields content={content} isReadOnly={isReadOnly} onChange={draft.set} />
      {content.smsActive ? (
        <TextField
          type="password"
          autoComplete="off"
          label={t(settingTexts.smsSecret)}
          description={t(setting.hasSecret ? settingTexts.secretKept : settingTexts.noSecret)}
          isReadOnly={isReadOnly}
          value={secret}
          onChange={setSecret}
        />
      ) : null}
      {isValid ? null : <Notice tone="warn">{t(settingTexts.invalid)}</Notice>}
    </SettingForm>
  );
}

interface FieldsProps {
  readonly content: FollowUpContent;
  readonly isReadOnly: boolean;
  readonly onChange: (part: Partial<FollowUpContent>) => void;
}

const figures = { ringSeconds: 'ring', pressSeconds: 'press', lines: 'lines', personSeconds: 'person' } as const;
// Object.entries forgets the key type; the table above is the only source of the keys.
const figureEntries = Object.entries(figures) as [keyof typeof figures, (typeof figures)[keyof typeof figures]][];

function Figures({ content, isReadOnly, onChange }: FieldsProps) {
  const t = useText();
  return (
    <div className="grid items-start gap-3 sm:grid-cols-2">
      {figureEntries.map(([name, text]) => (
        <TextField
          key={name}
          type="number"
          min={1}
          label={t(settingTexts[text])}
          {...(name === 'personSeconds' ? { description: t(settingTexts.personNote) } : {})}
          isReadOnly={isReadOnly}
          value={Number.isNaN(content[name]) ? '' : String(content[name])}
          onChange={(typed) => onChange({ [name]: Number.parseInt(typed, 10) })}
        />
      ))}
    </div>
  );
}

function SmsFields({ content, isReadOnly, onChange }: FieldsProps) {
  const t = useText();
  const field = (name: 'smsUrl' | 'smsToField' | 'smsTextField' | 'smsHeader', label: string) => (
    <TextField
      label={label}
      isReadOnly={isReadOnly}
      value={content[name]}
      onChange={(typed) => onChange({ [name]: typed })}
    />
  );
  const text = (name: 'smsText' | 'linkText', rows: number, description: string) => (
    <TextArea
      label={t(settingTexts[name])}
      description={description}
      rows={rows}
      maxLength={320}
      isReadOnly={isReadOnly}
      value={content[name]}
      onChange={(typed) => onChange({ [name]: typed })}
    />
  );
  return (
    <>
      <Switch isDisabled={isReadOnly} isSelected={content.smsActive} onChange={(smsActive) => onChange({ smsActive })}>
        {t(settingTexts.smsActive)}
      </Switch>
      {content.smsActive ? (
        <>
          {field('smsUrl', t(settingTexts.smsUrl))}
          <div className="grid items-start gap-3 sm:grid-cols-2">
            <Select<FollowUpContent['smsFormat']>
              label={t(settingTexts.smsFormat)}
              isDisabled={isReadOnly}
              value={content.smsFormat}
              onChange={(smsFormat) => onChange({ smsFormat })}
              options={[
                { id: 'json', name: 'JSON' },
                { id: 'form', name: 'x-www-form-urlencoded' },
              ]}
            />
            {field('smsHeader', t(settingTexts.smsHeader))}
            {field('smsToField', t(settingTexts.smsTo))}
            {field('smsTextField', t(settingTexts.smsTextField))}
          </div>
          {text('smsText', 3, t(settingTexts.smsTextNote))}
          {text('linkText', 2, t(settingTexts.linkTextNote))}
          <TextField
            type="number"
            min={1}
            max={168}
            label={t(settingTexts.linkHours)}
            isReadOnly={isReadOnly}
            value={Number.isNaN(content.linkHours) ? '' : String(content.linkHours)}
            onChange={(typed) => onChange({ linkHours: Number.parseInt(typed, 10) })}
          />
          <LinkAddress />
        </>
      ) : (
        <Notice tone="calm">{t(settingTexts.smsOff)}</Notice>
      )}
    </>
  );
}

/** Where links lead, or why none is sent. */
function LinkAddress() {
  const t = useText();
  const address = useRoute(readLinkAddress, {}).data;
  if (address === undefined) return null;
  return address.address === null ? (
    <Notice tone="warn">{t(settingTexts.noAddress)}</Notice>
  ) : (
    <p className="text-sm text-ink-soft">{t(settingTexts.linkAddress, { address: `${address.address}/l/…` })}</p>
  );
}

const named = {
  active: 'active',
  stepSeconds: 'steps',
  ringSeconds: 'ring',
  pressSeconds: 'press',
  lines: 'lines',
  personSeconds: 'person',
  smsActive: 'smsActive',
  smsUrl: 'smsUrl',
  smsFormat: 'smsFormat',
  smsHeader: 'smsHeader',
  smsToField: 'smsTo',
  smsTextField: 'smsTextField',
  smsText: 'smsText',
  linkText: 'linkText',
  linkHours: 'linkHours',
} as const satisfies Record<keyof FollowUpContent, keyof typeof settingTexts>;
// Object.entries forgets the key type; the table above is the only source of the keys.
const namedEntries = Object.entries(named) as [keyof FollowUpContent, (typeof named)[keyof typeof named]][];

/** Of a version; the history gives only what changed. */
function inWords(content: Readonly<Record<string, unknown>>, t: Translate) {
  return namedEntries.flatMap(([name, text]) => {
    const value = content[name];
    return value === undefined ? [] : [{ term: t(settingTexts[text]), value: wordOf(value, t) }];
  });
}

function wordOf(value: unknown, t: Translate): string {
  if (typeof value === 'boolean') return t(value ? settingTexts.yes : settingTexts.no);
  if (Array.isArray(value)) return value.join(', ');
  return value === '' ? '–' : String(value);
}
