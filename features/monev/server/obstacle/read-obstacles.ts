import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { dayOf } from '#platform/shared/time.ts';
import { isUnfinished, obstacleStates } from '../../obstacle.ts';
import { catalogue, obstacleCodes } from '../../obstacle-catalogue.ts';
import type * as routes from '../../obstacle-contract.ts';
import type { ActionView, ObstacleSetting, ObstacleView } from '../../obstacle-contract.ts';
import { loadRegion } from '../store.ts';
import { type ActionRow, actionsOfObstacle, commentsOf } from './action-store.ts';
import {
  findObstacle,
  type ObstacleFilter,
  type ObstacleRow,
  selectAgencies,
  selectObstacles,
  selectPeople,
} from './obstacle-store.ts';
import { selectObstacleSetting } from './setting-store.ts';

/** The day it is in the regency. */
export async function todayOf(ctx: ActionContext): Promise<string> {
  return dayOf(ctx.now, (await loadRegion(ctx.tx, ctx.tenantId)).zone);
}

export function viewOf(found: ObstacleRow, today: string, { words }: ObstacleSetting): ObstacleView {
  const { ownerId, ownerName, ownerAgencyId, ownerAgency, ...rest } = found;
  const owner =
    ownerId !== null
      ? ({ kind: 'user', id: ownerId, name: ownerName ?? '' } as const)
      : ownerAgencyId !== null
        ? ({ kind: 'agency', id: ownerAgencyId, name: ownerAgency ?? '' } as const)
        : null;
  const isOpen = found.state === 'open' || found.state === 'in_progress';
  const isOverdue = isOpen && found.dueOn !== null && found.dueOn < today;
  return { ...rest, owner, isOverdue, codeName: words[found.code] ?? catalogue[found.code] };
}

export const actionViewOf = (found: ActionRow, today: string): ActionView => ({
  id: found.id,
  task: found.task,
  who: found.who,
  dueOn: found.dueOn,
  doneAt: found.doneAt,
  proof: found.proof,
  isOverdue: found.doneAt === null && found.dueOn < today,
});

type Wanted = Pick<Parameters<Action<typeof routes.listObstacles>>[1]['query'], 'state' | 'code' | 'agency'>;

/** What a list or a file was narrowed to. */
export function filterOf(
  wanted: Wanted,
  today: string,
): Pick<ObstacleFilter, 'states' | 'overdueOn' | 'code' | 'agencyId'> {
  const { state } = wanted;
  const states =
    state === undefined || state === 'overdue'
      ? null
      : state === 'unfinished'
        ? obstacleStates.filter(isUnfinished)
        : [state];
  return {
    states,
    overdueOn: state === 'overdue' ? today : null,
    code: wanted.code ?? null,
    agencyId: wanted.agency ?? null,
  };
}

export const listObstacles: Action<typeof routes.listObstacles> = async (ctx, { query }) => {
  const today = await todayOf(ctx);
  const before = Number(query.after ?? Number.NaN);
  const found = await selectObstacles(ctx, {
    ...filterOf(query, today),
    before: Number.isSafeInteger(before) && before > 0 && before < 2 ** 31 ? before : null,
    limit: query.limit + 1,
  });
  const { content } = await selectObstacleSetting(ctx);
  const items = found.slice(0, query.limit);
  return ok({
    items: items.map((one) => viewOf(one, today, content)),
    next: found.length > query.limit ? String(items.at(-1)?.number ?? '') : null,
  });
};

export const readObstacle: Action<typeof routes.readObstacle> = async (ctx, { params }) => {
  const found = await findObstacle(ctx, params.id);
  if (found === null) return refuse('obstacle.not_found');
  const today = await todayOf(ctx);
  const { content } = await selectObstacleSetting(ctx);
  return ok({
    ...viewOf(found, today, content),
    actions: (await actionsOfObstacle(ctx, found.id)).map((one) => actionViewOf(one, today)),
    comments: await commentsOf(ctx, found.id),
  });
};

export const listObstacleOwners: Action<typeof routes.listObstacleOwners> = async (ctx) => {
  const { content } = await selectObstacleSetting(ctx);
  return ok({
    people: await selectPeople(ctx),
    agencies: await selectAgencies(ctx),
    catalogue: obstacleCodes.map((code) => ({ code, name: content.words[code] ?? catalogue[code] })),
  });
};
