import { Plus, Trash2 } from 'lucide-react';
import { type Priority, priorities } from '#features/incidents/incident.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { type LadderAct, type LadderContent, type LadderStep, ladderActs, ladderContent } from '../../ladder.ts';
import { actTexts } from '../../ladder-texts.ts';
import { LadderPicture } from './LadderPicture.tsx';
import { texts } from './texts.ts';

interface LadderFieldsProps {
  readonly content: LadderContent;
  readonly isReadOnly: boolean;
  readonly onChange: (part: Partial<LadderContent>) => void;
}

export function LadderFields({ content, isReadOnly, onChange }: LadderFieldsProps) {
  const t = useText();
  const { steps } = content;
  const setStep = (place: number, step: LadderStep) =>
    onChange({ steps: steps.map((one, index) => (index === place ? step : one)) });
  return (
    <div className="flex flex-col gap-3">
      <Switch isDisabled={isReadOnly} isSelected={content.active} onChange={(active) => onChange({ active })}>
        {t(texts.isActive)}
      </Switch>
      <LadderPicture content={content} />
      <p className="text-sm text-ink-soft">{t(texts.secondsNote)}</p>
      {steps.map((step, place) => (
        <StepRow
          // A step has no name of its own: its place is what it is.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={place}
          number={place + 1}
          step={step}
          isReadOnly={isReadOnly}
          onChange={(changed) => setStep(place, changed)}
          onRemove={steps.length < 2 ? null : () => onChange({ steps: steps.filter((_, index) => index !== place) })}
        />
      ))}
      {isReadOnly || steps.length >= 12 ? null : (
        <div>
          <Button
            icon={<Plus aria-hidden size={16} />}
            onPress={() =>
              onChange({ steps: [...steps, { act: 'call', after: { P1: 300, P2: 600, P3: 3600, P4: null } }] })
            }
          >
            {t(texts.addStep)}
          </Button>
        </div>
      )}
      <TextField
        type="number"
        min={15}
        label={t(texts.oldMinutes)}
        isReadOnly={isReadOnly}
        value={Number.isNaN(content.oldMinutes) ? '' : String(content.oldMinutes)}
        onChange={(typed) => onChange({ oldMinutes: Number.parseInt(typed, 10) })}
      />
      <Switch isDisabled={isReadOnly} isSelected={content.reminders} onChange={(reminders) => onChange({ reminders })}>
        {t(texts.reminders)}
      </Switch>
      {ladderContent.safeParse(content).success ? null : <Notice tone="warn">{t(texts.invalid)}</Notice>}
    </div>
  );
}

interface StepRowProps {
  readonly number: number;
  readonly step: LadderStep;
  readonly isReadOnly: boolean;
  readonly onChange: (step: LadderStep) => void;
  readonly onRemove: (() => void) | null;
}

function StepRow({ number, step, isReadOnly, onChange, onRemove }: StepRowProps) {
  const t = useText();
  const setAfter = (priority: Priority, typed: string) =>
    onChange({ ...step, after: { ...step.after, [priority]: typed === '' ? null : Number.parseInt(typed, 10) } });
  return (
    <fieldset className="grid items-end gap-2 rounded-lg border border-line p-2 sm:grid-cols-[10rem_repeat(4,1fr)_auto]">
      <legend className="px-1 text-sm font-medium">{t(texts.step, { number })}</legend>
      <Select<LadderAct>
        label={t(texts.act)}
        isDisabled={isReadOnly}
        value={step.act}
        onChange={(act) => onChange({ ...step, act })}
        options={ladderActs.map((id) => ({ id, name: t(actTexts[id]) }))}
      />
      {priorities.map((priority) => (
        <TextField
          key={priority}
          type="number"
          min={0}
          label={t(texts.seconds, { priority })}
          isReadOnly={isReadOnly}
          value={step.after[priority] === null ? '' : String(step.after[priority])}
          onChange={(typed) => setAfter(priority, typed)}
        />
      ))}
      {onRemove === null || isReadOnly ? null : (
        <Button
          look="quiet"
          aria-label={t(texts.removeStep, { number })}
          icon={<Trash2 aria-hidden size={16} />}
          onPress={onRemove}
        >
          {''}
        </Button>
      )}
    </fieldset>
  );
}
