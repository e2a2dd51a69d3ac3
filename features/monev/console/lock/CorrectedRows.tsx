import { useMemo } from 'react';
import { dispositionTexts } from '#features/calls/disposition-texts.ts';
import type { Text } from '#platform/shared/texts.ts';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listCorrections } from '../../contract.ts';
import type { RowChange } from '../../lock.ts';
import { fieldTexts } from './field-texts.ts';
import { texts } from './texts.ts';

const dispositionWords: Readonly<Record<string, Text>> = dispositionTexts;
const fieldWords: Readonly<Record<string, Text>> = fieldTexts;

/** The rows that came, went or changed since a month was locked, with what each said then and says now. */
export function CorrectedRows({ month, edition }: { month: string; edition: number }) {
  const t = useText();
  const corrections = useRoute(listCorrections, { params: { month }, query: { edition } });
  const changeOf = useChangeWords();
  const columns = useMemo<Column<RowChange>[]>(
    () => [
      { id: 'row', name: t(texts.row), cell: (row) => t(rowTexts[row.table], { number: row.number }), narrow: true },
      { id: 'change', name: t(texts.change), cell: changeOf },
    ],
    [t, changeOf],
  );
  return (
    <QueryView query={corrections}>
      {({ items, total }) => (
        <>
          {items.length < total ? <p>{t(texts.shownOf, { shown: items.length, total })}</p> : null}
          <Table label={t(texts.corrections)} columns={columns} rows={items} idOf={(row) => `${row.table}/${row.id}`} />
        </>
      )}
    </QueryView>
  );
}

const rowTexts = { calls: texts.call, incidents: texts.incident, assignments: texts.assignment } as const;

function useChangeWords(): (row: RowChange) => string {
  const t = useText();
  const format = useFormat();
  return useMemo(() => {
    const valueText = (value: string | null) => {
      if (value === null) return '–';
      if (/^\d{4}-\d\d-\d\dT/.test(value)) return format.full(value);
      return dispositionWords[value] === undefined ? value : t(dispositionWords[value]);
    };
    return (row) => {
      if (row.kind !== 'changed') return t(row.kind === 'added' ? texts.added : texts.removed);
      return row.fields
        .map(({ name, before, after }) => {
          const field = fieldWords[name] === undefined ? name : t(fieldWords[name]);
          return `${field}: ${valueText(before)} → ${valueText(after)}`;
        })
        .join('; ');
    };
  }, [t, format]);
}
