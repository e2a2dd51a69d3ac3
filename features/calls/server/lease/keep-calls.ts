import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { AriEvent } from '#platform/server/asterisk/ari/types.generated.ts';
import type { Switchboard } from '../switchboard.ts';
import { fenced, holdLease } from './lease.ts';
import { endSessionsOf, type TakeOverOptions, takeOrphanCalls, takeOwnCalls } from './take-over.ts';

export interface KeepOptions extends TakeOverOptions {
  readonly board: Switchboard;
  /** An event of Asterisk, once it is sure that it is ours to hear. */
  readonly deliver: (event: AriEvent) => void;
  /** Compare tables and Asterisk: something may have gone past us. */
  readonly putInOrder: () => Promise<void>;
  /** Lead these calls from now on; their channels are still with another process. False: Asterisk is away. */
  readonly takeUp: (calls: ReadonlySet<string>) => Promise<boolean>;
  /** Close the connection of a process to Asterisk, where that can be had. */
  readonly cutOff: (app: string) => Promise<void>;
}

export interface Keeping {
  readonly guard: (ari: AriClient) => AriClient;
  readonly heard: (event: AriEvent) => void;
  readonly claimDelay: (channel: string) => number;
  readonly canServe: () => boolean;
  /** Look for calls that nobody leads. */
  readonly takeOrphans: () => Promise<void>;
  /** Calls that the tables give to this process, and that are not on its board. */
  readonly takeGiven: (calls: ReadonlySet<string>) => void;
  readonly stop: () => Promise<void>;
}

/** What was taken in the tables is taken up in Asterisk, one piece of work after another. */
function takings(options: KeepOptions) {
  const taken = new Set<string>();
  let turn: Promise<void> = Promise.resolve();
  const inTurn = (what: string, work: () => Promise<void>) => {
    turn = turn
      .then(work)
      .catch((error: unknown) => options.log.error({ error: String(error) }, `${what}; it is tried again`));
    return turn;
  };
  const takeUp = async () => {
    const calls = new Set(taken);
    // Those that are not on the board now are over.
    if (calls.size > 0 && (await options.takeUp(calls))) for (const id of calls) taken.delete(id);
  };
  return {
    inTurn,
    forget: () => taken.clear(),
    takeOrphans: () =>
      inTurn('calls of another process could not be taken over', async () => {
        for (const id of await takeOrphanCalls(options)) taken.add(id);
        await takeUp();
      }),
    takeGiven: (calls: ReadonlySet<string>) => {
      const unknown = [...calls].filter((id) => !taken.has(id));
      for (const id of unknown) taken.add(id);
      if (unknown.length > 0) void inTurn('calls that were given to this process could not be taken up', takeUp);
    },
    done: () => turn,
  };
}

/** This process leads its calls as long as its lease runs, and takes those of processes that live no more. */
export async function keepCalls(options: KeepOptions): Promise<Keeping> {
  // What came while it was not sure who leads the calls.
  const held: AriEvent[] = [];
  const { inTurn, forget, takeOrphans, takeGiven, done } = takings(options);
  const compare = (before: () => Promise<void>) =>
    void inTurn('tables and Asterisk could not be compared', async () => {
      await before();
      await options.putInOrder();
    });
  const lease = await holdLease({
    ...options,
    onFenced: (app) => {
      void inTurn('what a dead process left could not be cleared', async () => {
        await Promise.all([options.cutOff(app), endSessionsOf(options, app)]);
      });
      void takeOrphans();
    },
    onLost: () => {
      held.splice(0);
      forget();
      options.board.dropAll();
    },
    // Its calls are led on under the same leases.
    onConfirmed: () => {
      for (const event of held.splice(0)) options.deliver(event);
      compare(async () => undefined);
    },
    onRenewed: () => compare(() => takeOwnCalls(options)),
  });
  await takeOwnCalls(options);
  return {
    guard: (ari) => fenced(ari, lease),
    heard: (event) => {
      if (lease.mayAct()) return options.deliver(event);
      held.push(event);
      void lease.confirmed();
    },
    claimDelay: (channel) => lease.claimDelay(channel),
    canServe: () => lease.canServe(),
    takeOrphans,
    takeGiven,
    stop: async () => {
      await lease.stop();
      await done();
    },
  };
}
