import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { languageOf, refuseRequest } from './problem.ts';

/** What stands before every route: request number, same-site commands only, security headers. */
export async function protect(
  app: FastifyInstance,
  options: { readonly connectSources: () => readonly string[] },
): Promise<void> {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (!isReading(request) && isCrossSite(request))
      return refuseRequest(reply, languageOf(request), 'request.cross_site');
  });
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
    reply.header('content-security-policy', contentPolicy(options.connectSources()));
    reply.header('permissions-policy', 'microphone=(self), geolocation=(self), camera=(self)');
  });
}

function isReading(request: FastifyRequest): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

/** A command from another site never reaches an action: browsers send Origin with every cross-site POST (Fetch standard §3.2). */
function isCrossSite(request: FastifyRequest): boolean {
  if (request.headers['sec-fetch-site'] === 'cross-site') return true;
  const { origin } = request.headers;
  if (origin === undefined) return false;
  try {
    return new URL(origin).host !== request.host;
  } catch {
    return true;
  }
}

function contentPolicy(connectSources: readonly string[]): string {
  const connect = ["'self'", ...connectSources].join(' ');
  return `default-src 'self'; connect-src ${connect}; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; worker-src 'self'; media-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'`;
}
