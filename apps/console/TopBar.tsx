import { useRouter } from '@tanstack/react-router';
import { CircleUser, KeyRound, LogOut, Menu as MenuIcon, WifiOff } from 'lucide-react';
import { useState } from 'react';
import { CrestMark } from '#features/people/console/CrestMark.tsx';
import { LanguageSwitch } from '#features/people/console/LanguageSwitch.tsx';
import { closeSession } from '#features/people/contract.ts';
import type { SessionView } from '#features/people/person.ts';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Menu } from '#platform/ui/Menu.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useLiveState } from '#platform/web/live.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { useNow } from '#platform/web/ticking.ts';
import { keepSession } from './last-session.ts';
import { TelephonyNotice } from './TelephonyNotice.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import { texts } from './texts.ts';
import type { Workspace } from './workspaces.tsx';

const LineAlarm = part(() => import('#features/calls/console/lines/LineAlarm.tsx').then((file) => file.LineAlarm));
const RecordingAlarm = part(() =>
  import('#features/calls/console/recording/RecordingAlarm.tsx').then((file) => file.RecordingAlarm),
);
const SurgeBanner = part(() =>
  import('#features/dispatch/console/surge/SurgeBanner.tsx').then((file) => file.SurgeBanner),
);
const EmptyDesksAlarm = part(() =>
  import('#features/roster/console/EmptyDesksAlarm.tsx').then((file) => file.EmptyDesksAlarm),
);
const PasswordForm = part(() => import('#features/people/console/SignIn.tsx').then((file) => file.PasswordForm));

interface TopBarProps {
  readonly session: SessionView;
  readonly workspaces: readonly Workspace[];
}

/** Whose centre this is, whether the screen is fresh, the time, and the person's own menus. */
export function TopBar({ session, workspaces }: TopBarProps) {
  const t = useText();
  const mayKnowLines = useCan()('setting.read');
  return (
    <header className="flex min-w-0 flex-wrap items-center justify-between gap-x-3 border-b border-line bg-surface px-3 py-1">
      <div className="flex min-w-0 items-center gap-3">
        <NarrowMenu workspaces={workspaces} />
        {session.tenant.crest === null ? null : <CrestMark sha256={session.tenant.crest} size={28} />}
        <p className="truncate font-semibold">
          <span className="hidden lg:inline">{session.tenant.name}</span>
          <span className="lg:hidden">{session.tenant.shortName}</span>
        </p>
        {session.tenant.demo ? (
          <span title={t(texts.demoNote)}>
            <Badge tone="warn">{t(texts.demo)}</Badge>
          </span>
        ) : null}
        <LiveMark />
      </div>
      <div className="flex items-center gap-1">
        <WallClock />
        <LanguageSwitch />
        <ThemeSwitch />
        <UserMenu session={session} />
      </div>
      <TelephonyNotice />
      {session.permissions.includes('surge.read') ? <SurgeBanner /> : null}
      {session.permissions.includes('roster.plan') ? <EmptyDesksAlarm /> : null}
      {mayKnowLines ? <LineAlarm /> : null}
      {session.permissions.includes('recording.hold') && session.permissions.includes('queue.watch') ? (
        <RecordingAlarm />
      ) : null}
    </header>
  );
}

/** Fresh, connecting, or since when not; the last one is told in full, because nobody may work on stale data unknowingly. */
function LiveMark() {
  const t = useText();
  const format = useFormat();
  const live = useLiveState();
  if (live.state !== 'behind') {
    return (
      <span className="hidden text-sm sm:inline">
        <StatusDot tone={live.state === 'connected' ? 'good' : 'calm'}>
          {t(live.state === 'connected' ? texts.live : texts.connecting)}
        </StatusDot>
      </span>
    );
  }
  return (
    <span role="alert" title={t(texts.behindNote)}>
      <Badge tone="life" icon={<WifiOff aria-hidden size={14} />}>
        {t(texts.behind, { time: format.time(new Date(live.since).toISOString()) })}
      </Badge>
    </span>
  );
}

function WallClock() {
  const format = useFormat();
  const now = useNow();
  return (
    // Of fixed size: without it every second lays out the page, and every clock in it, from the top.
    <div className="hidden h-7 w-40 [contain:strict] sm:block">
      <time className="block px-2 text-right text-lg font-semibold whitespace-nowrap tabular-nums">
        {format.time(new Date(now).toISOString())}
      </time>
    </div>
  );
}

function NarrowMenu({ workspaces }: Pick<TopBarProps, 'workspaces'>) {
  const t = useText();
  const router = useRouter();
  return (
    <div className="md:hidden">
      <Menu
        label={t(texts.menu)}
        trigger={<MenuIcon aria-hidden size={20} />}
        entries={[
          { path: '/', name: texts.home },
          ...workspaces.filter((workspace) => workspace.rail !== undefined),
        ].map((workspace) => ({
          id: workspace.path,
          name: t(workspace.name),
          onAction: () => router.history.push(workspace.path),
        }))}
      />
    </div>
  );
}

function UserMenu({ session }: { session: SessionView }) {
  const t = useText();
  const errorText = useErrorText();
  const [isChanging, setChanging] = useState(false);
  const close = useCommand(closeSession, {
    invalidates: [],
    // A fresh page is the surest way to leave nothing of a person behind on a shared desk.
    onDone: () => {
      keepSession(null);
      location.assign('/');
    },
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  return (
    <>
      <Menu
        label={t(texts.userMenu, { name: session.user.displayName })}
        trigger={
          <>
            <CircleUser aria-hidden size={18} />
            <span className="hidden max-w-40 truncate lg:inline">{session.user.displayName}</span>
          </>
        }
        entries={[
          {
            id: 'password',
            name: t(texts.changePassword),
            icon: <KeyRound aria-hidden size={16} />,
            onAction: () => setChanging(true),
          },
          {
            id: 'sign-out',
            name: t(texts.signOut),
            icon: <LogOut aria-hidden size={16} />,
            onAction: () => close.mutate({}),
          },
        ]}
      />
      <Dialog title={t(texts.changePassword)} isOpen={isChanging} onClose={() => setChanging(false)} size="small">
        <PasswordForm onSession={() => setChanging(false)} />
      </Dialog>
    </>
  );
}
