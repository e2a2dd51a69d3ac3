import { useEffect } from 'react';
import type { SessionView } from '#features/people/person.ts';
import { roleTexts } from '#features/people/texts.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import { EmptyState } from '#platform/ui/QueryView.tsx';
import { useText } from '#platform/web/language.tsx';
import { homeTexts } from './home-texts.ts';
import type { Workspace } from './workspaces.tsx';

/** For roles without a landing of their own: everything they may open. */
export function HomePage({ session, workspaces }: { session: SessionView; workspaces: readonly Workspace[] }) {
  const t = useText();
  const isCrew = session.user.roles.every((role) => role === 'FIELD_CREW');
  useEffect(() => {
    // An app of its own, with files of its own.
    if (isCrew) location.replace('/field');
  }, [isCrew]);
  const listed = workspaces.filter((workspace) => workspace.rail !== undefined);
  return (
    <Page
      title={t(homeTexts.welcome, { name: session.user.displayName })}
      description={`${session.user.roles.map((role) => t(roleTexts[role])).join(' · ')} — ${session.tenant.name}`}
    >
      {listed.length === 0 ? (
        <EmptyState title={t(homeTexts.noWorkspace)}>
          <p>{t(homeTexts.noWorkspaceNote)}</p>
        </EmptyState>
      ) : (
        <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {listed.map((workspace) => (
            <li key={workspace.path} className="flex items-center gap-3 rounded-lg border border-line bg-surface p-4">
              {workspace.rail === undefined ? null : (
                <workspace.rail.icon aria-hidden size={24} className="text-accent" />
              )}
              <Link href={workspace.path}>{t(workspace.name)}</Link>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
