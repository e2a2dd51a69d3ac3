import { useState } from 'react';
import { makeInitialPassword } from '#features/people/initial-password.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { makeDeskPhone, removeDeskPhone } from '../../desk-phone-contract.ts';
import type { DeskPhoneView } from '../../sound-contract.ts';
import { choiceTexts as texts } from './choice-texts.ts';

const stale = ['/api/desk-phones', '/api/desk'];

/** A person's SIP telephone: make its account, whose password is seen here once, or take it away. */
export function DeskPhoneDialog({ phone, onClose }: { phone: DeskPhoneView; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const params = { id: phone.user.id };
  const [password, setPassword] = useState('');
  const make = useCommand(makeDeskPhone, { invalidates: stale });
  const handleMake = () => {
    const made = makeInitialPassword();
    setPassword(made);
    make.mutate({ params, body: { password: made } });
  };
  const remove = useCommand(removeDeskPhone, { invalidates: stale, onDone: onClose });
  const account = make.data;
  const error = make.error ?? remove.error;
  return (
    <Dialog
      title={`${t(texts.title)}: ${phone.user.displayName}`}
      isOpen
      onClose={onClose}
      actions={
        <>
          {phone.device === null ? null : (
            <Button look="danger" isPending={remove.isPending} onPress={() => remove.mutate({ params })}>
              {t(texts.remove)}
            </Button>
          )}
          <Button look="primary" isPending={make.isPending} onPress={handleMake}>
            {t(phone.device === null ? texts.make : texts.again)}
          </Button>
        </>
      }
    >
      <p className="text-ink-soft">{t(texts.explain)}</p>
      {account === undefined ? null : (
        <div className="grid gap-3">
          <TextField label={t(texts.server)} description={t(texts.transport)} isReadOnly value={account.server} />
          <TextField label={t(texts.user)} isReadOnly value={account.user} />
          <TextField label={t(texts.password)} isReadOnly value={password} />
        </div>
      )}
      {error === null ? null : <Notice tone="life">{errorText(error)}</Notice>}
    </Dialog>
  );
}
