import type { FastifyInstance } from 'fastify';
import { type PermissionName, permissionTable, type Role, reachOf } from '#features/people/permissions.ts';
import type { Feature } from '#platform/server/feature.ts';
import { sampleInput } from '#platform/server/testing/sample-input.ts';
import type { Route } from '#platform/shared/contract.ts';

/** An address of the server and what its contract says about it; plugins have no schemas. */
export interface Entry {
  readonly method: Route['method'];
  readonly path: string;
  readonly permission: string;
  readonly route: Route | null;
}

export interface Answer {
  readonly status: number;
  readonly code: string | null;
  readonly body: string;
}

/** Texts that fit a pattern; where one names a kind of thing, one that exists: the address then looks for the id itself. */
const texts = ['agency', 'Balas di {tautan}'];

/** Every address of these features. Whatever ends the asking session comes last. */
export function entriesOf(features: readonly Feature[]): Entry[] {
  const entries = features.flatMap((feature) => [
    ...feature.routes.map(({ route }) => ({
      method: route.method,
      path: route.path,
      permission: route.permission,
      route,
    })),
    ...(feature.plugins ?? []).map(({ method, path, permission }) => ({ method, path, permission, route: null })),
  ]);
  return entries.sort((a, b) => Number(endsSession(a)) - Number(endsSession(b)));
}

export function endsSession(entry: Entry): boolean {
  return entry.path === '/api/session' && entry.method !== 'GET';
}

/** Whether an id goes into the path or the body of an address. */
export function takesId(entry: Entry): boolean {
  if (entry.route === null) return entry.path.includes(':id');
  const mark = '00000000-0000-7000-8000-000000000000';
  return JSON.stringify([
    sampleInput(entry.route.params, mark, texts),
    sampleInput(entry.route.body, mark, texts),
  ]).includes(mark);
}

/** Ask an address with an input its contract accepts; `id` is used wherever an id is wanted. */
export async function ask(
  app: FastifyInstance,
  entry: Entry,
  options: { cookie: string | null; id: string },
): Promise<Answer> {
  const { id } = options;
  // A contract's params are an object of texts by construction: they come from a path.
  const params = (entry.route === null ? {} : sampleInput(entry.route.params, id, texts)) as Record<string, string>;
  const url = entry.path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(params[name] ?? id));
  const response = await app.inject({
    method: entry.method,
    url,
    headers: options.cookie === null ? {} : { cookie: options.cookie },
    ...(entry.method === 'GET'
      ? {}
      : { payload: (entry.route === null ? {} : sampleInput(entry.route.body, id, texts)) as object }),
  });
  const isProblem = response.headers['content-type']?.toString().startsWith('application/problem+json') ?? false;
  return {
    status: response.statusCode,
    code: isProblem ? (response.json<{ code: string }>().code ?? null) : null,
    body: response.body,
  };
}

/** What the permission table says about a role at an address. */
export function mayAsk(entry: Entry, role: Role): boolean {
  if (entry.permission === 'public' || entry.permission === 'signed_in') return true;
  if (!(entry.permission in permissionTable)) return false;
  // Checked just above.
  return reachOf(entry.permission as PermissionName, [role]) !== null;
}

/** What is wrong with the answer a role got, by the table; null when nothing is. */
export function judge(entry: Entry, role: Role, answer: Answer): string | null {
  const said = `${entry.method} ${entry.path} as ${role}: ${answer.status} ${answer.code ?? ''}`;
  if (answer.status >= 500) return `${said}, a fault`;
  const denied = answer.code === 'permission.denied' || answer.code === 'session.missing';
  if (mayAsk(entry, role)) return denied ? `${said}, but the table allows it` : null;
  return answer.status === 403 && answer.code === 'permission.denied'
    ? null
    : `${said}, but the table does not allow it`;
}

/**
 * What is wrong with the permissions themselves: an address open to everybody that is not on the list of those, or a
 * command that asks for no more than the right to look.
 */
export function judgePermissions(entries: readonly Entry[], open: ReadonlySet<string>): string[] {
  return entries.flatMap((entry) => {
    const address = `${entry.method} ${entry.path}`;
    if (entry.permission === 'public' || entry.permission === 'signed_in') {
      return open.has(`${address} ${entry.permission}`)
        ? []
        : [`${address} is ${entry.permission}; if that is meant, list it in the matrix test`];
    }
    if (!(entry.permission in permissionTable))
      return [`${address} asks for ${entry.permission}, which the table does not know`];
    const looks = /\.(read|watch|rows)$/.test(entry.permission);
    return looks && entry.method !== 'GET' && !open.has(`${address} ${entry.permission}`)
      ? [`${address} changes something and asks only for ${entry.permission}`]
      : [];
  });
}
