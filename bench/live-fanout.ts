import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { systemActor } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { openBenchDatabase, openPool } from './bench-database.ts';
import { type BenchResult, quantile } from './result.ts';

const clientCount = 1000;
const rounds = 60;
const warmUp = 10;
const filler = 'x'.repeat(120);

/**
 * One event to 1,000 screens: milliseconds until the last one has it, from the start of the write. Ours writes a row,
 * commits, rings, reads and sends by audience; the reference posts the same 300 bytes to a bare Node server that
 * sends them to every connection. Rounds alternate, each server and the clients in processes of their own.
 */
export async function bench(): Promise<BenchResult> {
  const database = await openBenchDatabase();
  const tenantId = newId<'tenant'>();
  const { appUrl, systemUrl } = database.prepared;
  const env = { ...process.env, APP_URL: appUrl, SYSTEM_URL: systemUrl, TENANT: tenantId };
  const [ours, bare] = [await startServer('ours', env), await startServer('bare', env)];
  const app = openPool(appUrl, 2);
  try {
    const [screens, plain] = [await connectClients(ours.port, '/api/events'), await connectClients(bare.port, '/')];
    const write = (n: number) =>
      runWork({ db: app.db, listeners: {}, log: silentLog }, { tenantId, actor: systemActor }, (ctx) =>
        appendEvent(ctx, {
          name: 'thing.changed',
          subject: { type: 'thing', id: newId() },
          audience: ['tenant'],
          content: { n, filler },
        }),
      );
    const text = `id: 1-1234567-1234\nevent: change\ndata: ${JSON.stringify({ name: 'thing.changed', subjectType: 'thing', subjectId: newId(), occurredAt: new Date().toISOString(), content: { n: 1, filler } })}\n\n`;
    const post = async () => void (await fetch(`http://127.0.0.1:${bare.port}/`, { method: 'POST', body: text }));
    const times: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
    for (let n = 0; n < warmUp + rounds; n++) {
      const [one, other] = [await measure(screens, () => write(n)), await measure(plain, post)];
      if (n < warmUp) continue;
      times.ours.push(one);
      times.bare.push(other);
    }
    for (const client of [...screens, ...plain]) client.socket.destroy();
    return {
      name: 'live fan-out',
      ours: say(times.ours),
      reference: `bare Node SSE server: ${say(times.bare)}`,
      ratio: quantile(times.ours, 0.5) / quantile(times.bare, 0.5),
      target: { atMost: 1.3 },
      remark: `one event of ${text.length} bytes to ${clientCount} screens, until the last has it, from the start of the write; ${rounds} alternating rounds; PostgreSQL ${database.version}, fsync on`,
    };
  } finally {
    await app.close();
    for (const { child } of [ours, bare]) child.kill('SIGKILL');
    await database.close();
  }
}

const say = (times: readonly number[]) =>
  `p50 ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms`;

async function startServer(kind: 'ours' | 'bare', env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'live-server.ts'), kind], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = await once(child.stdout, 'data');
  return { child, port: Number(String(printed).trim()) };
}

interface Client {
  readonly socket: Socket;
  onChange: (() => void) | null;
  isGreeted: boolean;
}

/** Raw sockets: a thousand clients in one process must cost as little as they can, or the bench measures itself. */
async function connectClients(port: number, path: string): Promise<Client[]> {
  const clients: Client[] = [];
  for (let each = 0; each < clientCount; each++) {
    const socket = connect(port, '127.0.0.1');
    const client: Client = { socket, onChange: null, isGreeted: false };
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n`);
    socket.on('data', (chunk: Buffer) => {
      if (chunk.includes('event: hello')) client.isGreeted = true;
      if (chunk.includes('event: change')) client.onChange?.();
    });
    clients.push(client);
    if (each % 50 === 49) await waitFor(() => clients.every(({ isGreeted }) => isGreeted));
  }
  return clients;
}

async function waitFor(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function measure(clients: readonly Client[], trigger: () => Promise<void>): Promise<number> {
  const began = performance.now();
  let open = clients.length;
  const allHave = new Promise<number>((resolve) => {
    for (const client of clients) {
      client.onChange = () => {
        client.onChange = null;
        open -= 1;
        if (open === 0) resolve(performance.now() - began);
      };
    }
  });
  await trigger();
  const ms = await allHave;
  // Let both sides come to rest before the other one's turn.
  await new Promise((resolve) => setTimeout(resolve, 20));
  return ms;
}
