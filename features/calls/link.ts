import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';

/*
 * The caller's link: a page without an account, sent by SMS, by which somebody who cannot speak, or whose call was lost, says
 * what they need. Nothing of the call is on it but what was written there.
 */

export type CallerLinkId = Id<'caller_link'>;
export type CallerMessageId = Id<'caller_message'>;
export const callerMessageId = idSchema<'caller_message'>();

/**
 * What a caller can say. `words`: written by hand; `need_help`, `safe`, `call_back`: the large buttons; `place`: where the
 * telephone is (the place itself lies with the other places of the caller).
 */
export const messageKinds = ['words', 'need_help', 'safe', 'call_back', 'place'] as const;
export const messageKind = z.enum(messageKinds);
export type MessageKind = (typeof messageKinds)[number];

/** 128 bits in base64url. */
export const tokenBytes = 16;
export const callerToken = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** What stands in the settings where the link goes. */
export const linkMark = '{tautan}';

/** Names and contents of its events: ids, codes, times and figures only. */
export interface LinkEvents {
  /** `userId` null: made by the ladder of a lost call. */
  readonly 'call.link_made': { readonly linkId: string; readonly userId: string | null };
  readonly 'call.link_sent': { readonly linkId: string; readonly result: 'sent' | 'failed' };
  readonly 'call.link_opened': { readonly linkId: string };
  /** `userId` null: by the caller. */
  readonly 'call.link_written': {
    readonly messageId: string;
    readonly linkId: string | null;
    readonly count: number;
    readonly kind: MessageKind;
    readonly userId: string | null;
  };
  /** What the caller wrote up to this number is on the screen of a person. */
  readonly 'call.link_seen': { readonly count: number; readonly userId: string };
}
