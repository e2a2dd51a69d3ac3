import { FileDown, Plus, UserSearch } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { MultiSelect } from '#platform/ui/MultiSelect.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, ErrorState, Loading } from '#platform/ui/QueryView.tsx';
import { Table } from '#platform/ui/Table.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useGo } from '#platform/web/place.ts';
import { listColumns, searchWords } from '../list-rules.ts';
import { columnTexts } from '../list-texts.ts';
import { isOpen } from '../rules.ts';
import { ListFilters } from './list/ListFilters.tsx';
import { incidentColumns } from './list/list-columns.tsx';
import { texts } from './list/texts.ts';
import { type ListState, useList } from './list/use-list.ts';
import { Views } from './list/Views.tsx';

const CallerSearchDialog = part(() => import('./list/CallerSearchDialog.tsx').then((file) => file.CallerSearchDialog));
const ExportDialog = part(() => import('./list/ExportDialog.tsx').then((file) => file.ExportDialog));

/** The one list of everything: every incident, open and ended, by filter and search; Enter opens one. */
export function IncidentsPage() {
  const t = useText();
  const list = useList();
  const [asking, setAsking] = useState<'caller' | 'export' | null>(null);
  const commands = useListCommands(setAsking);
  const can = useCan();
  return (
    <Page
      title={t(texts.incidents)}
      width="full"
      actions={
        <>
          {can('caller.show') ? (
            <CommandButton command={commands.caller} icon={<UserSearch aria-hidden size={16} />} />
          ) : null}
          {can('incident.export') ? (
            <CommandButton command={commands.export} icon={<FileDown aria-hidden size={16} />} />
          ) : null}
          {can('incident.create') ? (
            <CommandButton command={commands.open} icon={<Plus aria-hidden size={16} />} />
          ) : null}
        </>
      }
    >
      <ListFilters list={list} />
      <div className="flex flex-wrap items-end justify-between gap-3">
        <p role="status" className="pb-1 text-lg font-semibold">
          {list.count === null ? '…' : t(texts.count, { count: list.count })}
        </p>
        <div className="flex flex-wrap items-end gap-3">
          <Views list={list} />
          <div className="w-52">
            <MultiSelect
              label={t(texts.columns)}
              options={listColumns.map((id) => ({ id, name: t(columnTexts[id]) }))}
              value={list.columns}
              onChange={list.setColumns}
              none={t(texts.columns)}
            />
          </div>
        </div>
      </div>
      <Rows list={list} />
      {asking === 'caller' ? <CallerSearchDialog onClose={() => setAsking(null)} /> : null}
      {asking === 'export' ? <ExportDialog list={list} onClose={() => setAsking(null)} /> : null}
    </Page>
  );
}

function useListCommands(setAsking: (asking: 'caller' | 'export') => void) {
  const go = useGo();
  const can = useCan();
  const open: Command = {
    id: 'incident.new',
    name: texts.newWithoutCall,
    keys: ['Alt+N'],
    group: texts.incidents,
    run: () => go('/incidents/new'),
  };
  const caller: Command = {
    id: 'incidents.caller',
    name: texts.searchCaller,
    keys: ['Alt+C'],
    group: texts.incidents,
    run: () => setAsking('caller'),
  };
  const download: Command = {
    id: 'incidents.export',
    name: texts.export,
    keys: ['Alt+E'],
    group: texts.incidents,
    run: () => setAsking('export'),
  };
  useCommands([
    ...(can('incident.create') ? [open] : []),
    ...(can('caller.show') ? [caller] : []),
    ...(can('incident.export') ? [download] : []),
  ]);
  return { open, caller, export: download };
}

function Rows({ list }: { list: ListState }) {
  const t = useText();
  const go = useGo();
  const format = useFormat();
  const { incidents, columns, filter, query } = list;
  const table = useMemo(
    () => incidentColumns(columns, { t, format, words: searchWords(filter.q ?? '') }),
    [columns, t, format, filter.q],
  );
  return (
    <Card flush>
      {incidents.error === null ? null : (
        <ErrorState error={incidents.error} onRetry={() => void incidents.refetch()} />
      )}
      {incidents.isPending && incidents.error === null ? <Loading /> : null}
      {incidents.isPending ? null : (
        <Table
          label={t(texts.incidents)}
          columns={table}
          rows={incidents.items}
          idOf={(incident) => incident.id}
          onOpen={(incident) => go(`/incidents/${incident.id}`)}
          order={{
            sort: { column: query.sort, descending: query.order === 'desc' },
            onSort: ({ column, descending }) =>
              list.change({
                sort: column === 'number' ? null : column,
                order: descending ? null : 'asc',
              }),
          }}
          isUrgent={(incident) => incident.priority === 'P1' && isOpen(incident.state)}
          empty={
            <EmptyState title={t(texts.none)}>
              <p>{t(texts.noneHint)}</p>
            </EmptyState>
          }
        />
      )}
      {incidents.hasMore ? (
        <div className="p-2 text-center">
          <Button onPress={incidents.fetchMore} isPending={incidents.isFetchingMore}>
            {t(texts.more)}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
