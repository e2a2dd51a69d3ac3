import { Undo2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { linkRelationTexts } from '../../surge-texts.ts';
import { type LinkView, listLinks, undoLink } from '../../surge-work-contract.ts';
import { historyTexts, linkTexts as texts, workTexts } from './texts.ts';

/** The last linkings of many, each to be taken back in one step. */
export function LastLinks() {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const links = useRoute(listLinks, {});
  const [asked, setAsked] = useState<LinkView | null>(null);
  const undo = useCommand(undoLink, {
    invalidates: ['/api/surge-links', '/api/surge-incidents', '/api/incidents', '/api/board'],
    onDone: ({ items }) => {
      setAsked(null);
      const refused = items.filter((one) => one.refusal !== null);
      toast(t(texts.undoDone, { count: items.length - refused.length }), refused.length === 0 ? 'good' : 'warn');
    },
  });
  const columns = useMemo(
    (): Column<LinkView>[] => [
      { id: 'at', name: t(historyTexts.from), cell: (one) => format.full(one.madeAt), isRowHeader: true },
      {
        id: 'parent',
        name: t(workTexts.linked),
        cell: (one) => (
          <>
            {t(texts.count, { count: one.incidents })} →{' '}
            <Link href={`/incidents/${one.parent.id}`}>{String(one.parent.number)}</Link> (
            {t(linkRelationTexts[one.relation])})
          </>
        ),
      },
      {
        id: 'undo',
        name: t(workTexts.act),
        cell: (one) =>
          one.undoneAt === null ? (
            <Button size="small" icon={<Undo2 aria-hidden size={14} />} onPress={() => setAsked(one)}>
              {t(texts.undo)}
            </Button>
          ) : (
            t(texts.undone, { at: format.full(one.undoneAt), by: one.undoneBy ?? '–' })
          ),
      },
    ],
    [t, format],
  );
  return (
    <Card title={t(texts.last)} flush>
      <QueryView query={links}>
        {({ items }) => (
          <Table
            label={t(texts.last)}
            columns={columns}
            rows={items}
            idOf={(one) => one.id}
            empty={<EmptyState title={t(texts.noLinks)} />}
          />
        )}
      </QueryView>
      {asked === null ? null : (
        <ConfirmDialog
          title={t(texts.undo)}
          confirmName={t(texts.undo)}
          isOpen
          onClose={() => setAsked(null)}
          isPending={undo.isPending}
          error={undo.error && errorText(undo.error)}
          onConfirm={() => undo.mutate({ params: { id: asked.id } })}
        >
          <p>{t(texts.undoAsk, { count: asked.incidents })}</p>
        </ConfirmDialog>
      )}
    </Card>
  );
}
