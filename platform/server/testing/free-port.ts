import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A port of 127.0.0.1 that is free for TCP and UDP. Below 32768, where the kernel takes no ports for outgoing connections: one
 * that it gave us (port 0) was taken by somebody's connection now and then before a server of ours came to bind it.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = randomInt(10_000, 20_000);
    if ((await canListen(port)) && (await canReceive(port))) return port;
  }
  throw new Error('No free port between 10000 and 20000 in 50 attempts: look what listens there with ss -ltnup');
}

/** First and last port for sound; two runs at once meet seldom, as 12,000 ports are there. `count`: even. */
export function mediaPorts(count: number): { from: number; to: number } {
  const from = 2 * randomInt(10_000, 16_000 - count / 2);
  return { from, to: from + count - 1 };
}

async function canListen(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  const listens = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (listens) await new Promise((resolve) => void server.close(resolve));
  return listens;
}

async function canReceive(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  socket.bind(port, '127.0.0.1');
  const receives = await once(socket, 'listening').then(
    () => true,
    () => false,
  );
  await new Promise<void>((resolve) => void socket.close(resolve));
  return receives;
}
