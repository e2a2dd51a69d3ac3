import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import { leaseVariable } from './dialplan.ts';

/**
 * Tell Asterisk each second that a process of ours is alive and its event loop turns; returns the function that stops it.
 * Without it, calls that wait with us stay with us; with it, they go to the registered desks when we die or hang.
 */
export function keepLease(ari: AriClient, log: (line: string) => void): () => void {
  const write = () => {
    if (!ari.isReady()) return;
    const value = String(Math.floor(Date.now() / 1000));
    ari.call('asterisk.setGlobalVar', { variable: leaseVariable, value }).catch((error: unknown) => {
      log(`the lease could not be written: ${error instanceof Error ? error.message : error}`);
    });
  };
  write();
  const timer = setInterval(write, 1000);
  timer.unref();
  return () => clearInterval(timer);
}
