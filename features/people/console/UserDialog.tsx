import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Checkbox, Switch } from '#platform/ui/Checkbox.tsx';
import { ConfirmDialog, Dialog } from '#platform/ui/Dialog.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { makeInitialPassword } from '../initial-password.ts';
import { screenTexts } from '../screen-texts.ts';
import {
  type AccountContent,
  changeUser,
  endUserSessions,
  listUserSessions,
  readUser,
  resetPassword,
  type UserView,
} from '../user-contract.ts';
import { AccountFields } from './AccountFields.tsx';
import { describeAccount } from './describe-account.ts';
import { FirstPassword } from './FirstPassword.tsx';
import { SessionTable } from './SessionTable.tsx';
import { SettingTabs } from './SettingDialog.tsx';
import { SettingForm } from './SettingForm.tsx';
import { useSettingDraft } from './use-setting-draft.ts';

const stale = ['/api/users', '/api/settings'];

/** One account: what it may do, where it is signed in, what was changed. */
export function UserDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const user = useRoute(readUser, { params: { id } });
  return (
    <Dialog title={user.data?.displayName ?? t(screenTexts.account)} isOpen onClose={onClose} size="wide">
      <QueryView query={user}>
        {(shown) => (
          <SettingTabs
            label={t(screenTexts.account)}
            tabs={[
              {
                id: 'account',
                name: t(screenTexts.account),
                content: (showHistory) => <AccountForm user={shown} onHistory={showHistory} />,
              },
              { id: 'sessions', name: t(screenTexts.sessions), content: () => <UserSessions user={shown} /> },
            ]}
            history={{
              kind: 'user',
              id,
              version: shown.version,
              inWords: (content) => describeAccount(content, t),
              invalidates: stale,
            }}
            undo="user.manage"
          />
        )}
      </QueryView>
    </Dialog>
  );
}

function contentOf({ displayName, email, roles, agencyId, disabled }: UserView): AccountContent {
  return { displayName, email, roles, agencyId, disabled };
}

function AccountForm({ user, onHistory }: { user: UserView; onHistory: () => void }) {
  const t = useText();
  const mayChange = useCan()('user.manage');
  const draft = useSettingDraft({ version: user.version, content: contentOf(user) });
  const { version, content, reason } = draft;
  const change = useCommand(changeUser, { invalidates: stale, onDone: draft.handleSaved });
  return (
    <div className="flex flex-col gap-3">
      <SettingForm
        draft={draft}
        command={change}
        isReadOnly={!mayChange}
        isBlocked={content.roles.length === 0}
        onSave={() => change.mutate({ params: { id: user.id }, body: { version, content, reason } })}
        onHistory={onHistory}
      >
        <AccountFields content={content} isReadOnly={!mayChange} onChange={draft.set} />
        <Switch
          isDisabled={!mayChange}
          isSelected={!content.disabled}
          onChange={(enabled) => draft.set({ disabled: !enabled })}
        >
          {t(screenTexts.enabledSwitch)}
        </Switch>
      </SettingForm>
      {mayChange ? <ResetButton user={user} /> : null}
    </div>
  );
}

function ResetButton({ user }: { user: UserView }) {
  const t = useText();
  const errorText = useErrorText();
  const [asking, setAsking] = useState(false);
  const [alsoCode, setAlsoCode] = useState(false);
  const [password, setPassword] = useState(makeInitialPassword);
  const reset = useCommand(resetPassword, { invalidates: stale });
  const handleClose = () => {
    setAsking(false);
    setPassword(makeInitialPassword());
    reset.reset();
  };
  return (
    <>
      <Button look="danger" onPress={() => setAsking(true)}>
        {t(screenTexts.resetPassword)}
      </Button>
      {reset.isSuccess ? (
        <Dialog
          title={t(screenTexts.resetPassword)}
          isOpen
          mustAnswer
          size="small"
          onClose={handleClose}
          actions={
            <Button look="primary" onPress={handleClose}>
              {t(screenTexts.done)}
            </Button>
          }
        >
          <FirstPassword username={user.username} password={password} />
        </Dialog>
      ) : (
        <ConfirmDialog
          title={t(screenTexts.resetPassword)}
          confirmName={t(screenTexts.resetPassword)}
          isDanger
          isOpen={asking}
          onClose={handleClose}
          onConfirm={() => reset.mutate({ params: { id: user.id }, body: { password, removeSecondFactor: alsoCode } })}
          isPending={reset.isPending}
          error={reset.error && errorText(reset.error)}
        >
          <p>{t(screenTexts.resetQuestion, { name: user.displayName })}</p>
          {user.hasSecondFactor ? (
            <Checkbox isSelected={alsoCode} onChange={setAlsoCode}>
              {t(screenTexts.alsoSecondFactor)}
            </Checkbox>
          ) : null}
        </ConfirmDialog>
      )}
    </>
  );
}

function UserSessions({ user }: { user: UserView }) {
  const t = useText();
  const can = useCan();
  const errorText = useErrorText();
  const sessions = useRoute(listUserSessions, { params: { id: user.id } });
  const end = useCommand(endUserSessions, {
    invalidates: stale,
    onDone: () => toast(t(screenTexts.ended)),
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const endOne = (sessionId: string | null) => end.mutate({ params: { id: user.id }, body: { sessionId } });
  return (
    <div className="flex flex-col items-start gap-3 pt-3">
      <QueryView query={sessions}>
        {({ items }) => (
          <div className="w-full overflow-auto">
            <SessionTable
              sessions={items}
              {...(can('user.manage') ? { onEnd: (session) => endOne(session.id) } : {})}
            />
          </div>
        )}
      </QueryView>
      {can('user.manage') && (sessions.data?.items.length ?? 0) > 0 ? (
        <Button onPress={() => endOne(null)} isPending={end.isPending}>
          {t(screenTexts.endAllSessions)}
        </Button>
      ) : null}
    </div>
  );
}
