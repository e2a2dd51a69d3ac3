import type { PermissionName } from '#features/people/permissions.ts';
import { mayReach, reachFor } from '#features/people/server/reach.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { StatusSource } from '../../unit.ts';
import { lockUnit, type UnitRow } from './unit-store.ts';

/** A unit the actor may do this to, locked; one of another agency does not exist for them. */
export async function lockOwnUnit(
  ctx: ActionContext,
  id: string,
  permission: PermissionName,
): Promise<Result<UnitRow, 'unit.not_found'>> {
  const unit = await lockUnit(ctx, id);
  return unit === null || !mayReach(ctx.actor, permission, unit.agencyId) ? refuse('unit.not_found') : ok(unit);
}

/** On whose behalf a person at a console speaks. */
export function sourceOf(ctx: ActionContext): StatusSource {
  if (ctx.actor.kind !== 'user') return 'system';
  return reachFor(ctx.actor, 'unit.order') === 'tenant' ? 'room' : 'agency';
}
