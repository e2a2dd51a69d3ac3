import type { AriClient } from '#platform/server/asterisk/ari/client.ts';

/** Whether a channel lives still. */
export async function isThere(ari: AriClient, channelId: string): Promise<boolean> {
  const found = await ari.callSlow('channels.get', { channelId }).catch(() => null);
  return found?.ok === true;
}

/** Out of our hands and into Asterisk's own queue. */
export async function sendToFallback(ari: AriClient, channelId: string, context: string): Promise<void> {
  await ari
    .call('channels.continueInDialplan', { channelId, context, extension: 'call', priority: 1 })
    .catch(() => undefined);
}
