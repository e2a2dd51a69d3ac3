import type { Actor } from '#platform/server/action.ts';
import type { PermissionName, Reach } from '../permissions.ts';

/**
 * How far this actor's permission reaches: `tenant`, `own_agency` (then compare the row's agency with `actor.groupId`,
 * and answer a foreign one like one that does not exist), or null for none. The machinery reaches everything.
 */
export function reachFor(actor: Actor, permission: PermissionName): Reach | null {
  if (actor.kind === 'system') return 'tenant';
  if (actor.permissions.has(`${permission}:tenant`)) return 'tenant';
  return actor.permissions.has(permission) ? 'own_agency' : null;
}

/** Whether the actor may do this to something that lies with this agency. */
export function mayReach(actor: Actor, permission: PermissionName, agencyId: string): boolean {
  const reach = reachFor(actor, permission);
  return reach === 'tenant' || (reach === 'own_agency' && actor.groupId === agencyId);
}

/** No agency has this id. */
const nobodys = '00000000-0000-0000-0000-000000000000';

/** The agency a reader is confined to, to choose rows by; null: the whole regency. Who has no agency is shown no rows. */
export function confinedTo(actor: Actor, permission: PermissionName): string | null {
  return reachFor(actor, permission) === 'tenant' ? null : (actor.groupId ?? nobodys);
}
