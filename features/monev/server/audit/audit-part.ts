import type { PlayOptions } from '#features/calls/server/recording/play-recording.ts';
import { changeSetting } from '#features/people/server/setting-versions.ts';
import { type Action, bind } from '#platform/server/action.ts';
import type { Feature } from '#platform/server/feature.ts';
import { ok } from '#platform/shared/result.ts';
import * as routes from '../../audit-contract.ts';
import { auditKind, readSetting } from './day-store.ts';
import { auditDayDeadline, auditDayEnded, awaitAuditDay, drawAudits, drawTask } from './draw-audits.ts';
import type { HistoryDelays } from './history-delay.ts';
import { judgeAudit, listAudits, listenToAudit } from './judge-audit.ts';
import { matchAudits, matchTask, onIncident } from './match-audits.ts';
import { playAudit } from './play-audit.ts';
import { listAuditRows, readAuditFigures } from './read-figures.ts';

const readAuditSetting: Action<typeof routes.readAuditSetting> = async (ctx) =>
  ok({ id: ctx.tenantId, ...(await readSetting(ctx)) });

const changeAuditSetting: Action<typeof routes.changeAuditSetting> = async (ctx, { body }) => {
  await readSetting(ctx);
  return changeSetting(ctx, auditKind, { id: ctx.tenantId, ...body });
};

/** What audits add to the feature. */
export const auditPart = (options: PlayOptions & { readonly historyDelays: HistoryDelays }) =>
  ({
    routes: [
      bind(routes.listAudits, listAudits),
      bind(routes.listenToAudit, listenToAudit(options.incidents)),
      bind(routes.judgeAudit, judgeAudit),
      bind(routes.readAuditFigures, readAuditFigures(options.historyDelays)),
      bind(routes.listAuditRows, listAuditRows),
      bind(routes.readAuditSetting, readAuditSetting),
      bind(routes.changeAuditSetting, changeAuditSetting),
    ],
    plugins: [playAudit(options)],
    listeners: { 'incident.verified': onIncident, 'incident.changed': onIncident },
    deadlines: { [auditDayDeadline]: auditDayEnded },
    jobs: { [drawTask]: drawAudits, [matchTask]: matchAudits },
    seedTenant: awaitAuditDay,
  }) satisfies Partial<Feature>;
