import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useText } from '#platform/web/language.tsx';
import { amlPath } from '../../place-contract.ts';
import { texts } from './texts.ts';

interface AmlFieldProps {
  readonly keySha256: string | null;
  readonly isReadOnly: boolean;
  readonly onChange: (keySha256: string | null) => void;
}

/** Whether partners may deliver what telephones measured. The key is made here and never kept; the server knows its digest. */
export function AmlField({ keySha256, isReadOnly, onChange }: AmlFieldProps) {
  const t = useText();
  const [address, setAddress] = useState<string | null>(null);
  const handleNew = async () => {
    const key = hex(crypto.getRandomValues(new Uint8Array(24)));
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
    setAddress(`${location.origin}${amlPath.replace(':key', key)}`);
    onChange(hex(new Uint8Array(digest)));
  };
  const handleOff = () => {
    setAddress(null);
    onChange(null);
  };
  return (
    <fieldset className="flex flex-col gap-2 rounded border border-line p-3">
      <legend className="px-1 font-medium">{t(texts.aml)}</legend>
      <p>{t(keySha256 === null ? texts.amlOff : texts.amlOn)}</p>
      {address === null ? null : (
        <Notice tone="warn">
          <p>{t(texts.amlOnce)}</p>
          <p className="font-mono break-all select-all">{address}</p>
        </Notice>
      )}
      {isReadOnly ? null : (
        <div className="flex flex-wrap gap-2">
          <Button
            icon={<KeyRound aria-hidden size={16} />}
            // Browsers compute digests on HTTPS and on the machine itself only.
            isDisabled={!isSecureContext}
            reason={isSecureContext ? undefined : t(texts.amlNeedsHttps)}
            onPress={() => void handleNew()}
          >
            {t(texts.amlNewKey)}
          </Button>
          {keySha256 === null ? null : <Button onPress={handleOff}>{t(texts.amlTurnOff)}</Button>}
        </div>
      )}
    </fieldset>
  );
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
