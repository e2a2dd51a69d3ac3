import { changeSetting, recordSettingVersion } from '#features/people/server/setting-versions.ts';
import type { Action } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { agencyContent } from '../agency.ts';
import type * as routes from '../contract.ts';
import { centreAgency } from './seed.ts';
import { agencySetting, dutyContactSetting } from './setting-kinds.ts';
import { insertAgency, insertContact, selectAgency } from './store.ts';

export const createAgency: Action<typeof routes.createAgency> = async (ctx, { body }) => {
  const id = newId<'agency'>();
  const { code, reason, ...rest } = body;
  const content = { ...rest, active: true };
  const inserted = await insertAgency(ctx.tx, { ...content, id, tenantId: ctx.tenantId, code });
  if (!inserted) return refuse('agency.code_taken', { code });
  await recordSettingVersion(ctx, { kind: agencySetting.kind, subjectId: id, version: 1, content, reason });
  return ok({ id, version: 1 });
};

export const changeAgency: Action<typeof routes.changeAgency> = async (ctx, { params, body }) => {
  const agency = await selectAgency(ctx.tx, params.id);
  if (agency?.code === centreAgency && !body.content.active) return refuse('agency.operates_centre');
  return changeSetting(ctx, agencySetting, { id: params.id, ...body });
};

export const deactivateAgency: Action<typeof routes.deactivateAgency> = async (ctx, { params, body }) => {
  const agency = await selectAgency(ctx.tx, params.id);
  if (agency === null) return refuse('setting.not_found');
  if (agency.code === centreAgency) return refuse('agency.operates_centre');
  const content = { ...agencyContent.parse(agency), active: false };
  return changeSetting(ctx, agencySetting, { id: params.id, version: body.version, reason: body.reason, content });
};

export const addDutyContact: Action<typeof routes.addDutyContact> = async (ctx, { params, body }) => {
  if ((await selectAgency(ctx.tx, params.id)) === null) return refuse('agency.not_found');
  const id = newId<'duty_contact'>();
  await insertContact(ctx.tx, { ...body.content, id, tenantId: ctx.tenantId, agencyId: params.id });
  await recordSettingVersion(ctx, {
    kind: dutyContactSetting.kind,
    subjectId: id,
    version: 1,
    content: body.content,
    reason: body.reason,
  });
  return ok({ id, version: 1 });
};

export const changeDutyContact: Action<typeof routes.changeDutyContact> = async (ctx, { params, body }) =>
  changeSetting(ctx, dutyContactSetting, { id: params.id, ...body });
