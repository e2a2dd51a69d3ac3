import { createRootRoute, createRoute, createRouter, Navigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import type { SessionView } from '#features/people/person.ts';
import { Loading } from '#platform/ui/QueryView.tsx';
import { part } from '#platform/web/part.tsx';
import { isAllowed } from '#platform/web/permissions.tsx';
import { Crashed } from './Crashed.tsx';
import { Frame } from './Frame.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { type Workspace, workspaces } from './workspaces.tsx';

const HomePage = part(() => import('./HomePage.tsx').then((file) => file.HomePage), Loading);

/** The workspaces this person may open, in the order of the table. */
export function workspacesOf(session: SessionView): readonly Workspace[] {
  const allowed = new Set(session.permissions);
  return workspaces.filter((workspace) => isAllowed(allowed, workspace.permission));
}

/** Where a person starts: the first workspace that is the landing of one of their roles. */
export function landingOf(session: SessionView): string | null {
  const found = workspacesOf(session).find((workspace) =>
    workspace.landing?.some((role) => session.user.roles.includes(role)),
  );
  return found?.path ?? null;
}

/** The router of one person: what they may not open does not exist for them. */
export function createConsoleRouter(session: SessionView) {
  const mine = workspacesOf(session);
  const root = createRootRoute({
    component: () => <Frame session={session} workspaces={mine} />,
    notFoundComponent: NotFoundPage,
    errorComponent: Crashed,
  });
  const landing = landingOf(session);
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
