import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

function listen(address) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen(address, () => resolve(server));
  });
}

function isAbandoned(address) {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => resolve(false)).once('error', (error) => resolve(error.code === 'ECONNREFUSED'));
    socket.once('close', () => socket.destroy());
  });
}

/**
 * Run `work` while no other process of this machine holds the lock. On Linux the lock is an abstract socket, which the kernel
 * releases with its process: a killed start leaves nothing to clean up. Elsewhere it is a socket file nobody answers on.
 */
export async function withLock(name, onWait, work) {
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 32);
  const isLinux = process.platform === 'linux';
  const address = isLinux ? `\0bootstrap-${digest}` : join(tmpdir(), `bootstrap-${digest}`);
  let server = await listen(address);
  if (!server) onWait();
  while (!server) {
    if (!isLinux && (await isAbandoned(address))) rmSync(address, { force: true });
    await new Promise((resolve) => setTimeout(resolve, 200));
    server = await listen(address);
  }
  try {
    return await work();
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
