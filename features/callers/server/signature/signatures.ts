import { channelPlan, subscriptionsFor } from '#features/agencies/server/channels/channel-store.ts';
import { cancelMessages, queueMessage } from '#features/agencies/server/channels/queue-message.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import type { Channel } from '#platform/shared/message.ts';
import { ok } from '#platform/shared/result.ts';
import { fill } from '#platform/shared/texts.ts';
import { plusMs } from '#platform/shared/time.ts';
import type { countSignatures as route } from '../../signature-contract.ts';
import { type SignatureKind, signatureWords } from '../../signature-texts.ts';
import { regencyName } from '../case-store.ts';
import { otherHeads, waitingForMe } from './signature-store.ts';

export const countSignatures: Action<typeof route> = async (ctx) => ok(await waitingForMe(ctx));

/** A mail gateway may be down for a night: in the morning the message is still of use. */
const usefulMs = 24 * 3_600_000;

const paths: Readonly<Record<SignatureKind, string>> = { case_pack: '/case-packs', case_lane: '/case-lanes' };

/**
 * Tell whoever can sign, by every channel that is on and reaches an account: mail, and a notification to each of their browsers.
 * SMS and WhatsApp need a number, which accounts do not have (docs/decisions/0034-what-waits-for-the-head.md).
 */
export async function tellHeads(ctx: ActionContext, kind: SignatureKind, id: string): Promise<void> {
  const { content } = await channelPlan(ctx);
  if (!content.email.active && !content.push.active) return;
  const regency = await regencyName(ctx);
  const words = signatureWords[kind];
  for (const head of await otherHeads(ctx)) {
    const send = (channel: Channel, to: string) =>
      queueMessage(ctx, {
        channel,
        purpose: 'signature_wanted',
        subject: { type: kind, id },
        to,
        title: fill(words.title, head.language, { regency }),
        text: fill(words.text, head.language, {}),
        path: paths[kind],
        giveUpAt: plusMs(ctx.now, usefulMs),
      });
    if (content.email.active && head.email !== null) await send('email', head.email);
    if (content.push.active)
      for (const browser of await subscriptionsFor(ctx, { userId: head.id })) await send('push', browser.id);
  }
}

/** Signed, refused or withdrawn: what was not sent yet calls nobody to it any more. */
export function dropNotice(ctx: ActionContext, id: string): Promise<void> {
  return cancelMessages(ctx, id, 'signature_wanted');
}
