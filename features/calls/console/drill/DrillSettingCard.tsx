import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { screenTexts } from '#features/people/screen-texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type DrillScenario, type DrillSetting, drillScenarios, drillSetting, leastDrills } from '../../drill.ts';
import { changeDrillSetting, readDrillSetting } from '../../drill-contract.ts';
import { scenarioTexts } from '../../drill-texts.ts';
import { texts } from './drill-screen-texts.ts';

type Setting = RouteOutput<typeof readDrillSetting>;
const stale = ['/api/drills/setting', '/api/drills/figures', '/api/settings'];

/** The schedule of drills, with its history. */
export function DrillSettingCard() {
  const t = useText();
  const can = useCan();
  const setting = useRoute(readDrillSetting, {});
  return (
    <QueryView query={setting}>
      {(shown) => (
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Card title={t(texts.schedule)}>
            <ScheduleForm key={shown.id} setting={shown} />
          </Card>
          <Card title={t(screenTexts.history)}>
            <SettingHistory
              kind="drills"
              id={shown.id}
              version={shown.version}
              canUndo={can('setting.change')}
              inWords={(content) => inWords(content, t)}
              invalidates={stale}
            />
          </Card>
        </div>
      )}
    </QueryView>
  );
}

function inWords(content: Record<string, unknown>, t: ReturnType<typeof useText>) {
  const read = drillSetting.safeParse(content);
  if (!read.success) return [];
  const { active, perMonth, fromHour, untilHour } = read.data;
  return [
    { term: t(texts.settingActive), value: t(active ? texts.on : texts.off) },
    ...drillScenarios.map((scenario) => ({
      term: t(texts.perMonth, { scenario: t(scenarioTexts[scenario]) }),
      value: String(perMonth[scenario]),
    })),
    { term: t(texts.hours), value: `${fromHour}–${untilHour}` },
  ];
}

const numberOf = (typed: string) => (typed === '' ? Number.NaN : Number(typed));
const shownNumber = (value: number) => (Number.isNaN(value) ? '' : String(value));
const isHour = (value: number) => Number.isInteger(value) && value >= 0 && value <= 24;

function ScheduleForm({ setting }: { setting: Setting }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft<DrillSetting>(setting);
  const change = useCommand(changeDrillSetting, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason } = draft;
  const { fromHour, untilHour, perMonth } = content;
  const isFit = drillSetting.safeParse(content).success;
  const areHoursFit = isHour(fromHour) && isHour(untilHour) && fromHour < untilHour;
  const sum = Object.values(perMonth).reduce((all, each) => all + (Number.isNaN(each) ? 0 : each), 0);
  const setCount = (scenario: DrillScenario, typed: string) =>
    draft.set({ perMonth: { ...perMonth, [scenario]: numberOf(typed) } });
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!isFit}
      onSave={() => change.mutate({ body: { version, content, reason } })}
    >
      <p className="text-ink-soft">{t(texts.settingNote)}</p>
      <Switch isSelected={content.active} isDisabled={isReadOnly} onChange={(active) => draft.set({ active })}>
        {t(texts.settingActive)}
      </Switch>
      <div className="grid gap-3 sm:grid-cols-2">
        {drillScenarios.map((scenario) => {
          const count = perMonth[scenario];
          return (
            <TextField
              key={scenario}
              label={t(texts.perMonth, { scenario: t(scenarioTexts[scenario]) })}
              error={Number.isInteger(count) && count >= 0 && count <= 60 ? null : t(texts.countInvalid)}
              type="number"
              min={0}
              max={60}
              isReadOnly={isReadOnly}
              value={shownNumber(count)}
              onChange={(typed) => setCount(scenario, typed)}
            />
          );
        })}
        <TextField
          label={t(texts.fromHour)}
          type="number"
          min={0}
          max={24}
          isReadOnly={isReadOnly}
          value={shownNumber(fromHour)}
          onChange={(typed) => draft.set({ fromHour: numberOf(typed) })}
        />
        <TextField
          label={t(texts.untilHour)}
          error={areHoursFit ? null : t(texts.hoursInvalid)}
          type="number"
          min={0}
          max={24}
          isReadOnly={isReadOnly}
          value={shownNumber(untilHour)}
          onChange={(typed) => draft.set({ untilHour: numberOf(typed) })}
        />
      </div>
      <p className="text-ink-soft">
        {t(texts.sum, { sum })}
        {sum < leastDrills ? ` · ${t(texts.tooFew, { least: leastDrills })}` : ''}
      </p>
    </SettingForm>
  );
}
