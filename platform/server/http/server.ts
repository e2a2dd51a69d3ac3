import { randomUUID } from 'node:crypto';
import swagger from '@fastify/swagger';
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { createJsonSchemaTransform } from 'fastify-type-provider-zod';
import type { BoundRoute } from '../action.ts';
import type { Health } from '../health/health.ts';
import type { Log } from '../log/log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Workplace } from '../unit.ts';
import { refuseWhileDraining } from './drain.ts';
import { type Limiter, limitRequests, type RequestLimits } from './limits.ts';
import type { HttpPlugin, Requester } from './plugin.ts';
import { languageOf, refuseRequest } from './problem.ts';
import { protect } from './protection.ts';
import { mount, mountPlugin } from './routes.ts';

/** What a session check found. */
export type Authenticated =
  | { readonly state: 'none' }
  | { readonly state: 'second_factor' | 'password_change'; readonly requester: Requester }
  | { readonly state: 'open'; readonly requester: Requester };

export interface HttpOptions {
  readonly place: Workplace;
  readonly routes: readonly BoundRoute[];
  readonly plugins: readonly HttpPlugin[];
  readonly authenticate: (request: FastifyRequest) => Promise<Authenticated>;
  /** Paths that are open while a second factor or a new password is still owed. */
  readonly openWhileUnfinished: readonly string[];
  /** For a `public` route: whose page is this (by slug or host name). */
  readonly tenantOf: (request: FastifyRequest) => Promise<string | null>;
  readonly log: Log;
  readonly title: string;
  readonly version: string;
  /** Extra sources for connect-src: where the desks' SIP sockets are. */
  readonly connectSources: () => readonly string[];
  readonly limits: RequestLimits;
  /** With it, `GET /health/live` and `GET /health/ready` are served. */
  readonly health?: Health;
  /** With it, `GET /metrics` is served and requests are counted. */
  readonly metrics?: Metrics;
}

/** What stands between a request and its route. */
export interface Door extends HttpOptions {
  readonly limit: Limiter;
}

/** The HTTP server: contracts become routes with permission, validation, idempotency, one transaction and filtered answers. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = options.log;
  const app = fastify({
    loggerInstance,
    // A line per request would bury what matters; metrics count them.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1_048_576,
    trustProxy: 'loopback',
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    // We say it ourselves, as problem details (drain.ts).
    return503OnClosing: false,
  });
  // Routes check their input themselves, after the permission: a stranger learns nothing about the form of a command.
  app.setValidatorCompiler(() => (value) => ({ value }));
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  refuseWhileDraining(app);
  await protect(app, options);
  const door: Door = { ...options, limit: await limitRequests(app, options.limits) };
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: options.title, version: options.version } },
    transform: createJsonSchemaTransform({ skipList: [] }),
  });
  setFaults(app, options);
  options.metrics?.observe(app);
  for (const bound of options.routes) mount(app, door, bound);
  for (const plugin of options.plugins) mountPlugin(app, door, plugin);
  mountMachinery(app, options);
  return app;
}

/** What machines ask: health, metrics, the description of the API. No session, no personal data. */
function mountMachinery(app: FastifyInstance, options: HttpOptions): void {
  const { health, metrics } = options;
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  // The process is there and its event loop turns; whether it can work is what `ready` says.
  app.get('/health/live', { schema: { hide: true } }, async () => ({ state: 'ok' }));
  if (health !== undefined) {
    app.get('/health/ready', { schema: { hide: true } }, async (_request, reply) => {
      const report = await health.check();
      return reply
        .code(report.state === 'failed' ? 503 : 200)
        .header('cache-control', 'no-store')
        .send(report);
    });
  }
  if (metrics !== undefined) {
    app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
      reply.type(metrics.contentType).send(await metrics.text()),
    );
  }
}

function setFaults(app: FastifyInstance, options: HttpOptions): void {
  app.setNotFoundHandler((request, reply) => refuseRequest(reply, languageOf(request), 'route.not_found'));
  app.setErrorHandler((error, request, reply) => {
    // Fastify and its plugins raise errors of many classes; only these fields are looked at.
    const known = error as { statusCode?: number; code?: string; message: string; stack?: string; seconds?: number };
    if (known.statusCode === 429)
      return refuseRequest(reply, languageOf(request), 'rate.exceeded', { seconds: known.seconds ?? 60 });
    if (known.statusCode === 413) return refuseRequest(reply, languageOf(request), 'request.too_large');
    if (known.statusCode !== undefined && known.statusCode >= 400 && known.statusCode < 500) {
      return refuseRequest(reply, languageOf(request), 'request.invalid', { where: known.code ?? 'request' });
    }
    options.log.error(
      { request: request.id, route: request.routeOptions.url, error: known.message, stack: known.stack },
      'fault while serving a request',
    );
    return refuseRequest(reply, languageOf(request), 'server.fault', { request: request.id });
  });
}
