import { Plus, Trash2 } from 'lucide-react';
import { Button } from '#platform/ui/Button.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { carrierFormats } from '../../caller-place-mapping.ts';
import { type HeaderDraft, hasRadius } from './agreement-draft.ts';
import { formatTexts, texts } from './texts.ts';

interface HeaderRowsProps {
  readonly rows: readonly HeaderDraft[];
  readonly isReadOnly: boolean;
  readonly onChange: (rows: readonly HeaderDraft[]) => void;
}

const radios = ['none', 'gsm', 'umts', 'lte', 'nr', 'wlan'] as const;

/** Rows added on this page so far: names for React, of no other meaning. */
let made = 0;

/** The headers in which operators write a place by agreement. */
export function HeaderRows({ rows, isReadOnly, onChange }: HeaderRowsProps) {
  const t = useText();
  const set = (at: number, part: Partial<HeaderDraft>) =>
    onChange(rows.map((row, nth) => (nth === at ? { ...row, ...part } : row)));
  const handleAdd = () => {
    made += 1;
    onChange([
      ...rows,
      { key: `new ${made}`, header: '', format: 'lat,lon', radio: 'none', radiusM: '', confidence: '' },
    ]);
  };
  return (
    <fieldset className="flex flex-col gap-3 rounded border border-line p-3">
      <legend className="px-1 font-medium">{t(texts.headers)}</legend>
      {rows.length === 0 ? <p className="text-ink-soft">{t(texts.headersNone)}</p> : null}
      {rows.map((row, at) => (
        <div key={row.key} className="flex flex-col gap-2 border-b border-line pb-3">
          <TextField
            label={t(texts.header)}
            description={t(texts.headerNote)}
            isRequired
            isReadOnly={isReadOnly}
            maxLength={64}
            value={row.header}
            onChange={(header) => set(at, { header })}
          />
          <Select
            label={t(texts.format)}
            isDisabled={isReadOnly}
            options={carrierFormats.map((id) => ({ id, name: t(formatTexts[id]) }))}
            value={row.format}
            onChange={(format) => set(at, { format })}
          />
          {row.format === 'cell' ? (
            <Select
              label={t(texts.radio)}
              isDisabled={isReadOnly}
              options={radios.map((id) => ({ id, name: id === 'none' ? t(texts.radioNone) : id.toUpperCase() }))}
              value={row.radio}
              onChange={(radio) => set(at, { radio })}
            />
          ) : (
            <TextField
              label={t(texts.confidence)}
              description={t(texts.ifKnown)}
              isReadOnly={isReadOnly}
              inputMode="decimal"
              value={row.confidence}
              onChange={(confidence) => set(at, { confidence })}
            />
          )}
          {hasRadius(row.format) ? (
            <TextField
              label={t(texts.radius)}
              description={t(texts.ifKnown)}
              isReadOnly={isReadOnly}
              inputMode="decimal"
              value={row.radiusM}
              onChange={(radiusM) => set(at, { radiusM })}
            />
          ) : null}
          {isReadOnly ? null : (
            <Button
              look="quiet"
              icon={<Trash2 aria-hidden size={16} />}
              onPress={() => onChange(rows.filter((_, nth) => nth !== at))}
            >
              {t(texts.removeHeader, { header: row.header })}
            </Button>
          )}
        </div>
      ))}
      {isReadOnly || rows.length >= 20 ? null : (
        <div>
          <Button icon={<Plus aria-hidden size={16} />} onPress={handleAdd}>
            {t(texts.addHeader)}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
