import { useCallback, useMemo } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { ErrorState, Loading } from '#platform/ui/QueryView.tsx';
import { Table } from '#platform/ui/Table.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute, useRoutePages } from '#platform/web/query-options.ts';
import { listAnalysisRows } from '../../analysis-contract.ts';
import { kpis } from '../../kpi.ts';
import { useRowColumns } from '../RowsDialog.tsx';
import { texts as monthTexts } from '../texts.ts';
import type { Answer } from './analysis-chart.ts';
import { texts } from './texts.ts';
import type { Question } from './use-question.ts';

interface AnalysisRowsProps {
  readonly query: Question['query'];
  readonly cellKey: string;
  readonly name: string;
  readonly names: Answer['names'];
  readonly onClose: () => void;
}

/** What a part of a split was counted from. */
export function AnalysisRows({ name, onClose, ...asked }: AnalysisRowsProps) {
  const t = useText();
  const mayOpen = useCan()('monev.rows');
  return (
    <Dialog title={t(texts.rows, { name })} isOpen onClose={onClose} size="wide">
      {mayOpen ? <Rows label={t(texts.rows, { name })} {...asked} /> : <Notice>{t(monthTexts.noRowsRight)}</Notice>}
    </Dialog>
  );
}

function Rows({ label, query, cellKey, names }: { label: string } & Omit<AnalysisRowsProps, 'name' | 'onClose'>) {
  const t = useText();
  const known = useMemo(() => new Map([...names.agency, ...names.type].map((one) => [one.code, one.name])), [names]);
  const nameOf = useCallback((code: string) => t(known.get(code) ?? { id: code, en: code }), [t, known]);
  const columns = useRowColumns(kpis[query.measure], false, nameOf);
  const input = { query: { ...query, key: cellKey, limit: 100 } };
  const first = useRoute(listAnalysisRows, input);
  const pages = useRoutePages(listAnalysisRows, input);
  if (pages.error !== null) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.isPending) return <Loading />;
  return (
    <div className="flex flex-col gap-3">
      <p>{first.data === undefined ? null : t(texts.rowCount, { count: first.data.total })}</p>
      <div className="overflow-x-auto">
        <Table label={label} columns={columns} rows={pages.items} idOf={(row) => row.id} />
      </div>
      {pages.hasMore ? (
        <Button onPress={pages.fetchMore} isPending={pages.isFetchingMore}>
          {t(monthTexts.more)}
        </Button>
      ) : null}
    </div>
  );
}
