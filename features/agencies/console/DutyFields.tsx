import { Checkbox, Switch } from '#platform/ui/Checkbox.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import type { DutyContactContent, DutyWindow } from '../agency.ts';
import { screenTexts, weekdayTexts } from '../screen-texts.ts';

interface DutyFieldsProps {
  readonly content: DutyContactContent;
  readonly onChange: (part: Partial<DutyContactContent>) => void;
}

const always: readonly DutyWindow[] = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '16:00', to: '07:30' }));

/** Whether a contact is the superior, and when it is on duty: the same hours on each of the chosen days. */
export function DutyFields({ content, onChange }: DutyFieldsProps) {
  const t = useText();
  const { windows } = content;
  const [first] = windows ?? always;
  const hours = { from: first?.from ?? '16:00', to: first?.to ?? '07:30' };
  const days = new Set((windows ?? []).map(({ weekday }) => weekday));
  const setDays = (chosen: ReadonlySet<number>) =>
    chosen.size > 0 && onChange({ windows: [...chosen].sort().map((weekday) => ({ weekday, ...hours })) });
  const setHours = (given: Partial<typeof hours>) =>
    onChange({ windows: [...days].sort().map((weekday) => ({ weekday, ...hours, ...given })) });
  return (
    <>
      <Switch isSelected={content.superior} onChange={(superior) => onChange({ superior })}>
        {t(screenTexts.superior)}
      </Switch>
      <Switch
        isSelected={windows === null}
        onChange={(isAlways) => onChange({ windows: isAlways ? null : [...always] })}
      >
        {t(screenTexts.dutyAlways)}
      </Switch>
      {windows === null ? null : (
        <fieldset className="flex flex-col gap-2 rounded-lg border border-line p-2">
          <legend className="px-1 text-sm font-medium">{t(screenTexts.dutyHours)}</legend>
          <div className="flex flex-wrap gap-x-3 gap-y-1">
            {weekdayTexts.map((name, index) => (
              <Checkbox
                key={name.id}
                isSelected={days.has(index + 1)}
                onChange={(isOn) =>
                  setDays(new Set(isOn ? [...days, index + 1] : [...days].filter((day) => day !== index + 1)))
                }
              >
                {t(name)}
              </Checkbox>
            ))}
          </div>
          <div className="grid grid-cols-2 gap-2">
            <TextField
              type="time"
              label={t(screenTexts.from)}
              value={hours.from}
              onChange={(from) => from !== '' && setHours({ from })}
            />
            <TextField
              type="time"
              label={t(screenTexts.to)}
              value={hours.to}
              onChange={(to) => to !== '' && setHours({ to })}
            />
          </div>
          <p className="text-sm text-ink-soft">{t(screenTexts.dutyNote)}</p>
        </fieldset>
      )}
    </>
  );
}
