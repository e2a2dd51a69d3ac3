import { listIncidentTypes } from '#features/incidents/contract.ts';
import { type Priority, priorities } from '#features/incidents/incident.ts';
import { callerTexts } from '#features/incidents/timeline-texts.ts';
import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { screenTexts } from '#features/people/screen-texts.ts';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { MultiSelect } from '#platform/ui/MultiSelect.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { screenNames } from '../../screen-names.ts';
import { type TellingChannel, type TellingContent, tellingChannels, tellingContent } from '../../telling.ts';
import { changeTellingSetting, readTellingSetting, type TellingSettingView } from '../../telling-contract.ts';
import { milestones } from '../../telling-words.ts';
import { inWords } from './setting-words.ts';
import { TemplateField } from './TemplateField.tsx';
import { settingTexts } from './texts.ts';

const stale = ['/api/telling-setting', '/api/settings'];

/** How the regency tells callers: on or off, by what, in which words, and when not. */
export function TellingSettingPage() {
  const t = useText();
  const mayChange = useCan()('setting.change');
  const setting = useRoute(readTellingSetting, {});
  return (
    <Page title={t(screenNames.telling)} description={t(settingTexts.note)} width="text">
      <QueryView query={setting}>
        {(shown) => (
          <>
            <Card>
              <Form key={shown.id} setting={shown} />
            </Card>
            <Card title={t(screenTexts.history)}>
              <SettingHistory
                kind="telling"
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

function Form({ setting }: { setting: TellingSettingView }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft(setting);
  const change = useCommand(changeTellingSetting, { invalidates: stale, onDone: draft.handleSaved });
  const { content, version, reason } = draft;
  const isValid = tellingContent.safeParse(content).success;
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!isValid}
      onSave={() => change.mutate({ params: { id: setting.id }, body: { version, reason, content } })}
    >
      <Switch isDisabled={isReadOnly} isSelected={content.active} onChange={(active) => draft.set({ active })}>
        {t(settingTexts.active)}
      </Switch>
      <Channels setting={setting} content={content} isReadOnly={isReadOnly} onChange={draft.set} />
      {setting.address === null ? <Notice tone="warn">{t(settingTexts.noAddress)}</Notice> : null}
      <h2 className="pt-2 font-semibold">{t(settingTexts.templates)}</h2>
      <p className="text-sm text-ink-soft">
        {t(settingTexts.placeholders, { list: '{nomor} {jenis} {instansi} {tautan} {pusat}' })}
      </p>
      {milestones.map((milestone) => (
        <TemplateField
          key={milestone}
          milestone={milestone}
          name={t(settingTexts.send, {
            milestone: callerTexts[milestone] === undefined ? '' : t(callerTexts[milestone]),
          })}
          setting={setting}
          value={content.templates[milestone]}
          isReadOnly={isReadOnly}
          onChange={(next) => draft.set({ templates: { ...content.templates, [milestone]: next } })}
        />
      ))}
      <Times content={content} isReadOnly={isReadOnly} onChange={draft.set} />
      <Voice content={content} isReadOnly={isReadOnly} onChange={draft.set} />
      {isValid ? null : <Notice tone="warn">{t(settingTexts.invalid)}</Notice>}
    </SettingForm>
  );
}

interface FieldsProps {
  readonly content: TellingContent;
  readonly isReadOnly: boolean;
  readonly onChange: (part: Partial<TellingContent>) => void;
}

/** WhatsApp costs less and comes first where both are on. */
function Channels({ setting, content, isReadOnly, onChange }: FieldsProps & { setting: TellingSettingView }) {
  const t = useText();
  const set = (channel: TellingChannel, isOn: boolean) =>
    onChange({
      channels: tellingChannels.filter((each) => (each === channel ? isOn : content.channels.includes(each))),
    });
  const works = content.channels.some((each) => setting.activeChannels.includes(each));
  return (
    <div className="flex flex-col gap-2">
      {tellingChannels.map((channel) => (
        <div key={channel} className="flex flex-wrap items-center gap-3">
          <Switch
            isDisabled={isReadOnly}
            isSelected={content.channels.includes(channel)}
            onChange={(isOn) => set(channel, isOn)}
          >
            {t(settingTexts[channel])}
          </Switch>
          {setting.activeChannels.includes(channel) ? null : (
            <span className="text-sm text-ink-soft">{t(settingTexts.channelOff)}</span>
          )}
        </div>
      ))}
      {content.channels.length === 2 ? <p className="text-sm text-ink-soft">{t(settingTexts.whatsappFirst)}</p> : null}
      {content.active && !works ? <Notice tone="warn">{t(settingTexts.noChannel)}</Notice> : null}
    </div>
  );
}

function Times({ content, isReadOnly, onChange }: FieldsProps) {
  const t = useText();
  const { quiet } = content;
  return (
    <div className="grid items-start gap-3 sm:grid-cols-2">
      {(['from', 'to'] as const).map((end) => (
        <TextField
          key={end}
          type="time"
          label={t(end === 'from' ? settingTexts.quietFrom : settingTexts.quietTo)}
          isReadOnly={isReadOnly}
          value={quiet[end]}
          onChange={(typed) => onChange({ quiet: { ...quiet, [end]: typed } })}
        />
      ))}
      {isReadOnly ? null : (
        <MultiSelect<Priority>
          label={t(settingTexts.quietFor)}
          none={t(settingTexts.none)}
          options={priorities.map((id) => ({ id, name: id }))}
          value={quiet.priorities}
          onChange={(chosen) => onChange({ quiet: { ...quiet, priorities: [...chosen] } })}
        />
      )}
      {(['oldAfterMinutes', 'reopenDays', 'linkDays'] as const).map((name) => (
        <Figure
          key={name}
          label={t(name === 'oldAfterMinutes' ? settingTexts.old : settingTexts[name])}
          isReadOnly={isReadOnly}
          value={content[name]}
          onChange={(value) => onChange({ [name]: value })}
        />
      ))}
    </div>
  );
}

function Voice({ content, isReadOnly, onChange }: FieldsProps) {
  const t = useText();
  const types = useRoute(listIncidentTypes, {}).data?.items ?? [];
  const { voice } = content;
  return (
    <div className="grid items-start gap-3 sm:grid-cols-2">
      {isReadOnly ? null : (
        <MultiSelect<string>
          label={t(settingTexts.voiceTypes)}
          none={t(settingTexts.none)}
          options={types.map(({ code, name }) => ({ id: code, name: t(name) }))}
          value={voice.typeCodes}
          onChange={(chosen) => onChange({ voice: { ...voice, typeCodes: [...chosen] } })}
        />
      )}
      {(['dueMinutes', 'tries'] as const).map((name) => (
        <Figure
          key={name}
          label={t(settingTexts[name])}
          isReadOnly={isReadOnly}
          value={voice[name]}
          onChange={(value) => onChange({ voice: { ...voice, [name]: value } })}
        />
      ))}
    </div>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: number;
  readonly isReadOnly: boolean;
  readonly onChange: (value: number) => void;
}

/** NaN while the field is empty, which no schema takes. */
function Figure({ label, value, isReadOnly, onChange }: FigureProps) {
  return (
    <TextField
      type="number"
      min={0}
      label={label}
      isReadOnly={isReadOnly}
      value={Number.isNaN(value) ? '' : String(value)}
      onChange={(typed) => onChange(Number.parseInt(typed, 10))}
    />
  );
}
