import { Plus, Trash2 } from 'lucide-react';
import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { screenTexts } from '#features/people/screen-texts.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Checkbox } from '#platform/ui/Checkbox.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { type Option, Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import {
  type AgencyUnitsContent,
  agencyUnitsContent,
  moveModes,
  straightModes,
  type UnitLabel,
  unitStatuses,
} from '../../unit.ts';
import { type AgencyUnitsSetting, changeAgencyUnits, listAgencyUnits } from '../../unit-contract.ts';
import { moveModeTexts, straightModeTexts, unitStatusTexts } from '../../unit-texts.ts';
import { unitSettingTexts as texts } from './setting-texts.ts';

const stale = ['/api/agency-units', '/api/units', '/api/settings'];

/** An agency's own words for what its units do, what may follow what, and whether its assignments wait for a person. */
export function AgencyWords() {
  const t = useText();
  const settings = useRoute(listAgencyUnits, {});
  const [chosen, setChosen] = usePlace('agency');
  const mayReadHistory = useCan()('setting.read');
  return (
    <QueryView query={settings}>
      {({ items }) => {
        const shown = items.find((one) => one.id === chosen) ?? items[0];
        if (shown === undefined) return null;
        return (
          <div className="flex max-w-4xl flex-col gap-4 pt-3">
            {items.length < 2 ? null : (
              <Select
                label={t(texts.agency)}
                options={items.map(({ id, agency }): Option => ({ id, name: agency.name }))}
                value={shown.id}
                onChange={setChosen}
              />
            )}
            <Card title={shown.agency.name}>
              <WordsForm key={shown.id} setting={shown} />
            </Card>
            {mayReadHistory ? (
              <Card title={t(screenTexts.history)}>
                <SettingHistory
                  kind="agency_units"
                  id={shown.id}
                  version={shown.version}
                  canUndo
                  inWords={(content) => inWords(content, t)}
                  invalidates={stale}
                />
              </Card>
            ) : null}
          </div>
        );
      }}
    </QueryView>
  );
}

function WordsForm({ setting }: { setting: AgencyUnitsSetting }) {
  const t = useText();
  const draft = useSettingDraft<AgencyUnitsContent>(setting);
  const change = useCommand(changeAgencyUnits, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason } = draft;
  const isFit = agencyUnitsContent.safeParse(content).success;
  return (
    <SettingForm
      draft={draft}
      command={change}
      isBlocked={!isFit}
      onSave={() => change.mutate({ params: { id: setting.id }, body: { version, content, reason } })}
    >
      <LabelFields labels={content.labels} onChange={(labels) => draft.set({ labels })} />
      <div className="grid gap-3 sm:grid-cols-2">
        <Select
          label={t(texts.mode)}
          options={moveModes.map((id) => ({ id, name: t(moveModeTexts[id]) }))}
          value={content.mode}
          onChange={(mode) => draft.set({ mode })}
        />
        <Select
          label={t(texts.straight)}
          options={straightModes.map((id) => ({ id, name: t(straightModeTexts[id]) }))}
          value={content.straight}
          onChange={(straight) => draft.set({ straight })}
        />
      </div>
      {content.mode === 'off' ? null : <MoveFields content={content} onChange={(moves) => draft.set({ moves })} />}
      {isFit ? null : <Notice tone="warn">{t(texts.invalid)}</Notice>}
    </SettingForm>
  );
}

function LabelFields({ labels, onChange }: { labels: UnitLabel[]; onChange: (labels: UnitLabel[]) => void }) {
  const t = useText();
  const revise = (index: number, part: Partial<UnitLabel>) =>
    onChange(labels.map((one, at) => (at === index ? { ...one, ...part } : one)));
  return (
    <div className="flex flex-col gap-2">
      {labels.map((label, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is what is edited; a code may be typed anew
        <div key={index} className="grid items-end gap-2 sm:grid-cols-[8rem_1fr_1fr_1fr_auto]">
          <TextField label={t(texts.code)} value={label.code} onChange={(code) => revise(index, { code })} />
          <TextField label={t(texts.name)} value={label.name} onChange={(name) => revise(index, { name })} />
          <TextField label={t(texts.nameEn)} value={label.nameEn} onChange={(nameEn) => revise(index, { nameEn })} />
          <Select
            label={t(texts.meaning)}
            options={unitStatuses.map((id) => ({ id, name: t(unitStatusTexts[id]) }))}
            value={label.status}
            onChange={(status) => revise(index, { status })}
          />
          <Button
            look="quiet"
            aria-label={t(texts.removeLabel, { name: label.name })}
            isDisabled={labels.length === 1}
            onPress={() => onChange(labels.filter((_one, at) => at !== index))}
          >
            <Trash2 aria-hidden size={16} />
          </Button>
        </div>
      ))}
      <div>
        <Button
          icon={<Plus aria-hidden size={16} />}
          isDisabled={labels.length >= 30}
          onPress={() => onChange([...labels, { code: '', name: '', nameEn: '', status: 'available' }])}
        >
          {t(texts.addLabel)}
        </Button>
      </div>
    </div>
  );
}

interface MoveFieldsProps {
  readonly content: AgencyUnitsContent;
  readonly onChange: (moves: AgencyUnitsContent['moves']) => void;
}

function MoveFields({ content, onChange }: MoveFieldsProps) {
  const t = useText();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="font-semibold">{t(texts.moves)}</legend>
      <p className="text-sm text-ink-soft">{t(texts.movesNote)}</p>
      {unitStatuses.map((from) => (
        <fieldset key={from} className="flex flex-wrap gap-x-4">
          <legend className="font-medium">{t(texts.after, { status: t(unitStatusTexts[from]) })}</legend>
          {unitStatuses
            .filter((to) => to !== from)
            .map((to) => (
              <Checkbox
                key={to}
                isSelected={content.moves[from]?.includes(to) ?? false}
                onChange={(may) => {
                  const before = content.moves[from] ?? [];
                  onChange({ ...content.moves, [from]: may ? [...before, to] : before.filter((one) => one !== to) });
                }}
              >
                {t(unitStatusTexts[to])}
              </Checkbox>
            ))}
        </fieldset>
      ))}
    </fieldset>
  );
}

/** An older content in words; only the fields that are given. */
function inWords(given: Readonly<Record<string, unknown>>, t: Translate): { term: string; value: string }[] {
  const labels = agencyUnitsContent.shape.labels.safeParse(given.labels);
  const mode = moveModes.find((one) => one === given.mode);
  const straight = straightModes.find((one) => one === given.straight);
  return [
    ...(labels.success
      ? [
          {
            term: t(texts.words),
            value: labels.data.map((one) => `${one.name} = ${t(unitStatusTexts[one.status])}`).join(', '),
          },
        ]
      : []),
    ...(mode === undefined ? [] : [{ term: t(texts.mode), value: t(moveModeTexts[mode]) }]),
    ...(straight === undefined ? [] : [{ term: t(texts.straight), value: t(straightModeTexts[straight]) }]),
  ];
}
