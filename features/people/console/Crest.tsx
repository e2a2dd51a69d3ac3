import { Shield, Trash2 } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { useText } from '#platform/web/language.tsx';
import { crestAddress } from '../centre-contract.ts';
import { crestTexts as texts } from '../screen-texts.ts';

interface CrestFieldProps {
  /** What is in force or uploaded; null: none. */
  readonly shown: { readonly sha256: string } | { readonly file: File } | null;
  readonly isReadOnly?: boolean;
  readonly onChoose: (file: File | null) => void;
}

/** The coat of arms, another one in its place, or none. */
export function CrestField({ shown, isReadOnly = false, onChoose }: CrestFieldProps) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const handleRemove = () => {
    // The browser alone holds the name of the chosen file.
    if (input.current !== null) input.current.value = '';
    onChoose(null);
  };
  return (
    <div className="flex items-start gap-3">
      <div className="grid size-24 shrink-0 place-items-center rounded-md border border-line bg-raised p-1">
        {shown === null ? (
          <Shield aria-hidden size={40} strokeWidth={1} className="text-ink-soft" />
        ) : (
          <CrestPicture shown={shown} />
        )}
      </div>
      {isReadOnly ? null : (
        <div className="flex min-w-0 flex-col items-start gap-2">
          <label className="flex min-w-0 flex-col gap-1">
            <span className="font-medium">{t(texts.crest)}</span>
            <input
              ref={input}
              type="file"
              accept=".png,.svg,.webp,image/png,image/svg+xml,image/webp"
              className="max-w-full file:mr-3 file:rounded-md file:border file:border-line-strong file:bg-surface file:px-3 file:py-1.5"
              onChange={(event) => {
                const file = event.currentTarget.files?.[0];
                if (file !== undefined) onChoose(file);
              }}
            />
          </label>
          <p className="text-sm text-ink-soft">{t(texts.note)}</p>
          {shown === null ? null : (
            <Button size="small" look="quiet" icon={<Trash2 aria-hidden size={14} />} onPress={handleRemove}>
              {t(texts.remove)}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** An address under which this page alone can show a file that was chosen. */
export function useFileAddress(file: File | null): string | null {
  const address = useMemo(() => (file === null ? null : URL.createObjectURL(file)), [file]);
  useEffect(() => () => (address === null ? undefined : URL.revokeObjectURL(address)), [address]);
  return address;
}

function CrestPicture({ shown }: { shown: NonNullable<CrestFieldProps['shown']> }) {
  const t = useText();
  const file = 'file' in shown ? shown.file : null;
  const local = useFileAddress(file);
  const address = local ?? ('sha256' in shown ? crestAddress(shown.sha256) : '');
  return <img src={address} alt={t(texts.crest)} className="max-h-22 max-w-22 object-contain" />;
}
