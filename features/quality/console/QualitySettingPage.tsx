import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { screenTexts } from '#features/people/screen-texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { changeQualitySetting, readQualitySetting } from '../contract.ts';
import { qualitySetting } from '../quality.ts';
import { screenNames } from '../screen-names.ts';
import { ScorecardSetting } from './ScorecardSetting.tsx';
import { texts } from './texts.ts';

const stale = ['/api/quality/setting', '/api/settings'];

/** What calls are assessed by, and how many of them. */
export function QualitySettingPage() {
  const t = useText();
  const canUndo = useCan()('setting.change');
  const setting = useRoute(readQualitySetting, {});
  return (
    <Page title={t(screenNames.setting)} description={t(texts.settingNote)} width="text">
      <QueryView query={setting}>
        {(shown) => (
          <>
            <Card title={t(texts.sampleSetting)}>
              <SampleForm key={shown.id} setting={shown} />
            </Card>
            <Card title={t(screenTexts.history)}>
              <SettingHistory
                kind="quality"
                id={shown.id}
                version={shown.version}
                canUndo={canUndo}
                inWords={(content) =>
                  figureNames
                    .filter((name) => typeof content[name] === 'number')
                    .map((name) => ({
                      term: t(figures[name].name),
                      value: String(Number(content[name]) * figures[name].times),
                    }))
                }
                invalidates={stale}
              />
            </Card>
          </>
        )}
      </QueryView>
      <ScorecardSetting />
    </Page>
  );
}

/** `times`: what is typed over what is kept. */
const figures = {
  perTaker: { name: texts.perTaker, times: 1 },
  doubleShare: { name: texts.doublePercent, times: 100 },
  appealDays: { name: texts.appealDays, times: 1 },
} as const;
type Figure = keyof typeof figures;
// Object.keys forgets the key type; `figures` is the only source of the keys.
const figureNames = Object.keys(figures) as Figure[];

function SampleForm({ setting }: { setting: RouteOutput<typeof readQualitySetting> }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft(setting);
  const change = useCommand(changeQualitySetting, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason, set } = draft;
  const isSound = qualitySetting.safeParse(content).success;
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!isSound}
      onSave={() => change.mutate({ body: { version, content, reason } })}
    >
      <div className="grid gap-3 sm:grid-cols-3">
        {figureNames.map((name) => {
          const shown = content[name] * figures[name].times;
          return (
            <TextField
              key={name}
              type="number"
              label={t(figures[name].name)}
              min={0}
              isReadOnly={isReadOnly}
              value={Number.isNaN(shown) ? '' : String(Math.round(shown))}
              onChange={(typed) => set({ [name]: Number.parseInt(typed, 10) / figures[name].times })}
            />
          );
        })}
      </div>
      <p className="text-sm text-ink-soft">{t(texts.sampleLater)}</p>
      {isSound ? null : <Notice tone="warn">{t(texts.range)}</Notice>}
    </SettingForm>
  );
}
