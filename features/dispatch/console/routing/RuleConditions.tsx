import { useState } from 'react';
import { WindowsField } from '#features/agencies/console/cover/WindowsField.tsx';
import { type Category, categories } from '#features/incidents/incident.ts';
import { categoryTexts } from '#features/incidents/texts.ts';
import { searchPlaces } from '#features/places/contract.ts';
import { kindOf } from '#features/places/place.ts';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { holidayChoices, type RuleContent } from '../../routing.ts';
import type { RuleChoices } from '../use-rule-choices.ts';
import { holidayTexts, routingScreenTexts as texts } from './texts.ts';

type Saying = Pick<RuleContent, 'incidentTypeId' | 'category' | 'windows' | 'holidays' | 'hours'>;

interface ConditionProps {
  readonly content: Saying;
  readonly choices: RuleChoices;
  readonly onChange: (part: Partial<Saying>) => void;
  readonly isReadOnly: boolean;
}

/** All types of a category; with a type of its own a rule asks for that one alone. */
export function CategoryField({ content, onChange, isReadOnly }: Omit<ConditionProps, 'choices'>) {
  const t = useText();
  return (
    <Select<Category | 'all'>
      label={t(texts.category)}
      isDisabled={isReadOnly || content.incidentTypeId !== null}
      options={[
        { id: 'all', name: t(texts.anyCategory) },
        ...categories.map((id) => ({ id, name: t(categoryTexts[id]) })),
      ]}
      value={content.category ?? 'all'}
      onChange={(chosen) => onChange({ category: chosen === 'all' ? null : chosen })}
    />
  );
}

interface VillageFieldProps {
  readonly label: string;
  readonly value: string | null;
  /** Of the chosen one, as far as it is known. */
  readonly name: string | null;
  readonly onChange: (code: string | null) => void;
  readonly isDisabled?: boolean;
}

/** A village of the regency, found while one types. */
export function VillageField({ label, value, name, onChange, isDisabled = false }: VillageFieldProps) {
  const t = useText();
  const [typed, setTyped] = useState(name ?? value ?? '');
  const asked = typed.trim();
  const found = useRoute(
    searchPlaces,
    { query: { q: asked, limit: 10 } },
    { enabled: asked.length >= 2 && !isDisabled, keepPrevious: true },
  );
  const villages = (found.data?.items ?? []).filter((place) => kindOf(place.code) !== 'kecamatan');
  const options = villages.map((place) => ({ id: place.code, name: place.name, description: place.districtName }));
  return (
    <ComboBox
      label={label}
      placeholder={t(texts.anyVillage)}
      isDisabled={isDisabled}
      options={
        value === null || options.some((one) => one.id === value) ? options : [{ id: value, name: typed }, ...options]
      }
      value={value}
      typed={typed}
      onSearch={(words) => {
        setTyped(words);
        if (words === '' && value !== null) onChange(null);
      }}
      onChange={(code) => {
        if (code === null) return;
        setTyped(options.find((one) => one.id === code)?.name ?? typed);
        onChange(code);
      }}
    />
  );
}

/** When a rule holds: hours of the week, holidays, and whether an agency is at work. */
export function TimeFields({ content, choices, onChange, isReadOnly }: ConditionProps) {
  const t = useText();
  const { hours } = content;
  return (
    <>
      <WindowsField
        windows={content.windows}
        isReadOnly={isReadOnly}
        none={choices.anyTime}
        onChange={(windows) => onChange({ windows })}
      />
      <div className="grid gap-3 sm:grid-cols-3">
        <Select
          label={t(texts.holidays)}
          description={t(texts.holidaysNote)}
          isDisabled={isReadOnly}
          options={holidayChoices.map((id) => ({ id, name: t(holidayTexts[id]) }))}
          value={content.holidays}
          onChange={(holidays) => onChange({ holidays })}
        />
        <ComboBox
          label={t(texts.hoursOf)}
          placeholder={t(texts.hoursIgnored)}
          isDisabled={isReadOnly}
          options={choices.agencies}
          value={hours?.agencyId ?? null}
          onChange={(agencyId) =>
            onChange({ hours: agencyId === null ? null : { agencyId, is: hours?.is ?? 'outside' } })
          }
        />
        {hours === null ? null : (
          <Select
            label={t(texts.hoursIs)}
            isDisabled={isReadOnly}
            options={[
              { id: 'inside', name: t(texts.inside) },
              { id: 'outside', name: t(texts.outside) },
            ]}
            value={hours.is}
            onChange={(is) => onChange({ hours: { ...hours, is } })}
          />
        )}
      </div>
    </>
  );
}
