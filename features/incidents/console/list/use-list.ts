import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useZone } from '#platform/web/language.tsx';
import { useLive } from '#platform/web/live.tsx';
import { usePlaces } from '#platform/web/place.ts';
import { useRoute, useRoutePages } from '#platform/web/query-options.ts';
import { ticking } from '#platform/web/ticking.ts';
import { countEverything, listEverything } from '../../list-contract.ts';
import type { FilterTexts, ListColumn } from '../../list-rules.ts';
import { addressOf, columnsOf, columnsText, filterOf, queryOf } from './list-address.ts';

const pageSize = 100;
/** Between two readings while events come: in a surge the list must not be read with each of them. */
const restMs = 1000;

/** The list as the address says it, kept fresh; `change` writes into the address. */
export function useList() {
  const zone = useZone();
  const [values, setPlaces] = usePlaces();
  const filter = filterOf(values);
  const columns = useMemo(() => columnsOf(values.columns), [values.columns]);
  const shape = JSON.stringify(filter);
  const query = useMemo(
    // The text is the filter itself. A period that moves begins anew with the filter, not with each second.
    () => queryOf(JSON.parse(shape) as FilterTexts, zone, new Date(ticking.now()).toISOString()),
    [shape, zone],
  );
  const incidents = useRoutePages(listEverything, { query: { ...query, limit: pageSize } });
  const count = useRoute(countEverything, { query });
  useFreshness(incidents.refetch, count.refetch);
  return {
    filter,
    columns,
    query,
    incidents,
    count: count.data?.count ?? null,
    change: (changes: Readonly<Record<string, string | null>>) => setPlaces(changes),
    choose: (next: FilterTexts, chosen: readonly ListColumn[]) => setPlaces(addressOf(next, chosen)),
    setColumns: (chosen: readonly ListColumn[]) => setPlaces({ columns: columnsText(chosen) }),
  };
}

export type ListState = ReturnType<typeof useList>;

/** Read again what events made stale, at most once a second. */
function useFreshness(...refetches: readonly (() => Promise<unknown>)[]): void {
  const latest = useRef(refetches);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  latest.current = refetches;
  const refresh = useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      for (const refetch of latest.current) void refetch();
    }, restMs);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive('incident.*', refresh);
  useLive('assignment.*', refresh);
}
