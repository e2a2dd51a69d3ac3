import { changeSetting } from '#features/people/server/setting-versions.ts';
import type { Action } from '#platform/server/action.ts';
import { ok, present } from '#platform/shared/result.ts';
import type * as routes from '../case-contract.ts';
import { caseSetting, caseSettingId } from '../case-setting.ts';
import { caseSettingKind, loadCaseSetting } from './case-setting-store.ts';

export const readCaseSetting: Action<typeof routes.readCaseSetting> = async (ctx) => {
  const found = present(await loadCaseSetting(ctx), 'seeded with the regency');
  return ok({
    id: caseSettingId.parse(found.id),
    version: found.version,
    content: caseSetting.parse(found.content),
  });
};

export const changeCaseSetting: Action<typeof routes.changeCaseSetting> = async (ctx, { body }) => {
  const found = present(await loadCaseSetting(ctx), 'seeded with the regency');
  return changeSetting(ctx, caseSettingKind, { id: found.id, ...body });
};
