import { sql } from 'kysely';
import type { AgencyId } from '#features/agencies/agency.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';

/** Keep what a screen of an agency says of its sound: one row per session. */
export async function saveReport(
  ctx: ActionContext,
  report: { readonly sessionId: string; readonly agencyId: string; readonly userId: string; readonly sound: string },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into agency_alerting (tenant_id, session_id, agency_id, user_id, sound, seen_at)
        values (${ctx.tenantId}, ${report.sessionId}, ${report.agencyId}, ${report.userId}, ${report.sound}, ${ctx.now})
        on conflict (session_id) do update set sound = excluded.sound, seen_at = excluded.seen_at`,
  );
}

/** 1 sounds, 2 is muted, 3 is blocked by the browser. */
const bestSound = sql`min(case sound when 'on' then 1 when 'muted' then 2 else 3 end)`;

export interface BestReport {
  /** The best sound of all screens; null when none has reported. */
  readonly best: number | null;
  readonly oldest: Instant | null;
}

/** What an agency's screens have reported since then. */
export async function bestReport(ctx: ActionContext, agencyId: string, since: Instant): Promise<BestReport> {
  const found = await row<BestReport>(
    ctx.tx,
    sql`select ${bestSound} as best, min(seen_at) as oldest from agency_alerting
        where tenant_id = ${ctx.tenantId} and agency_id = ${agencyId} and seen_at > ${since}::timestamptz`,
  );
  return present(found, 'an aggregate always has a row');
}

export interface HearingRow {
  readonly id: AgencyId;
  readonly code: string;
  readonly name: string;
  readonly phone: string | null;
  readonly has_accounts: boolean;
  /** As in `BestReport`. */
  readonly best: number | null;
  /** When a screen of it was last heard of. */
  readonly since: Instant | null;
  readonly openAssignments: number;
  /** Somebody could have a screen open: it has accounts in use. */
  readonly hasPeople: boolean;
}

/** Every active agency with what its screens have reported since then, and what it has to do. */
export function hearingRows(ctx: ActionContext, since: Instant): Promise<HearingRow[]> {
  return rows<HearingRow>(
    ctx.tx,
    sql`select g.id, g.code, g.name, g.phone, g.has_accounts, h.best, s.since,
          (select count(*) from assignments a where a.agency_id = g.id and a.ended_at is null) as "openAssignments",
          exists (select from users u where u.agency_id = g.id and u.disabled_at is null and 'AGENCY_ADMIN' = any(u.roles)) as "hasPeople"
        from agencies g
        left join lateral (select ${bestSound} as best from agency_alerting
          where agency_id = g.id and seen_at > ${since}::timestamptz) h on true
        left join lateral (select max(seen_at) as since from agency_alerting where agency_id = g.id) s on true
        where g.tenant_id = ${ctx.tenantId} and g.active order by g.name`,
  );
}
