import { channelPlan } from '#features/agencies/server/channels/channel-store.ts';
import { centreOf } from '#features/calls/server/link/link-store.ts';
import { addressOf } from '#features/calls/server/link/make-link.ts';
import { changeSetting } from '#features/people/server/setting-versions.ts';
import type { Action } from '#platform/server/action.ts';
import { bindAll } from '#platform/server/bind-all.ts';
import type { FeaturePart } from '#platform/server/join-parts.ts';
import { ok, present } from '#platform/shared/result.ts';
import { tellingChannels, tellingContent } from '../../telling.ts';
import * as routes from '../../telling-contract.ts';
import {
  callCaller,
  claimCallerTask,
  endCallerTask,
  listCallerTasks,
  releaseCallerTask,
  taskDeadline,
  taskOverdue,
} from './caller-tasks.ts';
import { tellingListeners, tellNow } from './hear-results.ts';
import { changeWay, readTellings, tellAgainWith } from './read-tellings.ts';
import { seedTelling, settingRow, tellingKind } from './setting-store.ts';
import { type TellingOptions, tellDeadline } from './tell-callers.ts';
import { type TrackPageOptions, trackPlugins } from './track-page.ts';

/** Telling callers: what needs to know where this installation is, and its secret. */
export function tellingPart(options: TellingOptions & TrackPageOptions): FeaturePart {
  const readTellingSetting: Action<typeof routes.readTellingSetting> = async (ctx) => {
    // A regency from before this part was there has no row yet.
    if ((await settingRow(ctx)) === null) await seedTelling(ctx);
    const found = present(await settingRow(ctx), 'seeded above where it was not');
    const { content } = await channelPlan(ctx);
    return ok({
      id: found.id,
      version: found.version,
      content: tellingContent.parse(found.content),
      activeChannels: tellingChannels.filter((channel) => content[channel].active),
      address: await addressOf(ctx, options.publicUrl),
      centreName: (await centreOf(ctx)).name,
    });
  };
  const changeTellingSetting: Action<typeof routes.changeTellingSetting> = (ctx, { params, body }) =>
    changeSetting(ctx, tellingKind, { id: params.id, ...body });
  return {
    routes: bindAll(routes, {
      ...{ readTellingSetting, changeTellingSetting, readTellings, changeWay },
      tellAgain: tellAgainWith(options),
      ...{ listCallerTasks, claimCallerTask, releaseCallerTask, callCaller, endCallerTask },
    }),
    plugins: trackPlugins(options),
    listeners: tellingListeners(options),
    deadlines: { [tellDeadline]: tellNow(options), [taskDeadline]: taskOverdue },
    seedTenant: seedTelling,
  };
}
