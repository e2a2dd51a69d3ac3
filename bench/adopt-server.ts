// The part of the server that leads calls, in a process of its own that adopt.ts kills.
import { createPhones } from '#features/calls/server/phones.ts';
import { startTelephony } from '#features/calls/server/telephony.ts';
import { createEndpointCredentials } from '#platform/server/asterisk/credentials.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { openPool } from './bench-database.ts';
import { monotonicMs } from './monotonic.ts';

export interface AdoptOrder {
  readonly appUrl: string;
  readonly systemUrl: string;
  readonly ari: { readonly url: string; readonly user: string; readonly password: string };
  readonly celFile: string;
  readonly prompts: string;
  /** Of Asterisk. */
  readonly folder: string;
}

/** When all calls were there that Asterisk has, by the machine's monotonic clock. */
export interface Adopted {
  readonly calls: number;
  readonly at: number;
}

async function lead(order: AdoptOrder): Promise<Adopted> {
  const [app, system] = [openPool(order.appUrl, 10), openPool(order.systemUrl, 10)];
  const credentials = createEndpointCredentials({
    folder: order.folder,
    etc: order.folder,
    owner: undefined,
    // It only reads who is who.
    queues: () => [],
    reload: async () => undefined,
  });
  const telephony = await startTelephony({
    exchange: { ari: order.ari, celFile: order.celFile, systemName: 'test', prompts: order.prompts },
    phones: createPhones({ credentials, wsUrl: () => '', sipDomain: '127.0.0.1' }),
    systemDb: system.db,
    listen: system.pool,
    canDialOut: async () => false,
    place: () => ({ db: app.db, listeners: {}, log: silentLog }),
    log: silentLog,
    node: 'main',
  });
  return { calls: telephony.openCalls(), at: monotonicMs() };
}

process.on('message', (order: AdoptOrder) => {
  lead(order).then(
    (adopted) => process.send?.(adopted),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
