import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authenticated } from './server.ts';

/** Requests a minute. */
export interface RequestLimits {
  /** Of one address, whoever asks. All desks of a centre may have one, so this only stops what no centre asks for. */
  readonly perAddress: number;
  /** Of one open session, wherever it asks from. */
  readonly perSession: number;
  /** Of one address without an open session: guessing passwords and tokens. */
  readonly perStranger: number;
}

/** The seconds to wait until the requester may ask again; null: it may ask now. */
export type Limiter = (request: FastifyRequest, found: Authenticated) => Promise<number | null>;

const minuteMs = 60_000;

/**
 * Put the limit of an address before every route, and give back the limit of who asks, to be asked once the session is known:
 * a cookie nobody knows opens no allowance of its own.
 */
export async function limitRequests(app: FastifyInstance, limits: RequestLimits): Promise<Limiter> {
  await app.register(rateLimit, {
    max: limits.perAddress,
    timeWindow: minuteMs,
    allowList: (request) => request.url.startsWith('/health/') || request.url.startsWith('/assets/'),
    // Thrown to the error handler, which words it.
    errorResponseBuilder: (_request, context) => ({ statusCode: 429, seconds: Math.ceil(context.ttl / 1000) }),
  });
  const sessions = new WeakMap<FastifyRequest, string>();
  const ofSession = app.createRateLimit({
    max: limits.perSession,
    timeWindow: minuteMs,
    keyGenerator: (request) => sessions.get(request) ?? request.ip,
  });
  const ofStranger = app.createRateLimit({ max: limits.perStranger, timeWindow: minuteMs });
  return async (request, found) => {
    const sessionId = found.state === 'open' ? found.requester.actor.sessionId : null;
    if (sessionId !== null) sessions.set(request, sessionId);
    const answer = await (sessionId === null ? ofStranger : ofSession)(request);
    return answer.isAllowed || !answer.isExceeded ? null : answer.ttlInSeconds;
  };
}
