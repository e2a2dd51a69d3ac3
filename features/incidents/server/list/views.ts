import { audience } from '#features/people/audience.ts';
import { changeSetting, recordSettingVersion, type SettingKind } from '#features/people/server/setting-versions.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type * as routes from '../../list-contract.ts';
import { type ViewId, viewContent } from '../../list-contract.ts';
import {
  deleteOwn,
  findOwn,
  insertView,
  isNameTaken,
  lockShared,
  selectViews,
  updateView,
} from './saved-view-store.ts';

/** A view that everybody has, with its versions and the way back. */
export const sharedViewKind: SettingKind<typeof viewContent> = {
  kind: 'incident_view',
  schema: viewContent,
  load: lockShared,
  allows: async (ctx, id, content) => !content.active || !(await isNameTaken(ctx, content.name, id)),
  save: updateView,
};

export const listViews: Action<typeof routes.listViews> = async (ctx) => ok({ items: await selectViews(ctx) });

export const saveView: Action<typeof routes.saveView> = async (ctx, { body }) => {
  const content = { ...body, active: true };
  const same = await findOwn(ctx, body.name);
  const id: ViewId = same?.id ?? newId();
  const version = (same?.version ?? 0) + 1;
  if (same === null) await insertView(ctx, { id, isShared: false, content });
  else await updateView(ctx, id, content, version);
  await tellOwner(ctx, 'incident_view.saved', id);
  return ok({ id, isShared: false, version, content });
};

export const removeView: Action<typeof routes.removeView> = async (ctx, { params }) => {
  if (!(await deleteOwn(ctx, params.id))) return refuse('incident_view.not_found');
  await tellOwner(ctx, 'incident_view.removed', params.id);
  return ok({});
};

async function tellOwner(ctx: ActionContext, name: string, id: string): Promise<void> {
  const userId = present(ctx.actor.id, 'views are kept by people');
  await appendEvent(ctx, {
    name,
    subject: { type: 'incident_view', id },
    audience: [audience.user(userId)],
    content: {},
  });
}

export const shareView: Action<typeof routes.shareView> = async (ctx, { body }) => {
  const content = { ...body.content, active: true };
  if (content.filter.q !== undefined) return refuse('incident_view.words');
  if (await isNameTaken(ctx, content.name, null)) return refuse('incident_view.name_taken', { name: content.name });
  const id: ViewId = newId();
  await insertView(ctx, { id, isShared: true, content });
  await recordSettingVersion(ctx, {
    kind: sharedViewKind.kind,
    subjectId: id,
    version: 1,
    content,
    reason: body.reason,
  });
  return ok({ id, version: 1 });
};

export const changeSharedView: Action<typeof routes.changeSharedView> = async (ctx, { params, body }) => {
  const { content } = body;
  if (content.filter.q !== undefined) return refuse('incident_view.words');
  if (content.active && (await isNameTaken(ctx, content.name, params.id)))
    return refuse('incident_view.name_taken', { name: content.name });
  return changeSetting(ctx, sharedViewKind, { id: params.id, ...body });
};
