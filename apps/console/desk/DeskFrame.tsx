import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { SessionView } from '#features/people/person.ts';
import { Loading } from '#platform/ui/QueryView.tsx';
import { part } from '#platform/web/part.tsx';
import { useGo } from '#platform/web/place.ts';

const deskPath = '/desk';

const DeskDock = part(() => import('#features/calls/console/DeskDock.tsx').then((file) => file.DeskDock), Loading);

const HandWords = part(() => import('#features/incidents/console/HandWords.tsx').then((file) => file.HandWords));

/** The telephone around every page of those who take calls; for others just the page. */
export function DeskFrame({ session, children }: { session: SessionView; children: ReactNode }) {
  const { pathname } = useLocation();
  const go = useGo();
  if (!session.permissions.includes('call.take')) return children;
  const isAtDesk = pathname === deskPath;
  return (
    <DeskDock
      isAtOnce={session.user.roles.some((role) => role === 'CALL_TAKER' || role === 'SUPERVISOR')}
      isTaker={session.user.roles.includes('CALL_TAKER')}
      isAtDesk={isAtDesk}
      onGoToDesk={() => {
        if (!isAtDesk) go(deskPath);
      }}
    >
      {children}
      <HandWords />
    </DeskDock>
  );
}
