import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { MultiSelect } from '#platform/ui/MultiSelect.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { daysBetween, lettersOf } from '../rota-rules.ts';
import { type Change, plannedOf, type Rota } from './rota-edit.ts';
import { rotaTexts as texts } from './texts.ts';
import type { ShownSpan } from './use-span.ts';

interface FillDialogProps {
  readonly rota: Rota;
  readonly span: ShownSpan;
  readonly onFill: (change: Change) => void;
  readonly onClose: () => void;
}

/** A repeating pattern over the shown days; what stood in them for these people is replaced. */
export function FillDialog({ rota, span, onFill, onClose }: FillDialogProps) {
  const t = useText();
  const codes = rota.templates.map(({ code }) => code);
  const [people, setPeople] = useState<readonly Rota['people'][number]['id'][]>([]);
  const [pattern, setPattern] = useState('');
  const [shiftBy, setShiftBy] = useState('0');
  const [from, setFrom] = useState(span.from < rota.today ? rota.today : span.from);
  const days = daysBetween(from, span.to);
  const step = Number.parseInt(shiftBy, 10);
  const letters = lettersOf(pattern, days.length + 60 * 31, codes);
  const canFill =
    letters !== null && people.length > 0 && days.length > 0 && from >= span.from && step >= 0 && step <= 31;
  const handleFill = () => {
    if (letters === null) return;
    const add = people.flatMap((userId, at) =>
      days.flatMap((day, index) => {
        const template = letters[index + at * step] ?? null;
        return template === null ? [] : [{ userId, day, template }];
      }),
    );
    const remove = plannedOf(rota).filter(
      (shift) =>
        people.includes(shift.userId) &&
        days.includes(shift.day) &&
        !add.some((one) => one.userId === shift.userId && one.day === shift.day && one.template === shift.template),
    );
    onFill({ add, remove });
  };
  return (
    <Dialog
      title={t(texts.fill)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t(texts.cancel)}</Button>
          <Button look="primary" isDisabled={!canFill} onPress={handleFill}>
            {t(texts.apply)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-ink-soft">
          {t(texts.fillNote, { example: `${codes.slice(0, 3).join('')}--`, shift: step || 0 })}
        </p>
        <MultiSelect
          label={t(texts.people)}
          none={t(texts.noPeople)}
          options={rota.people.map(({ id, displayName }) => ({ id, name: displayName }))}
          value={people}
          onChange={setPeople}
        />
        <TextField
          label={t(texts.pattern)}
          value={pattern}
          onChange={setPattern}
          isRequired
          {...(pattern !== '' && letters === null ? { error: t(texts.patternWrong, { codes: codes.join(', ') }) } : {})}
        />
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField label={t(texts.from)} type="date" min={span.from} max={span.to} value={from} onChange={setFrom} />
          <TextField label={t(texts.shiftBy)} type="number" min={0} max={31} value={shiftBy} onChange={setShiftBy} />
        </div>
      </div>
    </Dialog>
  );
}
