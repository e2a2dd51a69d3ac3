import { sql } from 'kysely';
import type { CallId } from '#features/calls/call.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CardContent, CardId, CardRunId } from '../../card.ts';
import type { IncidentId, Priority } from '../../incident.ts';

/** One use of a card, with what the card said when it began. */
export interface RunRow {
  readonly id: CardRunId;
  readonly card_id: CardId;
  readonly code: string;
  readonly card_version: number;
  readonly content: CardContent;
  readonly call_id: CallId | null;
  readonly incident_id: IncidentId | null;
  readonly revision: number;
  readonly changed_at: Instant;
  readonly changed_by: string | null;
}

/** An answer that holds, with its words unless they are erased. */
export interface AnswerRow {
  readonly id: string;
  readonly run_id: CardRunId;
  readonly question: string;
  readonly choice: string;
  readonly crew: boolean;
  readonly words: string | null;
  readonly answered_at: Instant;
  readonly answered_by: string | null;
}

const selectRuns = sql`select r.id, r.card_id, c.code, r.card_version,
    case when c.version = r.card_version then c.content else v.content end as content,
    r.call_id, r.incident_id, r.revision, r.changed_at, u.display_name as changed_by
  from card_runs r
  join question_cards c on c.id = r.card_id
  left join setting_versions v on v.tenant_id = r.tenant_id and v.kind = 'question_card' and v.subject_id = r.card_id
    and v.version = r.card_version
  left join users u on u.id = r.changed_by`;

export async function lockRun(ctx: ActionContext, id: string): Promise<RunRow | null> {
  await row(ctx.tx, sql`select id from card_runs where tenant_id = ${ctx.tenantId} and id = ${id} for update`);
  return row<RunRow>(ctx.tx, sql`${selectRuns} where r.tenant_id = ${ctx.tenantId} and r.id = ${id}`);
}

/** Of an incident, and of a call that has none; oldest first. */
export function selectRunsOf(
  ctx: ActionContext,
  of: { readonly incidentId: string | null; readonly callId: string | null },
): Promise<RunRow[]> {
  return rows<RunRow>(
    ctx.tx,
    sql`${selectRuns} where r.tenant_id = ${ctx.tenantId}
          and (r.incident_id = ${of.incidentId}::uuid or (r.incident_id is null and r.call_id = ${of.callId}::uuid))
        order by r.opened_at, r.id`,
  );
}

