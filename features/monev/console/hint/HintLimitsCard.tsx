import { type HintContent, hintContent } from '#features/calls/hint.ts';
import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import type { Text } from '#platform/shared/texts.ts';
import { Card } from '#platform/ui/Page.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { changeHintLimits, type Hints } from '../../hint-contract.ts';
import { texts } from './texts.ts';

interface Limit {
  readonly key: keyof HintContent;
  readonly label: Text;
  readonly min: number;
  readonly max: number;
  /** Typed as a share of a hundred. */
  readonly isPercent?: true;
}

const limits: readonly Limit[] = [
  { key: 'score', label: texts.limitScore, min: 95, max: 100, isPercent: true },
  { key: 'confirmed', label: texts.limitConfirmed, min: 3, max: 50 },
  { key: 'people', label: texts.limitPeople, min: 2, max: 20 },
  { key: 'days', label: texts.limitDays, min: 7, max: 90 },
  { key: 'precision', label: texts.limitPrecision, min: 80, max: 100, isPercent: true },
  { key: 'judged', label: texts.limitJudged, min: 20, max: 5000 },
  { key: 'shadowDays', label: texts.limitShadow, min: 30, max: 365 },
];

/** What a hint takes to speak, and what ordering asks of it; the head changes it, everybody here reads it. */
export function HintLimitsCard({ order }: { order: Hints['order'] }) {
  const t = useText();
  const isReadOnly = !useCan()('hint.limits');
  const draft = useSettingDraft<HintContent>(order);
  const change = useCommand(changeHintLimits, { invalidates: ['/api/hints'], onDone: draft.handleSaved });
  const { version, content, reason } = draft;
  const wrong = new Set(hintContent.safeParse(content).error?.issues.map(({ path }) => path[0]));
  return (
    <Card title={t(texts.limits)}>
      <SettingForm
        draft={draft}
        command={change}
        isReadOnly={isReadOnly}
        isBlocked={wrong.size > 0}
        onSave={() => change.mutate({ body: { version, content, reason } })}
      >
        <p className="text-ink-soft">{t(texts.limitsNote)}</p>
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
          {limits.map((limit) => (
            <LimitField
              key={limit.key}
              limit={limit}
              value={content[limit.key]}
              isWrong={wrong.has(limit.key)}
              isReadOnly={isReadOnly}
              onChange={(value) => draft.set({ [limit.key]: value })}
            />
          ))}
        </div>
      </SettingForm>
    </Card>
  );
}

interface LimitFieldProps {
  readonly limit: Limit;
  readonly value: number;
  readonly isWrong: boolean;
  readonly isReadOnly: boolean;
  readonly onChange: (value: number) => void;
}

function LimitField({ limit, value, isWrong, isReadOnly, onChange }: LimitFieldProps) {
  const t = useText();
  const by = limit.isPercent === true ? 100 : 1;
  // 0.98 × 100 is not 98 in a computer.
  const shown = Math.round(value * by * 100) / 100;
  return (
    <TextField
      label={t(limit.label)}
      type="number"
      min={limit.min}
      max={limit.max}
      isReadOnly={isReadOnly}
      error={isWrong ? t(texts.range, { min: limit.min, max: limit.max }) : null}
      value={Number.isNaN(shown) ? '' : String(shown)}
      onChange={(typed) => onChange(typed === '' ? Number.NaN : Math.round(Number(typed) * 100) / (100 * by))}
    />
  );
}
