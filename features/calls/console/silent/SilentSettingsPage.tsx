import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { screenTexts } from '#features/people/screen-texts.ts';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { changeSilentSettings, readSilentSettings, type SilentSetting } from '../../silent-contract.ts';
import { localLanguages, type SilentContent, silentContent } from '../../silent-settings.ts';
import { localLanguageTexts } from '../../silent-texts.ts';
import { silentSettingTexts as texts } from './panel-texts.ts';

const stale = ['/api/silent-calls', '/api/settings', '/api/prompts'];
const stepFields = ['silentAfterS', 'answerWaitS', 'listenS', 'promptRounds', 'answerGapMs'] as const;
const soundFields = ['threshold', 'gapMs', 'tapMs', 'voiceMs'] as const;

/** The numbers of the procedure for callers who are not heard, and the language beside Indonesian. */
export function SilentSettingsPage() {
  const t = useText();
  const can = useCan();
  const setting = useRoute(readSilentSettings, {});
  return (
    <Page title={t(texts.page)} description={t(texts.note)} width="text">
      <QueryView query={setting}>
        {(shown) => (
          <>
            <Card title={t(texts.steps)}>
              <SilentForm key={shown.id} setting={shown} />
            </Card>
            <Card title={t(screenTexts.history)}>
              <SettingHistory
                kind="silent_calls"
                id={shown.id}
                version={shown.version}
                canUndo={can('setting.change')}
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

function SilentForm({ setting }: { setting: SilentSetting }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft<SilentContent>(setting);
  const change = useCommand(changeSilentSettings, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason } = draft;
  const isFit = silentContent.safeParse(content).success;
  const number = (field: (typeof stepFields)[number] | (typeof soundFields)[number]) => (
    <TextField
      key={field}
      label={t(texts[field])}
      type="number"
      isReadOnly={isReadOnly}
      value={Number.isNaN(content[field]) ? '' : String(content[field])}
      onChange={(typed) => draft.set({ [field]: typed === '' ? Number.NaN : Number(typed) })}
    />
  );
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!isFit}
      onSave={() => change.mutate({ params: { id: setting.id }, body: { version, content, reason } })}
    >
      <div className="grid gap-3 sm:grid-cols-2">{stepFields.map(number)}</div>
      <Select
        label={t(texts.localLanguage)}
        description={t(texts.languageNote)}
        isDisabled={isReadOnly}
        options={localLanguages.map((language) => ({ id: language, name: t(localLanguageTexts[language]) }))}
        value={content.localLanguage}
        onChange={(localLanguage) => draft.set({ localLanguage })}
      />
      <h3 className="font-semibold">{t(texts.detection)}</h3>
      <div className="grid gap-3 sm:grid-cols-2">{soundFields.map(number)}</div>
      {isFit ? null : <Notice tone="warn">{t(texts.invalid)}</Notice>}
    </SettingForm>
  );
}

/** An older content in words; only the fields that are given. */
function inWords(given: Readonly<Record<string, unknown>>, t: Translate): { term: string; value: string }[] {
  const numbers = [...stepFields, ...soundFields].flatMap((field) => {
    const value = given[field];
    return typeof value === 'number' ? [{ term: t(texts[field]), value: String(value) }] : [];
  });
  const language = localLanguages.find((each) => each === given.localLanguage);
  if (language === undefined) return numbers;
  return [...numbers, { term: t(texts.localLanguage), value: t(localLanguageTexts[language]) }];
}
