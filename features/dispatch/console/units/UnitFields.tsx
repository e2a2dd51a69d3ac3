import { useState } from 'react';
import { Checkbox, Switch } from '#platform/ui/Checkbox.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { type UnitContent, unitKinds, unitSkills } from '../../unit.ts';
import { unitKindTexts, unitSkillTexts } from '../../unit-texts.ts';
import { unitSettingTexts as texts } from './setting-texts.ts';

interface UnitFieldsProps {
  readonly content: UnitContent;
  readonly onChange: (part: Partial<UnitContent>) => void;
  readonly canDeactivate: boolean;
}

/** What of a unit is editable. */
export function UnitFields({ content, onChange, canDeactivate }: UnitFieldsProps) {
  const t = useText();
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t(texts.callSign)}
          isRequired
          maxLength={40}
          value={content.callSign}
          onChange={(callSign) => onChange({ callSign })}
        />
        <Select
          label={t(texts.kind)}
          options={unitKinds.map((id) => ({ id, name: t(unitKindTexts[id]) }))}
          value={content.kind}
          onChange={(kind) => onChange({ kind })}
        />
      </div>
      <fieldset className="flex flex-col gap-1">
        <legend className="font-medium">{t(texts.skills)}</legend>
        <div className="grid gap-x-4 sm:grid-cols-3">
          {unitSkills.map((skill) => (
            <Checkbox
              key={skill}
              isSelected={content.skills.includes(skill)}
              onChange={(has) =>
                onChange({ skills: unitSkills.filter((one) => (one === skill ? has : content.skills.includes(one))) })
              }
            >
              {t(unitSkillTexts[skill])}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <TextField
        label={t(texts.phone)}
        description={t(texts.phoneHint)}
        type="tel"
        maxLength={31}
        value={content.phone ?? ''}
        onChange={(phone) => onChange({ phone: phone.trim() === '' ? null : phone })}
      />
      <HomeFields home={content.home} onChange={(home) => onChange({ home })} />
      {canDeactivate ? (
        <Switch isSelected={content.active} onChange={(active) => onChange({ active })}>
          {t(texts.active)}
        </Switch>
      ) : null}
    </>
  );
}

/** Two numbers that are one point: what is typed stays as typed until both can be read. */
function HomeFields({ home, onChange }: { home: UnitContent['home']; onChange: (home: UnitContent['home']) => void }) {
  const t = useText();
  const [typed, setTyped] = useState({
    latitude: home === null ? '' : String(home.latitude),
    longitude: home === null ? '' : String(home.longitude),
  });
  const handle = (part: Partial<typeof typed>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    if (next.latitude.trim() === '' && next.longitude.trim() === '') return onChange(null);
    // NaN keeps the form from being saved until both are numbers.
    onChange({ latitude: numberOf(next.latitude), longitude: numberOf(next.longitude) });
  };
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <TextField
        label={t(texts.latitude)}
        description={t(texts.homeHint)}
        inputMode="decimal"
        value={typed.latitude}
        onChange={(latitude) => handle({ latitude })}
      />
      <TextField
        label={t(texts.longitude)}
        inputMode="decimal"
        value={typed.longitude}
        onChange={(longitude) => handle({ longitude })}
      />
    </div>
  );
}

const numberOf = (typed: string) => (typed.trim() === '' ? Number.NaN : Number(typed.trim().replace(',', '.')));