/** A run begins; one that is there already, sent twice, stays. */
export async function insertRun(
  ctx: ActionContext,
  made: Pick<RunRow, 'id' | 'card_id' | 'card_version' | 'call_id' | 'incident_id'>,
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into card_runs (id, tenant_id, card_id, card_version, call_id, incident_id, opened_by, opened_at, changed_by, changed_at)
        values (${made.id}, ${ctx.tenantId}, ${made.card_id}, ${made.card_version}, ${made.call_id}, ${made.incident_id},
          ${ctx.actor.id}, ${ctx.now}, ${ctx.actor.id}, ${ctx.now})
        on conflict (id) do nothing`,
  );
}

export async function updateRun(ctx: ActionContext, id: string, incidentId: string | null): Promise<void> {
  await run(
    ctx.tx,
    sql`update card_runs set revision = revision + 1, changed_by = ${ctx.actor.id}, changed_at = ${ctx.now},
          incident_id = ${incidentId} where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** The answers that hold, in the order of their run. */
export function answersOf(ctx: ActionContext, runIds: readonly string[]): Promise<AnswerRow[]> {
  return rows<AnswerRow>(
    ctx.tx,
    sql`select a.id, a.run_id, a.question, a.choice, a.crew, w.text as words, a.answered_at, u.display_name as answered_by
        from card_answers a left join card_words w on w.answer_id = a.id left join users u on u.id = a.answered_by
        where a.tenant_id = ${ctx.tenantId} and a.run_id = any(${[...runIds]}::uuid[]) and a.withdrawn_at is null
        order by a.run_id, a.position`,
  );
}

export async function insertAnswer(
  ctx: ActionContext,
  made: {
    readonly id: string;
    readonly runId: string;
    readonly position: number;
    readonly question: string;
    readonly choice: string;
    readonly crew: boolean;
    readonly lifeAtRisk: 'yes' | 'no' | null;
    readonly raiseTo: Priority | null;
    readonly words: { readonly salt: Buffer; readonly text: string } | null;
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into card_answers (id, tenant_id, run_id, position, question, choice, crew, life_at_risk, raise_to, answered_by, answered_at)
        values (${made.id}, ${ctx.tenantId}, ${made.runId}, ${made.position}, ${made.question}, ${made.choice}, ${made.crew},
          ${made.lifeAtRisk}, ${made.raiseTo}, ${ctx.actor.id}, ${ctx.now})`,
  );
  if (made.words === null) return;
  await run(
    ctx.tx,
    sql`insert into card_words (answer_id, tenant_id, salt, text)
        values (${made.id}, ${ctx.tenantId}, ${made.words.salt}, ${made.words.text})`,
  );
}

export async function withdrawAnswers(ctx: ActionContext, ids: readonly string[]): Promise<void> {
  await run(
    ctx.tx,
    sql`update card_answers set withdrawn_at = ${ctx.now} where tenant_id = ${ctx.tenantId} and id = any(${[...ids]}::uuid[])`,
  );
}

/** Whether somebody talks in a call at a desk, or talked in it. */
export async function talkedIn(ctx: ActionContext, callId: string, userId: string): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select id from call_legs where tenant_id = ${ctx.tenantId} and call_id = ${callId} and user_id = ${userId} and kind = 'desk' limit 1`,
  );
  return found !== null;
}

/** The incident that a call is linked to; null: none. */
export async function incidentOfCall(ctx: ActionContext, callId: string): Promise<IncidentId | null> {
  const found = await row<{ incident_id: IncidentId }>(
    ctx.tx,
    sql`select incident_id from incident_calls where tenant_id = ${ctx.tenantId} and call_id = ${callId}`,
  );
  return found?.incident_id ?? null;
}

/** The runs of a call become its incident's; returns their ids. */
export async function giveRunsTo(ctx: ActionContext, incidentId: string, callId: string): Promise<string[]> {
  const given = await rows<{ id: string }>(
    ctx.tx,
    sql`update card_runs set incident_id = ${incidentId}
        where tenant_id = ${ctx.tenantId} and call_id = ${callId} and incident_id is null returning id`,
  );
  return given.map((one) => one.id);
}

/** How urgent the answers that hold make an incident at least; null: they say nothing about it. */
export async function raisedByCards(ctx: ActionContext, incidentId: string): Promise<Priority | null> {
  const found = await row<{ raise_to: Priority | null }>(
    ctx.tx,
    sql`select min(a.raise_to) as raise_to from card_answers a join card_runs r on r.id = a.run_id
        where r.tenant_id = ${ctx.tenantId} and r.incident_id = ${incidentId} and a.withdrawn_at is null`,
  );
  return found?.raise_to ?? null;
}

/** Each answer ever given in an incident, with what its card said: for the timeline. */
export function everyAnswerOf(
  ctx: ActionContext,
  incidentId: string,
): Promise<
  {
    readonly id: string;
    readonly question: string;
    readonly choice: string;
    readonly words: string | null;
    readonly content: CardContent;
  }[]
> {
  return rows(
    ctx.tx,
    sql`select a.id, a.question, a.choice, w.text as words, case when c.version = r.card_version then c.content else v.content end as content
        from card_answers a join card_runs r on r.id = a.run_id join question_cards c on c.id = r.card_id
        left join setting_versions v on v.tenant_id = r.tenant_id and v.kind = 'question_card' and v.subject_id = r.card_id
          and v.version = r.card_version
        left join card_words w on w.answer_id = a.id
        where r.tenant_id = ${ctx.tenantId} and r.incident_id = ${incidentId}`,
  );
}
