import { useMemo, useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type HoldView, listHolds, releaseHold } from '../../recording-contract.ts';
import { staleHolds } from './HoldButton.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { texts } from './texts.ts';

/** What is held back from deletion, and the way to release it. */
export function HoldsCard() {
  const t = useText();
  const format = useFormat();
  const mayHold = useCan()('recording.hold');
  const holds = useRoute(listHolds, {});
  const [releasing, setReleasing] = useState<HoldView | null>(null);
  const columns = useMemo(
    (): Column<HoldView>[] => [
      {
        id: 'subject',
        name: t(texts.subject),
        isRowHeader: true,
        cell: (hold) => (
          <Link href={hold.subjectType === 'call' ? `/calls/${hold.subjectId}` : `/incidents/${hold.subjectId}`}>
            {t(hold.subjectType === 'call' ? texts.callNumber : texts.incidentNumber, { number: hold.number })}
          </Link>
        ),
      },
      { id: 'reason', name: t(texts.why), cell: (hold) => hold.reason },
      {
        id: 'by',
        name: t(texts.by),
        cell: (hold) => `${hold.placedBy.displayName}, ${format.full(hold.placedAt)}`,
      },
      {
        id: 'state',
        name: t(texts.state),
        cell: (hold) =>
          hold.releasedAt === null ? (
            <Badge tone="warn">{t(texts.held)}</Badge>
          ) : (
            `${t(texts.released)} ${format.full(hold.releasedAt)}: ${hold.releaseReason ?? ''} (${hold.releasedBy?.displayName ?? ''})`
          ),
      },
      {
        id: 'release',
        name: t(texts.release),
        narrow: true,
        cell: (hold) =>
          hold.releasedAt === null && mayHold ? (
            <Button size="small" onPress={() => setReleasing(hold)}>
              {t(texts.release)}
            </Button>
          ) : null,
      },
    ],
    [t, format, mayHold],
  );
  return (
    <Card title={t(texts.holds)} flush>
      <p className="px-3 py-2 text-ink-soft">{t(texts.holdsNote)}</p>
      <QueryView query={holds}>
        {({ items }) => (
          <Table
            label={t(texts.holds)}
            columns={columns}
            rows={items}
            idOf={(hold) => hold.id}
            empty={<EmptyState title={t(texts.noHolds)} />}
          />
        )}
      </QueryView>
      {releasing === null ? null : <ReleaseDialog hold={releasing} onClose={() => setReleasing(null)} />}
    </Card>
  );
}

function ReleaseDialog({ hold, onClose }: { hold: HoldView; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const release = useCommand(releaseHold, { invalidates: staleHolds, onDone: onClose });
  return (
    <ReasonDialog
      title={t(hold.subjectType === 'call' ? texts.callNumber : texts.incidentNumber, { number: hold.number })}
      confirmName={t(texts.release)}
      onClose={onClose}
      onConfirm={(reason) => release.mutate({ params: { id: hold.id }, body: { reason } })}
      isPending={release.isPending}
      error={release.error && errorText(release.error)}
    />
  );
}
