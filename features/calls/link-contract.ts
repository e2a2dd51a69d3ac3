import { z } from 'zod';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { callId } from './call.ts';
import { callerMessageId, callerToken, messageKind } from './link.ts';
import { maxWords } from './link-limits.ts';
import { linkRefusals } from './link-texts.ts';
import { refusals } from './texts.ts';

const side = z.enum(['caller', 'desk']);
const words = z.string().trim().min(1).max(maxWords);

/* What the caller's page asks. It has no session: its token is in the address. */

export const linkView = z.object({
  centre: z.object({ name: z.string(), crest: z.string().nullable() }),
  expiresAt: instant,
  /** What was written after the number that was asked with, oldest first. */
  items: z.array(
    z.object({
      number: z.number().int(),
      side,
      kind: messageKind,
      words: z.string().nullable(),
      at: instant,
      /** Of the caller's own: by which it was sent. */
      clientId: z.uuid().nullable(),
    }),
  ),
  /** A person of the centre has seen the caller's messages up to this number. */
  seenUpTo: z.number().int(),
});
export type LinkView = z.output<typeof linkView>;

const after = z.coerce.number().int().min(0).default(0);

export const readLink = route({
  method: 'GET',
  path: '/api/links/:token',
  summary: "What the caller's page shows",
  permission: 'public',
  params: z.object({ token: callerToken }),
  query: z.object({ after }),
  output: linkView,
  refusals: pick(linkRefusals, 'link.gone', 'link.too_many'),
});

const degrees = (most: number) => z.number().min(-most).max(most);

/** `id` is chosen by the page: sent again, it is the same message. */
export const writeLink = route({
  method: 'POST',
  path: '/api/links/:token/messages',
  summary: 'The caller writes, presses a button, or sends the place of the telephone',
  permission: 'public',
  params: z.object({ token: callerToken }),
  query: z.object({ after }),
  body: z.discriminatedUnion('kind', [
    z.object({ id: z.uuid(), kind: z.literal('words'), words }),
    z.object({ id: z.uuid(), kind: z.enum(['need_help', 'safe', 'call_back']) }),
    z.object({
      id: z.uuid(),
      kind: z.literal('place'),
      place: z.object({
        latitude: degrees(90),
        longitude: degrees(180),
        /** Radius in metres that holds the telephone in 95 of 100 cases, as browsers reckon it (W3C Geolocation). */
        accuracyM: z.number().min(0).max(1_000_000),
        at: instant,
      }),
    }),
  ]),
  output: linkView,
  refusals: pick(linkRefusals, 'link.gone', 'link.too_many'),
});

/* What the centre sees of it. */

/** Why no link can be sent now, if so. */
export const linkHindrance = z.enum(['no_number', 'no_gateway', 'no_address']);

export const conversationView = z.object({
  hindrance: linkHindrance.nullable(),
  /** The newest link of this call; `result` null: on its way to the gateway. */
  link: z
    .object({
      madeAt: instant,
      expiresAt: instant,
      result: z.enum(['sent', 'failed']).nullable(),
      openedAt: instant.nullable(),
      isOpen: z.boolean(),
    })
    .nullable(),
  /** False: the words are left out until they are opened with a reason. */
  isShown: z.boolean(),
  /** Of the caller, and no person has had them on screen. */
  unseen: z.number().int(),
  items: z.array(
    z.object({
      id: callerMessageId,
      number: z.number().int(),
      side,
      kind: messageKind,
      /** Null: a button, erased, or not shown. */
      words: z.string().nullable(),
      isErased: z.boolean(),
      by: z.string().nullable(),
      at: instant,
      seenAt: instant.nullable(),
    }),
  ),
});
export type ConversationView = z.output<typeof conversationView>;

const ofCall = z.object({ id: callId });

export const readConversation = route({
  method: 'GET',
  path: '/api/calls/:id/conversation',
  summary: 'What the caller wrote by the link; the words for who has the call, and for others once they gave a reason',
  permission: 'call.read',
  params: ofCall,
  output: conversationView,
  refusals: pick(refusals, 'call.not_found'),
});

/** Logged with its reason (design.md invariant 9); opens it to this person for a shift. */
export const openConversation = route({
  method: 'POST',
  path: '/api/calls/:id/conversation/open',
  summary: 'See what the caller of a call wrote, with a reason',
  permission: 'caller.show',
  params: ofCall,
  body: z.object({ reason: z.string().trim().min(5).max(200) }),
  output: conversationView,
  refusals: pick(refusals, 'call.not_found', 'call.sensitive'),
});

export const sendLink = route({
  method: 'POST',
  path: '/api/calls/:id/link',
  summary: 'Send the caller of a call the link to a page on which they can answer without speaking',
  permission: 'call.take',
  params: ofCall,
  output: conversationView,
  refusals: {
    ...pick(refusals, 'call.not_found', 'call.not_yours'),
    ...pick(linkRefusals, 'link.no_number', 'link.no_gateway', 'link.no_address', 'link.just_sent', 'link.too_many'),
  },
});

export const writeToCaller = route({
  method: 'POST',
  path: '/api/calls/:id/conversation/messages',
  summary: 'Write to the caller, on the page of the link',
  permission: 'call.take',
  params: ofCall,
  body: z.object({ id: z.uuid(), words }),
  output: conversationView,
  refusals: {
    ...pick(refusals, 'call.not_found'),
    ...pick(linkRefusals, 'link.none', 'link.not_shown', 'link.too_many'),
  },
});

export const seeMessages = route({
  method: 'POST',
  path: '/api/calls/:id/conversation/seen',
  summary: 'What the caller wrote up to this number is on my screen',
  permission: 'call.take',
  params: ofCall,
  body: z.object({ upTo: z.number().int().min(1) }),
  output: z.object({}),
  refusals: { ...pick(refusals, 'call.not_found'), ...pick(linkRefusals, 'link.not_shown') },
});

export const readLinkAddress = route({
  method: 'GET',
  path: '/api/follow-up-setting/address',
  summary: "Where callers' links lead; none: no public address is known, and texts go out without a link",
  permission: 'setting.read',
  output: z.object({ address: z.string().nullable() }),
});
