import { audience } from '#features/people/audience.ts';
import { reachOf } from '#features/people/permissions.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { mentionsIn } from '../../mention-rules.ts';
import type * as routes from '../../people-contract.ts';
import { loadSight } from '../read-incident.ts';
import { accounts, insertMention, mentionsOf, type Nameable, saveSeen } from './mentions-store.ts';

/** Only who may read every incident can be named: a name must not be the way to one. */
const isNameable = (one: Nameable) => reachOf('incident.note', one.roles) === 'tenant';

/** Whoever a note names gets a notice on their screen, wherever they are in the console. */
export async function tellMentioned(
  ctx: ActionContext,
  note: { readonly id: string; readonly incidentId: string; readonly text: string },
): Promise<void> {
  const names = mentionsIn(note.text);
  if (names.length === 0) return;
  for (const one of (await accounts(ctx, names)).filter(isNameable)) {
    if (one.id === ctx.actor.id) continue;
    await insertMention(ctx, { noteId: note.id, userId: one.id, incidentId: note.incidentId });
    await appendEvent(ctx, {
      name: 'incident.mentioned',
      subject: { type: 'incident', id: note.incidentId },
      audience: [audience.user(one.id)],
      content: { noteId: note.id, userId: one.id },
    });
  }
}

export const listMentionable: Action<typeof routes.listMentionable> = async (ctx) => {
  const found = (await accounts(ctx, null)).filter(isNameable);
  return ok({ items: found.map(({ username, name }) => ({ username, name })) });
};

const shownMentions = 100;

export const listMentions: Action<typeof routes.listMentions> = async (ctx) => {
  const userId = present(ctx.actor.id, 'incident.note needs a session');
  const found = await mentionsOf(ctx, userId, shownMentions);
  const sights = new Map<string, boolean>();
  for (const { incidentId } of found)
    if (!sights.has(incidentId)) sights.set(incidentId, (await loadSight(ctx, incidentId))?.words === true);
  return ok({
    items: found.map((one) => ({ ...one, text: sights.get(one.incidentId) === true ? one.text : null })),
    unseen: found.filter((one) => one.seenAt === null).length,
  });
};

export const seeMentions: Action<typeof routes.seeMentions> = async (ctx, { params }) => {
  if ((await loadSight(ctx, params.id)) === null) return refuse('incident.not_found');
  const userId = present(ctx.actor.id, 'incident.note needs a session');
  const seen = await saveSeen(ctx, userId, params.id);
  if (seen > 0) {
    await appendEvent(ctx, {
      name: 'incident.mention_seen',
      subject: { type: 'incident', id: params.id },
      audience: [audience.user(userId)],
      content: { userId, count: seen },
    });
  }
  return ok({ seen });
};
