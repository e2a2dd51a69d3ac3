import { sql } from 'kysely';
import type { AgencyId } from '#features/agencies/agency.ts';
import { audience } from '#features/people/audience.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import { type Alerting, silentAfterMs } from '../assignment.ts';
import type * as routes from '../contract.ts';

export const alertingDeadline = 'agency.alerting';

export const reportAlerting: Action<typeof routes.reportAlerting> = async (ctx, { body }) => {
  const { groupId, sessionId, id: userId } = ctx.actor;
  if (groupId === null || sessionId === null || userId === null) return refuse('alerting.no_agency');
  const before = await hearing(ctx, groupId);
  await run(
    ctx.tx,
    sql`insert into agency_alerting (tenant_id, session_id, agency_id, user_id, sound, seen_at)
        values (${ctx.tenantId}, ${sessionId}, ${groupId}, ${userId}, ${body.sound}, ${ctx.now})
        on conflict (session_id) do update set sound = excluded.sound, seen_at = excluded.seen_at`,
  );
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
  const found = await row<{ best: number | null; oldest: Instant | null }>(
    ctx.tx,
    sql`select ${bestSound} as best, min(seen_at) as oldest from agency_alerting
        where tenant_id = ${ctx.tenantId} and agency_id = ${agencyId} and seen_at > ${plusMs(ctx.now, -silentAfterMs)}::timestamptz`,
  );
  return { alerting: alertingOf(true, found?.best ?? null), oldest: found?.oldest ?? null };
}

const bestSound = sql`min(case sound when 'on' then 1 when 'muted' then 2 else 3 end)`;

function alertingOf(hasAccounts: boolean, best: number | null): Alerting {
  if (best === null) return hasAccounts ? 'silent' : 'no_accounts';
  return best === 1 ? 'on' : best === 2 ? 'muted' : 'blocked';
}

export interface AgencyHearing {
  readonly id: AgencyId;
  readonly code: string;
  readonly name: string;
  readonly phone: string | null;
  readonly alerting: Alerting;
  /** When a screen of it was last heard of. */
  readonly since: Instant | null;
  readonly openAssignments: number;
  /** Somebody could have a screen open: it has accounts in use. */
  readonly hasPeople: boolean;
}

/** Every active agency with how it can be heard and what it has to do. */
export async function hearingOfAll(ctx: ActionContext): Promise<AgencyHearing[]> {
  const found = await rows<Omit<AgencyHearing, 'alerting'> & { has_accounts: boolean; best: number | null }>(
    ctx.tx,
    sql`select g.id, g.code, g.name, g.phone, g.has_accounts, h.best, s.since,
          (select count(*) from assignments a where a.agency_id = g.id and a.ended_at is null) as "openAssignments",
          exists (select from users u where u.agency_id = g.id and u.disabled_at is null and 'AGENCY_ADMIN' = any(u.roles)) as "hasPeople"
        from agencies g
        left join lateral (select ${bestSound} as best from agency_alerting
          where agency_id = g.id and seen_at > ${plusMs(ctx.now, -silentAfterMs)}::timestamptz) h on true
        left join lateral (select max(seen_at) as since from agency_alerting where agency_id = g.id) s on true
        where g.tenant_id = ${ctx.tenantId} and g.active order by g.name`,
  );
  return found.map(({ has_accounts, best, ...agency }) => ({ ...agency, alerting: alertingOf(has_accounts, best) }));
}
