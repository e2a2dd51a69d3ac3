import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents } from '#platform/server/events/event.ts';
import { audience } from '../audience.ts';
import { needsAgency } from '../permissions.ts';
import { type AccountContent, accountContent } from '../user-contract.ts';
import { endSessionsOf } from './end-session.ts';
import type { SettingKind } from './setting-versions.ts';
import { accountById, hasAgency } from './store.ts';
import { lockAdmins, sessionIds, updateAccount } from './user-store.ts';

type Guard = 'user.last_admin' | 'user.self' | 'user.agency_needed' | 'user.agency_unknown';

/** What forbids an account to become this; null when nothing does. Undo asks the same question. */
export async function guardAccount(ctx: ActionContext, id: string, content: AccountContent): Promise<Guard | null> {
  const account = await accountById(ctx.tx, id);
  if (content.agencyId === null && needsAgency(content.roles)) return 'user.agency_needed';
  const newAgency = content.agencyId !== account?.agency_id ? content.agencyId : null;
  if (newAgency !== null && !(await hasAgency(ctx.tx, newAgency))) return 'user.agency_unknown';
  const staysAdmin = content.roles.includes('ADMIN') && !content.disabled;
  if (staysAdmin || account?.roles.includes('ADMIN') !== true || account.disabled_at !== null) return null;
  const admins = await lockAdmins(ctx.tx);
  if (admins.every((admin) => admin.id === id)) return 'user.last_admin';
  return ctx.actor.id === id ? 'user.self' : null;
}

/** An account is a setting like any other: who changed which right, when and why, and undoable. */
export const userSetting: SettingKind<typeof accountContent> = {
  kind: 'user',
  schema: accountContent,
  // Names and addresses of colleagues are not for everybody who may read settings.
  reader: 'user.read',
  writer: 'user.manage',
  load: async (ctx, id) => {
    const account = await accountById(ctx.tx, id);
    if (account === null) return null;
    const content: AccountContent = {
      displayName: account.display_name,
      email: account.email,
      roles: account.roles,
      agencyId: account.agency_id,
      disabled: account.disabled_at !== null,
    };
    return { version: account.version, content };
  },
  allows: async (ctx, id, content) => (await guardAccount(ctx, id, content)) === null,
  save: async (ctx, id, content, version) => {
    await updateAccount(ctx.tx, id, content, version, ctx.now);
    if (content.disabled) await endSessionsOf(ctx, id, 'disabled');
    else await tellSessions(ctx, id);
  },
};

/** Requests read rights anew each time; a live feed does not, so it must be opened afresh. */
async function tellSessions(ctx: ActionContext, userId: string): Promise<void> {
  const open = await sessionIds(ctx.tx, userId);
  await appendEvents(
    ctx,
    open.map((id) => ({
      name: 'session.rights_changed',
      subject: { type: 'session', id },
      audience: [audience.user(userId)],
    })),
  );
}
