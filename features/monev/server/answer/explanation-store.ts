import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { AnswerCode, Side } from '../../answer.ts';

export interface ExplanationRow {
  readonly agencyId: string;
  readonly code: AnswerCode;
  readonly side: Side;
  readonly version: number;
  readonly text: string;
  readonly at: Instant;
  readonly by: string;
}

/** All versions of a month, the newest of each first; of one agency where it is named. */
export function selectExplanations(
  ctx: ActionContext,
  month: string,
  agencyId: string | null,
): Promise<ExplanationRow[]> {
  return rows<ExplanationRow>(
    ctx.tx,
    sql`select e.agency_id as "agencyId", e.figure as code, e.side, e.version, e.text, e.written_at as at, u.display_name as by
        from agency_explanations e join users u on u.id = e.written_by
        where e.tenant_id = ${ctx.tenantId} and e.month = ${month} and (${agencyId}::uuid is null or e.agency_id = ${agencyId}::uuid)
        order by e.figure, e.side, e.version desc`,
  );
}

interface About {
  readonly agencyId: string;
  readonly month: string;
  readonly code: AnswerCode;
  readonly side: Side;
}

/** 0: nothing was written yet. */
export async function explanationVersion(ctx: ActionContext, about: About): Promise<number> {
  const found = await row<{ version: number }>(
    ctx.tx,
    sql`select coalesce(max(version), 0)::int as version from agency_explanations where tenant_id = ${ctx.tenantId}
          and agency_id = ${about.agencyId} and month = ${about.month} and figure = ${about.code} and side = ${about.side}`,
  );
  return found?.version ?? 0;
}

export async function insertExplanation(
  ctx: ActionContext,
  about: About,
  said: { readonly id: string; readonly version: number; readonly text: string },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into agency_explanations (id, tenant_id, agency_id, month, figure, side, version, text, written_at, written_by)
        values (${said.id}, ${ctx.tenantId}, ${about.agencyId}, ${about.month}, ${about.code}, ${about.side}, ${said.version}, ${said.text},
          ${ctx.now}, ${ctx.actor.id})`,
  );
}

/** False when this agency was reminded of this month before. */
export async function insertReminder(
  ctx: ActionContext,
  { agencyId, month, missing }: { agencyId: string; month: string; missing: number },
): Promise<boolean> {
  const inserted = await run(
    ctx.tx,
    sql`insert into agency_answer_reminders (agency_id, month, tenant_id, reminded_at, missing)
        values (${agencyId}, ${month}, ${ctx.tenantId}, ${ctx.now}, ${missing}) on conflict do nothing`,
  );
  return inserted === 1;
}
