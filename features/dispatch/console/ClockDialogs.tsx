import { useState } from 'react';
import { type Category, categories, type Priority, priorities } from '#features/incidents/incident.ts';
import { categoryTexts, priorityTexts } from '#features/incidents/texts.ts';
import { SettingDialog } from '#features/people/console/SettingDialog.tsx';
import { NewSettingDialog, SettingForm } from '#features/people/console/SettingForm.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { Select } from '#platform/ui/Select.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type ClockContent, clockContent } from '../assignment.ts';
import { type ClockSetting, changeClock, createClock } from '../setting-contract.ts';
import { ClockFields } from './ClockFields.tsx';
import { describeClock } from './describe-setting.ts';
import { clockSettingTexts as texts } from './setting-texts.ts';

const stale = ['/api/clocks', '/api/settings'];

/** One clock: its targets, and what was changed. */
export function ClockDialog({ clock, onClose }: { clock: ClockSetting; onClose: () => void }) {
  const t = useText();
  const category = t(clock.category === null ? texts.allCategories : categoryTexts[clock.category]);
  return (
    <SettingDialog
      title={`${clock.priority} · ${category}`}
      onClose={onClose}
      tabs={[
        {
          id: 'clock',
          name: t(texts.clock),
          content: (showHistory) => <ClockForm clock={clock} onHistory={showHistory} />,
        },
      ]}
      history={{
        kind: 'clock',
        id: clock.id,
        version: clock.version,
        // Targets are said in working days or not, whichever the version had.
        inWords: (content) => describeClock(content, t),
        invalidates: stale,
      }}
    />
  );
}

function ClockForm({ clock, onHistory }: { clock: ClockSetting; onHistory: () => void }) {
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft(clock);
  const change = useCommand(changeClock, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason } = draft;
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!clockContent.safeParse(content).success}
      onSave={() => change.mutate({ params: { id: clock.id }, body: { version, content, reason } })}
      onHistory={onHistory}
    >
      <ClockFields
        content={content}
        isReadOnly={isReadOnly}
        canDeactivate={clock.category !== null}
        onChange={draft.set}
      />
    </SettingForm>
  );
}

/** A clock of its own for one category; it begins with the targets of its priority. */
export function AddClockDialog({ clocks, onClose }: { clocks: readonly ClockSetting[]; onClose: () => void }) {
  const t = useText();
  const generalOf = (wanted: Priority): ClockContent =>
    clocks.find((clock) => clock.priority === wanted && clock.category === null)?.content ?? {
      acknowledgeS: null,
      arriveS: null,
      resolveS: null,
      workingDays: false,
      active: true,
    };
  const [priority, setPriority] = useState<Priority>('P1');
  const [category, setCategory] = useState<Category | null>(null);
  const draft = useSettingDraft({ version: 1, content: generalOf('P1') });
  const create = useCommand(createClock, {
    invalidates: stale,
    onDone: draft.handleMade(onClose),
  });
  const { content, reason } = draft;
  const handlePriority = (chosen: Priority) => {
    setPriority(chosen);
    draft.set(generalOf(chosen));
  };
  return (
    <NewSettingDialog
      title={t(texts.addClock)}
      onClose={onClose}
      draft={draft}
      command={create}
      isBlocked={category === null || !clockContent.safeParse(content).success}
      onSave={() => category !== null && create.mutate({ body: { priority, category, content, reason } })}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Select
          label={t(texts.priority)}
          options={priorities.map((one) => ({ id: one, name: `${one} · ${t(priorityTexts[one])}` }))}
          value={priority}
          onChange={handlePriority}
        />
        <Select
          label={t(texts.category)}
          isRequired
          options={categories.map((one) => ({ id: one, name: t(categoryTexts[one]) }))}
          value={category}
          onChange={setCategory}
        />
      </div>
      <ClockFields content={content} canDeactivate={false} onChange={draft.set} />
    </NewSettingDialog>
  );
}
