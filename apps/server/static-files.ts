import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

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
    // Looked up at each request, so that a new build is served without a restart.
    serve: false,
    index: false,
    cacheControl: false,
    preCompressed: true,
  });
  serveTokenPage(app, '/l', 'link');
  serveTokenPage(app, '/r', 'response');
  serveTokenPage(app, '/t', 'tracking');
  serveFieldApp(app);
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    if (path.startsWith('/api/')) return reply.callNotFound();
    if (path.startsWith('/assets/')) {
      return reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(path);
    }
    reply.header('cache-control', 'no-cache');
    return /\.[a-z0-9]+$/i.test(path)
      ? reply.sendFile(path)
      : reply.type('text/html; charset=utf-8').sendFile('index.html');
  });
}

/** Nothing of others, nothing that outlives the page, and no word of the token to anybody (the address holds it). */
const linkHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'permissions-policy': 'geolocation=(self), microphone=(), camera=()',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'no-store',
};

/** `/l/TOKEN`, `/r/TOKEN`, `/t/TOKEN`: the same page for every token; whose it is, and whether it is valid, the page asks itself. */
function serveTokenPage(app: FastifyInstance, at: '/l' | '/r' | '/t', screen: string): void {
  const root = join(dist, screen);
  app.get(`${at}/assets/*`, { schema: { hide: true } }, async (request, reply) => {
    const path = (request.url.split('?')[0] ?? '').slice(at.length);
    return reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(path, root);
  });
  app.get(`${at}/:token`, { schema: { hide: true } }, async (_request, reply) =>
    reply.headers(linkHeaders).type('text/html; charset=utf-8').sendFile('index.html', root),
  );
}

/** `/field` and every address under it: one page; its worker may lead `/field` itself, which lies above the worker's own folder. */
function serveFieldApp(app: FastifyInstance): void {
  const root = join(dist, 'field');
  const page = (reply: FastifyReply) =>
    reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').sendFile('index.html', root);
  app.get('/field', { schema: { hide: true } }, (_request, reply) => page(reply));
  app.get('/field/*', { schema: { hide: true } }, async (request, reply) => {
    const path = (request.url.split('?')[0] ?? '').slice('/field'.length);
    if (path.startsWith('/assets/'))
      return reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(path, root);
    if (!/\.[a-z0-9]+$/i.test(path)) return page(reply);
    if (path === '/sw.js') reply.header('service-worker-allowed', '/field');
    return reply.header('cache-control', 'no-cache').sendFile(path, root);
  });
}
