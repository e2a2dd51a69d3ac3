import { useState } from 'react';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { type ClockContent, clockContent } from '../assignment.ts';
import { clockTexts } from '../texts.ts';
import { clockSettingTexts as texts } from './setting-texts.ts';
import { secondsIn, type Unit, unitOf, units } from './target.ts';

interface ClockFieldsProps {
  readonly content: ClockContent;
  readonly onChange: (part: Partial<ClockContent>) => void;
  readonly isReadOnly?: boolean;
  /** The general clock of a priority is always in force. */
  readonly canDeactivate: boolean;
}

/** Targets with the unit they are thought in. */
export function ClockFields({ content, onChange, isReadOnly = false, canDeactivate }: ClockFieldsProps) {
  const t = useText();
  const { workingDays } = content;
  const handleWorkingDays = (counted: boolean) => {
    const whole = (seconds: number | null) =>
      seconds === null || !counted ? seconds : Math.max(1, Math.ceil(seconds / secondsIn.days)) * secondsIn.days;
    onChange({
      workingDays: counted,
      acknowledgeS: whole(content.acknowledgeS),
      arriveS: whole(content.arriveS),
      resolveS: whole(content.resolveS),
    });
  };
  return (
    <>
      {(['acknowledge', 'arrive', 'resolve'] as const).map((clock) => (
        <TargetField
          key={`${clock}-${workingDays}`}
          label={t(clockTexts[clock])}
          seconds={content[`${clock}S`]}
          workingDays={workingDays}
          isReadOnly={isReadOnly}
          onChange={(seconds) => onChange({ [`${clock}S`]: seconds })}
        />
      ))}
      <Switch isDisabled={isReadOnly} isSelected={workingDays} onChange={handleWorkingDays}>
        {t(texts.workingDaysSwitch)}
      </Switch>
      {canDeactivate ? (
        <Switch isDisabled={isReadOnly} isSelected={content.active} onChange={(active) => onChange({ active })}>
          {t(texts.activeSwitch)}
        </Switch>
      ) : null}
      {clockContent.safeParse(content).success ? null : <Notice tone="warn">{t(texts.rising)}</Notice>}
    </>
  );
}

interface TargetFieldProps {
  readonly label: string;
  readonly seconds: number | null;
  readonly workingDays: boolean;
  readonly isReadOnly: boolean;
  readonly onChange: (seconds: number | null) => void;
}

/** A number with its unit; the unit stays as chosen while one types. */
function TargetField({ label, seconds, workingDays, isReadOnly, onChange }: TargetFieldProps) {
  const t = useText();
  const [chosen, setUnit] = useState<Unit>(seconds === null ? 'minutes' : unitOf(seconds));
  // A value from elsewhere (the latest version) may not be whole in the chosen unit.
  const unit = workingDays ? 'days' : seconds !== null && seconds % secondsIn[chosen] !== 0 ? unitOf(seconds) : chosen;
  const names = {
    seconds: texts.seconds,
    minutes: texts.minutes,
    hours: texts.hours,
    days: workingDays ? texts.workingDayUnit : texts.dayUnit,
  };
  const amount = seconds === null ? null : seconds / secondsIn[unit];
  const handleUnit = (next: Unit) => {
    setUnit(next);
    if (amount !== null) onChange(amount * secondsIn[next]);
  };
  const handleAmount = (typed: string) => {
    const number = Number.parseInt(typed, 10);
    onChange(Number.isNaN(number) || number < 1 ? null : number * secondsIn[unit]);
  };
  return (
    <div className="grid items-start gap-3 sm:grid-cols-[10rem_12rem]">
      <TextField
        label={label}
        description={t(texts.noTargetHint)}
        type="number"
        min={1}
        isReadOnly={isReadOnly}
        value={amount === null ? '' : String(amount)}
        onChange={handleAmount}
      />
      <Select
        label={t(texts.unit, { name: label })}
        isDisabled={isReadOnly || workingDays}
        options={units.map((one) => ({ id: one, name: t(names[one]) }))}
        value={unit}
        onChange={handleUnit}
      />
    </div>
  );
}
