import { isIP } from 'node:net';
import webPush, { type RequestOptions } from 'web-push';
import { pushSubscription } from '#platform/shared/message.ts';
import { failed, type OutgoingMessage, patienceMs, resultOfStatus, type Sender } from './message.ts';

export interface PushKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** A pair by which push services know this installation (RFC 8292). Subscriptions are bound to it. */
export function newPushKeys(): PushKeys {
  return webPush.generateVAPIDKeys();
}

export interface PushOptions {
  readonly keys: PushKeys;
  /** Whom a push service may ask: `mailto:` or an https address. */
  readonly contact: string;
  /** Host names we send to, each with all below it. */
  readonly hosts: readonly string[];
}

/**
 * Whether an endpoint lies with one of these services. A subscription is whatever a browser sent us, so without this list anybody
 * could have the server send requests into its own network. Without TLS to this machine only.
 */
export function isPushHost(endpoint: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, host } = new URL(endpoint);
  if (protocol !== 'https:' && hostname !== '127.0.0.1') return false;
  return hosts.some(
    (wanted) => host === wanted || hostname === wanted || (isIP(hostname) === 0 && hostname.endsWith(`.${wanted}`)),
  );
}

/** Encrypted for one browser (RFC 8291, aes128gcm) and handed to its push service. */
export function pushSender(options: PushOptions): Sender {
  return async (to, message) => {
    const subscription = pushSubscription.safeParse(jsonOf(to));
    if (!subscription.success) return failed('bad_recipient', false);
    const { endpoint } = subscription.data;
    if (!isPushHost(endpoint, options.hosts)) return failed('refused', false);
    try {
      const request = webPush.generateRequestDetails(
        subscription.data,
        payloadOf(message),
        requestOf(message, options),
      );
      const answer = await fetch(endpoint, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMs),
        // The package counts the length itself; fetch does so from the body.
        headers: Object.fromEntries(
          Object.entries(request.headers ?? {})
            .filter(([name]) => name.toLowerCase() !== 'content-length')
            .map(([name, value]) => [name, String(value)]),
        ),
        body: new Uint8Array(request.body ?? []),
      });
      await answer.body?.cancel();
      // The browser has given it back.
      if (answer.status === 404 || answer.status === 410) return failed('gone', false);
      return resultOfStatus(answer.status);
    } catch {
      return failed('unreachable', true);
    }
  };
}

function requestOf(message: OutgoingMessage, { keys, contact }: PushOptions): RequestOptions {
  const left = message.expiresAt === undefined ? 600 : Math.ceil((Date.parse(message.expiresAt) - Date.now()) / 1000);
  return {
    vapidDetails: { subject: contact, ...keys },
    contentEncoding: 'aes128gcm',
    urgency: 'high',
    TTL: Math.max(0, left),
    // A push service keeps one message of a topic: 32 characters of base64url at most.
    topic: message.id.replaceAll('-', '').slice(0, 32),
  };
}

/** What the service worker reads. */
function payloadOf(message: OutgoingMessage): string {
  const { id, title, text, path = '/' } = message;
  return JSON.stringify({ id, title, text, path });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
