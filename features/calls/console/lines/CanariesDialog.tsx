import { useMemo, useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { LineId } from '../../line.ts';
import { type CanaryView, listCanaries } from '../../line-contract.ts';
import { canaryOutcomeTexts, coverageTexts } from '../../line-texts.ts';
import { lineScreenTexts as texts } from './texts.ts';

/** As many as the server gives at once. */
const pageLength = 200;

/** What a line's availability was counted from: each canary of the month, the failures first asked for. */
export function CanariesDialog({
  line,
  month,
  onClose,
}: {
  line: { readonly id: LineId; readonly name: string };
  month: string;
  onClose: () => void;
}) {
  const t = useText();
  const format = useFormat();
  const [onlyFailed, setOnlyFailed] = useState(false);
  const [before, setBefore] = useState<string | undefined>();
  const only = onlyFailed ? 'failed' : 'all';
  const canaries = useRoute(
    listCanaries,
    { params: { id: line.id }, query: { month, only, ...(before === undefined ? {} : { before }) } },
    { keepPrevious: true },
  );
  const columns = useMemo(
    (): Column<CanaryView>[] => [
      { id: 'at', name: t(texts.at), isRowHeader: true, cell: ({ dueAt }) => format.full(dueAt) },
      {
        id: 'outcome',
        name: t(texts.outcome),
        cell: ({ outcome, sipStatus }) =>
          outcome === null ? '' : `${t(canaryOutcomeTexts[outcome])}${outcome === 'refused' ? ` (${sipStatus})` : ''}`,
      },
      {
        id: 'time',
        name: t(texts.time),
        align: 'right',
        cell: ({ answerMs }) => (answerMs === null ? '–' : `${format.number(answerMs)} ms`),
      },
      {
        id: 'coverage',
        name: t(texts.coverage),
        cell: ({ coverage, led }) =>
          `${coverage === null ? '' : t(coverageTexts[coverage])}${led === false ? ` · ${t(texts.alone)}` : ''}`,
      },
    ],
    [t, format],
  );
  const items = canaries.data?.items ?? [];
  return (
    <Dialog title={`${t(texts.rowsBehind)}: ${line.name}`} isOpen onClose={onClose} size="wide">
      <Switch
        isSelected={onlyFailed}
        onChange={(chosen) => {
          setOnlyFailed(chosen);
          setBefore(undefined);
        }}
      >
        {t(texts.onlyFailed)}
      </Switch>
      <QueryView query={canaries}>
        {() => (
          <Table
            label={t(texts.rowsBehind)}
            columns={columns}
            rows={items}
            idOf={({ id }) => id}
            empty={<EmptyState title={t(texts.noFigures)} />}
          />
        )}
      </QueryView>
      {items.length < pageLength ? null : (
        <Button onPress={() => setBefore(items.at(-1)?.dueAt)}>{t(texts.older)}</Button>
      )}
    </Dialog>
  );
}
