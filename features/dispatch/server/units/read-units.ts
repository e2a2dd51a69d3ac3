import { confinedTo, mayReach } from '#features/people/server/reach.ts';
import type { Action } from '#platform/server/action.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type * as routes from '../../unit-contract.ts';
import { locateAssignment } from '../store.ts';
import { openAlarms } from './alarm-store.ts';
import { labelsOf, toUnitItem, unitItems } from './unit-rows.ts';
import { locateUnit } from './unit-store.ts';
import { assignedRows, historyOf, membersOf, selectUnitRows } from './view-store.ts';

export const listUnits: Action<typeof routes.listUnits> = async (ctx, { query }) => {
  const own = confinedTo(ctx.actor, 'unit.read');
  if (own !== null && query.agencyId !== undefined && query.agencyId !== own)
    return ok({ now: ctx.now, items: [], labels: [] });
  const agencyId = own ?? query.agencyId ?? null;
  const read = await selectUnitRows(ctx, { agencyId, activeOnly: query.active === 'true' });
  const labels = await labelsOf(ctx, read);
  return ok({
    now: ctx.now,
    items: read.map((one) => toUnitItem(one, labels)),
    labels: [...new Map(read.map(({ agency }) => [agency.id, agency])).values()].map(({ id }) => ({
      agencyId: id,
      labels: [...(labels.get(id) ?? [])],
    })),
  });
};

export const readUnit: Action<typeof routes.readUnit> = async (ctx, { params }) => {
  const located = await locateUnit(ctx, params.id);
  if (located === null || !mayReach(ctx.actor, 'unit.read', located.agencyId)) return refuse('unit.not_found');
  const [unit] = await unitItems(ctx, [params.id]);
  return ok({
    unit: present(unit, 'it was just located'),
    members: await membersOf(ctx, params.id),
    history: await historyOf(ctx, params.id),
  });
};

export const listAssignedUnits: Action<typeof routes.listAssignedUnits> = async (ctx, { params }) => {
  const located = await locateAssignment(ctx, params.id);
  if (located === null || !mayReach(ctx.actor, 'unit.read', located.agencyId)) return refuse('assignment.not_found');
  const rows = await assignedRows(ctx, params.id);
  const units = new Map(
    (
      await unitItems(
        ctx,
        rows.map((one) => one.unit_id),
      )
    ).map((unit) => [unit.id, unit]),
  );
  return ok({
    items: rows.map((one) => ({
      unit: present(units.get(one.unit_id), 'units are never deleted'),
      id: one.id,
      current: one.current,
      way: one.way,
      assignedAt: one.assigned_at,
      enRouteAt: one.en_route_at,
      onSceneAt: one.on_scene_at,
      endedAt: one.ended_at,
      endReason: one.end_reason,
    })),
  });
};

export const listUnitAlarms: Action<typeof routes.listUnitAlarms> = async (ctx) => {
  const alarms = await openAlarms(ctx, confinedTo(ctx.actor, 'unit.read'));
  const units = new Map(
    (
      await unitItems(
        ctx,
        alarms.map((one) => one.unitId),
      )
    ).map((unit) => [unit.id, unit]),
  );
  return ok({
    now: ctx.now,
    items: alarms.map(({ id, kind, raisedAt, step, unitId }) => ({
      id,
      kind,
      raisedAt,
      step,
      unit: present(units.get(unitId), 'units are never deleted'),
    })),
  });
};
