import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { z } from 'zod';
import type { Route } from '#platform/shared/contract.ts';
import { type Refusal, type Result, refuse } from '#platform/shared/result.ts';
import type { Language } from '#platform/shared/texts.ts';
import type { ActionContext, BoundRoute } from '../action.ts';
import { runAction } from '../unit.ts';
import { fingerprintOf, keep, recall, replay } from './idempotency.ts';
import type { HttpPlugin, Requester } from './plugin.ts';
import { languageOf, problemOf, refuseRequest } from './problem.ts';
import type { Door } from './server.ts';

/** Same bounds as the column (database/migrations, idempotency_keys). */
const idempotencyKey = z.string().min(8).max(200);

/** Session, limit and permission, for actions and plugins alike. Null: the request was refused and answered. */
async function admit(
  door: Door,
  wanted: { permission: string; path: string },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ requester: Requester | null } | null> {
  const found = await door.authenticate(request);
  const seconds = await door.limit(request, found);
  if (seconds !== null) return refused(refuseRequest(reply, languageOf(request), 'rate.exceeded', { seconds }));
  if (wanted.permission === 'public') return { requester: found.state === 'open' ? found.requester : null };
  if (found.state === 'none') return refused(refuseRequest(reply, languageOf(request), 'session.missing'));
  const language = found.requester.actor.language;
  if (found.state !== 'open' && !door.openWhileUnfinished.includes(wanted.path)) {
    return refused(
      refuseRequest(
        reply,
        language,
        found.state === 'second_factor' ? 'session.second_factor' : 'session.password_change',
      ),
    );
  }
  if (wanted.permission !== 'signed_in' && !found.requester.actor.permissions.has(wanted.permission)) {
    return refused(refuseRequest(reply, language, 'permission.denied'));
  }
  return { requester: found.requester };
}

function refused(_sent: FastifyReply): null {
  return null;
}

/** The parts of a route that describe it in OpenAPI. Fastify does not check by them: `parse` does, after the permission. */
function schemaOf(
  route: Pick<Route, 'method' | 'summary' | 'permission' | 'params' | 'query' | 'body' | 'output'>,
): FastifySchema {
  const described: Record<string, unknown> = { summary: route.summary, response: { 200: route.output } };
  if (!isEmpty(route.params)) described.params = route.params;
  if (!isEmpty(route.query)) described.querystring = route.query;
  if (route.method !== 'GET') {
    described.headers = z.object({ 'idempotency-key': idempotencyKey.optional() });
    if (!isEmpty(route.body)) described.body = route.body;
  }
  // Fastify's type knows only its own keys; `summary` is @fastify/swagger's.
  return described as FastifySchema;
}

function isEmpty(schema: z.ZodType): boolean {
  return schema instanceof z.ZodObject && Object.keys(schema.shape).length === 0;
}

/** Serve one contract by its action. */
export function mount(app: FastifyInstance, door: Door, bound: BoundRoute): void {
  const { route } = bound;
  app.route({
    method: route.method,
    url: route.path,
    schema: schemaOf(route),
    handler: async (request, reply) => {
      const admitted = await admit(door, route, request, reply);
      if (admitted === null) return reply;
      const requester = admitted.requester ?? (await publicRequester(door, request));
      if (requester === null) return refuseRequest(reply, languageOf(request), 'tenant.not_found');
      const input = parse(bound, request);
      if ('where' in input)
        return refuseRequest(reply, languageOf(request, requester), 'request.invalid', { where: input.where });
      return serve(door, bound, { request, reply, requester, input });
    },
  });
}

/** Serve a route that speaks HTTP itself. */
export function mountPlugin(app: FastifyInstance, door: Door, plugin: HttpPlugin): void {
  const { takesBytes } = plugin;
  if (takesBytes !== undefined) {
    app.register(async (scope) => {
      const { types, limit } = takesBytes;
      scope.addContentTypeParser(
        [...types],
        { parseAs: 'buffer', bodyLimit: limit },
        async (_: unknown, body: unknown) => body,
      );
      mountRoute(scope, door, plugin);
    });
    return;
  }
  if (plugin.takesForm !== true) {
    mountRoute(app, door, plugin);
    return;
  }
  // In a context of its own: everywhere else a form goes on being refused, since pages of other sites can send forms.
  app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      async (_: unknown, body: unknown) => body,
    );
    mountRoute(scope, door, plugin);
  });
}

