import { createHmac } from 'node:crypto';
import type { Attempt } from '../../webhook.ts';

const patienceMs = 10_000;

export interface Delivery {
  readonly url: string;
  /** `whsec_` and the secret in base64. */
  readonly secret: string;
  /** The same with every attempt: the receiver knows by it that it has it already. */
  readonly id: string;
  readonly body: string;
}

/**
 * One attempt, signed as the Standard Webhooks specification says: HMAC-SHA256 over id, second and body. Any 2xx is taken as
 * done. A redirect is not followed: it could lead out of the network that the administrator meant.
 */
export async function send(delivery: Delivery, nowMs: number): Promise<Attempt> {
  const seconds = String(Math.floor(nowMs / 1000));
  try {
    const answer = await fetch(delivery.url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
      headers: {
        'content-type': 'application/json',
        'webhook-id': delivery.id,
        'webhook-timestamp': seconds,
        'webhook-signature': signatureOf(delivery, seconds),
      },
      body: delivery.body,
    });
    await answer.body?.cancel();
    const { status } = answer;
    if (answer.ok) return { ok: true, status };
    return { ok: false, status, problem: status >= 300 && status < 400 ? 'redirect' : 'status' };
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return { ok: false, status: null, problem: isLate ? 'timeout' : 'unreachable' };
  }
}

function signatureOf({ secret, id, body }: Delivery, seconds: string): string {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}
