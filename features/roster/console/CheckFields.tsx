import { Plus, Trash2 } from 'lucide-react';
import { Button } from '#platform/ui/Button.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import type { RosterSetting } from '../shift.ts';
import { settingTexts as texts } from './texts.ts';

interface CheckFieldsProps {
  readonly checks: RosterSetting['checks'];
  readonly isReadOnly: boolean;
  readonly onChange: (checks: RosterSetting['checks']) => void;
}

/** The checklist of the handover, point by point. */
export function CheckFields({ checks, isReadOnly, onChange }: CheckFieldsProps) {
  const t = useText();
  const free = Array.from({ length: 31 }, (_, index) => `butir_${index + 1}`).find(
    (id) => !checks.some((one) => one.id === id),
  );
  return (
    <Card title={t(texts.checks)}>
      <div className="flex flex-col gap-2">
        {checks.map((one, at) => (
          <div key={one.id} className="flex items-end gap-2">
            <div className="min-w-0 flex-1">
              <TextField
                label={t(texts.check, { number: at + 1 })}
                value={one.text}
                isReadOnly={isReadOnly}
                onChange={(text) => onChange(checks.map((each) => (each.id === one.id ? { ...each, text } : each)))}
              />
            </div>
            {isReadOnly ? null : (
              <Button
                icon={<Trash2 aria-hidden size={16} />}
                onPress={() => onChange(checks.filter(({ id }) => id !== one.id))}
              >
                {t(texts.dropCheck, { number: at + 1 })}
              </Button>
            )}
          </div>
        ))}
      </div>
      {isReadOnly || free === undefined || checks.length >= 30 ? null : (
        <div className="mt-3">
          <Button icon={<Plus aria-hidden size={16} />} onPress={() => onChange([...checks, { id: free, text: '' }])}>
            {t(texts.addCheck)}
          </Button>
        </div>
      )}
    </Card>
  );
}
