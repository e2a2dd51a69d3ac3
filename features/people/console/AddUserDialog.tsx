import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { makeInitialPassword } from '../initial-password.ts';
import { screenTexts } from '../screen-texts.ts';
import { type AccountContent, createUserRoute } from '../user-contract.ts';
import { AccountFields } from './AccountFields.tsx';
import { FirstPassword } from './FirstPassword.tsx';

const blank: AccountContent = { displayName: '', email: null, roles: [], agencyId: null, disabled: false };

/** A new account; its first password is made here and shown once. */
export function AddUserDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [username, setUsername] = useState('');
  const [content, setContent] = useState(blank);
  const [password] = useState(makeInitialPassword);
  const create = useCommand(createUserRoute);
  const isComplete = username !== '' && content.displayName.trim() !== '' && content.roles.length > 0;
  const handleSave = () => {
    const { displayName, email, roles, agencyId } = content;
    create.mutate({ body: { username, displayName, email, roles, agencyId, password } });
  };
  if (create.isSuccess) {
    return (
      <Dialog
        title={t(screenTexts.created)}
        isOpen
        mustAnswer
        onClose={onClose}
        size="small"
        actions={
          <Button look="primary" onPress={onClose}>
            {t(screenTexts.done)}
          </Button>
        }
      >
        <FirstPassword username={username} password={password} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={t(screenTexts.addUser)}
      isOpen
      onClose={onClose}
      actions={
        <Button look="primary" isDisabled={!isComplete} isPending={create.isPending} onPress={handleSave}>
          {t(screenTexts.save)}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <TextField
          label={t(screenTexts.username)}
          description={t(screenTexts.usernameNote)}
          isRequired
          autoFocus
          autoComplete="off"
          value={username}
          onChange={setUsername}
        />
        <AccountFields content={content} onChange={setContent} />
        {create.error === null ? null : <Notice tone="life">{errorText(create.error)}</Notice>}
      </div>
    </Dialog>
  );
}
