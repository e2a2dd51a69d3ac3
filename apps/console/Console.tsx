import { useQueryClient } from '@tanstack/react-query';
import { CatchBoundary, RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { readSession } from '#features/people/contract.ts';
import { readInstallation } from '#features/people/installation-contract.ts';
import type { SessionView } from '#features/people/person.ts';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Loading } from '#platform/ui/QueryView.tsx';
import { ApiProblem, api } from '#platform/web/api-client.ts';
import { ChosenLanguage } from '#platform/web/ChosenLanguage.tsx';
import { useText } from '#platform/web/language.tsx';
import { LiveProvider } from '#platform/web/live.tsx';
import { part } from '#platform/web/part.tsx';
import { PermissionsProvider } from '#platform/web/permissions.tsx';
import { keyOf, useRoute } from '#platform/web/query-options.ts';
import { Crashed } from './Crashed.tsx';
import { keepSession, keptSession } from './last-session.ts';
import { liveRules } from './live-rules.ts';
import { createConsoleRouter, hasOffice } from './router.tsx';
import { texts } from './texts.ts';
import type { Workspace } from './workspaces.tsx';

// Who is signed in already does not wait for the forms of the door.
const SignInPage = part(() => import('#features/people/console/SignIn.tsx').then((file) => file.SignInPage), Loading);
const SignInForm = part(() => import('#features/people/console/SignIn.tsx').then((file) => file.SignInForm), Loading);
const SecondFactorPage = part(
  () => import('#features/people/console/SignIn.tsx').then((file) => file.SecondFactorPage),
  Loading,
);
const PasswordChangePage = part(
  () => import('#features/people/console/SignIn.tsx').then((file) => file.PasswordChangePage),
  Loading,
);

/** Key of the session in the query cache. */
const sessionKey = keyOf(readSession, {});

/** The console: who is signed in decides what is shown. */
export function Console() {
  const queries = useQueryClient();
  const session = useRoute(readSession, {}, { refreshMs: 300_000 });
  // Once shown, a workplace stays: when the server comes back without the session, the sign-in lies over it.
  const [kept, setKept] = useState<SessionView | null>(null);
  const view = session.data ?? kept ?? undefined;
  const [hasEnded, setEnded] = useState(false);
  // Once begun it is gone through to its end: half-way there is a regency already, and a session.
  const [isFirstRun, setFirstRun] = useState(false);
  const beginFirstRun = useCallback(() => setFirstRun(true), []);
  useEffect(() => api.onProblem((problem) => problem.code === 'session.missing' && setEnded(true)), []);
  const handleSession = (next: SessionView) => {
    const before = session.data ?? kept ?? undefined;
    setEnded(false);
    // What another person left on the screen is not for this one.
    if (before !== undefined && before.user.id !== next.user.id) queries.clear();
    queries.setQueryData(sessionKey, next);
    if (before !== undefined) void queries.invalidateQueries();
  };
  const isAway = session.error !== null && !isSignedOut(session.error);
  useEffect(() => {
    if (isAway) setKept((before) => before ?? keptSession());
  }, [isAway]);
  useEffect(() => {
    if (session.data !== undefined) keepSession(session.data);
    else if (isSignedOut(session.error)) keepSession(null);
  }, [session.data, session.error]);
  useEvery(3000, isAway, () => void session.refetch());
  return (
    <ChosenLanguage language={view?.language ?? 'id'} zone={view?.tenant.zone ?? 'Asia/Jakarta'}>
      <CatchBoundary getResetKey={() => view?.user.id ?? ''} errorComponent={Crashed}>
        {isFirstRun ? (
          <Suspense fallback={<Loading />}>
            <FirstRun
              onSession={(next) => {
                setFirstRun(false);
                handleSession(next);
              }}
            />
          </Suspense>
        ) : view === undefined ? (
          <Doorstep error={session.error} onSession={handleSession} onFirstRun={beginFirstRun} />
        ) : view.state === 'second_factor' ? (
          <SecondFactorPage onSession={handleSession} />
        ) : view.state === 'password_change' ? (
          <PasswordChangePage onSession={handleSession} />
        ) : (
          <Suspense fallback={<Loading />}>
            <Workplace key={view.user.id} session={view} hasEnded={hasEnded} onSession={handleSession} />
          </Suspense>
        )}
      </CatchBoundary>
    </ChosenLanguage>
  );
}

/** The server answered, and nobody is signed in; anything else is an outage. */
function isSignedOut(error: unknown): boolean {
  return error instanceof ApiProblem && error.status < 500;
}

function useEvery(ms: number, isOn: boolean, run: () => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => latest.current(), ms);
    return () => clearInterval(timer);
  }, [ms, isOn]);
}

interface DoorstepProps {
  readonly error: unknown;
  readonly onSession: (session: SessionView) => void;
  readonly onFirstRun: () => void;
}

/** Nobody is signed in, or the server has not answered yet. */
function Doorstep({ error, onSession, onFirstRun }: DoorstepProps) {
  const t = useText();
  const installation = useRoute(readInstallation, {}, { enabled: isSignedOut(error) });
  const isEmpty = installation.data?.state === 'empty';
  useEffect(() => {
    if (isEmpty) onFirstRun();
  }, [isEmpty, onFirstRun]);
  if (error === null) return <Loading />;
  if (!isSignedOut(error)) return <Loading label={t(texts.waitingForServer)} />;
  return <SignInPage onSession={onSession} />;
}

/** Used once in the life of an installation: nobody else downloads it. */
const FirstRun = lazy(async () => ({ default: (await import('./FirstRun.tsx')).FirstRun }));

interface WorkplaceProps {
  readonly session: SessionView;
  readonly hasEnded: boolean;
  readonly onSession: (session: SessionView) => void;
}

let office: Promise<readonly Workspace[]> | undefined;
const noOffice = Promise.resolve<readonly Workspace[]>([]);

/** Asked for once; a call taker's desk does without. */
function officeOf(session: SessionView): Promise<readonly Workspace[]> {
  if (!hasOffice(session)) return noOffice;
  office ??= import('./office-workspaces.tsx').then((file) => file.officeWorkspaces);
  return office;
}

/** The frame with its screens; it stays mounted when the session ends, so that nothing typed is lost. */
function Workplace({ session, hasEnded, onSession }: WorkplaceProps) {
  const t = useText();
  const allowed = useMemo(() => new Set(session.permissions), [session.permissions]);
  const more = use(officeOf(session));
  const [router] = useState(() => createConsoleRouter(session, more));
  return (
    <PermissionsProvider allowed={allowed}>
      <LiveProvider path="/api/events" rules={liveRules}>
        <RouterProvider router={router} />
        <Dialog title={t(texts.signInAgain)} isOpen={hasEnded} onClose={() => {}} mustAnswer size="small">
          <p className="mb-3 text-ink-soft">{t(texts.signInAgainNote)}</p>
          <SignInForm username={session.user.username} onSession={onSession} />
        </Dialog>
      </LiveProvider>
    </PermissionsProvider>
  );
}
