import type { AddressInfo } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { newId } from '#platform/shared/ids.ts';
import type { Listeners } from '../action.ts';
import type { RequestLimits } from '../http/limits.ts';
import { type Authenticated, createHttp, type HttpOptions } from '../http/server.ts';
import { silentLog } from '../log/log.ts';
import type { TestDatabase } from './test-database.ts';

/** No limit of requests: what is tested or measured asks as fast as it can. */
export const unlimited: RequestLimits = { perAddress: 1e9, perSession: 1e9, perStranger: 1e9 };

/** Who a test request comes from; travels in a header instead of a session. */
export interface TestRequester {
  readonly tenantId: string;
  readonly userId?: string;
  readonly sessionId?: string;
  readonly permissions?: readonly string[];
  readonly topics?: readonly string[];
  readonly state?: Authenticated['state'];
}

/** The header that says who asks: `headers: as({ tenantId })`. */
export function as(requester: TestRequester): Record<string, string> {
  return { 'x-test-requester': JSON.stringify(requester) };
}

/** The real HTTP server over a test database; only the session check is replaced, since sessions belong to a feature. */
export function createTestHttp(
  database: TestDatabase,
  options: Partial<HttpOptions> & { listeners?: Listeners } = {},
): Promise<FastifyInstance> {
  return createHttp({
    place: database.place(options.listeners === undefined ? {} : { listeners: options.listeners }),
    routes: [],
    plugins: [],
    authenticate: async (request) => callerIn(request),
    openWhileUnfinished: [],
    tenantOf: async () => null,
    log: silentLog,
    title: 'test',
    version: '1.2.3',
    connectSources: () => [],
    limits: unlimited,
    ...options,
  });
}

function callerIn(request: FastifyRequest): Authenticated {
  const header = request.headers['x-test-requester'];
  if (header === undefined) return { state: 'none' };
  // Written by `as` in the same test.
  const given = JSON.parse(String(header)) as TestRequester;
  const requester = {
    tenantId: given.tenantId,
    actor: {
      kind: 'user' as const,
      id: given.userId ?? newId(),
      sessionId: given.sessionId ?? null,
      permissions: new Set(given.permissions ?? []),
      topics: given.topics ?? [],
      groupId: null,
      language: 'en' as const,
    },
  };
  const state = given.state ?? 'open';
  return state === 'none' ? { state } : { state, requester };
}

/** Listen on a free port of the loopback; the address without a slash at its end. */
export async function listenOnLoopback(app: FastifyInstance): Promise<string> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  // A server that listens on TCP has an address of this shape.
  const { port } = app.server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
