import { join } from 'node:path';
import { type IncidentsBehind, noIncidents } from '#features/calls/server/recording/incidents-behind.ts';
import { recordingKeys } from '#features/calls/server/recording/recording-keys.ts';
import { bind } from '#platform/server/action.ts';
import { bindAll } from '#platform/server/bind-all.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Feature } from '#platform/server/feature.ts';
import type { Workplace } from '#platform/server/unit.ts';
import * as analysisRoutes from '../analysis-contract.ts';
import { listCorrections, listMonths, listRowsBehind, lockMonth, readMonth } from '../contract.ts';
import * as goalRoutes from '../goal-contract.ts';
import { readWall as wallRoute } from '../wall-contract.ts';
import { listAnalysisRows, readAnalysis } from './analysis/read-analysis.ts';
import { readDistrictShapes } from './analysis/read-districts.ts';
import { answerPart } from './answer/answer-part.ts';
import { auditPart } from './audit/audit-part.ts';
import type { HistoryDelays } from './audit/history-delay.ts';
import { queueDelays } from './audit/history-delay-store.ts';
import { awaitDayEnd, headDeadline, keysFolder, publishChain, signEndedDay } from './chain-heads.ts';
import { exportMonth } from './export-month.ts';
import { hintPart } from './hint/hint-part.ts';
import * as locks from './lock/lock-month.ts';
import { meetingPart } from './meeting/meeting-part.ts';
import { obstaclePart } from './obstacle/obstacle-part.ts';
import { readMonthFigures, readMonths, readRowsBehind } from './read-month.ts';
import { loadRegion } from './store.ts';
import { readWall } from './wall/read-wall.ts';

const monthRoutes = [
  bind(listMonths, readMonths),
  bind(readMonth, readMonthFigures),
  bind(listRowsBehind, readRowsBehind),
  bind(lockMonth, locks.lockMonth),
  bind(listCorrections, locks.readCorrections),
  bind(goalRoutes.readGoalSetting, locks.readGoalSetting),
  bind(goalRoutes.changeGoals, locks.changeGoals),
  bind(goalRoutes.previewGoals, locks.previewGoals),
];

/** Figures of a month and their proof. `dataFolder` holds the signing keys under `keys/`. */
export function createMonev(options: {
  readonly systemDb: Db;
  readonly place: () => Workplace;
  readonly dataFolder: string;
  /** Where the recordings lie; left out: under the data folder. */
  readonly recordingsFolder?: () => string;
  /** Whose incidents hide recordings; left out: nobody's. */
  readonly incidents?: IncidentsBehind;
  /** What the order of the queue by history did; left out: what the queue itself has written down. */
  readonly historyDelays?: HistoryDelays;
  /** Where people open our pages, for links in mails; left out: the path alone. */
  readonly publicUrl?: string | null;
}): Feature {
  const keys = keysFolder(options.dataFolder);
  const { place, dataFolder, incidents = noIncidents, historyDelays = queueDelays } = options;
  const { recordingsFolder: folder = () => join(dataFolder, 'recordings') } = options;
  const audits = auditPart({ place, folder, keys: recordingKeys(keys), incidents, historyDelays });
  const [obstacles, meetings] = [obstaclePart(place), meetingPart(place)];
  const answers = answerPart({ place, publicUrl: options.publicUrl ?? null });
  return {
    name: 'monev',
    routes: [
      ...monthRoutes,
      ...audits.routes,
      ...hintPart.routes,
      ...obstacles.routes,
      ...meetings.routes,
      ...answers.routes,
      ...bindAll(analysisRoutes, { readAnalysis, listAnalysisRows, readDistrictShapes }),
      bind(wallRoute, readWall),
    ],
    listeners: { ...audits.listeners, ...hintPart.listeners },
    jobs: { ...audits.jobs, ...answers.jobs },
    plugins: [
      exportMonth(place),
      publishChain(options.systemDb),
      ...audits.plugins,
      ...obstacles.plugins,
      ...meetings.plugins,
      ...answers.plugins,
    ],
    deadlines: {
      ...audits.deadlines,
      ...hintPart.deadlines,
      ...obstacles.deadlines,
      ...answers.deadlines,
      [headDeadline]: (ctx) => signEndedDay(ctx, keys),
    },
    seedTenant: async (ctx) => {
      await awaitDayEnd(ctx, (await loadRegion(ctx.tx, ctx.tenantId)).zone);
      await audits.seedTenant(ctx);
      await hintPart.seedTenant(ctx);
      await obstacles.seedTenant(ctx);
      await answers.seedTenant(ctx);
    },
  };
}
