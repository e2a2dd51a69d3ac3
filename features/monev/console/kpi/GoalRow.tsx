import { Trash2 } from 'lucide-react';
import { Button } from '#platform/ui/Button.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { type Goal, type GoalCode, goalCodes, goal as goalSchema, isTimed } from '../../goals.ts';
import { kpiLabels } from '../../kpi.ts';
import { texts as lockTexts } from '../lock/texts.ts';
import { texts } from './texts.ts';

interface GoalRowProps {
  readonly number: number;
  readonly goal: Goal;
  readonly onChange: (goal: Goal) => void;
  readonly onRemove: () => void;
}

const usualSeconds = 60;
const typedNumber = (typed: string) => (typed === '' ? Number.NaN : Number(typed));
const shownNumber = (value: number) => (Number.isNaN(value) ? '' : String(value));

/** One goal while it is typed; what cannot be saved says why. */
export function GoalRow({ number, goal, onChange, onRemove }: GoalRowProps) {
  const t = useText();
  const isBad = (part: Partial<Goal>) =>
    !goalSchema.safeParse({ code: 'T_ACK', share: 1, seconds: 1, ...part }).success;
  const handleCode = (code: GoalCode) =>
    onChange({ ...goal, code, seconds: isTimed(code) ? (goal.seconds ?? usualSeconds) : null });
  return (
    <fieldset className="grid items-start gap-2 border-t border-line pt-2 sm:grid-cols-[1fr_7rem_7rem_auto]">
      <legend className="sr-only">{t(texts.goalNumber, { number })}</legend>
      <Select
        label={t(texts.figure)}
        options={goalCodes.map((id) => ({
          id,
          name: t(id === 'SERVICE_LEVEL' ? lockTexts.answered : kpiLabels[id]),
        }))}
        value={goal.code}
        onChange={handleCode}
      />
      <TextField
        label={t(texts.share)}
        error={isBad({ share: goal.share }) ? t(texts.shareInvalid) : null}
        type="number"
        inputMode="decimal"
        value={shownNumber(Math.round(goal.share * 1000) / 10)}
        onChange={(typed) => onChange({ ...goal, share: Math.round(typedNumber(typed) * 10) / 1000 })}
      />
      {goal.seconds === null ? (
        <span />
      ) : (
        <TextField
          label={t(texts.seconds)}
          error={isBad({ seconds: goal.seconds }) ? t(texts.secondsInvalid) : null}
          type="number"
          inputMode="numeric"
          value={shownNumber(goal.seconds)}
          onChange={(typed) => onChange({ ...goal, seconds: typedNumber(typed) })}
        />
      )}
      <span className="pt-6">
        <Button look="quiet" aria-label={t(texts.remove, { number })} onPress={onRemove}>
          <Trash2 aria-hidden size={16} />
        </Button>
      </span>
    </fieldset>
  );
}
