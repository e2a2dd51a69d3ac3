import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { screenTexts } from '#features/people/screen-texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { catalogue, type ObstacleCode, obstacleCodes } from '../../obstacle-catalogue.ts';
import {
  changeObstacleSetting,
  type ObstacleSetting,
  obstacleSetting,
  readObstacleSetting,
} from '../../obstacle-contract.ts';
import { obstacleRules, type RuleCode, ruleCodes } from '../../obstacle-rules.ts';
import { screenNames } from '../../screen-names.ts';
import { texts } from './texts.ts';

const stale = ['/api/obstacle-setting', '/api/obstacle-owners', '/api/obstacles', '/api/settings'];
/** What one of a shown unit is in the unit that is kept. */
const scales = { share: 0.01, ms: 1000, times: 1 } as const;
const unitTexts = { share: texts.thresholdShare, ms: texts.thresholdMs, times: texts.thresholdTimes } as const;

/** Words of the catalogue, thresholds of the rules, and when superiors are told. */
export function SettingPage() {
  const t = useText();
  const canUndo = useCan()('setting.change');
  const setting = useRoute(readObstacleSetting, {});
  return (
    <Page title={t(screenNames.obstacleSetting)} description={t(texts.settingNote)} width="text">
      <QueryView query={setting}>
        {(shown) => (
          <>
            <Form key={shown.id} setting={shown} />
            <Card title={t(screenTexts.history)}>
              <SettingHistory
                kind="obstacles"
                id={shown.id}
                version={shown.version}
                canUndo={canUndo}
                inWords={({ escalateAfterDays }) =>
                  typeof escalateAfterDays === 'number'
                    ? [{ term: t(texts.days), value: String(escalateAfterDays) }]
                    : []
                }
                invalidates={stale}
              />
            </Card>
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Form({ setting }: { setting: RouteOutput<typeof readObstacleSetting> }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft<ObstacleSetting>(setting);
  const change = useCommand(changeObstacleSetting, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason, set } = draft;
  const part = { content, set, isReadOnly };
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!obstacleSetting.safeParse(content).success}
      onSave={() => change.mutate({ body: { version, content, reason } })}
    >
      <Card title={t(texts.escalation)}>
        <TextField
          type="number"
          label={t(texts.days)}
          min={0}
          max={90}
          isReadOnly={isReadOnly}
          value={Number.isNaN(content.escalateAfterDays) ? '' : String(content.escalateAfterDays)}
          onChange={(typed) => set({ escalateAfterDays: Number.parseInt(typed, 10) })}
        />
      </Card>
      <Card title={t(texts.thresholds)}>
        <div className="grid gap-3 sm:grid-cols-2">
          {ruleCodes.map((code) => (
            <Threshold key={code} code={code} {...part} />
          ))}
        </div>
      </Card>
      <Card title={t(texts.wording)}>
        <div className="flex flex-col gap-3">
          {obstacleCodes.map((code) => (
            <Wording key={code} code={code} {...part} />
          ))}
        </div>
      </Card>
    </SettingForm>
  );
}

interface PartProps {
  readonly content: ObstacleSetting;
  readonly set: (more: Partial<ObstacleSetting>) => void;
  readonly isReadOnly: boolean;
}

/** Empty is the seed. */
function Threshold({ code, content, set, isReadOnly }: PartProps & { code: RuleCode }) {
  const t = useText();
  const { unit, threshold: seed, bad } = obstacleRules[code];
  const scale = scales[unit];
  const shown = (value: number) => String(Math.round((value / scale) * 10) / 10);
  const { [code]: own, ...others } = content.thresholds;
  return (
    <TextField
      type="number"
      min={0}
      label={t(bad === 'above' ? texts.thresholdAbove : texts.thresholdBelow, { code, unit: t(unitTexts[unit]) })}
      description={t(texts.seedNote, { value: shown(seed) })}
      isReadOnly={isReadOnly}
      value={own === undefined ? '' : shown(own)}
      onChange={(typed) =>
        set({ thresholds: typed === '' ? others : { ...others, [code]: Number.parseFloat(typed) * scale } })
      }
    />
  );
}

/** Both languages are kept; empty is the seed. */
function Wording({ code, content, set, isReadOnly }: PartProps & { code: ObstacleCode }) {
  const t = useText();
  const { [code]: own, ...others } = content.words;
  const said = own ?? { id: '', en: '' };
  const change = (more: Partial<typeof said>) => {
    const next = { ...said, ...more };
    set({ words: next.id === '' && next.en === '' ? others : { ...others, [code]: next } });
  };
  return (
    <fieldset className="grid gap-3 sm:grid-cols-2">
      <legend className="text-sm text-ink-soft">{`${code} ${t(catalogue[code])}`}</legend>
      {(['id', 'en'] as const).map((language) => (
        <TextField
          key={language}
          label={t(language === 'id' ? texts.wordsId : texts.wordsEn, { code })}
          maxLength={120}
          isReadOnly={isReadOnly}
          value={said[language]}
          onChange={(typed) => change({ [language]: typed })}
        />
      ))}
    </fieldset>
  );
}
