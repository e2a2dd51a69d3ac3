import { createRootRoute, createRoute, createRouter, Navigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import type { SessionView } from '#features/people/person.ts';
import { Loading } from '#platform/ui/QueryView.tsx';
import { part } from '#platform/web/part.tsx';
import { isAllowed } from '#platform/web/permissions.tsx';
import { Crashed } from './Crashed.tsx';
import { Frame } from './Frame.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { deskWorkspaces, ownWorkspaces, type Workspace } from './workspaces.tsx';

const HomePage = part(() => import('./HomePage.tsx').then((file) => file.HomePage), Loading);

/** Whether a person opens more than the desk's own screens (office-workspaces.tsx). */
export function hasOffice(session: SessionView): boolean {
  return session.user.roles.some((role) => role !== 'CALL_TAKER');
}

/** The workspaces this person may open, in the order of the rail; `office` is empty for who has none. */
function workspacesOf(session: SessionView, office: readonly Workspace[]): readonly Workspace[] {
  const allowed = new Set(session.permissions);
  const all = [...deskWorkspaces, ...office, ...ownWorkspaces];
  return all.filter((workspace) => isAllowed(allowed, workspace.permission));
}

/** Where a person starts: the first workspace that is the landing of one of their roles. */
function landingOf(session: SessionView, mine: readonly Workspace[]): string | null {
  const found = mine.find((workspace) => workspace.landing?.some((role) => session.user.roles.includes(role)));
  return found?.path ?? null;
}

/** The router of one person: what they may not open does not exist for them. */
export function createConsoleRouter(session: SessionView, office: readonly Workspace[]) {
  const mine = workspacesOf(session, office);
  const root = createRootRoute({
    component: () => <Frame session={session} workspaces={mine} />,
    notFoundComponent: NotFoundPage,
    errorComponent: Crashed,
  });
  const landing = landingOf(session, mine);
  const home = createRoute({
    getParentRoute: () => root,
    path: '/',
    component: () =>
      landing === null ? <HomePage session={session} workspaces={mine} /> : <Navigate to={landing} replace />,
  });
  const pages = mine.map((workspace) =>
    createRoute({
      getParentRoute: () => root,
      path: workspace.path,
      component: () => (
        <Suspense fallback={<Loading />}>
          <workspace.component />
        </Suspense>
      ),
    }),
  );
  return createRouter({
    routeTree: root.addChildren([home, ...pages]),
    defaultErrorComponent: Crashed,
    defaultNotFoundComponent: NotFoundPage,
    defaultPreload: false,
  });
}