function mountRoute(app: FastifyInstance, door: Door, plugin: HttpPlugin): void {
  app.route({
    method: plugin.method,
    url: plugin.path,
    // `summary` is @fastify/swagger's, unknown to Fastify's own type.
    schema: plugin.route === undefined ? ({ summary: plugin.summary } as FastifySchema) : schemaOf(plugin.route),
    handler: async (request, reply) => {
      const admitted = await admit(door, plugin, request, reply);
      if (admitted === null) return reply;
      return plugin.serve(request, reply, admitted.requester);
    },
  });
}

async function publicRequester(door: Door, request: FastifyRequest): Promise<Requester | null> {
  const tenantId = await door.tenantOf(request);
  if (tenantId === null) return null;
  return {
    tenantId,
    actor: {
      kind: 'public',
      id: null,
      sessionId: null,
      permissions: new Set(),
      topics: [],
      groupId: null,
      language: languageOf(request),
    },
  };
}

type Parsed = { params: unknown; query: unknown; body: unknown; key: string | undefined };

function parse({ route }: BoundRoute, request: FastifyRequest): Parsed | { where: string } {
  const parts: readonly [keyof Parsed, z.ZodType, unknown][] = [
    ['params', route.params, request.params],
    ['query', route.query, request.query],
    ['body', route.body, request.body ?? {}],
    ['key', idempotencyKey.optional(), route.method === 'GET' ? undefined : request.headers['idempotency-key']],
  ];
  const parsed: Record<string, unknown> = {};
  for (const [part, schema, value] of parts) {
    const result = schema.safeParse(value);
    if (!result.success) {
      const issue = result.error.issues[0];
      const place = part === 'key' ? 'Idempotency-Key' : [part, ...(issue?.path ?? [])].join('.');
      return { where: `${place}: ${issue?.message ?? 'invalid'}` };
    }
    parsed[part] = result.data;
  }
  // All four parts were just parsed; `key` by a schema of an optional text.
  return parsed as Parsed;
}

async function serve(
  door: Door,
  bound: BoundRoute,
  what: { request: FastifyRequest; reply: FastifyReply; requester: Requester; input: Parsed },
): Promise<unknown> {
  const { request, reply, requester, input } = what;
  const result = await runAction<unknown, string>(door.place, requester, (ctx) => {
    if (input.key === undefined) return decide(ctx, bound, input);
    return decideOnce(ctx, bound, input, {
      key: input.key,
      owner: requester.actor.id ?? 'public',
      fingerprint: fingerprintOf(request.method, request.url, request.body),
    });
  });
  if (result.ok) return reply.send(result.value ?? {});
  return sendRefusal(reply, bound, result.refusal, languageOf(request, requester));
}

/**
 * Run the action and filter its answer by the contract while the transaction is still open: an answer that does not fit is
 * a fault of ours, and a fault writes nothing. What the contract does not declare neither leaves nor is kept.
 */
async function decide(ctx: ActionContext, bound: BoundRoute, input: Parsed): Promise<Result<unknown, string>> {
  const decided = await bound.action(ctx, input);
  if (!decided.ok) return decided;
  const filtered = bound.route.output.safeParse(decided.value);
  if (!filtered.success) {
    const issue = filtered.error.issues[0];
    throw new Error(
      `${bound.route.method} ${bound.route.path} answered against its contract at ${issue?.path.join('.')}: ${issue?.message}`,
    );
  }
  return { ok: true, value: filtered.data };
}

async function decideOnce(
  ctx: ActionContext,
  bound: BoundRoute,
  input: Parsed,
  once: { key: string; owner: string; fingerprint: Buffer },
): Promise<Result<unknown, string>> {
  const kept = await recall(ctx, once.key, once.owner, once.fingerprint);
  if (kept === 'reused') return refuse('idempotency.reused');
  if (kept !== null) return replay(kept);
  const decided = await decide(ctx, bound, input);
  if (decided.ok) await keep(ctx, once.key, once.owner, once.fingerprint, decided.value);
  return decided;
}

function sendRefusal(reply: FastifyReply, bound: BoundRoute, refusal: Refusal, language: Language): FastifyReply {
  if (refusal.code === 'idempotency.reused') return refuseRequest(reply, language, 'idempotency.reused');
  const text = bound.route.refusals[refusal.code];
  if (text === undefined)
    throw new Error(`${bound.route.path} refused with ${refusal.code}, which its contract does not declare`);
  const problem = problemOf(refusal, text, language);
  return reply.code(problem.status).type('application/problem+json').send(problem);
}
