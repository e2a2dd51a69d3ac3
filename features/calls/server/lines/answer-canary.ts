import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { Channel } from '#platform/server/asterisk/ari/types.generated.ts';
import { canaryAnswer, canaryExtension } from '../pbx/dialplan.ts';

/** The dialplan keeps there what was dialled. */
export const isCanary = (channel: Channel) => channel.accountcode === canaryExtension;

/** Ours for a moment: back to the dialplan, with the answer that says so. */
export async function answerCanary(ari: AriClient, channelId: string): Promise<void> {
  await ari
    .call('channels.continueInDialplan', { channelId, context: canaryAnswer, extension: 'led', priority: 1 })
    .catch(() => undefined);
}
