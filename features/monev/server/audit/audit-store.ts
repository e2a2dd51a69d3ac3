import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import {
  type Agreement,
  type AuditId,
  auditedCodes,
  type Confidence,
  type MatchWay,
  type SecondCode,
} from '../../audit.ts';

export interface AuditRowOfDb {
  readonly id: AuditId;
  readonly call_id: string;
  readonly number: number;
  readonly is_random: boolean;
  readonly match_incident_id: string | null;
  readonly match_number: number | null;
  readonly match_by: MatchWay | null;
  readonly first_code: string;
  readonly judged_at: Instant | null;
}

/** A call that was closed as one of the audited classes, and has ended. */
export interface ClosedCall {
  readonly id: string;
  readonly disposition: string;
  readonly disposition_by: string | null;
}

const isClosedAside = sql`c.direction = 'inbound' and c.purpose = 'public' and c.state = 'ended' and c.disposition = any(${[...auditedCodes]})`;

/** Those whose class was last set on this day: each call belongs to one day. In the order of their ids, as anybody repeats the draw. */
export function closedOn(ctx: ActionContext, day: string): Promise<ClosedCall[]> {
  return rows<ClosedCall>(
    ctx.tx,
    sql`select c.id, c.disposition, c.disposition_by from calls c join tenants t on t.id = c.tenant_id
        where c.tenant_id = ${ctx.tenantId} and ${isClosedAside}
          and coalesce(c.disposition_at, c.ended_at) >= (${day}::date::timestamp at time zone t.zone)
          and coalesce(c.disposition_at, c.ended_at) < ((${day}::date + 1)::timestamp at time zone t.zone) order by c.id`,
  );
}

/** What a call's audit begins with. */
export interface OpenedAudit {
  readonly id: AuditId;
  readonly callId: string;
  readonly day: string;
  readonly isRandom: boolean;
  readonly match: { readonly incidentId: string; readonly by: MatchWay; readonly metres: number | null } | null;
  readonly firstCode: string;
  readonly firstBy: string | null;
}

/** False: one of this call waits already. */
export async function insertAudit(ctx: ActionContext, made: OpenedAudit): Promise<boolean> {
  const { match } = made;
  const inserted = await run(
    ctx.tx,
    sql`insert into audits (id, tenant_id, call_id, day, opened_at, is_random, match_incident_id, match_by, match_m, first_code, first_by)
        values (${made.id}, ${ctx.tenantId}, ${made.callId}, ${made.day}, ${ctx.now}, ${made.isRandom}, ${match?.incidentId ?? null},
          ${match?.by ?? null}, ${match?.metres ?? null}, ${made.firstCode}, ${made.firstBy}) on conflict do nothing`,
  );
  return inserted === 1;
}

/** What an audit is for, after a draw or a match came to one that was there. */
export interface WidenedAudit {
  readonly id: AuditId;
  readonly isRandom: boolean;
  readonly incidentId: string | null;
  readonly matchBy: MatchWay | null;
}
const widened = sql`id, is_random as "isRandom", match_incident_id as "incidentId", match_by as "matchBy"`;

/** A draw of one that was matched before: one blind judgement serves both. Null: there is none. */
export function markRandom(ctx: ActionContext, callId: string): Promise<WidenedAudit | null> {
  return row<WidenedAudit>(
    ctx.tx,
    sql`update audits set is_random = true where id = (select id from audits where call_id = ${callId} order by opened_at limit 1) returning ${widened}`,
  );
}

/** The same the other way, for one that nobody has judged yet. */
export function markMatched(
  ctx: ActionContext,
  callId: string,
  match: NonNullable<OpenedAudit['match']>,
): Promise<WidenedAudit | null> {
  return row<WidenedAudit>(
    ctx.tx,
    sql`update audits set match_incident_id = ${match.incidentId}, match_by = ${match.by}, match_m = ${match.metres}
        where call_id = ${callId} and judged_at is null and match_incident_id is null returning ${widened}`,
  );
}

/** Whoever had the call, closed it, or judged it before: of audit `a` and its call `c`. */
export const hadToDo = (userId: string | null) => sql`(a.first_by = ${userId} or c.answered_by = ${userId}
  or exists (select from call_legs l where l.call_id = c.id and l.kind = 'desk' and l.user_id = ${userId})
  or exists (select from audits o where o.call_id = c.id and o.judged_by = ${userId}))`;

/** Not in an order that says why something is audited: by when it was opened, then by its id. */
export function waitingFor(
  ctx: ActionContext,
  limit: number,
): Promise<{ id: AuditId; openedAt: Instant; hasRecording: boolean }[]> {
  return rows(
    ctx.tx,
    sql`select a.id, a.opened_at as "openedAt", exists (select from recordings r where r.call_id = c.id and r.state = 'stored') as "hasRecording"
        from audits a join calls c on c.id = a.call_id
        where a.tenant_id = ${ctx.tenantId} and a.judged_at is null and not ${hadToDo(ctx.actor.id)}
        order by a.opened_at, a.id limit ${limit}`,
  );
}

export async function countWaiting(ctx: ActionContext): Promise<number> {
  const statement = sql`select count(*)::int as count from audits where tenant_id = ${ctx.tenantId} and judged_at is null`;
  return (await row<{ count: number }>(ctx.tx, statement))?.count ?? 0;
}

/** The audit with what a judgement must know; its call is locked before it. */
export async function lockAudit(
  ctx: ActionContext,
  id: string,
): Promise<(AuditRowOfDb & { had_to_do: boolean; recording_id: string | null; has_heard: boolean }) | null> {
  await row(ctx.tx, sql`select c.id from calls c join audits a on a.call_id = c.id where a.id = ${id} for update of c`);
  return row(
    ctx.tx,
    sql`select a.id, a.call_id, c.number, a.is_random, a.match_incident_id, i.number as match_number, a.match_by, a.first_code, a.judged_at,
          ${hadToDo(ctx.actor.id)} as had_to_do, r.id as recording_id,
          exists (select from audit_hearings h where h.audit_id = a.id and h.user_id = ${ctx.actor.id}) as has_heard
        from audits a join calls c on c.id = a.call_id left join recordings r on r.call_id = c.id and r.state = 'stored'
        left join incidents i on i.id = a.match_incident_id where a.id = ${id} for update of a`,
  );
}

export interface Judgement {
  readonly code: SecondCode;
  readonly confidence: Confidence;
  readonly note: string;
  readonly agreement: Agreement;
}

export async function saveJudgement(ctx: ActionContext, id: AuditId, said: Judgement): Promise<void> {
  await run(
    ctx.tx,
    sql`update audits set judged_by = ${ctx.actor.id}, judged_at = ${ctx.now}, second_code = ${said.code}, confidence = ${said.confidence},
          agreement = ${said.agreement}, note = ${said.note === '' ? null : said.note} where id = ${id}`,
  );
}

/** The class of the call as it stands. */
export async function classOf(ctx: ActionContext, callId: string): Promise<string | null> {
  return (
    (await row<{ disposition: string | null }>(ctx.tx, sql`select disposition from calls where id = ${callId}`))
      ?.disposition ?? null
  );
}
