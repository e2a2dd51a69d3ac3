import type { AgencyId } from '#features/agencies/agency.ts';
import { audience } from '#features/people/audience.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import { type Alerting, silentAfterMs } from '../assignment.ts';
import type * as routes from '../contract.ts';
import { bestReport, type HearingRow, hearingRows, saveReport } from './alerting-store.ts';

export const alertingDeadline = 'agency.alerting';

export const reportAlerting: Action<typeof routes.reportAlerting> = async (ctx, { body }) => {
  const { groupId, sessionId, id: userId } = ctx.actor;
  if (groupId === null || sessionId === null || userId === null) return refuse('alerting.no_agency');
  const before = await hearing(ctx, groupId);
  await saveReport(ctx, { sessionId, agencyId: groupId, userId, sound: body.sound });
  const after = await follow(ctx, groupId, before.alerting);
  // The session's agency is an agency's id; the actor of the platform does not know the word.
  return ok({ agencyId: groupId as AgencyId, alerting: after });
};

/** The oldest report has become too old: the agency may have fallen silent. */
export const checkAlerting: DeadlineHandler = async (ctx, agencyId) => {
  await follow(ctx, agencyId, null);
};

/** Say it when it changed, and look again when the oldest report that still counts will not. */
async function follow(ctx: ActionContext, agencyId: string, before: Alerting | null): Promise<Alerting> {
  const now = await hearing(ctx, agencyId);
  if (now.alerting !== before) {
    await appendEvent(ctx, {
      name: 'alerting.changed',
      subject: { type: 'agency', id: agencyId },
      audience: [audience.tenant(), audience.agency(agencyId)],
      content: { alerting: now.alerting },
    });
  }
  if (now.oldest !== null) await setDeadline(ctx, alertingDeadline, agencyId, plusMs(now.oldest, silentAfterMs));
  return now.alerting;
}

/** The best of the screens that have reported lately: one that sounds is enough. */
async function hearing(ctx: ActionContext, agencyId: string): Promise<{ alerting: Alerting; oldest: Instant | null }> {
  const found = await bestReport(ctx, agencyId, plusMs(ctx.now, -silentAfterMs));
  return { alerting: alertingOf(true, found.best), oldest: found.oldest };
}

function alertingOf(hasAccounts: boolean, best: number | null): Alerting {
  if (best === null) return hasAccounts ? 'silent' : 'no_accounts';
  return best === 1 ? 'on' : best === 2 ? 'muted' : 'blocked';
}

export type AgencyHearing = Omit<HearingRow, 'has_accounts' | 'best'> & { readonly alerting: Alerting };

/** Every active agency with how it can be heard and what it has to do. */
export async function hearingOfAll(ctx: ActionContext): Promise<AgencyHearing[]> {
  const found = await hearingRows(ctx, plusMs(ctx.now, -silentAfterMs));
  return found.map(({ has_accounts, best, ...agency }) => ({ ...agency, alerting: alertingOf(has_accounts, best) }));
}
