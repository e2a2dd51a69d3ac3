import { bindAll } from '#platform/server/bind-all.ts';
import type { Feature } from '#platform/server/feature.ts';
import * as routes from '../../hint-contract.ts';
import { seedHintOrder } from './hint-order-store.ts';
import { listHintRows, readHints } from './read-hints.ts';
import { hintDeadline, onArrival, scoreCall } from './score-call.ts';
import {
  awaitHintDay,
  changeHintLimits,
  hintDayDeadline,
  hintDayEnded,
  onBroken,
  onClassified,
  onJudged,
  signHints,
  stopHints,
} from './switch-order.ts';

/** What hints add to the feature. */
export const hintPart = {
  routes: bindAll(routes, { readHints, listHintRows, signHints, stopHints, changeHintLimits }),
  listeners: {
    'call.arrived': onArrival,
    'call.pass_broken': onBroken,
    'audit.judged': onJudged,
    'call.classified': onClassified,
  },
  deadlines: { [hintDeadline]: scoreCall, [hintDayDeadline]: hintDayEnded },
  seedTenant: async (ctx) => {
    await seedHintOrder(ctx);
    await awaitHintDay(ctx);
  },
} satisfies Partial<Feature>;
