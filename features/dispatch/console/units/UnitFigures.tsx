import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { categories } from '#features/incidents/incident.ts';
import { categoryTexts } from '#features/incidents/texts.ts';
import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { screenTexts } from '#features/people/screen-texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type UnitFiguresContent, unitFiguresContent, unitKinds } from '../../unit.ts';
import { changeUnitFigures, readUnitFigures } from '../../unit-contract.ts';
import { unitKindTexts } from '../../unit-texts.ts';
import { unitSettingTexts as texts } from './setting-texts.ts';

const stale = ['/api/unit-figures', '/api/settings'];

/** Speeds, detours, how old a position may be, how long a crew may be silent. */
export function UnitFigures() {
  const t = useText();
  const can = useCan();
  const setting = useRoute(readUnitFigures, {});
  return (
    <QueryView query={setting}>
      {(shown) => (
        <div className="flex max-w-4xl flex-col gap-4 pt-3">
          <Card title={t(texts.figures)}>
            <FiguresForm setting={shown} />
          </Card>
          <Card title={t(screenTexts.history)}>
            <SettingHistory
              kind="unit_figures"
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

/** NaN stands for a field that is empty or no number: it keeps the form from being saved. */
function NumberField({
  label,
  value,
  onChange,
  isReadOnly,
  description,
}: {
  label: string;
  value: number;
  onChange: (value: number) => void;
  isReadOnly: boolean;
  description?: string;
}) {
  return (
    <TextField
      label={label}
      {...(description === undefined ? {} : { description })}
      type="number"
      isReadOnly={isReadOnly}
      value={Number.isNaN(value) ? '' : String(value)}
      onChange={(typed) => onChange(typed === '' ? Number.NaN : Number(typed))}
    />
  );
}

function FiguresForm({ setting }: { setting: RouteOutput<typeof readUnitFigures> }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft<UnitFiguresContent>(setting);
  const change = useCommand(changeUnitFigures, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason } = draft;
  const isFit = unitFiguresContent.safeParse(content).success;
  const number = (field: 'detourPercent' | 'freshS' | 'keepDays' | 'silenceMinutes' | 'answerS', label: string) => (
    <NumberField
      label={label}
      value={content[field]}
      isReadOnly={isReadOnly}
      onChange={(value) => draft.set({ [field]: value })}
    />
  );
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!isFit}
      onSave={() => change.mutate({ params: { id: setting.id }, body: { version, content, reason } })}
    >
      <h3 className="font-semibold">{t(texts.speeds)}</h3>
      <div className="grid gap-3 sm:grid-cols-3">
        {unitKinds.map((kind) => (
          <NumberField
            key={kind}
            label={t(texts.speed, { kind: t(unitKindTexts[kind]) })}
            value={content.speeds[kind]}
            isReadOnly={isReadOnly}
            onChange={(speed) => draft.set({ speeds: { ...content.speeds, [kind]: speed } })}
          />
        ))}
      </div>
      <HourFields hours={content.hours} isReadOnly={isReadOnly} onChange={(hours) => draft.set({ hours })} />
      <div className="grid gap-3 sm:grid-cols-2">
        {number('detourPercent', t(texts.detour))}
        <DetourField
          detours={content.detourByDistrict}
          isReadOnly={isReadOnly}
          onChange={(detourByDistrict) => draft.set({ detourByDistrict })}
        />
      </div>
      <h3 className="font-semibold">{t(texts.positions)}</h3>
      <div className="grid gap-3 sm:grid-cols-2">
        {number('freshS', t(texts.fresh))}
        {number('keepDays', t(texts.keep))}
      </div>
      <h3 className="font-semibold">{t(texts.safety)}</h3>
      <div className="grid gap-3 sm:grid-cols-2">
        {number('silenceMinutes', t(texts.silence))}
        {number('answerS', t(texts.answer))}
      </div>
      <p className="text-sm text-ink-soft">
        {t(texts.silenceCategories)}. {t(texts.emptyMeansGeneral)}.
      </p>
      <div className="grid gap-3 sm:grid-cols-3">
        {categories.map((category) => (
          <NumberField
            key={category}
            label={t(texts.silenceOf, { category: t(categoryTexts[category]) })}
            value={content.silenceByCategory[category] ?? Number.NaN}
            isReadOnly={isReadOnly}
            onChange={(minutes) => {
              const { [category]: _before, ...others } = content.silenceByCategory;
              draft.set({ silenceByCategory: Number.isNaN(minutes) ? others : { ...others, [category]: minutes } });
            }}
          />
        ))}
      </div>
      {isFit ? null : <Notice tone="warn">{t(texts.invalid)}</Notice>}
    </SettingForm>
  );
}

type Hours = UnitFiguresContent['hours'];

function HourFields({
  hours,
  isReadOnly,
  onChange,
}: {
  hours: Hours;
  isReadOnly: boolean;
  onChange: (hours: Hours) => void;
}) {
  const t = useText();
  const revise = (index: number, part: Partial<Hours[number]>) =>
    onChange(hours.map((one, at) => (at === index ? { ...one, ...part } : one)));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="font-semibold">{t(texts.hours)}</legend>
      {hours.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is what is edited
        <div key={index} className="grid items-end gap-2 sm:grid-cols-[1fr_1fr_1fr_auto]">
          {(['from', 'to', 'percent'] as const).map((field) => (
            <NumberField
              key={field}
              label={t({ from: texts.hourFrom, to: texts.hourTo, percent: texts.percent }[field])}
              value={one[field]}
              isReadOnly={isReadOnly}
              onChange={(value) => revise(index, { [field]: value })}
            />
          ))}
          <Button
            look="quiet"
            isDisabled={isReadOnly}
            aria-label={t(texts.removeHours, { from: one.from, to: one.to })}
            onPress={() => onChange(hours.filter((_one, at) => at !== index))}
          >
            <Trash2 aria-hidden size={16} />
          </Button>
        </div>
      ))}
      <div>
        <Button
          isDisabled={isReadOnly || hours.length >= 12}
          icon={<Plus aria-hidden size={16} />}
          onPress={() => onChange([...hours, { from: 9, to: 15, percent: 100 }])}
        >
          {t(texts.addHours)}
        </Button>
      </div>
    </fieldset>
  );
}

