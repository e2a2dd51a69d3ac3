import { clearAttachmentTask } from '#features/dispatch/server/field/attachments.ts';
import { changeSetting } from '#features/people/server/setting-versions.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { enqueueJob, type JobHandler } from '#platform/server/jobs/jobs.ts';
import { type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { ok } from '#platform/shared/result.ts';
import { nextMidnight, plusMs } from '#platform/shared/time.ts';
import { daysOf, fewestDays, keptUntil, ruleOf } from '../photo-rules.ts';
import type * as routes from '../photo-setting-contract.ts';
import { tell } from './campaign-actions.ts';
import { regencyOf } from './campaign-store.ts';
import { photoSettingKind, photoSettingOf, selectPhotoSetting } from './photo-setting-store.ts';
import { lockOldPhotos, type OldPhoto, saveErased } from './photo-store.ts';

export const photoKeepingDeadline = 'outreach.photo_keeping';
export const photoKeepingTask = 'outreach.keep_photos';

/** With the recordings', after the nightly backup. */
const afterMidnightMs = 3.5 * 3_600_000;
const dayMs = 86_400_000;
const pageSize = 500;

export const readPhotoSetting: Action<typeof routes.readPhotoSetting> = async (ctx) =>
  ok({ id: ctx.tenantId, ...(await selectPhotoSetting(ctx, 'read')) });

export const changePhotoSetting: Action<typeof routes.changePhotoSetting> = (ctx, { body }) =>
  changeSetting(ctx, photoSettingKind, { id: ctx.tenantId, ...body });

/** Each night the job, and the next night. */
export const photoNight: DeadlineHandler = async (ctx) => {
  await enqueueJob(ctx, photoKeepingTask, {}, { key: 'campaign-photos' });
  await awaitPhotoNight(ctx);
};

export async function awaitPhotoNight(ctx: ActionContext): Promise<void> {
  const { zone } = await regencyOf(ctx);
  await setDeadline(ctx, photoKeepingDeadline, ctx.tenantId, plusMs(nextMidnight(ctx.now, zone), afterMidnightMs));
}

/** Erase what the regency no longer keeps: the setting as it stands tonight. Repeating it changes nothing. */
export const keepPhotos: JobHandler = async (ctx) => {
  const setting = await photoSettingOf(ctx);
  const { zone } = await regencyOf(ctx);
  const before = plusMs(ctx.now, -fewestDays(setting) * dayMs);
  let [after, erased]: [OldPhoto | null, number] = [null, 0];
  for (;;) {
    const page: OldPhoto[] = await lockOldPhotos(ctx, before, after, pageSize);
    for (const photo of page) {
      if (keptUntil(photo, setting, zone) > ctx.now) continue;
      const rule = ruleOf(photo.consent);
      await saveErased(ctx, photo.id);
      await tell(ctx, 'campaign.photo_erased', photo.campaignId, {
        photoId: photo.id,
        rule,
        days: daysOf(setting, rule),
      });
      // The key is gone with this transaction; the file follows.
      await enqueueJob(ctx, clearAttachmentTask, { path: photo.path });
      erased += 1;
    }
    after = page.at(-1) ?? null;
    if (after === null || page.length < pageSize) break;
  }
  if (erased > 0) ctx.log.info({ erased }, 'photos of campaigns whose time was over were erased');
};
