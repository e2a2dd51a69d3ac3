// One server of the fan-out benchmark, in a process of its own: `live-server.ts ours|bare`. Prints its port.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttp } from '#platform/server/http/server.ts';
import { startFeed } from '#platform/server/live/feed.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { unlimited } from '#platform/server/testing/test-http.ts';
import { openPool } from './bench-database.ts';

const tenantId = process.env.TENANT ?? '';

/** The whole way: HTTP server, session check, tail of the event table, audience of every screen. */
async function startOurs(): Promise<number> {
  const system = openPool(process.env.SYSTEM_URL ?? '', 4);
  const app = openPool(process.env.APP_URL ?? '', 4);
  const feed = await startFeed({ db: system.db, listen: system.pool, log: silentLog, path: '/api/events' });
  const requester = {
    tenantId,
    actor: {
      kind: 'user' as const,
      id: null,
      sessionId: null,
      permissions: new Set<string>(),
      topics: ['tenant'],
      groupId: null,
      language: 'id' as const,
    },
  };
  const http = await createHttp({
    place: { db: app.db, listeners: {}, log: silentLog },
    routes: [],
    plugins: [feed.plugin],
    authenticate: async () => ({ state: 'open', requester }),
    openWhileUnfinished: [],
    tenantOf: async () => null,
    log: silentLog,
    title: 'bench',
    version: '0',
    connectSources: () => [],
    limits: unlimited,
  });
  await http.listen({ host: '127.0.0.1', port: 0 });
  // A server that listens on TCP has an address of this shape.
  return (http.server.address() as AddressInfo).port;
}

/** The reference: no session, no database, no audience; what is posted goes to every connection as it is. */
async function startBare(): Promise<number> {
  const clients = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        for (const client of clients) client.write(body);
        response.end();
      });
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('event: hello\ndata: {}\n\n');
    clients.add(response);
    response.on('close', () => clients.delete(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address of this shape.
  return (server.address() as AddressInfo).port;
}

console.log(await (process.argv[2] === 'ours' ? startOurs() : startBare()));
