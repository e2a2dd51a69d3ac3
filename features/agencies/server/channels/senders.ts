import { z } from 'zod';
import type { ActionContext } from '#platform/server/action.ts';
import { decrypt, encrypt } from '#platform/server/cipher.ts';
import { emailSender } from '#platform/server/messages/email.ts';
import { messagePort, type Sender } from '#platform/server/messages/message.ts';
import { type PushKeys, pushSender } from '#platform/server/messages/push.ts';
import { textSender } from '#platform/server/text-messages/gateway.ts';
import type { Channel } from '#platform/shared/message.ts';
import type { ChannelContent, SecretChannel } from '../../channel.ts';
import { channelPlan } from './channel-store.ts';

/** What is this installation's own and lies in no table. */
export interface ChannelKeys {
  /** Encrypts the passwords of servers and gateways. Without it (another data folder) they must be entered again. */
  readonly secret: () => Promise<string>;
  readonly push: () => Promise<PushKeys>;
}

const kept = z.object({ email: z.string(), sms: z.string(), whatsapp: z.string() }).partial();
export type Secrets = Partial<Readonly<Record<SecretChannel, string>>>;

export function openSecrets(secret: string, sealed: Buffer | null): Secrets {
  const text = sealed === null ? null : decrypt(secret, sealed);
  if (text === null) return {};
  const { email, sms, whatsapp } = kept.parse(JSON.parse(text));
  return {
    ...(email === undefined ? {} : { email }),
    ...(sms === undefined ? {} : { sms }),
    ...(whatsapp === undefined ? {} : { whatsapp }),
  };
}

export function sealSecrets(secret: string, secrets: Secrets): Buffer | null {
  return Object.keys(secrets).length === 0 ? null : encrypt(secret, JSON.stringify(secrets));
}

/** The regency's channels as they are set up now, behind one door. */
export async function portOf(ctx: ActionContext, keys: ChannelKeys) {
  const { content, secrets } = await channelPlan(ctx);
  return messagePort(sendersOf(content, openSecrets(await keys.secret(), secrets), await keys.push()));
}

function sendersOf(
  { email, sms, whatsapp, push }: ChannelContent,
  secrets: Secrets,
  keys: PushKeys,
): Partial<Record<Channel, Sender>> {
  return {
    ...(email.active ? { email: emailSender({ ...email, password: secrets.email ?? null }) } : {}),
    ...(sms.active ? { sms: textSender({ ...sms, secret: secrets.sms ?? null }) } : {}),
    ...(whatsapp.active ? { whatsapp: textSender({ ...whatsapp, secret: secrets.whatsapp ?? null }) } : {}),
    ...(push.active
      ? { push: pushSender({ keys, contact: `mailto:${push.contact || 'admin@localhost'}`, hosts: push.hosts }) }
      : {}),
  };
}
