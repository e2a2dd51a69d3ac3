import { useMemo, useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type DeletionView, decideDeletion, listDeletions } from '../../recording-contract.ts';
import { staleHolds } from './HoldButton.tsx';
import { texts } from './texts.ts';

/** Deletions that somebody asked for, and the second look. */
export function DeletionsCard() {
  const t = useText();
  const format = useFormat();
  const mayDecide = useCan()('recording.hold');
  const deletions = useRoute(listDeletions, {});
  const [deciding, setDeciding] = useState<DeletionView | null>(null);
  const columns = useMemo((): Column<DeletionView>[] => {
    const words = { approved: texts.approved, refused: texts.refused };
    return [
      {
        id: 'call',
        name: t(texts.subject),
        isRowHeader: true,
        cell: (asked) => <Link href={`/calls/${asked.callId}`}>{t(texts.callNumber, { number: asked.number })}</Link>,
      },
      { id: 'reason', name: t(texts.why), cell: (asked) => asked.reason },
      { id: 'by', name: t(texts.by), cell: (asked) => `${asked.askedBy.displayName}, ${format.full(asked.askedAt)}` },
      {
        id: 'state',
        name: t(texts.state),
        cell: (asked) =>
          asked.decision === null ? (
            <Badge tone="warn">{t(texts.waiting)}</Badge>
          ) : (
            `${t(words[asked.decision])}${asked.decidedBy === null ? '' : `, ${asked.decidedBy.displayName}`}`
          ),
      },
      {
        id: 'decide',
        name: t(texts.decide),
        narrow: true,
        cell: (asked) =>
          asked.decision === null && mayDecide ? (
            <Button size="small" onPress={() => setDeciding(asked)}>
              {t(texts.decide)}
            </Button>
          ) : null,
      },
    ];
  }, [t, format, mayDecide]);
  return (
    <Card title={t(texts.deletions)} flush>
      <p className="px-3 py-2 text-ink-soft">{t(texts.deletionsNote)}</p>
      <QueryView query={deletions}>
        {({ items }) => (
          <Table
            label={t(texts.deletions)}
            columns={columns}
            rows={items}
            idOf={(asked) => asked.id}
            empty={<EmptyState title={t(texts.noDeletions)} />}
          />
        )}
      </QueryView>
      {deciding === null ? null : <DecideDialog asked={deciding} onClose={() => setDeciding(null)} />}
    </Card>
  );
}

function DecideDialog({ asked, onClose }: { asked: DeletionView; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const decide = useCommand(decideDeletion, {
    invalidates: [...staleHolds, '/api/recording-deletions'],
    onDone: onClose,
  });
  const handle = (approve: boolean) => decide.mutate({ params: { id: asked.id }, body: { approve } });
  return (
    <Dialog
      title={t(texts.callNumber, { number: asked.number })}
      isOpen
      onClose={onClose}
      size="small"
      actions={
        <>
          <Button isPending={decide.isPending} onPress={() => handle(false)}>
            {t(texts.refuse)}
          </Button>
          <Button look="danger" isPending={decide.isPending} onPress={() => handle(true)}>
            {t(texts.approve)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2">
        <p>{asked.reason}</p>
        <p className="text-ink-soft">{asked.askedBy.displayName}</p>
        <Notice tone="warn">{t(texts.decideNote)}</Notice>
        {decide.error === null ? null : <Notice tone="life">{errorText(decide.error)}</Notice>}
      </div>
    </Dialog>
  );
}
