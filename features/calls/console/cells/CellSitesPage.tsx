import { Upload } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { readCellSites } from '../../cell-site-contract.ts';
import { ImportCellsDialog } from './ImportCellsDialog.tsx';
import { cellTexts as texts } from './texts.ts';

type Answer = RouteOutput<typeof readCellSites>;
type Group = Answer['operators'][number];
type Import = Answer['imports'][number];

/** Which operators' cells have a place on the map, how old that is, and the way in for more. */
export function CellSitesPage() {
  const t = useText();
  const format = useFormat();
  const mayChange = useCan()('setting.change');
  const [isImporting, setImporting] = useState(false);
  const sites = useRoute(readCellSites, {});
  const command: Command = {
    id: 'cells.import',
    name: texts.import,
    keys: ['F4'],
    group: texts.title,
    when: () => true,
    run: () => setImporting(true),
  };
  useCommands(mayChange ? [command] : []);
  const groups = useMemo(
    (): Column<Group>[] => [
      {
        id: 'operator',
        name: t(texts.operator),
        isRowHeader: true,
        cell: ({ operator }) => operator || t(texts.notSaid),
      },
      { id: 'source', name: t(texts.source), cell: ({ source }) => source || t(texts.notSaid) },
      { id: 'cells', name: t(texts.cells), align: 'right', cell: ({ count }) => format.number(count) },
      {
        id: 'age',
        name: t(texts.age),
        cell: ({ oldest, newest }) =>
          newest === null ? t(texts.notSaid) : oldest === newest ? newest : `${oldest} – ${newest}`,
      },
    ],
    [t, format],
  );
  const imports = useMemo(
    (): Column<Import>[] => [
      { id: 'file', name: t(texts.file), isRowHeader: true, cell: ({ fileName }) => fileName },
      { id: 'at', name: t(texts.at), cell: ({ endedAt }) => format.full(endedAt) },
      { id: 'by', name: t(texts.by), cell: ({ madeBy }) => madeBy.displayName },
      { id: 'mode', name: t(texts.mode), cell: ({ mode }) => t(texts[mode]) },
      { id: 'written', name: t(texts.written), align: 'right', cell: ({ written }) => format.number(written) },
      { id: 'removed', name: t(texts.removed), align: 'right', cell: ({ removed }) => format.number(removed) },
      { id: 'reason', name: t(texts.reason), cell: ({ reason }) => reason },
    ],
    [t, format],
  );
  return (
    <Page
      title={t(texts.title)}
      description={t(texts.note)}
      actions={
        mayChange ? <CommandButton command={command} look="primary" icon={<Upload aria-hidden size={16} />} /> : null
      }
    >
      <QueryView query={sites}>
        {(answer) => (
          <>
            <Card title={t(texts.total, { count: format.number(answer.total) })} flush>
              <Table
                label={t(texts.title)}
                columns={groups}
                rows={answer.operators}
                idOf={({ operator, source }) => `${operator} ${source}`}
                empty={<EmptyState title={t(texts.none)} />}
              />
            </Card>
            <Card title={t(texts.imports)} flush>
              <Table
                label={t(texts.imports)}
                columns={imports}
                rows={answer.imports}
                idOf={({ id }) => id}
                empty={<EmptyState title={t(texts.noImports)} />}
              />
            </Card>
          </>
        )}
      </QueryView>
      {isImporting ? <ImportCellsDialog onClose={() => setImporting(false)} /> : null}
    </Page>
  );
}
