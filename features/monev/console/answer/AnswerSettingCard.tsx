import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { screenTexts } from '#features/people/screen-texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type AnswerSetting, answerSetting } from '../../answer.ts';
import { changeAnswerSetting, readAnswerSetting } from '../../answer-contract.ts';
import { texts } from './texts.ts';

type Setting = RouteOutput<typeof readAnswerSetting>;
const stale = ['/api/agency-answer-setting', '/api/agency-answers', '/api/settings'];

const days = [
  ['briefDay', texts.briefDay, 28],
  ['remindDays', texts.remindDays, 27],
  ['answerDays', texts.answerDays, 90],
] as const;

/** The days of brief, reminder and answer, with their history; what is to be reached stands with the goals of the month. */
export function AnswerSettingCard() {
  const t = useText();
  const can = useCan();
  const format = useFormat();
  const setting = useRoute(readAnswerSetting, {});
  const inWords = (content: Readonly<Record<string, unknown>>) => {
    const known = answerSetting.safeParse(content);
    if (!known.success) return [];
    return days.map(([key, name]) => ({ term: t(name), value: format.number(known.data[key]) }));
  };
  return (
    <QueryView query={setting}>
      {(shown) => (
        <div className="grid items-start gap-4 lg:grid-cols-2 print:hidden">
          <Card title={t(texts.setting)}>
            <Fields key={shown.id} setting={shown} />
          </Card>
          <Card title={t(screenTexts.history)}>
            <SettingHistory
              kind="agency_answer"
              id={shown.id}
              version={shown.version}
              canUndo={can('setting.change')}
              inWords={inWords}
              invalidates={stale}
            />
          </Card>
        </div>
      )}
    </QueryView>
  );
}

function Fields({ setting }: { setting: Setting }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft<AnswerSetting>(setting);
  const change = useCommand(changeAnswerSetting, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason } = draft;
  const isFit = answerSetting.safeParse(content).success;
  const numberOf = (typed: string) => (typed === '' ? Number.NaN : Number(typed));
  const shown = (value: number) => (Number.isNaN(value) ? '' : String(value));
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!isFit}
      onSave={() => change.mutate({ body: { version, content, reason } })}
    >
      <p className="text-sm text-ink-soft">{t(texts.targetsElsewhere)}</p>
      {days.map(([key, name, most]) => (
        <TextField
          key={key}
          label={t(name)}
          type="number"
          min={1}
          max={most}
          isReadOnly={isReadOnly}
          value={shown(content[key])}
          onChange={(typed) => draft.set({ [key]: numberOf(typed) })}
        />
      ))}
      {isFit ? null : <p role="alert">{t(texts.settingInvalid)}</p>}
    </SettingForm>
  );
}
