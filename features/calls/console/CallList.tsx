import { type ReactNode, useMemo, useState } from 'react';
import { plusMs } from '#platform/shared/time.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { EmptyState, ErrorState, Loading } from '#platform/ui/QueryView.tsx';
import { SearchField } from '#platform/ui/SearchField.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText, useZone } from '#platform/web/language.tsx';
import { useGo, usePlace } from '#platform/web/place.ts';
import { useRoutePages } from '#platform/web/query-options.ts';
import type { CallGroup } from '../call.ts';
import { type CallView, listCalls } from '../contract.ts';
import { listTexts } from './list-texts.ts';
import { instantOf } from './local-time.ts';

const dayMs = 86_400_000;

/** Filters by day and caller; they lie in the address. */
function useCallFilters() {
  const zone = useZone();
  const [caller, setCaller] = usePlace('caller');
  const [from, setFrom] = usePlace('from');
  const [to, setTo] = usePlace('to');
  const query = useMemo(() => {
    const begin = from === null ? undefined : instantOf(from, zone);
    const lastDay = to === null ? undefined : instantOf(to, zone);
    return {
      ...(caller === null || caller.length < 3 ? {} : { caller }),
      ...(begin === undefined ? {} : { from: begin }),
      // The last day counts as a whole.
      ...(lastDay === undefined ? {} : { to: plusMs(lastDay, dayMs) }),
    };
  }, [caller, from, to, zone]);
  return { caller, setCaller, from, setFrom, to, setTo, query };
}

interface CallListProps {
  readonly label: string;
  readonly group: CallGroup | null;
  readonly columns: readonly Column<CallView>[];
  readonly empty: string;
  readonly isUrgent?: (call: CallView) => boolean;
  /** Controls before the filters. */
  readonly before?: ReactNode;
}

/** Calls, newest first, by filter; Enter opens one. */
export function CallList({ label, group, columns, empty, isUrgent, before }: CallListProps) {
  const t = useText();
  const go = useGo();
  const filters = useCallFilters();
  const [typed, setTyped] = useState(filters.caller ?? '');
  const calls = useRoutePages(listCalls, {
    query: { ...filters.query, ...(group === null ? {} : { group }), limit: 100 },
  });
  return (
    <>
      <div className="flex flex-wrap items-end gap-3">
        {before}
        <SearchField
          label={t(listTexts.searchCaller)}
          value={typed}
          onChange={setTyped}
          onSubmit={(value) => filters.setCaller(value.trim() === '' ? null : value.trim())}
          onClear={() => filters.setCaller(null)}
        />
        <TextField
          type="date"
          label={t(listTexts.from)}
          value={filters.from ?? ''}
          onChange={(day) => filters.setFrom(day === '' ? null : day)}
        />
        <TextField
          type="date"
          label={t(listTexts.to)}
          value={filters.to ?? ''}
          onChange={(day) => filters.setTo(day === '' ? null : day)}
        />
      </div>
      <Card flush>
        {calls.error === null ? null : <ErrorState error={calls.error} onRetry={() => void calls.refetch()} />}
        {calls.isPending && calls.error === null ? <Loading /> : null}
        {calls.isPending ? null : (
          <Table
            label={label}
            columns={columns}
            rows={calls.items}
            idOf={(call) => call.id}
            onOpen={(call) => go(`/calls/${call.id}`)}
            {...(isUrgent === undefined ? {} : { isUrgent })}
            empty={<EmptyState title={empty} />}
          />
        )}
        {calls.hasMore ? (
          <div className="p-2 text-center">
            <Button onPress={calls.fetchMore} isPending={calls.isFetchingMore}>
              {t(listTexts.more)}
            </Button>
          </div>
        ) : null}
      </Card>
    </>
  );
}
