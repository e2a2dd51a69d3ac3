import { type Action, bind } from '#platform/server/action.ts';
import type { FeaturePart } from '#platform/server/join-parts.ts';
import { ok } from '#platform/shared/result.ts';
import * as routes from '../../link-contract.ts';
import { unlessSensitive, withoutWords } from '../hide-sensitive.ts';
import type { IncidentsBehind } from '../recording/incidents-behind.ts';
import { type CitizenOptions, citizenPlugins } from './citizen.ts';
import { openConversation, readConversation, seeMessages, writeToCaller } from './conversation.ts';
import { addressOf } from './make-link.ts';
import { sendLink, sendLinkTask, sendLinkText } from './send-link.ts';

export interface LinkOptions extends CitizenOptions {
  /** Where people reach this installation; null: nobody has said it. */
  readonly publicUrl: string | null;
  readonly incidents: IncidentsBehind;
}

/** The caller's page, and what the centre sees of it. */
export function linkPart({ publicUrl, incidents, ...citizen }: LinkOptions): FeaturePart {
  const readAddress: Action<typeof routes.readLinkAddress> = async (ctx) =>
    ok({ address: await addressOf(ctx, publicUrl) });
  return {
    routes: [
      bind(routes.readConversation, withoutWords(incidents, readConversation(publicUrl))),
      bind(routes.openConversation, unlessSensitive(incidents, openConversation(publicUrl))),
      bind(routes.sendLink, sendLink(publicUrl)),
      bind(routes.writeToCaller, writeToCaller(publicUrl)),
      bind(routes.seeMessages, seeMessages),
      bind(routes.readLinkAddress, readAddress),
    ],
    plugins: citizenPlugins(citizen),
    jobs: { [sendLinkTask]: sendLinkText(publicUrl) },
  };
}
