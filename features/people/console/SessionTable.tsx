import { useMemo } from 'react';
import type { z } from 'zod';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { EmptyState } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { screenTexts } from '../screen-texts.ts';
import type { sessionRow } from '../user-contract.ts';

type Session = z.output<typeof sessionRow>;

/** Open sessions with where they are from; `onEnd` left out: only to look at. */
export function SessionTable({
  sessions,
  onEnd,
}: {
  sessions: readonly Session[];
  onEnd?: (session: Session) => void;
}) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo((): Column<Session>[] => {
    const shown: Column<Session>[] = [
      {
        id: 'address',
        name: t(screenTexts.address),
        isRowHeader: true,
        cell: (session) => session.address ?? t(screenTexts.empty),
      },
      { id: 'agent', name: t(screenTexts.browser), cell: (session) => browserOf(session.agent) },
      {
        id: 'since',
        name: t(screenTexts.since),
        cell: (session) => format.full(session.createdAt),
        sortBy: (session) => session.createdAt,
      },
      {
        id: 'seen',
        name: t(screenTexts.lastSeen),
        cell: (session) => format.full(session.seenAt),
        sortBy: (session) => session.seenAt,
      },
    ];
    if (onEnd === undefined) return shown;
    return [
      ...shown,
      {
        id: 'end',
        name: t(screenTexts.endSession),
        narrow: true,
        cell: (session) =>
          session.own ? (
            <Badge tone="calm">{t(screenTexts.thisSession)}</Badge>
          ) : (
            <Button size="small" onPress={() => onEnd(session)}>
              {t(screenTexts.endSession)}
            </Button>
          ),
      },
    ];
  }, [t, format, onEnd]);
  return (
    <Table
      label={t(screenTexts.sessions)}
      columns={columns}
      rows={sessions}
      idOf={(session) => session.id}
      empty={<EmptyState title={t(screenTexts.noSessions)} />}
    />
  );
}

/** The part of a user agent that people recognise. */
function browserOf(agent: string | null): string {
  return /(Firefox|Edg|Chrome|Safari|curl)\/\d+/.exec(agent ?? '')?.[0] ?? (agent ?? '–').slice(0, 40);
}
