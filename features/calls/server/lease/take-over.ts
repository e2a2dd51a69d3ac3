import { systemActor } from '#platform/server/action.ts';
import type { Db, Tx } from '#platform/server/db/database.ts';
import { appendEvents } from '#platform/server/events/event.ts';
import type { Log } from '#platform/server/log/log.ts';
import { setDeadline } from '#platform/server/timers/deadlines.ts';
import { runWork, type Workplace } from '#platform/server/unit.ts';
import { plusMs } from '#platform/shared/time.ts';
import { callEvent } from '../call-event.ts';
import { ringDeadline } from '../offer-waiting.ts';
import { nodeOf } from '../pbx/dialplan.ts';
import { openOffers, readQueueSettings } from '../queue/queue-store.ts';
import {
  endHaltedSessions,
  type TakenRow,
  takeAlone,
  takeOrphans,
  takeOwn,
  tenantsWithOrphans,
  tenantsWithOwn,
} from './lease-store.ts';

export interface TakeOverOptions {
  readonly systemDb: Db;
  readonly place: () => Workplace;
  readonly log: Log;
  readonly pbxSystem: string;
  readonly app: string;
}

/** What an earlier life of this process led; before it looks at Asterisk. */
export async function takeOwnCalls(options: TakeOverOptions): Promise<void> {
  const { systemDb, pbxSystem, app } = options;
  for (const tenantId of await tenantsWithOwn(systemDb, pbxSystem, app))
    await take(options, tenantId, (tx) => takeOwn(tx, tenantId, pbxSystem, app));
}

/** What processes led that live no more; the ids of the calls. Their channels are moved by who takes them up (reconcile.ts). */
export async function takeOrphanCalls(options: TakeOverOptions): Promise<readonly string[]> {
  const { systemDb, pbxSystem, app, log } = options;
  const taken: string[] = [];
  for (const tenantId of await tenantsWithOrphans(systemDb, pbxSystem, app))
    taken.push(...(await take(options, tenantId, (tx) => takeOrphans(tx, tenantId, pbxSystem, app))));
  if (taken.length > 0) log.warn({ calls: taken.length }, 'calls of another telephony process were taken over');
  return taken;
}

async function take(
  { place }: TakeOverOptions,
  tenantId: string,
  work: (tx: Tx) => Promise<TakenRow[]>,
): Promise<string[]> {
  return runWork(place(), { tenantId, actor: systemActor }, async (ctx) => {
    await takeAlone(ctx.tx, tenantId);
    const taken = await work(ctx.tx);
    if (taken.length === 0) return [];
    const { settings } = await readQueueSettings(ctx.tx, tenantId);
    // Whoever is rung at this moment is rung anew from here, for a whole ring.
    for (const { id } of taken)
      for (const offer of await openOffers(ctx.tx, id))
        await setDeadline(ctx, ringDeadline, offer.id, plusMs(ctx.now, settings.ringS * 1000));
    await appendEvents(
      ctx,
      taken.map(({ id, app, token }) => callEvent(id, 'call.lease_taken', { app, token })),
    );
    return taken.map(({ id }) => id);
  });
}

/** Sessions in which a process that stands still holds locks; before its calls are taken, which would wait for them. */
export async function endSessionsOf(options: TakeOverOptions, app: string): Promise<void> {
  const node = nodeOf(app);
  const { systemDb, place, log } = options;
  for (const db of [systemDb, place().db]) {
    const ended = await endHaltedSessions(db, node);
    if (ended > 0) log.warn({ node, ended }, 'database sessions of a process that stands still were ended');
  }
}
