import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { createJsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { type Refusal, refuse } from '#platform/shared/result.ts';
import type { Language } from '#platform/shared/texts.ts';
import type { BoundRoute } from '../action.ts';
import type { Log } from '../log/log.ts';
import { runAction, type Workplace } from '../unit.ts';
import { fingerprintOf, keep, recall, replay } from './idempotency.ts';
import type { Caller, HttpPlugin } from './plugin.ts';
import { platformRefusals, problemOf, refuseRequest } from './problem.ts';

/** What a session check found. */
export type Authenticated =
  | { readonly state: 'none' }
  | { readonly state: 'second_factor' | 'password_change'; readonly caller: Caller }
  | { readonly state: 'open'; readonly caller: Caller };

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
  readonly requestsPerMinute: number;
}

/** The HTTP server: contracts become routes with permission, validation, idempotency, one transaction and filtered answers. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = options.log;
  const app = fastify({
    loggerInstance,
    // A line per request would bury what matters; metrics count them.
    disableRequestLogging: true,
    bodyLimit: 1_048_576,
    trustProxy: 'loopback',
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await protect(app, options);
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: options.title, version: options.version } },
    transform: createJsonSchemaTransform({ skipList: [] }),
  });
  setFaults(app, options);
  for (const bound of options.routes) mount(app, options, bound);
  for (const plugin of options.plugins) mountPlugin(app, options, plugin);
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  return app;
}

async function protect(app: FastifyInstance, options: HttpOptions): Promise<void> {
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
    // TLS ends at the reverse proxy; it sets HSTS (deploy/).
    strictTransportSecurity: false,
  });
  app.addHook('onSend', async (_request, reply) => {
    if (reply.hasHeader('content-security-policy')) return;
    const connect = ["'self'", ...options.connectSources()].join(' ');
    reply.header(
      'content-security-policy',
      `default-src 'self'; connect-src ${connect}; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; worker-src 'self'; media-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'`,
    );
    reply.header('permissions-policy', 'microphone=(self), geolocation=(self), camera=(self)');
  });
  await app.register(rateLimit, {
    max: options.requestsPerMinute,
    timeWindow: 60_000,
    allowList: (request) => request.url.startsWith('/health/') || request.url.startsWith('/assets/'),
    errorResponseBuilder: (request, context) => {
      const refusal = { code: 'rate.exceeded', detail: { seconds: Math.ceil(context.ttl / 1000) } };
      return { ...problemOf(refusal, platformRefusals['rate.exceeded'], languageOf(request)), statusCode: 429 };
    },
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    // A command from another site never reaches an action: browsers send Origin with every cross-site POST.
    const origin = request.headers.origin;
    if (request.method !== 'GET' && origin !== undefined && !sameSite(origin, request)) {
      return refuseRequest(reply, languageOf(request), 'request.cross_site');
    }
  });
}

function sameSite(origin: string, request: FastifyRequest): boolean {
  try {
    return new URL(origin).host === request.host;
  } catch {
    return false;
  }
}

function setFaults(app: FastifyInstance, options: HttpOptions): void {
  app.setNotFoundHandler((request, reply) => refuseRequest(reply, languageOf(request), 'route.not_found'));
  app.setErrorHandler((error, request, reply) => {
    const known = error as { statusCode?: number; code?: string; message: string; stack?: string; type?: string };
    if (known.statusCode === 429) return reply.code(429).type('application/problem+json').send(error);
    if (known.statusCode === 413) return refuseRequest(reply, languageOf(request), 'request.too_large');
    if (known.statusCode !== undefined && known.statusCode < 500) {
      return refuseRequest(reply, languageOf(request), 'request.invalid', { where: known.code ?? 'request' });
    }
    options.log.error({ request: request.id, route: request.routeOptions.url, error: known.message, stack: known.stack }, 'fault while serving a request');
    return refuseRequest(reply, languageOf(request), 'server.fault', { request: request.id });
  });
}

export function languageOf(request: FastifyRequest, caller?: Caller | null): Language {
  if (caller) return caller.actor.language;
  return request.headers['accept-language']?.startsWith('en') ? 'en' : 'id';
}

/** Session and permission, for actions and plugins alike. Null: the request was refused and answered. */
async function admit(
  options: HttpOptions,
  wanted: { permission: string; path: string },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ caller: Caller | null } | null> {
  const found = await options.authenticate(request);
  if (wanted.permission === 'public') return { caller: found.state === 'open' ? found.caller : null };
  if (found.state === 'none') return refused(refuseRequest(reply, languageOf(request), 'session.missing'));
  const language = found.caller.actor.language;
  if (found.state !== 'open' && !options.openWhileUnfinished.includes(wanted.path)) {
    return refused(refuseRequest(reply, language, found.state === 'second_factor' ? 'session.second_factor' : 'session.password_change'));
  }
  if (wanted.permission !== 'signed_in' && !found.caller.actor.permissions.has(wanted.permission)) {
    return refused(refuseRequest(reply, language, 'permission.denied'));
  }
  return { caller: found.caller };
}

