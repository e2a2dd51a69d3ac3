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
import { changeRosterSetting, readRosterSetting } from '../contract.ts';
import { screenNames } from '../screen-names.ts';
import { rosterSetting } from '../shift.ts';
import { CheckFields } from './CheckFields.tsx';
import { TemplateFields } from './TemplateFields.tsx';
import { settingTexts as texts } from './texts.ts';

const stale = ['/api/roster-setting', '/api/rota', '/api/settings'];

const limits = {
  lateMinutes: texts.lateMinutes,
  gapMinutes: texts.gapMinutes,
  restHours: texts.restHours,
  daysInRow: texts.daysInRow,
  emptyMinutes: texts.emptyMinutes,
} as const;
type Limit = keyof typeof limits;
// Object.keys forgets the key type; `limits` is the only source of the keys.
const limitNames = Object.keys(limits) as Limit[];

/** Kinds of shifts, and what counts as late, as a gap and as too little rest. */
export function RosterSettingPage() {
  const t = useText();
  const canUndo = useCan()('setting.change');
  const setting = useRoute(readRosterSetting, {});
  return (
    <Page title={t(screenNames.setting)} description={t(texts.note)} width="text">
      <QueryView query={setting}>
        {(shown) => (
          <>
            <RosterSettingForm key={shown.id} setting={shown} />
            <Card title={t(screenTexts.history)}>
              <SettingHistory
                kind="roster"
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

function RosterSettingForm({ setting }: { setting: RouteOutput<typeof readRosterSetting> }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft(setting);
  const change = useCommand(changeRosterSetting, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason, set } = draft;
  const isSound = rosterSetting.safeParse(content).success;
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!isSound}
      onSave={() => change.mutate({ body: { version, content, reason } })}
    >
      <TemplateFields
        templates={content.templates}
        isReadOnly={isReadOnly}
        onChange={(templates) => set({ templates })}
      />
      <Card title={t(texts.limits)}>
        <div className="grid gap-3 sm:grid-cols-2">
          {limitNames.map((name) => (
            <TextField
              key={name}
              type="number"
              label={t(limits[name])}
              min={0}
              isReadOnly={isReadOnly}
              value={Number.isNaN(content[name]) ? '' : String(content[name])}
              onChange={(typed) => set({ [name]: Number.parseInt(typed, 10) })}
            />
          ))}
        </div>
      </Card>
      <CheckFields checks={content.checks} isReadOnly={isReadOnly} onChange={(checks) => set({ checks })} />
      {isSound ? null : <Notice tone="warn">{t(texts.range)}</Notice>}
    </SettingForm>
  );
}

/** An older content in words; only the fields that are given. */
function settingInWords(given: Readonly<Record<string, unknown>>, t: Translate): { term: string; value: string }[] {
  const read = rosterSetting.safeParse(given);
  if (!read.success) return [];
  const said = limitNames
    .filter((name) => name in given)
    .map((name) => ({ term: t(limits[name]), value: String(read.data[name]) }));
  const shifts = read.data.templates.map(({ code, name, starts, minutes }) => `${code} ${name} ${starts} (${minutes})`);
  return 'templates' in given ? [{ term: t(texts.templates), value: shifts.join('; ') }, ...said] : said;
}
