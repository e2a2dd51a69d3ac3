import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createHttp } from '#platform/server/http/server.ts';
import { startFeed } from '#platform/server/live/feed.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Config } from './config.ts';
import type { Databases } from './database.ts';
import type { Exchange } from './exchange.ts';
import type { House } from './house.ts';
import { serveScreens } from './static-files.ts';

export interface ListenOptions {
  readonly config: Config;
  readonly databases: Databases;
  readonly house: House;
  readonly exchange: Exchange;
  readonly log: Log;
  readonly setupCode: string | null;
}

/** HTTP, the live feed and the screens on SIGAP_PORT. */
export async function listenForScreens(
  options: ListenOptions,
): Promise<{ app: FastifyInstance; stop: () => Promise<void> }> {
  const { config, databases, house, exchange, log } = options;
  const feed = await startFeed({ db: databases.systemDb, listen: databases.systemPool, log, path: '/api/events' });
  const app = await createHttp({
    place: house.place(),
    routes: house.assembled.routes,
    plugins: [...house.assembled.plugins, feed.plugin],
    authenticate: house.people.authenticate,
    openWhileUnfinished: house.people.openWhileUnfinished,
    tenantOf: house.people.tenantOf,
    log,
    title: 'Sigap 112',
    version: await packageVersion(),
    connectSources: () => sipSources(config, exchange),
    requestsPerMinute: 1200,
  });
  if (config.services.has('web')) await serveScreens(app);
  await app.listen({ host: config.host, port: config.port });
  return {
    app,
    stop: async () => {
      await feed.stop();
      await app.close();
    },
  };
}

/** The desks' browsers speak SIP over WebSocket with the exchange itself (design.md §3), so the policy must name it. */
function sipSources(config: Config, exchange: Exchange): string[] {
  if (exchange.state !== 'running') return [];
  if (config.asterisk.wsUrl !== null) return [new URL(config.asterisk.wsUrl).origin];
  return [`ws://127.0.0.1:${config.asterisk.wsPort}`, `ws://localhost:${config.asterisk.wsPort}`];
}

async function packageVersion(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '../../package.json'), 'utf8');
  // Our own package.json always has a version.
  return (JSON.parse(text) as { version: string }).version;
}
