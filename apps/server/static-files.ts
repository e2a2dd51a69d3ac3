import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const dist = join(import.meta.dirname, '../../dist');

/**
 * Serve the built console. Hashed assets are kept for a year; the page itself is asked for anew each time, so a new
 * version reaches every desk at its next load. Any address that is not a file is the console's own route.
 */
export async function serveScreens(app: FastifyInstance): Promise<void> {
  const root = join(dist, 'console');
  if (!existsSync(join(root, 'index.html')))
    throw new Error('The screens are not built: run `npm start`, or `node tools/bootstrap.mjs tools/build-screens.ts`');
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    index: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    if (request.url.startsWith('/api/') || request.url.startsWith('/assets/')) return reply.callNotFound();
    return reply
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .sendFile('index.html', { cacheControl: false });
  });
}
