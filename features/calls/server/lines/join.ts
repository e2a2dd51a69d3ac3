import { type BoundRoute, bind } from '#platform/server/action.ts';
import type { DeadlineHandler } from '#platform/server/timers/deadlines.ts';
import * as routes from '../../line-contract.ts';
import type { CallsExchange, CallsOptions } from '../calls.ts';
import { beatCanary, canaryDeadline } from './canary.ts';
import { createLineDirectory, type LineOf } from './directory.ts';
import { lineActions } from './lines.ts';
import { createKnockReader, readKnocks } from './read-knocks.ts';
import { type CanaryRun, createCanaries } from './run-canaries.ts';
import { watchLines } from './watch-lines.ts';

/** Lines, canaries and who knocks, as the feature and its telephony take them. */
export interface Lines {
  readonly routes: readonly BoundRoute[];
  readonly deadlines: Readonly<Record<string, DeadlineHandler>>;
  /** What follows the tables beside the calls, each at its own pace. */
  readonly follow: (exchange: Extract<CallsExchange, { state: 'running' }>) => readonly (() => Promise<void>)[];
  readonly lineOf: LineOf;
  readonly stop: () => Promise<void>;
}

export function createLines(options: CallsOptions): Lines {
  const { systemDb, place, log } = options;
  const actions = lineActions({
    systemDb,
    hasTls: options.lines?.hasTls ?? false,
    secret:
      options.lines?.secret ??
      (async () => {
        throw new Error('createCalls was given no secret for the passwords of lines');
      }),
  });
  const directory = createLineDirectory(systemDb);
  let canaries: CanaryRun | null = null;
  return {
    routes: [
      bind(routes.listLines, actions.list),
      bind(routes.createLine, actions.create),
      bind(routes.changeLine, actions.change),
      bind(routes.readAvailability, actions.availability),
      bind(routes.listCanaries, actions.canaries),
      bind(routes.readKnocks, readKnocks),
    ],
    deadlines: { [canaryDeadline]: beatCanary },
    lineOf: directory.lineOf,
    follow: ({ canaries: access, trunkStates, securityLog, systemName, asterisk }) => {
      const follow = [directory.refresh];
      if (access !== undefined) {
        canaries = createCanaries({ access, systemDb, place, log });
        follow.push(canaries.follow);
      }
      if (trunkStates !== undefined && trunkStates !== null)
        follow.push(watchLines({ systemDb, place, read: trunkStates }));
      if (securityLog !== undefined)
        follow.push(createKnockReader({ systemDb, file: securityLog, pbxSystem: systemName, ari: asterisk.ari, log }));
      return follow;
    },
    stop: async () => canaries?.stop(),
  };
}
