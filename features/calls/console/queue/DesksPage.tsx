import { useMemo, useState } from 'react';
import { StatusDot } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listPresences, type PresenceView } from '../../contract.ts';
import { breakReasonTexts, presenceTexts } from '../../texts.ts';
import { CareList } from '../closing/CareList.tsx';
import { presenceTones } from '../presence-tones.ts';
import { FloorList } from '../supervise/FloorList.tsx';
import { MessageDialog } from '../supervise/MessageDialog.tsx';
import { superviseTexts } from '../supervise/supervise-screen-texts.ts';
import { WaveList } from '../supervise/WaveList.tsx';
import { useDesk } from '../use-desk.ts';
import { OrderDialog } from './OrderDialog.tsx';
import { queueTexts as texts } from './queue-texts.ts';

/** Who is at the desks; a supervisor sets a presence from here. */
export function DesksPage() {
  const t = useText();
  const mayOrder = useCan()('presence.order');
  const presences = useRoute(listPresences, {});
  const me = useDesk(mayOrder).data?.presence.user.id;
  const [chosen, setChosen] = useState<PresenceView | null>(null);
  const [writing, setWriting] = useState<PresenceView | null>(null);
  const columns = useMemo((): Column<PresenceView>[] => {
    const order: Column<PresenceView> = {
      id: 'order',
      name: t(texts.orderPresence),
      cell: (one) => (
        <span className="flex flex-wrap gap-2">
          <Button size="small" onPress={() => setChosen(one)}>
            {t(texts.orderPresence)}
          </Button>
          {one.user.id === me ? null : (
            <Button size="small" onPress={() => setWriting(one)}>
              {t(superviseTexts.write)}
            </Button>
          )}
        </span>
      ),
    };
    return [
      { id: 'person', name: t(texts.person), isRowHeader: true, cell: ({ user }) => user.displayName },
      {
        id: 'state',
        name: t(texts.state),
        cell: ({ state, reason }) => (
          <StatusDot tone={presenceTones[state]}>
            {t(presenceTexts[state])}
            {reason === null ? null : ` – ${t(breakReasonTexts[reason])}`}
          </StatusDot>
        ),
      },
      { id: 'since', name: t(texts.since), cell: ({ since }) => <RunningClock since={since} size="small" /> },
      {
        id: 'limit',
        name: t(texts.limit),
        cell: ({ dueAt, state }) =>
          dueAt !== null && (state === 'break' || state === 'wrap_up') ? (
            <RunningClock until={dueAt} label={t(texts.limit)} size="small" />
          ) : (
            '–'
          ),
      },
      {
        id: 'phone',
        name: t(texts.phone),
        cell: ({ reachable }) => (
          <StatusDot tone={reachable ? 'good' : 'neutral'}>{t(reachable ? texts.phoneOn : texts.phoneOff)}</StatusDot>
        ),
      },
      ...(mayOrder ? [order] : []),
    ];
  }, [t, mayOrder, me]);
  const canSupervise = useCan()('call.supervise');
  return (
    <Page title={t(texts.desks)} description={t(texts.desksNote)}>
      {mayOrder ? <CareList presences={presences.data?.items ?? []} onOrder={setChosen} /> : null}
      {canSupervise ? (
        <>
          <FloorList />
          <WaveList />
        </>
      ) : null}
      <Card flush>
        <QueryView query={presences}>
          {({ items }) => (
            <Table
              label={t(texts.desks)}
              columns={columns}
              rows={items}
              idOf={({ user }) => user.id}
              empty={<EmptyState title={t(texts.nobody)} />}
            />
          )}
        </QueryView>
      </Card>
      {writing === null ? null : (
        <MessageDialog key={writing.user.id} to={writing.user} onClose={() => setWriting(null)} />
      )}
      {chosen === null ? null : <OrderDialog key={chosen.user.id} presence={chosen} onClose={() => setChosen(null)} />}
    </Page>
  );
}
