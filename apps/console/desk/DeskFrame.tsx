import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskDock } from '#features/calls/console/DeskDock.tsx';
import type { SessionView } from '#features/people/person.ts';
import { useGo } from '#platform/web/place.ts';

const deskPath = '/desk';

/** The telephone around every page of those who take calls; for others just the page. */
export function DeskFrame({ session, children }: { session: SessionView; children: ReactNode }) {
  const { pathname } = useLocation();
  const go = useGo();
  if (!session.permissions.includes('call.take')) return children;
  const isAtDesk = pathname === deskPath;
  return (
    <DeskDock
      isAtOnce={session.user.roles.includes('CALL_TAKER')}
      isAtDesk={isAtDesk}
      onGoToDesk={() => {
        if (!isAtDesk) go(deskPath);
      }}
    >
      {children}
    </DeskDock>
  );
}
