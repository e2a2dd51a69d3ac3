import { createHash } from 'node:crypto';
import { roleTexts } from '#features/people/texts.ts';
import type { PackStaff } from '../../pack.ts';
import type { GroundUser } from './ground-store.ts';

/**
 * A number for somebody of the centre, the same in every pack and told by nothing else: who has the id of the account, which stands in the
 * events too, can compute it, and whoever has the number cannot go back.
 */
export function staffNumber(userId: string): string {
  return `P-${createHash('sha256').update(`sigap staff ${userId}`).digest('hex').slice(0, 8).toUpperCase()}`;
}

/** Somebody as a pack says it; an account that is not known any more has its number. */
export function staffOf(userId: string, found: GroundUser | undefined, showNames: boolean): PackStaff {
  const name = showNames ? (found?.display_name ?? null) : null;
  return { number: staffNumber(userId), roles: [...(found?.roles ?? [])], name };
}

/** `P-3F2A91C0 (Penerima panggilan)`, with the name before it where names are printed. */
export function staffInWords({ number, roles, name }: PackStaff): string {
  const known: Readonly<Record<string, { readonly id: string }>> = roleTexts;
  const words = roles.map((role) => known[role]?.id ?? role).join(', ');
  const who = words === '' ? number : `${number} (${words})`;
  return name === null ? who : `${name}, ${who}`;
}
