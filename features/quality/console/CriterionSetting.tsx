import { Trash2 } from 'lucide-react';
import { Button } from '#platform/ui/Button.tsx';
import { Checkbox } from '#platform/ui/Checkbox.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { type Criterion, criterionKinds } from '../scorecard.ts';
import { texts } from './texts.ts';

interface CriterionSettingProps {
  readonly criterion: Criterion;
  readonly isReadOnly: boolean;
  readonly onChange: (next: Criterion) => void;
  /** Null: a section has at least one. */
  readonly onDrop: (() => void) | null;
}

/** One criterion as an administrator writes it. */
export function CriterionSetting({ criterion, isReadOnly, onChange, onDrop }: CriterionSettingProps) {
  const t = useText();
  const set = (part: Partial<Criterion>) => onChange({ ...criterion, ...part });
  const { name, help } = criterion;
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line p-3">
      <div className="grid gap-2 sm:grid-cols-2">
        {(['id', 'en'] as const).map((language) => (
          <TextField
            key={`name-${language}`}
            label={`${t(texts.criterion)} (${t(language === 'id' ? texts.inIndonesian : texts.inEnglish)})`}
            isReadOnly={isReadOnly}
            value={name[language]}
            onChange={(typed) => set({ name: { ...name, [language]: typed } })}
          />
        ))}
        {(['id', 'en'] as const).map((language) => (
          <TextField
            key={`help-${language}`}
            label={t(language === 'id' ? texts.helpId : texts.helpEn)}
            isReadOnly={isReadOnly}
            value={help[language]}
            onChange={(typed) => set({ help: { ...help, [language]: typed } })}
          />
        ))}
        <Select
          label={t(texts.kind)}
          isDisabled={isReadOnly}
          value={criterion.kind}
          onChange={(kind) => set({ kind })}
          options={criterionKinds.map((id) => ({ id, name: t(id === 'yes_no' ? texts.yesNo : texts.scale) }))}
        />
        <TextField
          type="number"
          label={t(texts.weightOf)}
          min={1}
          max={10}
          isReadOnly={isReadOnly}
          value={Number.isNaN(criterion.weight) ? '' : String(criterion.weight)}
          onChange={(typed) => set({ weight: Number.parseInt(typed, 10) })}
        />
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <Checkbox
          isDisabled={isReadOnly}
          isSelected={criterion.isCritical}
          onChange={(isCritical) => set({ isCritical })}
        >
          {t(texts.isCritical)}
        </Checkbox>
        <Checkbox
          isDisabled={isReadOnly}
          isSelected={criterion.mayNotApply}
          onChange={(mayNotApply) => set({ mayNotApply })}
        >
          {t(texts.mayNotApply)}
        </Checkbox>
        {isReadOnly || onDrop === null ? null : (
          <Button
            size="small"
            look="quiet"
            icon={<Trash2 aria-hidden size={14} />}
            onPress={onDrop}
            aria-label={t(texts.dropCriterion, { name: t(name) })}
          >
            {t(texts.dropCriterion, { name: '' })}
          </Button>
        )}
      </div>
    </div>
  );
}
