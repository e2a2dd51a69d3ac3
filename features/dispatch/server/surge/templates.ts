import { changeSetting } from '#features/people/server/setting-versions.ts';
import type { Action } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import type * as routes from '../../surge-contract.ts';
import { selectTemplates, templatesKind } from './template-store.ts';

export const listSurgeTemplates: Action<typeof routes.listSurgeTemplates> = async (ctx) =>
  ok({ items: await selectTemplates(ctx) });

export const changeSurgeTemplates: Action<typeof routes.changeSurgeTemplates> = (ctx, { params, body }) =>
  changeSetting(ctx, templatesKind, { id: params.id, ...body });
