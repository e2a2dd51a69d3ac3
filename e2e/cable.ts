import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { World } from './world.ts';

/** The way of one room's screens to the server, which a story can cut: all of it, or the live feed alone. */
export interface Cable {
  /** The world as it is reached by this way. */
  readonly world: World;
  /** Connections break and new ones are refused. */
  cut(what: 'all' | 'feed'): void;
  mend(): void;
  close(): Promise<void>;
}

export async function layCable(world: World): Promise<Cable> {
  const { hostname, port } = new URL(world.url);
  const open = new Set<{ readonly ends: readonly Socket[]; isFeed: boolean }>();
  let broken: 'all' | 'feed' | null = null;
  const isCut = (isFeed: boolean) => broken === 'all' || (broken === 'feed' && isFeed);
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const way = { ends: [near, far], isFeed: false };
    open.add(way);
    const end = () => {
      near.destroy();
      far.destroy();
      open.delete(way);
    };
    for (const socket of way.ends) socket.on('error', end).on('close', end);
    near.on('data', (chunk: Buffer) => {
      // A connection that has once asked for the feed is the feed's: it never ends by itself.
      if (chunk.includes('GET /api/events')) way.isFeed = true;
      if (isCut(way.isFeed)) end();
      else far.write(chunk);
    });
    far.on('data', (chunk: Buffer) => {
      if (isCut(way.isFeed)) end();
      else near.write(chunk);
    });
    if (isCut(false)) end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has an address and a port');
  const breakNow = () => {
    for (const way of open) if (isCut(way.isFeed)) for (const socket of way.ends) socket.destroy();
  };
  return {
    world: { ...world, url: `http://127.0.0.1:${address.port}` },
    cut: (what) => {
      broken = what;
      breakNow();
    },
    mend: () => {
      broken = null;
    },
    close: async () => {
      broken = 'all';
      breakNow();
      server.close();
      await once(server, 'close');
    },
  };
}
