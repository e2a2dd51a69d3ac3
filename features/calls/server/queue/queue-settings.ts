import { overflowNumber } from '#features/people/overflow.ts';
import { changeSetting, type SettingKind } from '#features/people/server/setting-versions.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { type QueueContent, queueContent, queueSettingId } from '../../queue.ts';
import type { changeQueueSettings as changeRoute, readQueueSettings as readRoute } from '../../queue-contract.ts';
import { historyCost } from './history-store.ts';
import { insertQueueSettings, loadQueueSettings, saveQueueSettings } from './queue-settings-store.ts';
import { readQueueSettings as readKnown } from './queue-store.ts';

/** Dialled as it stands; never 112 itself, which would come back to this very centre. */
function isDialable({ neighbourNumber }: QueueContent): boolean {
  return neighbourNumber === null || (overflowNumber(neighbourNumber) !== null && neighbourNumber !== '112');
}

/** The whole queue is one setting: its numbers are tuned against each other. */
export const queueKind: SettingKind<typeof queueContent> = {
  kind: 'queue',
  schema: queueContent,
  load: async (ctx, id) => {
    const found = await loadQueueSettings(ctx);
    return found?.id === id ? { version: found.version, content: queueContent.parse(found.content) } : null;
  },
  allows: async (_ctx, _id, content) => isDialable(content),
  save: saveQueueSettings,
};

/** A new regency begins with the seeds. */
export async function seedQueue(ctx: ActionContext): Promise<void> {
  await insertQueueSettings(ctx, newId<'queue_setting'>());
}

export const readQueueSettings: Action<typeof readRoute> = async (ctx) => {
  const found = present(await loadQueueSettings(ctx), 'seeded with the regency');
  const { reachableOutside } = await readKnown(ctx.tx, ctx.tenantId);
  const content = queueContent.parse(found.content);
  const id = queueSettingId.parse(found.id);
  const history = await historyCost(ctx.tx, ctx.tenantId, ctx.now);
  return ok({ id, version: found.version, content, hasOutside: reachableOutside.includes('number'), history });
};

export const changeQueueSettings: Action<typeof changeRoute> = async (ctx, { body }) => {
  if (!isDialable(body.content)) {
    return refuse('queue.neighbour_unfit', { value: body.content.neighbourNumber ?? '' });
  }
  const found = present(await loadQueueSettings(ctx), 'seeded with the regency');
  return changeSetting(ctx, queueKind, { id: found.id, ...body });
};
