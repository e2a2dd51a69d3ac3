import { Plus, Trash2 } from 'lucide-react';
import { Button } from '#platform/ui/Button.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import type { ShiftTemplate } from '../shift.ts';
import { settingTexts as texts } from './texts.ts';

interface TemplateFieldsProps {
  readonly templates: readonly ShiftTemplate[];
  readonly isReadOnly: boolean;
  readonly onChange: (templates: ShiftTemplate[]) => void;
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** The kinds of shifts: letter, name, from when, how long, how many people. */
export function TemplateFields({ templates, isReadOnly, onChange }: TemplateFieldsProps) {
  const t = useText();
  const revise = (at: number, part: Partial<ShiftTemplate>) =>
    onChange(templates.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const number = (typed: string) => Number.parseInt(typed, 10);
  const shown = (value: number) => (Number.isNaN(value) ? '' : String(value));
  const free = letters.find((letter) => !templates.some(({ code }) => code === letter));
  return (
    <Card title={t(texts.templates)}>
      <div className="flex flex-col gap-3">
        {templates.map((one, at) => (
          <fieldset
            // biome-ignore lint/suspicious/noArrayIndexKey: the letter itself is being typed; rows are only added at the end
            key={at}
            className="grid items-end gap-2 border-t border-line pt-3 first:border-0 first:pt-0 sm:grid-cols-[4rem_1fr_7rem_7rem_7rem_auto]"
          >
            <legend className="sr-only">{one.name}</legend>
            <TextField
              label={t(texts.code)}
              value={one.code}
              maxLength={1}
              isReadOnly={isReadOnly}
              onChange={(code) => revise(at, { code: code.toUpperCase() })}
            />
            <TextField
              label={t(texts.name)}
              value={one.name}
              isReadOnly={isReadOnly}
              onChange={(name) => revise(at, { name })}
            />
            <TextField
              label={t(texts.starts)}
              type="time"
              value={one.starts}
              isReadOnly={isReadOnly}
              onChange={(starts) => revise(at, { starts })}
            />
            <TextField
              label={t(texts.minutes)}
              type="number"
              min={60}
              max={1440}
              value={shown(one.minutes)}
              isReadOnly={isReadOnly}
              onChange={(typed) => revise(at, { minutes: number(typed) })}
            />
            <TextField
              label={t(texts.least)}
              type="number"
              min={0}
              max={50}
              value={shown(one.least)}
              isReadOnly={isReadOnly}
              onChange={(typed) => revise(at, { least: number(typed) })}
            />
            {isReadOnly ? null : (
              <Button
                aria-label={`${t(texts.drop)}: ${one.name}`}
                isDisabled={templates.length === 1}
                icon={<Trash2 aria-hidden size={16} />}
                onPress={() => onChange(templates.filter((_, index) => index !== at))}
              >
                {t(texts.drop)}
              </Button>
            )}
          </fieldset>
        ))}
      </div>
      {isReadOnly || free === undefined || templates.length >= 12 ? null : (
        <div className="mt-3">
          <Button
            icon={<Plus aria-hidden size={16} />}
            onPress={() => onChange([...templates, { code: free, name: '', starts: '07:00', minutes: 480, least: 1 }])}
          >
            {t(texts.add)}
          </Button>
        </div>
      )}
    </Card>
  );
}
