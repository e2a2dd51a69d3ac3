import { audience } from '#features/people/audience.ts';
import { type ActionContext, systemActor } from '#platform/server/action.ts';
import { decrypt } from '#platform/server/cipher.ts';
import type { Db } from '#platform/server/db/database.ts';
import { pause } from '#platform/server/db/session.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { Log } from '#platform/server/log/log.ts';
import { runWork, type Workplace } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Attempt } from '../../webhook.ts';
import { afterAttempt, isTold } from '../../webhook-rules.ts';
import {
  type DueDelivery,
  eventsAfter,
  type Follower,
  insertDeliveries,
  isFollowing,
  lease,
  moveFollower,
  release,
  saveAttempt,
  selectDue,
  selectFollowers,
} from './follow-store.ts';
import { send } from './send.ts';

export interface WebhookOptions {
  readonly systemDb: Db;
  readonly place: () => Workplace;
  readonly log: Log;
  /** What encrypts the signing secrets. */
  readonly sealWith: () => Promise<string>;
  /** Pause in milliseconds when nothing waits. */
  readonly pauseMs?: number;
}

const eventsAtOnce = 500;
const deliveriesAtOnce = 20;
/** Longer than one round can take when each of its attempts runs into the time-out. */
const leaseMs = 5 * 60_000;

/**
 * Tell other systems what happens, behind the sealer and in a loop of its own: no call, deadline or job waits for somebody
 * else's machine. Any number of processes may run it: one at a time follows the chain, and one at a time sends to each webhook.
 */
export function startWebhooks(options: WebhookOptions): { stop: () => Promise<void> } {
  const stop = new AbortController();
  const loop = (async () => {
    while (!stop.signal.aborted) {
      try {
        if (await tellOnce(options, stop.signal)) continue;
      } catch (error) {
        options.log.error({ error: String(error) }, 'webhooks could not be served; it is tried again');
      }
      await pause(options.pauseMs ?? 1000, stop.signal);
    }
  })();
  return {
    stop: async () => {
      stop.abort();
      await loop;
    },
  };
}

/** True when there may be more to do at once. */
async function tellOnce(options: WebhookOptions, signal: AbortSignal): Promise<boolean> {
  const hasMore = await follow(options.systemDb);
  const active = (await selectFollowers(options.systemDb)).filter(({ content }) => content.active);
  const told = await Promise.all(active.map((webhook) => deliverTo(options, webhook, signal)));
  return hasMore || told.some((count) => count === deliveriesAtOnce);
}

/** Make deliveries of what the chain has got since: they and the position move together. */
function follow(systemDb: Db): Promise<boolean> {
  return systemDb.transaction().execute(async (tx) => {
    if (!(await isFollowing(tx))) return false;
    let hasMore = false;
    for (const webhook of await selectFollowers(tx)) {
      if (webhook.followed_to >= webhook.head) continue;
      // Switched off: what happens meanwhile is not told later, when it is old.
      const events = webhook.content.active
        ? await eventsAfter(tx, { tenantId: webhook.tenant_id, chainNo: webhook.followed_to, limit: eventsAtOnce })
        : [];
      const told = events.filter(({ name }) => isTold(webhook.content, name));
      const ids = told.map(() => newId<'webhook_delivery'>());
      const seqs = told.map(({ seq }) => seq);
      await insertDeliveries(tx, { tenantId: webhook.tenant_id, webhookId: webhook.id, ids, seqs });
      const isCutOff = events.length === eventsAtOnce;
      await moveFollower(tx, webhook.id, isCutOff ? (events.at(-1)?.chain_no ?? webhook.head) : webhook.head);
      hasMore ||= isCutOff;
    }
    return hasMore;
  });
}

/** The secret was encrypted with the key of another data folder. */
const unreadable: Attempt = { ok: false, status: null, problem: 'secret' };

/** One after another, in the order of the events. Returns how many were tried. */
async function deliverTo(options: WebhookOptions, webhook: Follower, signal: AbortSignal): Promise<number> {
  const { systemDb } = options;
  if (!(await lease(systemDb, webhook.id, leaseMs))) return 0;
  try {
    const secret = decrypt(await options.sealWith(), webhook.cipher);
    const due = await selectDue(systemDb, webhook.id, deliveriesAtOnce);
    for (const delivery of due) {
      if (signal.aborted) break;
      const body = JSON.stringify(bodyOf(delivery));
      const attempt =
        secret === null
          ? unreadable
          : await send({ url: webhook.content.url, secret, id: delivery.id, body }, Date.now());
      await runWork(options.place(), { tenantId: webhook.tenant_id, actor: systemActor }, (ctx) =>
        noteAttempt(ctx, { webhookId: webhook.id, delivery, attempt }),
      );
    }
    return due.length;
  } finally {
    await release(systemDb, webhook.id);
  }
}

async function noteAttempt(
  ctx: ActionContext,
  of: { readonly webhookId: string; readonly delivery: DueDelivery; readonly attempt: Attempt },
): Promise<void> {
  const { delivery, attempt } = of;
  const attempts = delivery.attempts + 1;
  const next = afterAttempt(attempts, attempt, ctx.now);
  const dueAt = next.state === 'waiting' ? next.dueAt : null;
  await saveAttempt(ctx.tx, delivery.id, { state: next.state, attempts, dueAt, attempt });
  if (next.state !== 'dead') return;
  await appendEvent(ctx, {
    name: 'webhook.given_up',
    subject: { type: 'webhook', id: of.webhookId },
    audience: [audience.tenant()],
    content: { deliveryId: delivery.id, attempts, status: attempt.status },
  });
}

/** Events hold ids, codes, times and figures only (design.md invariant 11), so they may be told as they are. */
function bodyOf(delivery: DueDelivery) {
  if (delivery.name === null) return { type: 'webhook.trial', timestamp: delivery.made_at, data: {} };
  return {
    type: delivery.name,
    timestamp: delivery.occurred_at,
    data: { subject: { type: delivery.subject_type, id: delivery.subject_id }, ...delivery.content },
  };
}
