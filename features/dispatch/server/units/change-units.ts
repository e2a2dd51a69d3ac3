import { audience } from '#features/people/audience.ts';
import { confinedTo, mayReach } from '#features/people/server/reach.ts';
import { changeSetting, recordSettingVersion } from '#features/people/server/setting-versions.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { e164Of } from '#platform/server/e164.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import type { UnitId, UnitMemberId } from '../../unit.ts';
import type * as routes from '../../unit-contract.ts';
import { loadAgencies } from '../store.ts';
import { lockOwnUnit } from './guard-unit.ts';
import { crewAccounts, endMember, insertMember, isCrewOf, memberCount } from './member-store.ts';
import { agencyUnitsKind, loadFigures, selectAgencyUnits, unitContentKind, unitFiguresKind } from './setting-store.ts';
import { insertUnit, isCallSignFree, lockUnit, lockUnitContent } from './unit-store.ts';

export const createUnit: Action<typeof routes.createUnit> = async (ctx, { body }) => {
  const known = await loadAgencies(ctx, [body.agencyId]);
  if (!known.has(body.agencyId) || !mayReach(ctx.actor, 'unit.manage', body.agencyId))
    return refuse('unit.agency_unknown');
  if (isUnusable(body.content.phone)) return refuse('unit.phone_unusable', { phone: body.content.phone });
  const id: UnitId = newId();
  const content = { ...body.content, active: true };
  const isMade = await insertUnit(ctx, { id, agencyId: body.agencyId, status: 'out_of_service', content });
  if (!isMade) return refuse('unit.call_sign_taken', { callSign: content.callSign });
  await recordSettingVersion(ctx, { kind: 'unit', subjectId: id, version: 1, content, reason: body.reason });
  await tellAgency(ctx, id, body.agencyId);
  return ok({ id, version: 1 });
};

export const changeUnit: Action<typeof routes.changeUnit> = async (ctx, { params, body }) => {
  const setting = await lockUnitContent(ctx, params.id);
  if (setting === null || !mayReach(ctx.actor, 'unit.manage', setting.agencyId)) return refuse('setting.not_found');
  const { content } = body;
  if (!(await isCallSignFree(ctx, params.id, content.callSign)))
    return refuse('unit.call_sign_taken', { callSign: content.callSign });
  if (isUnusable(content.phone)) return refuse('unit.phone_unusable', { phone: content.phone });
  const unit = await lockUnit(ctx, params.id);
  if (!content.active && unit !== null && unit.open.length > 0) return refuse('unit.on_task', { unit: unit.callSign });
  const changed = await changeSetting(ctx, unitContentKind, { id: params.id, ...body });
  if (changed.ok) await tellAgency(ctx, params.id, setting.agencyId);
  return changed;
};

const isUnusable = (phone: string | null) => phone !== null && e164Of(phone) === null;

/** A change of a setting is told to the control room only; an agency's own board shows its units. */
async function tellAgency(ctx: ActionContext, unitId: string, agencyId: string): Promise<void> {
  await appendEvent(ctx, {
    name: 'unit.changed',
    subject: { type: 'unit', id: unitId },
    audience: [audience.tenant(), audience.agency(agencyId)],
    content: { unitId, members: await memberCount(ctx, unitId) },
  });
}

export const listCrewAccounts: Action<typeof routes.listCrewAccounts> = async (ctx, { query }) =>
  ok({ items: mayReach(ctx.actor, 'unit.manage', query.agencyId) ? await crewAccounts(ctx, query.agencyId) : [] });

export const addUnitMember: Action<typeof routes.addUnitMember> = async (ctx, { params, body }) => {
  const unit = await lockOwnUnit(ctx, params.id, 'unit.manage');
  if (!unit.ok) return unit;
  const given = 'userId' in body ? { userId: body.userId, name: null } : { userId: null, name: body.name };
  if (given.userId !== null && !(await isCrewOf(ctx, given.userId, unit.value.agencyId)))
    return refuse('unit.member_unfit');
  const id: UnitMemberId = newId();
  const kept = await insertMember(ctx, { id, unitId: params.id, ...given });
  await tellAgency(ctx, params.id, unit.value.agencyId);
  return ok({ id: kept });
};

export const removeUnitMember: Action<typeof routes.removeUnitMember> = async (ctx, { params, body }) => {
  const unit = await lockOwnUnit(ctx, params.id, 'unit.manage');
  if (!unit.ok) return unit;
  if (!(await endMember(ctx, params, body.erase))) return refuse('unit.member_not_found');
  await tellAgency(ctx, params.id, unit.value.agencyId);
  return ok({ id: params.memberId });
};

export const listAgencyUnits: Action<typeof routes.listAgencyUnits> = async (ctx) => {
  const found = await selectAgencyUnits(ctx, confinedTo(ctx.actor, 'unit.manage'));
  return ok({
    items: found.map(({ id, code, name, version, content }) => ({ id, agency: { id, code, name }, version, content })),
  });
};

export const changeAgencyUnits: Action<typeof routes.changeAgencyUnits> = async (ctx, { params, body }) => {
  if (!mayReach(ctx.actor, 'unit.manage', params.id)) return refuse('setting.not_found');
  return changeSetting(ctx, agencyUnitsKind, { id: params.id, ...body });
};

export const readUnitFigures: Action<typeof routes.readUnitFigures> = async (ctx) => {
  const { version, content } = await loadFigures(ctx);
  return ok({ id: ctx.tenantId, version, content });
};

export const changeUnitFigures: Action<typeof routes.changeUnitFigures> = (ctx, { params, body }) =>
  changeSetting(ctx, unitFiguresKind, { id: params.id, ...body });