function refused(_sent: FastifyReply): null {
  return null;
}

function mount(app: FastifyInstance, options: HttpOptions, bound: BoundRoute): void {
  const { route } = bound;
  app.route({
    method: route.method,
    url: route.path,
    schema: { summary: route.summary, response: { 200: route.output } } as object,
    handler: async (request, reply) => {
      const admitted = await admit(options, route, request, reply);
      if (admitted === null) return reply;
      const caller = admitted.caller ?? (await publicCaller(options, request));
      if (caller === null) return refuseRequest(reply, languageOf(request), 'tenant.not_found');
      const input = parse(bound, request);
      if ('where' in input) return refuseRequest(reply, languageOf(request, caller), 'request.invalid', { where: input.where });
      return serve(options, bound, { request, reply, caller, input });
    },
  });
}

async function publicCaller(options: HttpOptions, request: FastifyRequest): Promise<Caller | null> {
  const tenantId = await options.tenantOf(request);
  if (tenantId === null) return null;
  return {
    tenantId,
    actor: { kind: 'public', id: null, sessionId: null, permissions: new Set(), topics: [], groupId: null, language: languageOf(request) },
  };
}

type Parsed = { params: unknown; query: unknown; body: unknown };

function parse(bound: BoundRoute, request: FastifyRequest): Parsed | { where: string } {
  const { route } = bound;
  const parts: readonly [keyof Parsed, z.ZodType, unknown][] = [
    ['params', route.params, request.params],
    ['query', route.query, request.query],
    ['body', route.body, request.body ?? {}],
  ];
  const parsed: Parsed = { params: {}, query: {}, body: {} };
  for (const [part, schema, value] of parts) {
    const result = schema.safeParse(value);
    if (!result.success) {
      const issue = result.error.issues[0];
      return { where: `${[part, ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? 'invalid'}` };
    }
    parsed[part] = result.data;
  }
  return parsed;
}

async function serve(
  options: HttpOptions,
  bound: BoundRoute,
  what: { request: FastifyRequest; reply: FastifyReply; caller: Caller; input: Parsed },
): Promise<unknown> {
  const { request, reply, caller, input } = what;
  const key = bound.route.method === 'GET' ? undefined : request.headers['idempotency-key']?.toString();
  const owner = caller.actor.id ?? 'public';
  const fingerprint = key === undefined ? null : fingerprintOf(request.method, request.url, request.body);
  const result = await runAction<unknown, string>(options.place, caller, async (ctx) => {
    if (key !== undefined && fingerprint !== null) {
      const kept = await recall(ctx, key, owner, fingerprint);
      if (kept === 'reused') return refuse('idempotency.reused');
      if (kept !== null) return replay(kept);
    }
    const decided = await bound.action(ctx, input);
    if (decided.ok && key !== undefined && fingerprint !== null) await keep(ctx, key, owner, fingerprint, decided.value);
    return decided;
  });
  if (result.ok) return reply.send(result.value ?? {});
  return sendRefusal(reply, bound, result.refusal, languageOf(request, caller));
}

function sendRefusal(reply: FastifyReply, bound: BoundRoute, refusal: Refusal, language: Language): FastifyReply {
  if (refusal.code === 'idempotency.reused') return refuseRequest(reply, language, 'idempotency.reused');
  const text = bound.route.refusals[refusal.code];
  if (text === undefined) throw new Error(`${bound.route.path} refused with ${refusal.code}, which its contract does not declare`);
  const problem = problemOf(refusal, text, language);
  return reply.code(problem.status).type('application/problem+json').send(problem);
}

function mountPlugin(app: FastifyInstance, options: HttpOptions, plugin: HttpPlugin): void {
  app.route({
    method: plugin.method,
    url: plugin.path,
    schema: { summary: plugin.summary },
    handler: async (request, reply) => {
      const admitted = await admit(options, plugin, request, reply);
      if (admitted === null) return reply;
      return plugin.serve(request, reply, admitted.caller);
    },
  });
}
