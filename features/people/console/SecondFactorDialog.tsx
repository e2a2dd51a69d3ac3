import { useMemo, useState } from 'react';
import { encode } from 'uqr';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { makeOneTimeKey, oneTimeKeyAddress } from '../one-time-key.ts';
import { screenTexts } from '../screen-texts.ts';
import { setSecondFactor } from '../user-contract.ts';

/** Set up one-time codes: scan, then prove with the first code. The key is made here and sent once. */
export function SecondFactorDialog({ username, onClose }: { username: string; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [secret] = useState(makeOneTimeKey);
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const set = useCommand(setSecondFactor, {
    invalidates: ['/api/session'],
    onDone: () => {
      toast(t(screenTexts.secondFactorOn));
      onClose();
    },
  });
  return (
    <Dialog
      title={t(screenTexts.setUp)}
      isOpen
      onClose={onClose}
      size="small"
      actions={
        <Button
          look="primary"
          isDisabled={code.length !== 6 || password === ''}
          isPending={set.isPending}
          onPress={() => set.mutate({ body: { password, secret, code } })}
        >
          {t(screenTexts.setUp)}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <p>{t(screenTexts.scan)}</p>
        <QrCode text={oneTimeKeyAddress(secret, username)} label={t(screenTexts.qrLabel)} />
        <output className="font-mono text-lg break-all select-all">{secret.match(/.{4}/g)?.join(' ')}</output>
        <TextField
          label={t(screenTexts.code)}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          onChange={setCode}
        />
        <TextField
          label={t(screenTexts.password)}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        {set.error === null ? null : <Notice tone="life">{errorText(set.error)}</Notice>}
      </div>
    </Dialog>
  );
}

/** Black on white in both themes: cameras want it so. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const { size, data } = encode(text, { border: 3 });
    const cells = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { size, path: cells.join('') };
  }, [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-52 self-center rounded bg-white"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
