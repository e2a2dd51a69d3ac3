import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { FieldScreen } from '#features/dispatch/field/FieldScreen.tsx';
import { keepSession, keptSession } from '#features/dispatch/field/kept-session.ts';
import { texts } from '#features/dispatch/field/texts.ts';
import { FieldProvider } from '#features/dispatch/field/use-field.tsx';
import { PasswordChangePage, SecondFactorPage, SignInForm, SignInPage } from '#features/people/console/SignIn.tsx';
import { readSession } from '#features/people/contract.ts';
import type { SessionView } from '#features/people/person.ts';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { ErrorState, Loading } from '#platform/ui/QueryView.tsx';
import { Toasts } from '#platform/ui/toasts.tsx';
import { ApiProblem, api } from '#platform/web/api-client.ts';
import { ChosenLanguage } from '#platform/web/ChosenLanguage.tsx';
import { useText } from '#platform/web/language.tsx';
import { LiveProvider } from '#platform/web/live.tsx';
import { useParts } from '#platform/web/part.tsx';
import { PermissionsProvider } from '#platform/web/permissions.tsx';
import { keyOf, useRoute } from '#platform/web/query-options.ts';

import { liveRules } from './live-rules.ts';

const sessionKey = keyOf(readSession, {});
/** The server answered, and nobody is signed in; anything else is an outage. */
const isSignedOut = (error: unknown) => error instanceof ApiProblem && error.status < 500;

/** The app of a crew: who is signed in, with a network or without. */
export function Field() {
  const queries = useQueryClient();
  const session = useRoute(readSession, {}, { refreshMs: 300_000 });
  // Read once: whoever worked here last, until the server says otherwise.
  const [kept, setKept] = useState(keptSession);
  const [hasEnded, setEnded] = useState(false);
  const view = session.data ?? kept ?? undefined;
  useEffect(() => api.onProblem((problem) => problem.code === 'session.missing' && setEnded(true)), []);
  useEffect(() => {
    if (session.data === undefined) return;
    setEnded(false);
    keepSession(session.data);
    setKept(session.data.state === 'open' ? session.data : null);
  }, [session.data]);
  const handleSession = (next: SessionView) => {
    // What another person left on the screen is not for this one.
    if (view !== undefined && view.user.id !== next.user.id) queries.clear();
    setEnded(false);
    queries.setQueryData(sessionKey, next);
    void queries.invalidateQueries();
  };
  useParts();
  return (
    <ChosenLanguage language={view?.language ?? 'id'} zone={view?.tenant.zone ?? 'Asia/Jakarta'}>
      {view === undefined ? (
        <Doorstep error={session.error} onSession={handleSession} onRetry={() => void session.refetch()} />
      ) : view.state === 'second_factor' ? (
        <SecondFactorPage onSession={handleSession} />
      ) : view.state === 'password_change' ? (
        <PasswordChangePage onSession={handleSession} />
      ) : (
        <Crew key={view.user.id} session={view} hasEnded={hasEnded} onSession={handleSession} />
      )}
      <Toasts />
    </ChosenLanguage>
  );
}

interface DoorstepProps {
  readonly error: unknown;
  readonly onSession: (session: SessionView) => void;
  readonly onRetry: () => void;
}

function Doorstep({ error, onSession, onRetry }: DoorstepProps) {
  if (error === null) return <Loading />;
  if (!isSignedOut(error))
    return (
      <main className="p-4">
        <ErrorState error={error} onRetry={onRetry} />
      </main>
    );
  return <SignInPage onSession={onSession} />;
}

interface CrewProps {
  readonly session: SessionView;
  readonly hasEnded: boolean;
  readonly onSession: (session: SessionView) => void;
}

/** Stays mounted when the session ends: what is pressed meanwhile is kept, and sent once somebody is in again. */
function Crew({ session, hasEnded, onSession }: CrewProps) {
  const t = useText();
  const allowed = useMemo(() => new Set(session.permissions), [session.permissions]);
  const [chosen, choose] = useChosen();
  if (!allowed.has('field.work')) return <NotCrew session={session} />;
  return (
    <PermissionsProvider allowed={allowed}>
      <LiveProvider path="/api/events" rules={liveRules}>
        <FieldProvider userId={session.user.id}>
          <FieldScreen session={session} chosen={chosen} onChoose={choose} />
        </FieldProvider>
        <Dialog title={t(texts.signInAgain)} isOpen={hasEnded} onClose={() => {}} mustAnswer size="small">
          <p className="mb-3 text-lg">{t(texts.signInAgainNote)}</p>
          <SignInForm username={session.user.username} onSession={onSession} />
        </Dialog>
      </LiveProvider>
    </PermissionsProvider>
  );
}

function NotCrew({ session }: { session: SessionView }) {
  const t = useText();
  return (
    <main className="mx-auto max-w-xl p-6">
      <h1 className="text-2xl font-bold">{t(texts.notCrew)}</h1>
      <p className="py-3 text-lg">{t(texts.notCrewNote, { name: session.user.displayName })}</p>
      <a href="/" className="field-target focus-ring inline-flex items-center text-lg text-accent underline">
        {t(texts.console)}
      </a>
    </main>
  );
}

const taskPath = '/field/tasks/';

/** The task of the address, `/field/tasks/ID`: Back, a reload and a tap on a notification find it. One page needs no router. */
function useChosen(): [string | null, (assignmentId: string | null) => void] {
  const path = useSyncExternalStore(
    (listener) => {
      addEventListener('popstate', listener);
      return () => removeEventListener('popstate', listener);
    },
    () => location.pathname,
  );
  const choose = (assignmentId: string | null) => {
    history.pushState(null, '', assignmentId === null ? '/field' : `${taskPath}${assignmentId}`);
    dispatchEvent(new PopStateEvent('popstate'));
  };
  return [path.startsWith(taskPath) ? path.slice(taskPath.length) : null, choose];
}
