import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { screenTexts } from '#features/people/screen-texts.ts';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type ClosingSetting, changeClosingSettings, readClosingSettings } from '../../closing-contract.ts';
import { type ClosingContent, closingContent } from '../../closing-settings.ts';
import { closingSettingTexts as texts } from './closing-screen-texts.ts';

const stale = ['/api/closing-settings', '/api/settings', '/api/desk/closing'];
const scripts = ['scriptChild', 'scriptAdult', 'scriptAbusive'] as const;
const numbers = ['abuseThreshold', 'abuseWindowMin', 'correctHours'] as const;

/** What the desk says to prank callers, and the numbers around closing a call. */
export function ClosingSettingsPage() {
  const t = useText();
  const can = useCan();
  const setting = useRoute(readClosingSettings, {});
  return (
    <Page title={t(texts.page)} description={t(texts.note)} width="text">
      <QueryView query={setting}>
        {(shown) => (
          <>
            <Card title={t(texts.words)}>
              <ClosingForm key={shown.id} setting={shown} />
            </Card>
            <Card title={t(screenTexts.history)}>
              <SettingHistory
                kind="closing"
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

function ClosingForm({ setting }: { setting: ClosingSetting }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft<ClosingContent>(setting);
  const change = useCommand(changeClosingSettings, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason } = draft;
  const isFit = closingContent.safeParse(content).success;
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!isFit}
      onSave={() => change.mutate({ params: { id: setting.id }, body: { version, content, reason } })}
    >
      {scripts.map((field) => (
        <TextArea
          key={field}
          label={t(texts[field])}
          rows={5}
          isReadOnly={isReadOnly}
          value={content[field]}
          onChange={(typed) => draft.set({ [field]: typed })}
          maxLength={1200}
        />
      ))}
      <div className="grid gap-3 sm:grid-cols-2">
        {numbers.map((field) => (
          <TextField
            key={field}
            label={t(texts[field])}
            type="number"
            isReadOnly={isReadOnly}
            value={Number.isNaN(content[field]) ? '' : String(content[field])}
            onChange={(typed) => draft.set({ [field]: typed === '' ? Number.NaN : Number(typed) })}
          />
        ))}
      </div>
      {isFit ? null : <Notice tone="warn">{t(texts.invalid)}</Notice>}
    </SettingForm>
  );
}

/** An older content in words; what is not given is the seed. */
function inWords(given: Readonly<Record<string, unknown>>, t: Translate): { term: string; value: string }[] {
  const parsed = closingContent.safeParse(given);
  if (!parsed.success) return [];
  return [...scripts, ...numbers].map((field) => ({ term: t(texts[field]), value: String(parsed.data[field]) }));
}
