import { changeSetting } from '#features/people/server/setting-versions.ts';
import type { Action } from '#platform/server/action.ts';
import { bindAll } from '#platform/server/bind-all.ts';
import type { Feature } from '#platform/server/feature.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { ok } from '#platform/shared/result.ts';
import * as routes from '../../obstacle-contract.ts';
import { loadRegion } from '../store.ts';
import * as changing from './change-obstacles.ts';
import { escalateOverdue } from './escalate.ts';
import { exportObstacles } from './export-obstacles.ts';
import { awaitMonthEnd, monthEnded, monthEndedDeadline, proposeObstacles } from './propose.ts';
import { listObstacleOwners, listObstacles, readObstacle } from './read-obstacles.ts';
import { obstacleKind, selectObstacleSetting } from './setting-store.ts';

const readObstacleSetting: Action<typeof routes.readObstacleSetting> = async (ctx) =>
  ok({ id: ctx.tenantId, ...(await selectObstacleSetting(ctx)) });

const changeObstacleSetting: Action<typeof routes.changeObstacleSetting> = (ctx, { body }) =>
  changeSetting(ctx, obstacleKind, { id: ctx.tenantId, ...body });

/** What the register of obstacles adds to the feature. */
export const obstaclePart = (place: () => Workplace) =>
  ({
    routes: bindAll(routes, {
      listObstacles,
      readObstacle,
      listObstacleOwners,
      createObstacle: changing.createObstacle,
      changeObstacle: changing.changeObstacle,
      stepObstacle: changing.stepObstacle,
      commentObstacle: changing.commentObstacle,
      addObstacleAction: changing.addObstacleAction,
      markObstacleAction: changing.markObstacleAction,
      proposeObstacles,
      readObstacleSetting,
      changeObstacleSetting,
    }),
    plugins: [exportObstacles(place)],
    deadlines: { [changing.overdueDeadline]: escalateOverdue, [monthEndedDeadline]: monthEnded },
    seedTenant: async (ctx) => awaitMonthEnd(ctx, (await loadRegion(ctx.tx, ctx.tenantId)).zone),
  }) satisfies Partial<Feature>;
