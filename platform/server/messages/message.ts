import type { Channel, SendFailure } from '#platform/shared/message.ts';

export interface MessageFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface OutgoingMessage {
  /** The same for each try of one message: mail carries it as its id, a push replaces the one before it. */
  readonly id: string;
  /** The head of a mail or of a notification; gateways of short texts take the text alone. */
  readonly title: string;
  readonly text: string;
  /** Where a tap on a notification leads: a path on our own origin. */
  readonly path?: string;
  /** Mail alone: the same in HTML, and one file with it. */
  readonly html?: string;
  readonly file?: MessageFile;
  /** After this nobody needs it any more; a push service keeps it no longer. */
  readonly expiresAt?: string;
}

/** Taken by the next server on the way, which does not mean that it arrived. */
export type SendResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: SendFailure; readonly retryable: boolean };

/** `to`: a mail address, a number in E.164, or a push subscription as JSON. Never throws for what a network does. */
export type Sender = (to: string, message: OutgoingMessage) => Promise<SendResult>;

/** Longest wait for a gateway, a mail server or a push service, in milliseconds. */
export const patienceMs = 10_000;

export function failed(code: SendFailure, retryable: boolean): SendResult {
  return { ok: false, code, retryable };
}

/** What an HTTP status of a gateway or a push service says; a redirect is never followed and is a refusal. */
export function resultOfStatus(status: number): SendResult {
  if (status >= 200 && status < 300) return { ok: true };
  if (status === 408 || status === 429) return failed('busy', true);
  if (status >= 500) return failed('unreachable', true);
  return failed('refused', false);
}

/** One door to all channels: `send(channel, to, message)`. A channel without a sender is not configured. */
export function messagePort(senders: Partial<Readonly<Record<Channel, Sender>>>) {
  return async (channel: Channel, to: string, message: OutgoingMessage): Promise<SendResult> => {
    const sender = senders[channel];
    return sender === undefined ? failed('not_configured', true) : sender(to, message);
  };
}
