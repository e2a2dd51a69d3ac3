import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { Language } from '#platform/shared/texts.ts';
import { audience } from '../audience.ts';
import { makeInitialPassword } from '../initial-password.ts';
import { needsAgency, type Role } from '../permissions.ts';
import type { UserId } from '../person.ts';
import { hashPassword } from './password.ts';
import { hasAgency, insertAccount } from './store.ts';

export interface NewUser {
  /** Lower case, unique in the installation (`person.ts`, `username`). */
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly agencyId?: string | null;
  readonly email?: string | null;
  readonly language?: Language;
  /** Without one a random password is made and returned, to be shown once. */
  readonly password?: string;
  /** True unless said otherwise (the demo): the person must choose their own at the first sign-in. */
  readonly mustChangePassword?: boolean;
}

/** Make an account. The password leaves here in the clear exactly once, when it was made here. */
export async function createUser(
  ctx: ActionContext,
  user: NewUser,
): Promise<
  Result<
    { userId: UserId; initialPassword: string | null },
    'user.username_taken' | 'user.agency_needed' | 'user.agency_unknown'
  >
> {
  const agencyId = user.agencyId ?? null;
  if (agencyId === null && needsAgency(user.roles)) return refuse('user.agency_needed');
  if (agencyId !== null && !(await hasAgency(ctx.tx, agencyId))) return refuse('user.agency_unknown');
  const made = user.password === undefined ? makeInitialPassword() : null;
  const userId = newId<'user'>();
  const inserted = await insertAccount(ctx.tx, {
    id: userId,
    tenantId: ctx.tenantId,
    username: user.username,
    displayName: user.displayName,
    email: user.email ?? null,
    roles: user.roles,
    agencyId,
    language: user.language ?? 'id',
    passwordHash: await hashPassword(user.password ?? made ?? ''),
    mustChangePassword: user.mustChangePassword ?? true,
  });
  if (!inserted) return refuse('user.username_taken', { username: user.username });
  await appendEvent(ctx, {
    name: 'user.created',
    subject: { type: 'user', id: userId },
    audience: [audience.tenant()],
    content: { roles: [...user.roles], agencyId },
  });
  return ok({ userId, initialPassword: made });
}
