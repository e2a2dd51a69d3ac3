import { createContext, type ReactNode, useContext } from 'react';
import type { Permission } from '#platform/shared/contract.ts';

const PermissionsContext = createContext<ReadonlySet<string>>(new Set());

/** What the person at this screen may do, as the server said when they signed in. */
export function PermissionsProvider({ allowed, children }: { allowed: ReadonlySet<string>; children: ReactNode }) {
  return <PermissionsContext value={allowed}>{children}</PermissionsContext>;
}

/**
 * Whether a control makes sense for this person: `const can = useCan(); can('user.manage')`. Only for showing and
 * explaining: the server decides on every request.
 */
export function useCan(): (permission: Permission) => boolean {
  const allowed = useContext(PermissionsContext);
  return (permission) => isAllowed(allowed, permission);
}

export function isAllowed(allowed: ReadonlySet<string>, permission: Permission): boolean {
  return permission === 'public' || permission === 'signed_in' || allowed.has(permission);
}
