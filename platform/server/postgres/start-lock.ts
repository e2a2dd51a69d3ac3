import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './problem.ts';

/** Linux: an abstract socket, which the kernel releases with its process, so a killed holder never leaves a stale lock. */
function lockAddress(name: string): string {
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 32);
  return process.platform === 'linux' ? `\0start-lock-${digest}` : join(tmpdir(), `start-lock-${digest}`);
}

function listen(address: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => (errorCode(error) === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen(address, () => {
      server.unref();
      resolve(server);
    });
  });
}

/** Elsewhere than on Linux a socket file outlives its process: nobody answers on it. */
function isAbandoned(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => resolve(false)).once('error', (error) => resolve(errorCode(error) === 'ECONNREFUSED'));
    socket.once('close', () => socket.destroy());
  });
}

/** Run `work` while no other process of this machine holds the lock called `name`; `onWait` is told once when it must wait. */
export async function withStartLock<Value>(
  name: string,
  onWait: () => void,
  work: () => Promise<Value>,
): Promise<Value> {
  const address = lockAddress(name);
  let told = false;
  let server = await listen(address);
  while (!server) {
    if (!told) onWait();
    told = true;
    if (process.platform !== 'linux' && (await isAbandoned(address))) await rm(address, { force: true });
    await sleep(150);
    server = await listen(address);
  }
  try {
    return await work();
  } finally {
    const held = server;
    await new Promise<void>((resolve) => held.close(() => resolve()));
  }
}
