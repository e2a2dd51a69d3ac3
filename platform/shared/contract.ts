import { z } from 'zod';
import type { RefusalText } from './texts.ts';

/**
 * What people may be allowed to do. Empty here: the feature that knows roles adds its names by declaration merging, so
 * that a route with a permission nobody defined does not compile, and a route without one does not compile either.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Permissions {}

/** `public`: anybody, no session. `signed_in`: any open session, whatever the role. */
export type Permission = keyof Permissions | 'public' | 'signed_in';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One route as both sides know it: the server binds an action to it, the screens call it, OpenAPI is generated from it. */
export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Code extends string = string,
> {
  readonly method: Method;
  /** Fastify style: `/api/assignments/:id/acknowledge`. */
  readonly path: string;
  readonly summary: string;
  readonly permission: Permission;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly output: Output;
  readonly refusals: Readonly<Record<Code, RefusalText>>;
}

const nothing = z.object({});
type Nothing = typeof nothing;

interface RouteOptions<Params, Query, Body, Output, Code extends string> {
  method: Method;
  path: string;
  summary: string;
  permission: Permission;
  params?: Params;
  query?: Query;
  body?: Body;
  output: Output;
  refusals?: Readonly<Record<Code, RefusalText>>;
}

/**
 * Declare a route in a feature's contract.ts. Everything but GET is a command and takes an `Idempotency-Key`. Browsers get
 * method, path, permission and output only (tools/slim-screens.ts), and no route that no screen calls.
 */
// @__NO_SIDE_EFFECTS__
export function route<
  Output extends z.ZodType,
  Params extends z.ZodType = Nothing,
  Query extends z.ZodType = Nothing,
  Body extends z.ZodType = Nothing,
  Code extends string = never,
>(options: RouteOptions<Params, Query, Body, Output, Code>): Route<Params, Query, Body, Output, Code> {
  return {
    method: options.method,
    path: options.path,
    summary: options.summary,
    permission: options.permission,
    // The defaults are exactly the default type parameters; TypeScript cannot see that through the optional fields.
    params: options.params ?? (nothing as unknown as Params),
    query: options.query ?? (nothing as unknown as Query),
    body: options.body ?? (nothing as unknown as Body),
    output: options.output,
    refusals: options.refusals ?? ({} as Record<Code, RefusalText>),
  };
}

/** The input an action receives: parsed and branded. */
export interface RouteInput<R extends Route> {
  readonly params: z.output<R['params']>;
  readonly query: z.output<R['query']>;
  readonly body: z.output<R['body']>;
}
/** What an action returns; the schema filters it before it leaves (an undeclared field never gets out). */
export type RouteAnswer<R extends Route> = z.input<R['output']>;
/** What a screen receives. */
export type RouteOutput<R extends Route> = z.output<R['output']>;
export type RouteRefusal<R extends Route> = keyof R['refusals'] & string;

/** Some of a feature's refusals, for one route: `pick(refusals, 'incident.not_found', 'incident.closed')`. */
// @__NO_SIDE_EFFECTS__
export function pick<Code extends string, Chosen extends Code>(
  all: Readonly<Record<Code, RefusalText>>,
  ...codes: readonly Chosen[]
): Readonly<Record<Chosen, RefusalText>> {
  // Object.fromEntries forgets the key type; the entries are built from `codes` right here.
  return Object.fromEntries(codes.map((code) => [code, all[code]])) as Record<Chosen, RefusalText>;
}

/** Query of every collection: at most 500 a page, `after` is the opaque cursor of the page before. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  after: z.string().max(200).optional(),
});

/** A page of a collection; `next` is null on the last page. */
// @__NO_SIDE_EFFECTS__
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** A moment on the wire: RFC 3339 in UTC. */
export const instant = z.iso.datetime({ offset: true });
