import { bindAll } from '#platform/server/bind-all.ts';
import type { Feature } from '#platform/server/feature.ts';
import * as routes from '../../channel-contract.ts';
import { channelActions } from './channel-actions.ts';
import { seedChannels } from './channel-store.ts';
import { giveUpDeadline, sendTask } from './queue-message.ts';
import { eraseDeadline, eraseMessage, giveUpMessage, sendMessage } from './send-message.ts';
import type { ChannelKeys } from './senders.ts';

/** How each can be reached: the part of agencies that needs the installation's keys. */
export function createChannels(keys: ChannelKeys): Feature {
  return {
    name: 'channels',
    routes: bindAll(routes, channelActions(keys)),
    jobs: { [sendTask]: sendMessage(keys) },
    deadlines: { [giveUpDeadline]: giveUpMessage, [eraseDeadline]: eraseMessage },
    seedTenant: seedChannels,
  };
}
