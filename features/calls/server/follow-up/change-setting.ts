import { changeSetting } from '#features/people/server/setting-versions.ts';
import type { Action } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import type {
  changeFollowUpSetting as changeRoute,
  readFollowUpSetting as readRoute,
} from '../../follow-up-contract.ts';
import { followUpKind, readFollowUpSetting as read, saveSmsSecret } from './settings-store.ts';

export const readFollowUpSetting: Action<typeof readRoute> = async (ctx) => ok(await read(ctx));

/** The gateway's key is no part of the versions: an older one must not come back, and nobody reads it. */
export const changeFollowUpSetting: Action<typeof changeRoute> = async (ctx, { params, body }) => {
  const { smsSecret, ...change } = body;
  const changed = await changeSetting(ctx, followUpKind, { id: params.id, ...change });
  if (changed.ok && smsSecret !== undefined) await saveSmsSecret(ctx, smsSecret === '' ? null : smsSecret);
  return changed;
};
