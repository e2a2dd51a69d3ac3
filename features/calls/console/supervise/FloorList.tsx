import { Headphones } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type FloorCall, readFloor } from '../../supervise-contract.ts';
import { superviseModeTexts } from '../../supervise-texts.ts';
import { CallerNumber } from '../CallCard.tsx';
import { useDesk } from '../use-desk.ts';
import { ListenDialog } from './ListenDialog.tsx';
import { superviseTexts as texts } from './supervise-screen-texts.ts';

/** Every running call, live: who talks, since when, who is on the line; a supervisor goes on the line from here. */
export function FloorList() {
  const t = useText();
  const mayListen = useCan()('call.listen');
  const floor = useRoute(readFloor, {});
  const me = useDesk().data?.presence.user.id;
  const [chosen, setChosen] = useState<FloorCall | null>(null);
  const isOnLine = floor.data !== undefined && floor.data.mine !== null;
  const columns = useMemo((): Column<FloorCall>[] => {
    const listen: Column<FloorCall> = {
      id: 'listen',
      name: t(texts.listen),
      cell: (one) =>
        one.call.state === 'answered' && one.desk?.id !== me ? (
          <Button size="small" isDisabled={isOnLine} onPress={() => setChosen(one)}>
            {t(texts.listen)}
          </Button>
        ) : null,
    };
    return [
      { id: 'call', name: t(texts.call), isRowHeader: true, cell: ({ call }) => String(call.number) },
      { id: 'caller', name: t(texts.caller), cell: ({ call }) => <CallerNumber call={call} /> },
      { id: 'desk', name: t(texts.desk), cell: ({ desk }) => desk?.displayName ?? '–' },
      { id: 'state', name: t(texts.state), cell: (one) => <CallState one={one} /> },
      {
        id: 'since',
        name: t(texts.since),
        cell: ({ call }) => (
          <RunningClock
            since={call.unattendedSince ?? call.heldSince ?? call.answeredAt ?? call.arrivedAt}
            size="small"
          />
        ),
      },
      {
        id: 'onLine',
        name: t(texts.onLine),
        cell: ({ watchers }) =>
          watchers.length === 0
            ? '–'
            : watchers.map(({ id, user, mode }) => (
                <Badge
                  key={id}
                  tone={mode === 'listen' ? 'calm' : 'accent'}
                  icon={<Headphones aria-hidden size={14} />}
                >
                  {t(texts.watched, { name: user.displayName, mode: t(superviseModeTexts[mode]) })}
                </Badge>
              )),
      },
      ...(mayListen ? [listen] : []),
    ];
  }, [t, mayListen, isOnLine, me]);
  return (
    <Card title={t(texts.running)} flush>
      <QueryView query={floor}>
        {({ calls }) => (
          <Table
            label={t(texts.running)}
            columns={columns}
            rows={calls}
            idOf={({ call }) => call.id}
            isUrgent={({ call }) => call.unattendedSince !== null}
            empty={<EmptyState title={t(texts.none)} />}
          />
        )}
      </QueryView>
      {chosen === null ? null : (
        <ListenDialog key={chosen.call.id} call={chosen.call} onClose={() => setChosen(null)} />
      )}
    </Card>
  );
}

function CallState({ one: { call, isOutside, isParked } }: { one: FloorCall }) {
  const t = useText();
  if (call.unattendedSince !== null) return <StatusDot tone="life">{t(texts.waitsAgain)}</StatusDot>;
  if (isOutside) return <StatusDot tone="warn">{t(texts.outside)}</StatusDot>;
  if (call.state !== 'answered') return <StatusDot tone="warn">{t(texts.waits)}</StatusDot>;
  if (isParked || call.heldSince !== null) return <StatusDot tone="warn">{t(texts.held)}</StatusDot>;
  if (call.silentSince !== null && call.silentResult === null)
    return <StatusDot tone="life">{t(texts.silent)}</StatusDot>;
  return <StatusDot tone="good">{t(texts.talks)}</StatusDot>;
}
