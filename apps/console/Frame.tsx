import { Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { RouterProvider as AriaRouterProvider } from 'react-aria-components';
import { Link as PlainLink } from 'react-aria-components/Link';
import type { SessionView } from '#features/people/person.ts';
import { CommandPalette, KeyHelp } from '#platform/ui/CommandParts.tsx';
import { Toasts } from '#platform/ui/toasts.tsx';
import { cx } from '#platform/ui/tone.ts';
import { type Command, useCommandKeys, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useParts } from '#platform/web/part.tsx';
import { DeskFrame } from './desk/DeskFrame.tsx';
import { TopBar } from './TopBar.tsx';
import { texts } from './texts.ts';
import { type RailGroup, railGroups, type Workspace } from './workspaces.tsx';

interface FrameProps {
  readonly session: SessionView;
  readonly workspaces: readonly Workspace[];
}

/** What surrounds every screen: rail, top bar, palette, help, toasts; the keyboard is heard here, once. */
export function Frame({ session, workspaces }: FrameProps) {
  const router = useRouter();
  return (
    <AriaRouterProvider navigate={(href) => router.history.push(href)}>
      <FrameRegions session={session} workspaces={workspaces} />
    </AriaRouterProvider>
  );
}

function FrameRegions({ session, workspaces }: FrameProps) {
  useCommandKeys();
  useParts();
  useFrameCommands(session, workspaces);
  const { pathname } = useLocation();
  const isBare = workspaces.some(({ path, isBare: bare }) => bare === true && path === pathname);
  // The place of the screen stays the same: what talks in it is not cut off by going to the wall and back.
  return (
    <div
      className={cx(
        'grid h-full grid-cols-[1fr]',
        isBare ? 'grid-rows-[1fr]' : 'grid-rows-[auto_1fr] md:grid-cols-[6.5rem_1fr]',
      )}
    >
      {isBare ? null : (
        <>
          <SkipLink />
          <Rail workspaces={workspaces} />
          <TopBar session={session} workspaces={workspaces} />
        </>
      )}
      <main id="main" tabIndex={-1} className="min-h-0 overflow-auto outline-none">
        <DeskFrame session={session}>
          <Outlet />
        </DeskFrame>
      </main>
      <CommandPalette />
      <KeyHelp />
      <Toasts />
    </div>
  );
}

function SkipLink() {
  const t = useText();
  return (
    <a
      href="#main"
      className="sr-only z-50 rounded bg-surface px-3 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
    >
      {t(texts.skip)}
    </a>
  );
}

/** Opening a workspace and the guide are commands like any other. */
function useFrameCommands(session: SessionView, workspaces: readonly Workspace[]): void {
  const router = useRouter();
  const role = session.user.roles[0];
  const open = workspaces
    .filter((workspace) => workspace.rail !== undefined)
    .map(
      (workspace, index): Command => ({
        id: `open.${workspace.path}`,
        name: { id: `Buka ${workspace.name.id}`, en: `Open ${workspace.name.en}` },
        ...(index < 9 ? { keys: [`Alt+${index + 1}`] } : {}),
        group: texts.navigation,
        run: () => router.history.push(workspace.path),
      }),
    );
  const guide: Command = {
    id: 'guide.open',
    name: texts.guide,
    keys: ['F1'],
    group: texts.navigation,
    run: () => void window.open(`/panduan/${role ?? ''}`, '_blank', 'noopener'),
  };
  useCommands([...open, guide]);
}

/** Workspaces by group; at narrow widths the top bar's menu takes its place. */
function Rail({ workspaces }: { workspaces: readonly Workspace[] }) {
  const t = useText();
  const { pathname } = useLocation();
  const current = currentPath(workspaces, pathname);
  // Object.keys forgets the key type; railGroups is a constant.
  const groups = Object.keys(railGroups) as RailGroup[];
  return (
    <nav
      aria-label={t(texts.navigation)}
      className="row-span-2 hidden flex-col gap-4 overflow-y-auto bg-rail p-2 text-rail-ink md:flex"
    >
      <PlainLink href="/" aria-label={t(texts.home)} className="focus-ring mx-auto mt-1 rounded-lg">
        <img src="/icon.svg" alt="" width={40} height={40} />
      </PlainLink>
      {groups.map((group) => {
        const members = workspaces.filter((workspace) => workspace.rail?.group === group);
        return members.length === 0 ? null : (
          <section key={group} aria-label={t(railGroups[group])}>
            <p aria-hidden="true" className="px-1 pb-1 text-center text-xs text-rail-soft">
              {t(railGroups[group])}
            </p>
            <ul className="flex flex-col gap-1">
              {members.map((workspace) => (
                <li key={workspace.path}>
                  <RailLink workspace={workspace} isCurrent={workspace.path === current} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </nav>
  );
}

/** The entry of the rail one is in: the longest that the address begins with, so that lost calls are not also calls. */
function currentPath(workspaces: readonly Workspace[], pathname: string): string | undefined {
  return workspaces
    .filter(({ path, rail }) => rail !== undefined && (pathname === path || pathname.startsWith(`${path}/`)))
    .map(({ path }) => path)
    .sort((one, other) => other.length - one.length)[0];
}

function RailLink({ workspace, isCurrent }: { workspace: Workspace; isCurrent: boolean }) {
  const t = useText();
  return (
    <PlainLink
      href={workspace.path}
      {...(isCurrent ? { 'aria-current': 'page' } : {})}
      className={cx(
        'focus-ring flex flex-col items-center gap-1 rounded-md border-l-4 px-1 py-2 text-center text-sm leading-tight data-hovered:bg-rail-raised',
        isCurrent ? 'border-accent bg-rail-raised font-semibold text-white' : 'border-transparent',
      )}
    >
      {workspace.rail === undefined ? null : <workspace.rail.icon aria-hidden size={22} />}
      {t(workspace.name)}
      {workspace.rail?.badge === undefined ? null : <workspace.rail.badge />}
    </PlainLink>
  );
}
