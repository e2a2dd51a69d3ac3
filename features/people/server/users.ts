import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { audience } from '../audience.ts';
import type * as routes from '../user-contract.ts';
import { createUser } from './create-user.ts';
import { endSession, endSessionsOf } from './end-session.ts';
import { hashPassword } from './password.ts';
import { changeSetting, recordSettingVersion } from './setting-versions.ts';
import { accountById, savePassword } from './store.ts';
import { guardAccount, userSetting } from './user-setting.ts';
import {
  saveOneTimeSecret,
  selectAgencyChoices,
  selectSessions,
  selectUser,
  selectUsers,
  updateLanguage,
} from './user-store.ts';

export const listUsers: Action<typeof routes.listUsers> = async (ctx, { query }) => {
  const found = await selectUsers(ctx.tx, {
    q: query.q === undefined || query.q === '' ? null : query.q,
    role: query.role ?? null,
    disabled: query.disabled === undefined ? null : query.disabled === 'true',
    after: query.after ?? null,
    limit: query.limit + 1,
  });
  const items = found.slice(0, query.limit);
  return ok({ items, next: found.length > query.limit ? (items.at(-1)?.username ?? null) : null });
};

export const listAgencyChoices: Action<typeof routes.listAgencyChoices> = async (ctx) =>
  ok({ items: await selectAgencyChoices(ctx.tx) });

export const readUser: Action<typeof routes.readUser> = async (ctx, { params }) => {
  const user = await selectUser(ctx.tx, params.id);
  return user === null ? refuse('user.not_found') : ok(user);
};

export const addUser: Action<typeof routes.createUserRoute> = async (ctx, { body }) => {
  const made = await createUser(ctx, { ...body, mustChangePassword: true });
  if (!made.ok) return made;
  const id = made.value.userId;
  const { displayName, email, roles, agencyId } = body;
  const content = { displayName, email, roles, agencyId, disabled: false };
  await recordSettingVersion(ctx, { kind: userSetting.kind, subjectId: id, version: 1, content, reason: null });
  return ok({ id, version: 1 });
};

export const changeUser: Action<typeof routes.changeUser> = async (ctx, { params, body }) => {
  const content = { ...body.content, roles: [...new Set(body.content.roles)] };
  const forbidden = await guardAccount(ctx, params.id, content);
  if (forbidden !== null) return refuse(forbidden);
  return changeSetting(ctx, userSetting, { id: params.id, version: body.version, content, reason: body.reason });
};

export const resetPassword: Action<typeof routes.resetPassword> = async (ctx, { params, body }) => {
  if ((await accountById(ctx.tx, params.id)) === null) return refuse('user.not_found');
  await savePassword(ctx.tx, params.id, await hashPassword(body.password), true);
  if (body.removeSecondFactor) await saveOneTimeSecret(ctx.tx, params.id, null, null);
  await endSessionsOf(ctx, params.id, 'revoked');
  await appendEvent(ctx, {
    name: 'user.password_reset',
    subject: { type: 'user', id: params.id },
    audience: [audience.tenant()],
    content: { secondFactorRemoved: body.removeSecondFactor },
  });
  return ok({});
};

/** The sessions of one person as a list; `own` marks the one that asks. */
async function sessionsOf(ctx: ActionContext, userId: string) {
  const found = await selectSessions(ctx.tx, userId);
  return {
    items: found.map((session) => ({
      id: session.id,
      own: session.id === ctx.actor.sessionId,
      state: session.state,
      address: session.address,
      agent: session.agent,
      createdAt: session.created_at,
      seenAt: session.seen_at,
      expiresAt: session.expires_at,
    })),
  };
}

export const listUserSessions: Action<typeof routes.listUserSessions> = async (ctx, { params }) => {
  if ((await accountById(ctx.tx, params.id)) === null) return refuse('user.not_found');
  return ok(await sessionsOf(ctx, params.id));
};

export const endUserSessions: Action<typeof routes.endUserSessions> = async (ctx, { params, body }) => {
  if ((await accountById(ctx.tx, params.id)) === null) return refuse('user.not_found');
  if (body.sessionId === null) return ok({ ended: await endSessionsOf(ctx, params.id, 'revoked') });
  const theirs = (await selectSessions(ctx.tx, params.id)).some((session) => session.id === body.sessionId);
  return ok({ ended: theirs && (await endSession(ctx, body.sessionId, 'revoked')) ? 1 : 0 });
};

export const listOwnSessions: Action<typeof routes.listOwnSessions> = async (ctx) =>
  ok(await sessionsOf(ctx, present(ctx.actor.id, 'the route asks for a session')));

export const endOwnSession: Action<typeof routes.endOwnSession> = async (ctx, { params }) => {
  const own = await selectSessions(ctx.tx, present(ctx.actor.id, 'the route asks for a session'));
  if (!own.some((session) => session.id === params.id)) return refuse('session.not_found');
  await endSession(ctx, params.id, 'revoked');
  return ok({});
};

export const setLanguage: Action<typeof routes.setLanguage> = async (ctx, { body }) => {
  await updateLanguage(ctx.tx, present(ctx.actor.id, 'the route asks for a session'), body.language);
  return ok({});
};

export const readSecondFactor: Action<typeof routes.readSecondFactor> = async (ctx) => {
  const account = await accountById(ctx.tx, present(ctx.actor.id, 'the route asks for a session'));
  return ok({ set: account?.totp_secret !== null });
};
