import type { AriClient } from '#platform/server/asterisk/ari/client.ts';

/** What a channel does in the dialplan; null when there is no such channel any more. */
export async function dialplanAppOf(ari: AriClient, channelId: string): Promise<string | null> {
  const found = await ari.callSlow('channels.get', { channelId }).catch(() => null);
  return found?.ok === true ? found.value.dialplan.app_name : null;
}

/** Out of our hands and into Asterisk's own queue. */
export async function sendToFallback(ari: AriClient, channelId: string, context: string): Promise<void> {
  await ari
    .call('channels.continueInDialplan', { channelId, context, extension: 'call', priority: 1 })
    .catch(() => undefined);
}
