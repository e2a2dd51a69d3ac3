import { randomBytes } from 'node:crypto';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { hashOfToken } from '#platform/server/http/token-door.ts';
import { newId } from '#platform/shared/ids.ts';
import type { CallerLinkId } from '../../link.ts';
import { tokenBytes } from '../../link.ts';
import { publicAddress } from '../../link-rules.ts';
import { callEvent } from '../call-event.ts';
import { readPlan } from '../follow-up/settings-store.ts';
import { centreOf, insertLink, saveSent } from './link-store.ts';

/** Where the pages of this regency are reached; null: nobody has said it. `publicUrl`: that of the installation. */
export async function addressOf(ctx: ActionContext, publicUrl: string | null): Promise<string | null> {
  return publicAddress({ publicUrl, hosts: (await centreOf(ctx)).hosts });
}

/** Why a caller can be sent no link at the moment; null: they can. */
export async function hindranceOf(
  ctx: ActionContext,
  call: { readonly caller_e164: string | null; readonly purpose?: string },
  publicUrl: string | null,
) {
  if (call.caller_e164 === null) return 'no_number' as const;
  // Nothing of a drill leaves the building, and until it is revealed nothing says why.
  if (call.purpose === 'drill') return 'no_gateway' as const;
  if (!(await readPlan(ctx)).smsActive) return 'no_gateway' as const;
  return (await addressOf(ctx, publicUrl)) === null ? ('no_address' as const) : null;
}

/** A link of a call (for a call-back: of the call that was lost), whose text goes out later. */
export async function makeLink(
  ctx: ActionContext,
  made: { readonly callId: string; readonly userId: string | null; readonly hours: number },
): Promise<CallerLinkId> {
  const id = newId<'caller_link'>();
  const { callId, userId, hours } = made;
  await insertLink(ctx, { id, call_id: callId, made_by: userId, hours });
  await appendEvent(ctx, callEvent(callId, 'call.link_made', { linkId: id, userId }));
  return id;
}

/**
 * Draw the token of a link and hand it on by `send`, in the moment of sending: it stands in that one text and nowhere here.
 * What the gateway refuses is noted and not repeated.
 */
export async function sendToken(
  ctx: ActionContext,
  link: { readonly id: string; readonly call_id: string },
  address: string | null,
  send: (url: string) => Promise<boolean>,
): Promise<boolean> {
  const token = randomBytes(tokenBytes).toString('base64url');
  const isSent = address !== null && (await send(`${address}/l/${token}`));
  const result = isSent ? 'sent' : 'failed';
  await saveSent(ctx, { id: link.id, tokenHash: isSent ? hashOfToken(token) : null, result });
  await appendEvent(ctx, callEvent(link.call_id, 'call.link_sent', { linkId: link.id, result }));
  return isSent;
}
