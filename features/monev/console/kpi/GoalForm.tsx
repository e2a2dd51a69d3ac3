import { Plus } from 'lucide-react';
import { useState } from 'react';
import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { changeGoals } from '../../goal-contract.ts';
import {
  type AnsweringPairs,
  answeringNames,
  answeringPairs,
  type Goal,
  goalName,
  goalPeriod,
  goalsOf,
  withPeriod,
} from '../../goals.ts';
import { month as monthSchema } from '../../month.ts';
import { GoalPreview } from './GoalPreview.tsx';
import { GoalRow } from './GoalRow.tsx';
import { type Setting, staleByGoals } from './GoalSettings.tsx';
import { texts } from './texts.ts';

const presetTexts = { sigap: texts.presetSigap, nena: texts.presetNena } as const;
const thisMonth = () => new Date().toISOString().slice(0, 7);
const isAnswering = (one: Goal) => one.code === 'SERVICE_LEVEL';
const names = (goals: readonly Goal[]) =>
  goals
    .map((one) => `${goalName(one)}=${one.share}`)
    .sort()
    .join();

/** A row while it is typed: its key keeps the keyboard in it when another is removed. */
interface DraftGoal {
  readonly key: number;
  readonly goal: Goal;
}
let lastKey = 0;
const keyed = (goal: Goal): DraftGoal => {
  lastKey += 1;
  return { key: lastKey, goal };
};

/** Goals from a month on: a new period, or the one that begins in that very month. */
export function GoalForm({ setting }: { setting: Setting }) {
  const t = useText();
  const draft = useSettingDraft(setting);
  const change = useCommand(changeGoals, { invalidates: staleByGoals, onDone: draft.handleSaved });
  const [from, setFrom] = useState(thisMonth);
  const [rows, setRows] = useState(() => goalsOf(setting.content, thisMonth()).map(keyed));
  const goals = rows.map((one) => one.goal);
  const period = goalPeriod.safeParse({ from, goals });
  const isFrom = monthSchema.safeParse(from).success;
  const isTwice = new Set(goals.map(goalName)).size < goals.length;
  // What was typed stays on the version it was begun on; after one's own save, the new one is waited for.
  const isBehind = setting.version < draft.version;
  const base = setting.version === draft.version ? setting.content : draft.content;
  const content = period.success && !isBehind ? withPeriod(base, period.data) : null;
  const preset = answeringNames.find((one) => names(answeringPairs[one]) === names(goals.filter(isAnswering)));
  const handlePreset = (chosen: AnsweringPairs | 'own') => {
    if (chosen === 'own') return;
    setRows([...answeringPairs[chosen].map(keyed), ...rows.filter((one) => !isAnswering(one.goal))]);
  };
  return (
    <SettingForm
      draft={draft}
      command={change}
      isBlocked={content === null}
      onSave={() => {
        if (content !== null) change.mutate({ body: { version: draft.version, content, reason: draft.reason } });
      }}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t(texts.from)}
          description={t(texts.fromNote)}
          error={isFrom ? null : t(texts.fromInvalid)}
          value={from}
          onChange={setFrom}
        />
        <Select
          label={t(texts.preset)}
          description={t(texts.presetNote)}
          options={[
            ...answeringNames.map((id) => ({ id, name: t(presetTexts[id]) })),
            { id: 'own' as const, name: t(texts.presetOwn) },
          ]}
          value={preset ?? 'own'}
          onChange={handlePreset}
        />
      </div>
      {rows.map(({ key, goal }, index) => (
        <GoalRow
          key={key}
          number={index + 1}
          goal={goal}
          onChange={(to) => setRows(rows.map((one) => (one.key === key ? { key, goal: to } : one)))}
          onRemove={() => setRows(rows.filter((one) => one.key !== key))}
        />
      ))}
      <div>
        <Button
          icon={<Plus aria-hidden size={16} />}
          onPress={() => setRows([...rows, keyed({ code: 'ANSWER_RATE', share: 0.95, seconds: null })])}
        >
          {t(texts.add)}
        </Button>
      </div>
      {isTwice ? <Notice tone="warn">{t(texts.twice)}</Notice> : null}
      {content === null ? null : <GoalPreview content={content} />}
    </SettingForm>
  );
}
