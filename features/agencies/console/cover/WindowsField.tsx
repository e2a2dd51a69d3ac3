import { Plus, X } from 'lucide-react';
import { Button, IconButton } from '#platform/ui/Button.tsx';
import { Checkbox } from '#platform/ui/Checkbox.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import type { WeeklyWindow } from '../../hours.ts';
import { weekdayTexts } from '../../screen-texts.ts';
import { coverScreenTexts as texts } from './texts.ts';

interface WindowsFieldProps {
  readonly windows: readonly WeeklyWindow[];
  readonly onChange: (windows: WeeklyWindow[]) => void;
  readonly isReadOnly: boolean;
  /** What no hours mean. */
  readonly none: string;
}

const evenings: WeeklyWindow = { weekdays: [1, 2, 3, 4, 5], from: '16:00', to: '07:30' };

/** Hours of the week, over midnight where they end before they begin. */
export function WindowsField({ windows, onChange, isReadOnly, none }: WindowsFieldProps) {
  const t = useText();
  const put = (index: number, part: Partial<WeeklyWindow>) =>
    onChange(windows.map((window, at) => (at === index ? { ...window, ...part } : window)));
  return (
    <fieldset className="flex flex-col gap-2 rounded-lg border border-line p-3" disabled={isReadOnly}>
      <legend className="px-1 font-medium">{t(texts.windows)}</legend>
      {windows.length === 0 ? <p className="text-ink-soft">{none}</p> : null}
      {windows.map((window, index) => (
        // Two windows may say the same; they have no other name than their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={index} className="flex flex-wrap items-end gap-x-3 gap-y-1">
          <span className="flex flex-wrap gap-x-3">
            {weekdayTexts.map((name, at) => (
              <Checkbox
                key={name.id}
                isDisabled={isReadOnly}
                isSelected={window.weekdays.includes(at + 1)}
                onChange={(isOn) => {
                  const others = window.weekdays.filter((day) => day !== at + 1);
                  // Hours without a day would be never: the last day stays.
                  if (isOn || others.length > 0)
                    put(index, { weekdays: (isOn ? [...others, at + 1] : others).sort((a, b) => a - b) });
                }}
              >
                {t(name)}
              </Checkbox>
            ))}
          </span>
          <TextField
            type="time"
            label={t(texts.from)}
            isReadOnly={isReadOnly}
            value={window.from}
            onChange={(from) => put(index, { from })}
          />
          <TextField
            type="time"
            label={t(texts.to)}
            isReadOnly={isReadOnly}
            value={window.to}
            onChange={(to) => put(index, { to })}
          />
          {isReadOnly ? null : (
            <IconButton
              label={t(texts.removeWindow, { number: index + 1 })}
              icon={<X aria-hidden size={14} />}
              onPress={() => onChange(windows.filter((_, at) => at !== index))}
            />
          )}
        </div>
      ))}
      {windows.length === 0 ? null : <p className="text-sm text-ink-soft">{t(texts.windowsHint)}</p>}
      {isReadOnly ? null : (
        <span>
          <Button size="small" icon={<Plus aria-hidden size={14} />} onPress={() => onChange([...windows, evenings])}>
            {t(texts.addWindow)}
          </Button>
        </span>
      )}
    </fieldset>
  );
}
