import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react';
import { cx } from '#platform/ui/tone.ts';
import { useLanguage, useText } from '#platform/web/language.tsx';
import { screenNames } from '../screen-names.ts';
import { CoverageRows } from './CoverageRows.tsx';
import { dayName, isSunday, weekdayName } from './day-words.ts';
import { type Change, moveOf, type Rota, type Wanted } from './rota-edit.ts';
import { ShiftChip } from './ShiftChip.tsx';
import { rotaTexts as texts } from './texts.ts';

interface RotaGridProps {
  readonly rota: Rota;
  readonly days: readonly string[];
  /** Left out: it can only be read. */
  readonly onChange?: (change: Change) => void;
}

type Cell = readonly [row: number, column: number];
const dragType = 'application/x-sigap-shift';

const steps: Readonly<Record<string, Cell>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

/** People by days. One stop for Tab; arrows move, letters fill, Delete empties, and letters can be dragged. */
export function RotaGrid({ rota, days, onChange }: RotaGridProps) {
  const t = useText();
  const { language } = useLanguage();
  const body = useRef<HTMLTableSectionElement>(null);
  const [[row, column], setAt] = useState<Cell>([0, 0]);
  const [copied, setCopied] = useState<readonly string[]>([]);
  const { people } = rota;

  const focus = (next: Cell) => {
    const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value));
    const cell: Cell = [clamp(next[0], people.length - 1), clamp(next[1], days.length - 1)];
    setAt(cell);
    body.current?.querySelector<HTMLElement>(`[data-cell="${cell.join(':')}"]`)?.focus();
  };
  const handleKey = (event: KeyboardEvent, own: readonly Wanted[], place: Pick<Wanted, 'userId' | 'day'>) => {
    const step = steps[event.key];
    if (step !== undefined) focus([row + step[0], column + step[1]]);
    else if (onChange === undefined) return;
    else if ((event.ctrlKey || event.metaKey) && event.key === 'c') setCopied(own.map(({ template }) => template));
    else if ((event.ctrlKey || event.metaKey) && event.key === 'v')
      onChange({ add: copied.map((template) => ({ ...place, template })), remove: own });
    else if (event.ctrlKey || event.altKey || event.metaKey) return;
    else if (event.key === 'Delete' || event.key === 'Backspace') onChange({ add: [], remove: own });
    else if (rota.templates.some(({ code }) => code === event.key.toUpperCase()))
      onChange({ add: [{ ...place, template: event.key.toUpperCase() }], remove: [] });
    else return;
    event.preventDefault();
  };
  const handleDrop = (event: DragEvent, place: Pick<Wanted, 'userId' | 'day'>) => {
    event.preventDefault();
    const id = event.dataTransfer.getData(dragType);
    const shift = rota.shifts.find((one) => one.id === id);
    if (shift !== undefined) onChange?.(moveOf(shift, place));
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid of cells with keys (WAI-ARIA grid pattern)
    <table role="grid" aria-label={t(screenNames.rota)} className="w-full border-collapse text-sm">
      <thead>
        <tr>
          <th scope="col" className="sticky left-0 z-10 w-44 bg-surface p-1 text-left">
            {t(texts.person)}
          </th>
          {days.map((day) => (
            <th
              key={day}
              scope="col"
              aria-label={dayName(day, language)}
              className={cx('p-1 font-medium', isSunday(day) && 'text-life', day === rota.today && 'bg-accent-soft')}
            >
              <span className="block text-xs">{weekdayName(day, language)}</span>
              {Number(day.slice(8))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {people.map((person, at) => (
          <tr key={person.id} className="border-t border-line">
            <th scope="row" className="sticky left-0 z-10 whitespace-nowrap bg-surface p-1 text-left font-medium">
              {person.displayName}
            </th>
            {days.map((day, index) => {
              const own = rota.shifts.filter((one) => one.userId === person.id && one.day === day);
              const planned = own.filter(({ state }) => state !== 'removed');
              const place = { userId: person.id, day };
              const isAway = rota.leaves.some(
                (one) => one.userId === person.id && one.fromDay <= day && day <= one.toDay,
              );
              const what = planned.map(({ template }) => template).join(', ') || t(texts.free);
              return (
                <td
                  key={day}
                  // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid (WAI-ARIA grid pattern)
                  role="gridcell"
                  tabIndex={at === row && index === column ? 0 : -1}
                  data-cell={`${at}:${index}`}
                  aria-label={t(texts.cell, {
                    person: person.displayName,
                    day: dayName(day, language),
                    what: isAway ? `${what}, ${t(texts.away)}` : what,
                  })}
                  onFocus={() => setAt([at, index])}
                  onKeyDown={(event) => handleKey(event, planned, place)}
                  onDragOver={(event) => event.preventDefault()}
                  onDrop={(event) => handleDrop(event, place)}
                  className={cx(
                    'h-9 min-w-9 border-l border-line p-0.5 text-center focus-visible:outline-2 focus-visible:outline-accent',
                    day === rota.today && 'bg-accent-soft/40',
                  )}
                >
                  {isAway ? <span className="text-xs text-warn">{t(texts.away)}</span> : null}
                  {own.map((shift) => (
                    <ShiftChip key={shift.id} shift={shift} {...(onChange === undefined ? {} : { dragType })} />
                  ))}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
      <CoverageRows rota={rota} days={days} />
    </table>
  );
}