type Detours = UnitFiguresContent['detourByDistrict'];

/** A line for each district; what cannot be read keeps the form from being saved. */
function DetourField({
  detours,
  isReadOnly,
  onChange,
}: {
  detours: Detours;
  isReadOnly: boolean;
  onChange: (detours: Detours) => void;
}) {
  const t = useText();
  const [typed, setTyped] = useState(() =>
    Object.entries(detours)
      .map(([code, percent]) => `${code} ${percent}`)
      .join('\n'),
  );
  return (
    <TextArea
      label={t(texts.detourDistricts)}
      description={t(texts.detourHint)}
      rows={3}
      isReadOnly={isReadOnly}
      value={typed}
      onChange={(words) => {
        setTyped(words);
        const lines = words.split('\n').map((line) => line.trim().split(/\s+/));
        onChange(
          Object.fromEntries(
            lines.filter(([code]) => code !== '').map(([code = '', percent]) => [code, Number(percent ?? Number.NaN)]),
          ),
        );
      }}
    />
  );
}

/** An older content in words; only the fields that are given. */
function inWords(given: Readonly<Record<string, unknown>>, t: Translate): { term: string; value: string }[] {
  const read = unitFiguresContent.partial().safeParse(given);
  if (!read.success) return [];
  const { speeds, hours, detourPercent, freshS, keepDays, silenceMinutes, answerS } = read.data;
  const figures = [
    [texts.detour, detourPercent],
    [texts.fresh, freshS],
    [texts.keep, keepDays],
    [texts.silence, silenceMinutes],
    [texts.answer, answerS],
  ] as const;
  return [
    ...(speeds === undefined
      ? []
      : [
          {
            term: t(texts.speeds),
            value: unitKinds.map((kind) => `${t(unitKindTexts[kind])} ${speeds[kind]}`).join(', '),
          },
        ]),
    ...(hours === undefined
      ? []
      : [
          {
            term: t(texts.hours),
            value: hours.map((one) => `${one.from}–${one.to}: ${one.percent} %`).join(', ') || '–',
          },
        ]),
    ...figures.flatMap(([term, value]) => (value === undefined ? [] : [{ term: t(term), value: String(value) }])),
  ];
}
