import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import { leaseVariable, watchChannel, watchContext } from './dialplan.ts';

/** Writes of the lease after which it is seen to it again that somebody reads it. */
const writesPerLook = 5;

/**
 * Tell Asterisk each second that a process of ours is alive and its event loop turns; returns the function that stops it.
 * Without it, calls that wait with us stay with us; with it, they go to the registered desks when we die or hang: a channel
 * in the context `watch` sends them there (dialplan.ts). It is made here, once for all processes and calls.
 */
export function keepLease(ari: AriClient, log: (line: string) => void, canServe: () => boolean): () => void {
  const complain = (what: string) => (error: unknown) =>
    log(`${what}: ${error instanceof Error ? error.message : error}`);
  let writes = 0;
  const write = () => {
    if (!ari.isReady()) {
      // Asterisk may be a new one when it is back, and then nobody watches.
      writes = 0;
      return;
    }
    // No desk can be given without the database: the calls that wait are better off in Asterisk's own queue.
    if (!canServe()) return;
    const value = String(Math.floor(Date.now() / 1000));
    ari
      .call('asterisk.setGlobalVar', { variable: leaseVariable, value })
      .catch(complain('the lease could not be written'));
    if (writes++ % writesPerLook === 0) watch(ari).catch(complain('waiting calls are not watched'));
  };
  write();
  const timer = setInterval(write, 1000);
  timer.unref();
  return () => clearInterval(timer);
}

/** Asked first: Asterisk logs an error for a channel that is there already. Two processes at once are told so, and it is as good. */
async function watch(ari: AriClient): Promise<void> {
  const found = await ari.call('channels.get', { channelId: watchChannel });
  if (found.ok) return;
  await ari.call('channels.originateWithId', {
    channelId: watchChannel,
    endpoint: `Local/hold@${watchContext}/n`,
    context: watchContext,
    extension: 'look',
    priority: 1,
  });
}
