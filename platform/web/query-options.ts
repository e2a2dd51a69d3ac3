import {
  keepPreviousData,
  notifyManager,
  QueryClient,
  type QueryKey,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { z } from 'zod';
import type { Route, RouteOutput } from '#platform/shared/contract.ts';
import { type ApiError, ApiProblem, type CallInput, call } from './api-client.ts';

/** The key of a query: the route's path first, so that live messages can name it, then what was asked. */
export function keyOf<R extends Route>(route: R, input: CallInput<R>): QueryKey {
  return [route.path, input.params ?? {}, input.query ?? {}];
}

/** Options for `useQuery`, `prefetchQuery` or a router loader. */
export function routeOptions<R extends Route>(route: R, input: CallInput<R>) {
  return {
    queryKey: keyOf(route, input),
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<RouteOutput<R>> => call(route, input, { signal }),
  };
}

interface UseRouteOptions {
  /** False: do not ask yet (an id that is not chosen). */
  readonly enabled?: boolean;
  /** Milliseconds between refreshes, for figures that no live message announces. */
  readonly refreshMs?: number;
  /** Keep showing the last answer while a changed input is being fetched. */
  readonly keepPrevious?: boolean;
}

/** The server's answer to a GET route, cached, refreshed by live messages. `error` is an `ApiProblem` or `Unreachable`. */
export function useRoute<R extends Route>(
  route: R,
  input: CallInput<R>,
  options: UseRouteOptions = {},
): UseQueryResult<RouteOutput<R>, ApiError> {
  return useQuery<RouteOutput<R>, ApiError, RouteOutput<R>>({
    ...routeOptions(route, input),
    enabled: options.enabled ?? true,
    ...(options.refreshMs === undefined ? {} : { refetchInterval: options.refreshMs }),
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  });
}

/**
 * Change the cached answer of a GET route in place: what a live message says by itself is on the screen before anything was
 * fetched. The next answer replaces it.
 */
export function useRevise<R extends Route>(
  route: R,
  input: CallInput<R>,
): (change: (answer: RouteOutput<R>) => RouteOutput<R>) => void {
  const client = useQueryClient();
  return (change) =>
    void client.setQueryData<RouteOutput<R>>(keyOf(route, input), (answer) =>
      answer === undefined ? undefined : change(answer),
    );
}

type PageRoute = Route<z.ZodType, z.ZodType, z.ZodType, z.ZodType<{ items: unknown[]; next: string | null }>>;

/** A cursor-paged collection, page after page: `items` of all pages fetched so far, `fetchMore` while `hasMore`. */
export function useRoutePages<R extends PageRoute>(
  route: R,
  input: CallInput<R>,
  options: Pick<UseRouteOptions, 'enabled'> = {},
) {
  const result = useInfiniteQuery<RouteOutput<R>, ApiError, { pages: RouteOutput<R>[] }, QueryKey, string | null>({
    queryKey: [...keyOf(route, input), 'pages'],
    queryFn: ({ signal, pageParam }) => call(route, withCursor(input, pageParam), { signal }),
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
    enabled: options.enabled ?? true,
  });
  // Every page has the route's own item type; indexing a generic union loses it.
  const items = (result.data?.pages ?? []).flatMap((one) => one.items) as RouteOutput<R>['items'][number][];
  return {
    items,
    isPending: result.isPending,
    error: result.error,
    refetch: result.refetch,
    hasMore: result.hasNextPage,
    isFetchingMore: result.isFetchingNextPage,
    fetchMore: () => void result.fetchNextPage(),
  };
}

function withCursor<R extends Route>(input: CallInput<R>, after: string | null): CallInput<R> {
  return after === null ? input : { ...input, query: { ...(input.query ?? {}), after } };
}

interface UseCommandOptions<R extends Route> {
  /** Path prefixes of the queries that this command makes stale; default: the collection of the route (`/api/incidents`). */
  readonly invalidates?: readonly string[];
  readonly onDone?: (output: RouteOutput<R>, input: CallInput<R>) => void;
  /** Refusals and outages; without it they are in `error`, and the screen shows them where the person looks. */
  readonly onRefused?: (error: ApiError) => void;
  /** Show what the command will bring before the server has answered; a refusal fetches the truth again. */
  readonly onStart?: (input: CallInput<R>) => void;
  /** Commands of one name are sent one after another, in the order in which they were asked for. */
  readonly inTurn?: string;
}

/** A command: `const close = useCommand(closeIncident); close.mutate({ params: { id }, body })`. */
export function useCommand<R extends Route>(
  route: R,
  options: UseCommandOptions<R> = {},
): UseMutationResult<RouteOutput<R>, ApiError, CallInput<R>> {
  const client = useQueryClient();
  const makeStale = () => void invalidatePaths(client, options.invalidates ?? [collectionOf(route.path)]);
  return useMutation<RouteOutput<R>, ApiError, CallInput<R>>({
    mutationFn: (input) => call(route, input),
    ...(options.inTurn === undefined ? {} : { scope: { id: options.inTurn } }),
    onMutate: (input) => options.onStart?.(input),
    onSuccess: (output, input) => {
      makeStale();
      options.onDone?.(output, input);
    },
    onError: (error) => {
      if (options.onStart !== undefined) makeStale();
      options.onRefused?.(error);
    },
  });
}

/** `/api/incidents/:id/merge` belongs to `/api/incidents`. */
export function collectionOf(path: string): string {
  return path.split('/').slice(0, 3).join('/');
}

/** Which queries are no longer true. One that any member names is. */
export interface Stale {
  /** Under these path prefixes, lists and records alike. */
  readonly under?: Iterable<string>;
  /** Of exactly these paths, whatever they were asked with. */
  readonly lists?: Iterable<string>;
  /** Asked with one of these ids, among the params or in the query. */
  readonly about?: Iterable<string>;
  /** By path, exactly: what was asked with one of these ids, or has one in its answer, or has no answer yet. */
  readonly holding?: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Make queries stale; what is on screen is fetched at once. */
export function invalidate(client: QueryClient, stale: Stale): Promise<void> {
  const under = [...(stale.under ?? [])];
  const lists = new Set<unknown>(stale.lists);
  const about = new Set(stale.about);
  const holding = new Map<unknown, ReadonlySet<string>>(stale.holding);
  return client.invalidateQueries({
    predicate: ({ queryKey, state }) => {
      const [path, ...input] = queryKey;
      if (lists.has(path) || under.some((prefix) => isUnder(path, prefix)) || mentions(input, about)) return true;
      const ids = holding.get(path);
      return ids !== undefined && (state.data === undefined || mentions([input, state.data], ids));
    },
  });
}

/** Make every query under these path prefixes stale; what is on screen is fetched at once. */
export function invalidatePaths(client: QueryClient, prefixes: readonly string[]): Promise<void> {
  return invalidate(client, { under: prefixes });
}

/** Whether one of these ids stands anywhere in it. */
function mentions(value: unknown, ids: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return ids.has(value);
  return typeof value === 'object' && value !== null && Object.values(value).some((each) => mentions(each, ids));
}

/** Whole segments only: `/api/call` is no prefix of `/api/callers`. */
export function isUnder(path: unknown, prefix: string): boolean {
  return typeof path === 'string' && (path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`));
}

/** The cache of a page. Live messages keep it fresh, so nothing is fetched again merely because a window got the focus. */
export function createQueryClient(): QueryClient {
  // Its own way is a timer, which browsers hold back for milliseconds: a live message is painted a frame earlier without.
  notifyManager.setScheduler(queueMicrotask);
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A control room's LAN may have no internet, and browsers then claim to be offline: always try.
        networkMode: 'always',
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (count, error) => !(error instanceof ApiProblem && error.status < 500) && count < 3,
        retryDelay: (count) => Math.min(500 * 2 ** count, 4000),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
