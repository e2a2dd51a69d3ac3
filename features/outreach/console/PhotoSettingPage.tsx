import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { screenTexts } from '#features/people/screen-texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { changePhotoSetting, photoSetting, readPhotoSetting } from '../photo-setting-contract.ts';
import { screenNames } from '../screen-names.ts';
import { settingTexts as texts } from './setting-texts.ts';

const stale = ['/api/campaign-setting', '/api/campaigns', '/api/settings'];
const fields = ['peopleDays', 'othersDays'] as const;

/** How long photos of campaigns are kept. */
export function PhotoSettingPage() {
  const t = useText();
  const canUndo = useCan()('setting.change');
  const setting = useRoute(readPhotoSetting, {});
  return (
    <Page title={t(screenNames.photoSetting)} description={t(texts.note)} width="text">
      <QueryView query={setting}>
        {(shown) => (
          <>
            <PhotoSettingForm key={shown.id} setting={shown} />
            <Card title={t(screenTexts.history)}>
              <SettingHistory
                kind="campaign_photos"
                id={shown.id}
                version={shown.version}
                canUndo={canUndo}
                inWords={(content) => settingInWords(content, t)}
                invalidates={stale}
              />
            </Card>
          </>
        )}
      </QueryView>
    </Page>
  );
}

function PhotoSettingForm({ setting }: { setting: RouteOutput<typeof readPhotoSetting> }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft(setting);
  const change = useCommand(changePhotoSetting, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason, set } = draft;
  const isSound = photoSetting.safeParse(content).success;
  const isShorter = fields.some((name) => content[name] < setting.content[name]);
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!isSound}
      onSave={() => change.mutate({ body: { version, content, reason } })}
    >
      <Card>
        <div className="grid gap-3 sm:grid-cols-2">
          {fields.map((name) => (
            <TextField
              key={name}
              type="number"
              label={t(texts[name])}
              min={1}
              max={3650}
              isReadOnly={isReadOnly}
              value={Number.isNaN(content[name]) ? '' : String(content[name])}
              onChange={(typed) => set({ [name]: Number.parseInt(typed, 10) })}
            />
          ))}
        </div>
        {isSound ? null : <Notice tone="warn">{t(texts.range)}</Notice>}
        {isSound && isShorter ? <Notice tone="warn">{t(texts.sooner)}</Notice> : null}
      </Card>
    </SettingForm>
  );
}

/** An older content in words; only the fields that are given. */
function settingInWords(given: Readonly<Record<string, unknown>>, t: Translate): { term: string; value: string }[] {
  const read = photoSetting.partial().safeParse(given);
  if (!read.success) return [];
  return fields.flatMap((name) => {
    const value = name in given ? read.data[name] : undefined;
    return value === undefined ? [] : [{ term: t(texts[name]), value: String(value) }];
  });
}
