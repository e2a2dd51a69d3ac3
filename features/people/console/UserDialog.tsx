import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Checkbox, Switch } from '#platform/ui/Checkbox.tsx';
import { ConfirmDialog, Dialog } from '#platform/ui/Dialog.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { Tabs } from '#platform/ui/Tabs.tsx';
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
import { ChangeFoot } from './ChangeFoot.tsx';
import { describeAccount } from './describe-account.ts';
import { FirstPassword } from './FirstPassword.tsx';
import { SessionTable } from './SessionTable.tsx';
import { SettingHistory } from './SettingHistory.tsx';

type Tab = 'account' | 'sessions' | 'history';
const stale = ['/api/users', '/api/settings'];

/** One account: what it may do, where it is signed in, what was changed. */
export function UserDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const can = useCan();
  const user = useRoute(readUser, { params: { id } });
  const [tab, setTab] = useState<Tab>('account');
  return (
    <Dialog title={user.data?.displayName ?? t(screenTexts.account)} isOpen onClose={onClose} size="wide">
      <QueryView query={user}>
        {(shown) => (
          <Tabs<Tab>
            label={t(screenTexts.account)}
            selected={tab}
            onSelect={setTab}
            tabs={[
              {
                id: 'account',
                name: t(screenTexts.account),
                content: <AccountForm user={shown} onHistory={() => setTab('history')} />,
              },
              { id: 'sessions', name: t(screenTexts.sessions), content: <UserSessions user={shown} /> },
              {
                id: 'history',
                name: t(screenTexts.history),
                content: (
                  <SettingHistory
                    kind="user"
                    id={id}
                    version={shown.version}
                    canUndo={can('user.manage')}
                    inWords={(content) => describeAccount(content, t)}
                    invalidates={stale}
                  />
                ),
              },
            ]}
          />
        )}
      </QueryView>
    </Dialog>
  );
}

function contentOf({ displayName, email, roles, agencyId, disabled }: UserView): AccountContent {
  return { displayName, email, roles, agencyId, disabled };
}

/** The draft keeps the version it was begun on: what somebody else saved meanwhile is refused, and never lost under it. */
function AccountForm({ user, onHistory }: { user: UserView; onHistory: () => void }) {
  const t = useText();
  const can = useCan();
  const [draft, setDraft] = useState({ version: user.version, content: contentOf(user) });
  const [reason, setReason] = useState('');
  const change = useCommand(changeUser, {
    invalidates: stale,
    onDone: (saved) => {
      toast(t(screenTexts.saved));
      setDraft({ version: saved.version, content: draft.content });
      setReason('');
    },
  });
  const mayChange = can('user.manage');
  const takeLatest = () => {
    setDraft({ version: user.version, content: contentOf(user) });
    change.reset();
  };
  return (
    <div className="flex flex-col gap-3 pt-3">
      <AccountFields
        content={draft.content}
        isReadOnly={!mayChange}
        onChange={(content) => setDraft({ ...draft, content })}
      />
      <Switch
        isDisabled={!mayChange}
        isSelected={!draft.content.disabled}
        onChange={(enabled) => setDraft({ ...draft, content: { ...draft.content, disabled: !enabled } })}
      >
        {t(screenTexts.enabledSwitch)}
      </Switch>
      {mayChange ? (
        <ChangeFoot
          reason={reason}
          onReason={setReason}
          error={change.error}
          isPending={change.isPending}
          isBlocked={draft.content.roles.length === 0}
          onSave={() => change.mutate({ params: { id: user.id }, body: { ...draft, reason } })}
          onHistory={onHistory}
          onLatest={takeLatest}
        />
      ) : null}
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
