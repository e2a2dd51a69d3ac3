import { randomBytes } from 'node:crypto';
import { addressOf } from '#features/calls/server/link/make-link.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { hashOfToken } from '#platform/server/http/token-door.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';
import { type ResponseLinkId, tokenBytes, validMs } from '../../response.ts';
import { appendAssignmentEvent } from '../assignment-event.ts';
import { insertLink } from './response-store.ts';

/**
 * A link of an assignment, and the address that stands in the message alone; null: no public address is known (`publicUrl`, or the
 * regency's own host name).
 */
export async function makeResponseLink(
  ctx: ActionContext,
  of: {
    readonly assignment: { readonly id: string; readonly agencyId: string; readonly incidentId: string };
    readonly contactId: string | null;
    readonly publicUrl: string | null;
  },
): Promise<{ readonly id: ResponseLinkId; readonly address: string } | null> {
  const base = await addressOf(ctx, of.publicUrl);
  if (base === null) return null;
  const id: ResponseLinkId = newId();
  const token = randomBytes(tokenBytes).toString('base64url');
  const expiresAt = plusMs(ctx.now, validMs);
  const { assignment, contactId } = of;
  await insertLink(ctx, { id, assignmentId: assignment.id, contactId, hash: hashOfToken(token), expiresAt });
  await appendAssignmentEvent(ctx, 'assignment.link_made', assignment, { linkId: id, contactId, expiresAt });
  return { id, address: `${base}/r/${token}` };
}
