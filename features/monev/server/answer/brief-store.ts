import { sql } from 'kysely';
import type { MessageFailure, MessageId, MessageState } from '#features/agencies/channel.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { AgencyBriefId } from '../../answer.ts';
import type { BriefSheet } from './brief-sheet.ts';

export interface NewBrief {
  readonly id: AgencyBriefId;
  readonly agencyId: string;
  readonly month: string;
  /** Null: by itself, on its day. */
  readonly reason: string | null;
  readonly isPartial: boolean;
  readonly sheet: BriefSheet;
  readonly pdf: Buffer;
}

/** The number it has for its month; null when the one that goes out by itself is there already. */
export async function insertBrief(ctx: ActionContext, brief: NewBrief): Promise<number | null> {
  const made = await row<{ number: number }>(
    ctx.tx,
    sql`insert into agency_briefs (id, tenant_id, agency_id, month, number, cause, reason, made_at, made_by, is_partial, sheet, pdf)
        select ${brief.id}, ${ctx.tenantId}, ${brief.agencyId}, ${brief.month}, coalesce(max(number), 0) + 1,
          ${brief.reason === null ? 'schedule' : 'hand'}, ${brief.reason}, ${ctx.now}, ${brief.reason === null ? null : ctx.actor.id}::uuid,
          ${brief.isPartial}, ${JSON.stringify(brief.sheet)}::jsonb, ${brief.pdf}
        from agency_briefs where tenant_id = ${ctx.tenantId} and agency_id = ${brief.agencyId} and month = ${brief.month}
        on conflict (agency_id, month) where cause = 'schedule' do nothing returning number`,
  );
  return made?.number ?? null;
}

/** Whether its brief went out by itself. */
export async function wasBriefed(ctx: ActionContext, agencyId: string, month: string): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select from agency_briefs where tenant_id = ${ctx.tenantId} and agency_id = ${agencyId} and month = ${month} and cause = 'schedule'`,
  );
  return found !== null;
}

export interface BriefRow {
  readonly id: AgencyBriefId;
  readonly number: number;
  readonly madeAt: Instant;
  readonly reason: string | null;
  readonly isPartial: boolean;
}

/** The newest first. */
export function selectBriefs(ctx: ActionContext, agencyId: string, month: string): Promise<BriefRow[]> {
  return rows<BriefRow>(
    ctx.tx,
    sql`select id, number, made_at as "madeAt", reason, is_partial as "isPartial" from agency_briefs
        where tenant_id = ${ctx.tenantId} and agency_id = ${agencyId} and month = ${month} order by number desc`,
  );
}

export interface BriefMail {
  readonly id: MessageId;
  readonly briefId: string;
  /** Null: erased with the words of the message. */
  readonly to: string | null;
  readonly state: MessageState;
  readonly code: MessageFailure | null;
  readonly at: Instant | null;
}

export function mailsOfBriefs(ctx: ActionContext, briefIds: readonly string[]): Promise<BriefMail[]> {
  return rows<BriefMail>(
    ctx.tx,
    sql`select m.id, m.subject_id as "briefId", w.recipient as to, m.state, m.code, m.ended_at as at
        from messages m join message_words w on w.message_id = m.id
        where m.tenant_id = ${ctx.tenantId} and m.purpose = 'agency_brief' and m.subject_id = any(${[...briefIds]}::uuid[]) order by m.queued_at, m.id`,
  );
}

export function selectBriefFile(
  ctx: Pick<ActionContext, 'tx' | 'tenantId'>,
  id: string,
): Promise<{ agency_id: string; code: string; month: string; number: number; pdf: Buffer } | null> {
  return row(
    ctx.tx,
    sql`select b.agency_id, g.code, b.month, b.number, b.pdf from agency_briefs b join agencies g on g.id = b.agency_id
        where b.tenant_id = ${ctx.tenantId} and b.id = ${id}`,
  );
}
