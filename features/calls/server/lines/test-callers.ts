// Real callers among a flood, for tests and benchmarks: how long until a desk has them.
import { setInterval as every } from 'node:timers';
import { placeCall } from '#platform/server/sip/place-call.ts';
import { movePresence } from '../set-presence.ts';
import type { TestCentre, TestDesk } from '../test-room.ts';

/** People who are ready again as soon as a call is over, at telephones that register again as they must; returns what stops it. */
export function keepReady(centre: TestCentre, desks: readonly TestDesk[]): () => Promise<void> {
  let turn: Promise<unknown> = Promise.resolve();
  const timer = every(() => {
    turn = turn.then(async () => {
      const { ownerPool } = centre.database;
      await ownerPool.query(
        "update calls set disposition = 'PRANK_ADULT' where disposition is null and state = 'ended'",
      );
      const { rows: over } = await ownerPool.query<{ user_id: string }>(
        "select user_id from presences where state = 'wrap_up'",
      );
      for (const { user_id: userId } of over) await centre.act((ctx) => movePresence(ctx, userId, 'ready', null));
    });
    turn = turn.catch(() => undefined);
  }, 100);
  const registering = every(() => desks.forEach((desk) => void desk.register(120)), 30_000);
  return async () => {
    clearInterval(timer);
    clearInterval(registering);
    await turn;
  };
}

export interface RealCall {
  /** Milliseconds from INVITE to the answer of a desk; null: refused or not in time. */
  readonly answerMs: number | null;
  readonly status: number | null;
}

/** One citizen: calls, is answered, speaks for a moment and hangs up. */
export async function callAsCitizen(centre: TestCentre, from: string, limitMs = 60_000): Promise<RealCall> {
  const call = await placeCall({
    host: '127.0.0.1',
    port: centre.exchange.places.sipPort,
    from,
    to: '112',
    audio: { tone: 440 },
  });
  const answered = await call.waitFor('answered', limitMs).catch(() => null);
  const ended = call.events.find((event) => event.type === 'ended');
  await call.hangUp();
  return { answerMs: answered?.at ?? null, status: ended?.type === 'ended' ? ended.status : null };
}
