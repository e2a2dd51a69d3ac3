import type { FastifyInstance } from 'fastify';
import { languageOf, refuseRequest } from './problem.ts';

const draining = new WeakSet<FastifyInstance>();

/**
 * From now on only what is already under way is finished: new requests get 503 and their connection is closed, so that a
 * proxy or a browser turns to another process. Then stop the live feed, then `app.close()`, which waits for the rest.
 */
export function beginDrain(app: FastifyInstance): void {
  draining.add(app);
}

/** Installed by createHttp, before anything else may answer. */
export function refuseWhileDraining(app: FastifyInstance): void {
  app.addHook('preClose', async () => beginDrain(app));
  app.addHook('onRequest', async (request, reply) => {
    // Alive until the end: whoever watches must not kill a process that is finishing its work.
    if (!draining.has(app) || request.url === '/health/live') return;
    reply.header('connection', 'close').header('retry-after', '2');
    return refuseRequest(reply, languageOf(request), 'server.draining');
  });
  // Else the connection of a request that was under way is kept for its next one, and the end waits for it over a minute.
  app.addHook('onSend', async (_request, reply) => {
    if (draining.has(app)) reply.header('connection', 'close');
  });
}
