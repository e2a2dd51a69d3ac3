import { changeSetting, recordSettingVersion } from '#features/people/server/setting-versions.ts';
import type { Action } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { incidentTypeContent } from '../incident.ts';
import type * as routes from '../type-contract.ts';
import { incidentTypeKind } from './setting-kinds.ts';
import { hasOtherActive, insertType, lockType, selectTypeSettings } from './type-store.ts';

export const listTypeSettings: Action<typeof routes.listTypeSettings> = async (ctx) =>
  ok({ items: await selectTypeSettings(ctx) });

export const createIncidentType: Action<typeof routes.createIncidentType> = async (ctx, { body }) => {
  const { code, content, reason } = body;
  const id = newId<'incident_type'>();
  if (!(await insertType(ctx, { ...content, id, code }))) return refuse('incident_type.code_taken', { code });
  await recordSettingVersion(ctx, { kind: incidentTypeKind.kind, subjectId: id, version: 1, content, reason });
  return ok({ id, version: 1 });
};

export const changeIncidentType: Action<typeof routes.changeIncidentType> = async (ctx, { params, body }) => {
  if (!body.content.active && (await isLastActive(ctx, params.id))) return refuse('incident_type.last_active');
  return changeSetting(ctx, incidentTypeKind, { id: params.id, ...body });
};

export const deactivateIncidentType: Action<typeof routes.deactivateIncidentType> = async (ctx, { params, body }) => {
  const type = await lockType(ctx, params.id);
  if (type === null) return refuse('setting.not_found');
  if (await isLastActive(ctx, params.id)) return refuse('incident_type.last_active');
  const content = { ...incidentTypeContent.parse(type), active: false };
  return changeSetting(ctx, incidentTypeKind, { id: params.id, ...body, content });
};

/** Not so for one that is not there: whoever asks about it is told that instead. */
async function isLastActive(ctx: Parameters<typeof hasOtherActive>[0], id: string): Promise<boolean> {
  return (await lockType(ctx, id))?.active === true && !(await hasOtherActive(ctx, id));
}
