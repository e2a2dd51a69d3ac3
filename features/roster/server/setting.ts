import { changeSetting } from '#features/people/server/setting-versions.ts';
import type { Action } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import type * as routes from '../contract.ts';
import { rosterSettingKind, selectRosterSetting } from './setting-store.ts';

export const readRosterSetting: Action<typeof routes.readRosterSetting> = async (ctx) =>
  ok({ id: ctx.tenantId, ...(await selectRosterSetting(ctx, 'read')) });

export const changeRosterSetting: Action<typeof routes.changeRosterSetting> = (ctx, { body }) =>
  changeSetting(ctx, rosterSettingKind, { id: ctx.tenantId, ...body });
