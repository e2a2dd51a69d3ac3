import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Files of tests run side by side, and each takes ports at random before something listens there: each runner has a range of its own,
 * or two would now and then hear each other's calls. Counted from 0; who is alone has all of them.
 */
function runners(): { readonly own: number; readonly count: number } {
  const number = process.env.VITEST_POOL_ID ?? process.env.TEST_PARALLEL_INDEX;
  if (number === undefined) return { own: 0, count: 1 };
  return { own: Number(number) % runnersAtOnce, count: runnersAtOnce };
}
/** As many as run at once (vitest.config.ts: three, numbered from 1; playwright.config.ts: two). */
const runnersAtOnce = 4;

/** This runner's part of the ports from `from` to before `to`. */
function ownRange(from: number, to: number): { readonly from: number; readonly to: number } {
  const { own, count } = runners();
  const size = Math.floor((to - from) / count);
  return { from: from + own * size, to: from + (own + 1) * size };
}

/**
 * A port of 127.0.0.1 that is free for TCP and UDP. Below 32768, where the kernel takes no ports for outgoing connections: one
 * that it gave us (port 0) was taken by somebody's connection now and then before a server of ours came to bind it. Never the same
 * one twice in a process: whoever asked first may not listen yet.
 */
export async function freePort(): Promise<number> {
  const range = ownRange(10_000, 20_000);
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = randomInt(range.from, range.to);
    if (given.has(port) || !(await canListen(port)) || !(await canReceive(port))) continue;
    given.add(port);
    return port;
  }
  throw new Error(
    `No free port from ${range.from} to ${range.to} in 50 attempts: look what listens there with ss -ltnup`,
  );
}

const given = new Set<number>();

/** First and last port for sound. `count`: even. */
export function mediaPorts(count: number): { from: number; to: number } {
  const range = ownRange(10_000, 16_000);
  const from = 2 * randomInt(range.from, Math.max(range.from + 1, range.to - count / 2));
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
