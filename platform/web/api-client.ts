import type { z } from 'zod';
import type { Route, RouteOutput, RouteRefusal } from '#platform/shared/contract.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Refusal } from '#platform/shared/result.ts';

type Part<Name extends string, Input> =
  Record<never, never> extends Input ? { readonly [K in Name]?: Input } : { readonly [K in Name]: Input };

/** What a screen hands to a route: parts that have required fields are required, the others may be left out. */
export type CallInput<R extends Route> = Part<'params', z.input<R['params']>> &
  Part<'query', z.input<R['query']>> &
  Part<'body', z.input<R['body']>>;

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Give the key of an earlier attempt to send the same command again (an offline queue); else one is made. */
  readonly idempotencyKey?: string;
}

/** The server refused: `code` is stable, `message` is the text for people in their language, nothing was written. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: string;
  readonly status: number;
  readonly detail: Refusal['detail'];

  constructor(problem: { code: string; title: string; status: number; detail: Refusal['detail'] }) {
    super(problem.title);
    this.code = problem.code;
    this.status = problem.status;
    this.detail = problem.detail;
  }
}

/** No answer came: the network or the server is away. A command may or may not have taken effect; its key makes asking again safe. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** Everything `call` throws on purpose. */
export type ApiError = ApiProblem | Unreachable;

/** Whether the server refused this route with this code: `isRefusal(error, closeIncident, 'incident.closed')`. */
export function isRefusal<R extends Route>(error: unknown, _route: R, code: RouteRefusal<R>): error is ApiProblem {
  return error instanceof ApiProblem && error.code === code;
}

export interface ApiClientOptions {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly language: () => string;
  /** Sleep between attempts; tests pass one that returns at once. */
  readonly wait: (ms: number) => Promise<void>;
  /** Milliseconds until an unanswered attempt is given up. */
  readonly patience: number;
}

export interface ApiClient {
  /**
   * Call a route and get its parsed output. Throws `ApiProblem` for a refusal, `Unreachable` when no answer came, and
   * a plain error when the answer does not fit the contract (a fault of ours).
   */
  readonly call: <R extends Route>(route: R, input: CallInput<R>, options?: CallOptions) => Promise<RouteOutput<R>>;
  /** Told about every refusal, so that the frame can react to a session that ended. */
  readonly onProblem: (listener: (problem: ApiProblem) => void) => () => void;
}

/** A command is sent again after these pauses when no answer came; a query is not, its cache does that. */
const pauses = [400, 1200, 3000];

/** The client of the JSON interface. Screens use `call` below; tests make their own. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const listeners = new Set<(problem: ApiProblem) => void>();
  const call = async <R extends Route>(
    route: R,
    input: CallInput<R>,
    extra: CallOptions = {},
  ): Promise<RouteOutput<R>> => {
    const response = await send(options, route, input, extra);
    const body = await readJson(response);
    if (!response.ok) {
      const problem = problemOf(response, body);
      for (const listener of listeners) listener(problem);
      throw problem;
    }
    // The schema is the route's own output schema, so what it returns is RouteOutput<R>; generics lose that.
    return route.output.parse(body) as RouteOutput<R>;
  };
  return {
    call,
    onProblem: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function send(
  client: ApiClientOptions,
  route: Route,
  input: CallInput<Route>,
  extra: CallOptions,
): Promise<Response> {
  const isCommand = route.method !== 'GET';
  const url = urlOf(route, input.params, input.query);
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': client.language() };
  if (isCommand) {
    headers['idempotency-key'] = extra.idempotencyKey ?? newId();
    headers['content-type'] = 'application/json';
  }
  const body = isCommand ? JSON.stringify(input.body ?? {}) : null;
  for (let attempt = 0; ; attempt += 1) {
    const limit = AbortSignal.timeout(client.patience);
    const signal = extra.signal === undefined ? limit : AbortSignal.any([limit, extra.signal]);
    let trouble: unknown;
    try {
      const response = await client.fetch(url, {
        method: route.method,
        headers,
        body,
        signal,
        credentials: 'same-origin',
      });
      // A reverse proxy without a server behind it answers 502 or 504; that is no answer of ours.
      if (response.status !== 502 && response.status !== 504) return response;
      trouble = response.status;
    } catch (error) {
      extra.signal?.throwIfAborted();
      trouble = error;
    }
    const pause = isCommand ? pauses[attempt] : undefined;
    if (pause === undefined) throw new Unreachable('The server did not answer', { cause: trouble });
    await client.wait(pause);
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw new Unreachable('The answer broke off or is not JSON', { cause: error });
  }
}

function problemOf(response: Response, body: unknown): ApiProblem {
  const problem = typeof body === 'object' && body !== null ? body : {};
  return new ApiProblem({
    code: 'code' in problem ? String(problem.code) : 'server.fault',
    title: 'title' in problem ? String(problem.title) : `HTTP ${response.status}`,
    status: response.status,
    // The server builds detail from flat figures only (platform/shared/result.ts).
    detail:
      'detail' in problem && typeof problem.detail === 'object' ? ((problem.detail ?? {}) as Refusal['detail']) : {},
  });
}

/** The address of a call: params filled into the path, query appended; undefined and null values are left out. */
export function urlOf(route: Route, params: unknown = {}, query: unknown = {}): string {
  const values = new Map(Object.entries(params ?? {}));
  const path = route.path.replace(/:(\w+)/g, (_whole, name: string) => {
    const value = values.get(name);
    if (value === undefined || value === null || value === '') throw new Error(`${route.path} needs the param ${name}`);
    return encodeURIComponent(String(value));
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** The client of this page; the language is the document's. */
export const api: ApiClient = createApiClient({
  fetch: (url, init) => fetch(url, init),
  language: () => document.documentElement.lang || 'id',
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  patience: 20_000,
});

export const call: ApiClient['call'] = api.call;
