import { useState } from 'react';
import { Checkbox, Switch } from '#platform/ui/Checkbox.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import type { Calendar } from '../agency.ts';
import { screenTexts, weekdayTexts } from '../screen-texts.ts';

interface CalendarFieldsProps {
  readonly calendar: Calendar | null;
  readonly onChange: (calendar: Calendar | null) => void;
  readonly isReadOnly: boolean;
}

const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '07:30', to: '16:00' }));

/** Around the clock, or the hours of each weekday and the days that are free all the same. */
export function CalendarFields({ calendar, onChange, isReadOnly }: CalendarFieldsProps) {
  const t = useText();
  // What is typed stays as it is typed; only whole dates go into the calendar.
  const [typed, setTyped] = useState((calendar?.holidays ?? []).join('\n'));
  const handleHolidays = (text: string) => {
    setTyped(text);
    if (calendar !== null)
      onChange({ ...calendar, holidays: text.split(/\s+/).filter((date) => /^\d{4}-\d{2}-\d{2}$/.test(date)) });
  };
  return (
    <fieldset className="flex flex-col gap-2 rounded-lg border border-line p-3" disabled={isReadOnly}>
      <legend className="px-1 font-medium">{t(screenTexts.hours)}</legend>
      <Switch
        isDisabled={isReadOnly}
        isSelected={calendar === null}
        onChange={(always) => onChange(always ? null : { hours: weekdays, holidays: [] })}
      >
        {t(screenTexts.always)}
      </Switch>
      {calendar === null ? null : (
        <>
          {weekdayTexts.map((name, index) => (
            <DayRow
              key={name.id}
              name={t(name)}
              weekday={index + 1}
              calendar={calendar}
              isReadOnly={isReadOnly}
              onChange={onChange}
            />
          ))}
          <TextArea
            label={t(screenTexts.holidays)}
            description={t(screenTexts.holidaysNote)}
            isReadOnly={isReadOnly}
            value={typed}
            onChange={handleHolidays}
          />
        </>
      )}
    </fieldset>
  );
}

function DayRow({
  name,
  weekday,
  calendar,
  onChange,
  isReadOnly,
}: {
  name: string;
  weekday: number;
  calendar: Calendar;
  onChange: (calendar: Calendar) => void;
  isReadOnly: boolean;
}) {
  const t = useText();
  const part = calendar.hours.find((hours) => hours.weekday === weekday);
  const put = (hours: { from: string; to: string } | null) => {
    const others = calendar.hours.filter((each) => each.weekday !== weekday);
    const all = hours === null ? others : [...others, { weekday, ...hours }];
    // A calendar without a single day would stop every clock for ever.
    if (all.length > 0) onChange({ ...calendar, hours: all.sort((a, b) => a.weekday - b.weekday) });
  };
  return (
    <div className="grid grid-cols-[9rem_8rem_8rem] items-center gap-2">
      <Checkbox
        isDisabled={isReadOnly}
        isSelected={part !== undefined}
        onChange={(works) => put(works ? { from: '07:30', to: '16:00' } : null)}
      >
        {name}
      </Checkbox>
      {part === undefined ? null : (
        <>
          <TextField
            label={`${name}, ${t(screenTexts.from)}`}
            type="time"
            isReadOnly={isReadOnly}
            value={part.from}
            onChange={(from) => put({ from, to: part.to })}
          />
          <TextField
            label={`${name}, ${t(screenTexts.to)}`}
            type="time"
            isReadOnly={isReadOnly}
            value={part.to}
            onChange={(to) => put({ from: part.from, to })}
          />
        </>
      )}
    </div>
  );
}
