import { connect, createServer, type Socket } from 'node:net';
import { freePort } from '#platform/server/testing/free-port.ts';

/** The way between the desks and the exchange, in the hands of the test. */
export interface SocketPath {
  readonly port: number;
  /** `through`: as if it were not there. `swallow`: what goes in never comes out, and nothing is closed, as in a dead network. */
  readonly become: (mode: 'through' | 'swallow') => void;
  /** Break every connection, as an exchange that starts anew. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

/** Listens on a port of its own and hands everything to `target` on this machine. */
export async function openSocketPath(target: number): Promise<SocketPath> {
  const port = await freePort();
  const open = new Set<Socket>();
  let mode: 'through' | 'swallow' = 'through';
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      // A connection that went through a dead network does not come back to life with it.
      let isDead = false;
      from.on('data', (chunk) => {
        isDead ||= mode === 'swallow';
        if (!isDead) to.write(chunk);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port,
    become: (next) => {
      mode = next;
    },
    cut: () => {
      for (const socket of open) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
