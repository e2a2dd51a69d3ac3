import { useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { changePassword, readSession } from '../contract.ts';
import { screenTexts } from '../screen-texts.ts';
import { roleTexts } from '../texts.ts';
import { endOwnSession, listOwnSessions, readSecondFactor, removeSecondFactor } from '../user-contract.ts';
import { SecondFactorDialog } from './SecondFactorDialog.tsx';
import { SessionTable } from './SessionTable.tsx';

/** One's own account: who I am here, password, one-time codes, sessions. */
export function ProfilePage() {
  const t = useText();
  const session = useRoute(readSession, {});
  return (
    <Page title={t(screenTexts.profile)} width="text">
      <QueryView query={session}>
        {({ user }) => (
          <Card title={user.displayName}>
            <DefinitionList
              items={[
                { term: t(screenTexts.username), value: user.username },
                { term: t(screenTexts.roles), value: user.roles.map((role) => t(roleTexts[role])).join(', ') },
                { term: t(screenTexts.agency), value: user.agencyName ?? t(screenTexts.noAgency) },
              ]}
            />
          </Card>
        )}
      </QueryView>
      <PasswordCard />
      <SecondFactorCard username={session.data?.user.username ?? ''} />
      <SessionsCard />
    </Page>
  );
}

function PasswordCard() {
  const t = useText();
  const errorText = useErrorText();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useCommand(changePassword, {
    invalidates: ['/api/session'],
    onDone: () => {
      toast(t(screenTexts.passwordChanged));
      setCurrent('');
      setNext('');
    },
  });
  return (
    <Card title={t(screenTexts.changePassword)}>
      <form
        className="flex max-w-sm flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ body: { current, next } });
        }}
      >
        <TextField
          label={t(screenTexts.currentPassword)}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
        />
        <TextField
          label={t(screenTexts.newPassword)}
          description={t(screenTexts.newPasswordNote)}
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={setNext}
        />
        {change.error === null ? null : <Notice tone="life">{errorText(change.error)}</Notice>}
        <Button
          type="submit"
          look="primary"
          isDisabled={current === '' || next.length < 10}
          isPending={change.isPending}
        >
          {t(screenTexts.changePassword)}
        </Button>
      </form>
    </Card>
  );
}

function SecondFactorCard({ username }: { username: string }) {
  const t = useText();
  const errorText = useErrorText();
  const state = useRoute(readSecondFactor, {});
  const [dialog, setDialog] = useState<'set' | 'remove' | null>(null);
  const [password, setPassword] = useState('');
  const remove = useCommand(removeSecondFactor, { invalidates: ['/api/session'], onDone: () => setDialog(null) });
  return (
    <Card title={t(screenTexts.secondFactor)}>
      <p className="mb-3 text-ink-soft">{t(screenTexts.secondFactorNote)}</p>
      <QueryView query={state}>
        {({ set }) => (
          <div className="flex items-center gap-3">
            <Badge tone={set ? 'good' : 'neutral'}>
              {t(set ? screenTexts.secondFactorOn : screenTexts.secondFactorOff)}
            </Badge>
            <Button onPress={() => setDialog(set ? 'remove' : 'set')}>
              {t(set ? screenTexts.takeAway : screenTexts.setUp)}
            </Button>
          </div>
        )}
      </QueryView>
      {dialog === 'set' ? <SecondFactorDialog username={username} onClose={() => setDialog(null)} /> : null}
      <ConfirmDialog
        title={t(screenTexts.takeAway)}
        confirmName={t(screenTexts.takeAway)}
        isDanger
        isOpen={dialog === 'remove'}
        onClose={() => setDialog(null)}
        onConfirm={() => remove.mutate({ body: { password } })}
        isPending={remove.isPending}
        isBlocked={password === ''}
        error={remove.error && errorText(remove.error)}
      >
        <TextField
          label={t(screenTexts.password)}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
      </ConfirmDialog>
    </Card>
  );
}

function SessionsCard() {
  const t = useText();
  const errorText = useErrorText();
  const sessions = useRoute(listOwnSessions, {});
  const end = useCommand(endOwnSession, {
    invalidates: ['/api/session'],
    onDone: () => toast(t(screenTexts.ended)),
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  return (
    <Card title={t(screenTexts.sessions)} flush>
      <QueryView query={sessions}>
        {({ items }) => (
          <SessionTable sessions={items} onEnd={(session) => end.mutate({ params: { id: session.id } })} />
        )}
      </QueryView>
    </Card>
  );
}
