import { changeSetting, recordSettingVersion } from '#features/people/server/setting-versions.ts';
import type { Action } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import type * as routes from '../setting-contract.ts';
import { clockKind } from './setting-kinds.ts';
import { insertClock, lockClock, selectClocks } from './setting-store.ts';

export const listClocks: Action<typeof routes.listClocks> = async (ctx) => ok({ items: await selectClocks(ctx) });

export const createClock: Action<typeof routes.createClock> = async (ctx, { body }) => {
  const { reason, ...clock } = body;
  const id = newId<'clock'>();
  if (!(await insertClock(ctx, { ...clock, id }))) return refuse('clock.exists');
  await recordSettingVersion(ctx, { kind: clockKind.kind, subjectId: id, version: 1, content: clock.content, reason });
  return ok({ id, version: 1 });
};

export const changeClock: Action<typeof routes.changeClock> = async (ctx, { params, body }) => {
  const clock = await lockClock(ctx, params.id);
  if (clock === null) return refuse('setting.not_found');
  if (clock.category === null && !body.content.active) return refuse('clock.needed');
  return changeSetting(ctx, clockKind, { id: params.id, ...body });
};
