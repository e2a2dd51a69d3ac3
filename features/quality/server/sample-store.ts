import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CountedWay, SampleId, WaitingTask } from '../quality.ts';
import type { SampleState, SheetKind } from '../rules.ts';
import type { AnswerSet } from '../scorecard.ts';

// Samples on their way from the draw to a score that counts.

/** Whoever had the call, closed it, or has to do with its sheets: of sample `s` and its call `c`. */
const hadTheCall = (
  userId: string | null,
) => sql`(s.taker_id = ${userId} or c.answered_by = ${userId} or c.disposition_by = ${userId}
  or exists (select from call_legs l where l.call_id = c.id and l.kind = 'desk' and l.user_id = ${userId}))`;
const hasSheet = (userId: string | null) =>
  sql`exists (select from quality_sheets q where q.sample_id = s.id and q.assessor_id = ${userId})`;
/** Two who differ settle it among themselves; everything else is for who has not assessed it. */
const isFor = (userId: string | null) =>
  sql`(not ${hadTheCall(userId)} and ${hasSheet(userId)} = (s.state = 'settle'))`;
const isOpen = sql`s.state in ('assess', 'settle', 'appealed')`;

const taskOf = sql`case s.state when 'assess' then 'assess' when 'settle' then 'settle' else 'decide' end`;

/** By when it was opened, then by its id: nothing says what it is. */
export function waitingFor(
  ctx: ActionContext,
  limit: number,
): Promise<{ id: SampleId; task: WaitingTask; openedAt: Instant }[]> {
  return rows(
    ctx.tx,
    sql`select s.id, ${taskOf} as task, s.opened_at as "openedAt" from quality_samples s join calls c on c.id = s.call_id
        where s.tenant_id = ${ctx.tenantId} and ${isOpen} and ${isFor(ctx.actor.id)}
        order by (s.state = 'assess'), s.opened_at, s.id limit ${limit}`,
  );
}

export async function countWaiting(ctx: ActionContext): Promise<number> {
  const statement = sql`select count(*)::int as count from quality_samples s where s.tenant_id = ${ctx.tenantId} and ${isOpen}`;
  return (await row<{ count: number }>(ctx.tx, statement))?.count ?? 0;
}

export interface LockedSample {
  readonly id: SampleId;
  readonly callId: string;
  readonly takerId: string;
  readonly state: SampleState;
  readonly isDouble: boolean;
  /** This person may not work on it. */
  readonly isOwn: boolean;
  readonly hasHeard: boolean;
  readonly answerBy: Instant | null;
  readonly sheetId: string | null;
  readonly appeal: string | null;
}

const columns = (
  userId: string | null,
) => sql`s.id, s.call_id as "callId", s.taker_id as "takerId", s.state, s.is_double as "isDouble",
  not ${isFor(userId)} as "isOwn", s.answer_by as "answerBy", s.sheet_id as "sheetId", s.appeal,
  exists (select from quality_hearings h where h.sample_id = s.id and h.user_id = ${userId}) as "hasHeard"`;

export function lockSample(ctx: ActionContext, id: string): Promise<LockedSample | null> {
  return row<LockedSample>(
    ctx.tx,
    sql`select ${columns(ctx.actor.id)} from quality_samples s join calls c on c.id = s.call_id
        where s.tenant_id = ${ctx.tenantId} and s.id = ${id} for update of s`,
  );
}

/** Not locked: a player asks for part after part. `isBegun`: this person began this listening for it. */
export function heardSample(
  ctx: ActionContext,
  id: string,
  listeningId: string,
): Promise<(LockedSample & { isBegun: boolean }) | null> {
  return row(
    ctx.tx,
    sql`select ${columns(ctx.actor.id)},
          exists (select from quality_hearings h where h.listening_id = ${listeningId} and h.sample_id = s.id and h.user_id = ${ctx.actor.id}) as "isBegun"
        from quality_samples s join calls c on c.id = s.call_id where s.tenant_id = ${ctx.tenantId} and s.id = ${id}`,
  );
}

export async function insertHearing(ctx: ActionContext, sampleId: string, listeningId: string): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into quality_hearings (listening_id, tenant_id, sample_id, user_id)
        values (${listeningId}, ${ctx.tenantId}, ${sampleId}, ${ctx.actor.id})`,
  );
}

/** What the call was closed and registered as. */
export function factsOf(ctx: ActionContext, callId: string) {
  return row<{ disposition: string | null; typeId: string | null; typeEn: string | null; priority: string | null }>(
    ctx.tx,
    sql`select c.disposition, t.name as "typeId", t.name_en as "typeEn", i.priority from calls c
        left join lateral (select incident_id from incident_calls ic where ic.call_id = c.id order by ic.linked_at limit 1) link on true
        left join incidents i on i.id = link.incident_id left join incident_types t on t.id = i.incident_type_id
        where c.id = ${callId}`,
  );
}

export interface SheetRow {
  readonly id: string;
  readonly sampleId: string;
  readonly kind: SheetKind;
  readonly assessorId: string;
  readonly scorecardVersion: number;
  readonly answers: AnswerSet;
  readonly score: number | null;
  readonly isFailed: boolean;
  readonly filledAt: Instant;
  readonly note: string | null;
}
const sheetColumns = sql`q.id, q.sample_id as "sampleId", q.kind, q.assessor_id as "assessorId", q.scorecard_version as "scorecardVersion", q.answers,
  q.score::float8 as score, q.is_failed as "isFailed", q.filled_at as "filledAt", q.note`;

/** Sheets of these samples, the oldest first. */
export function sheetsOf(ctx: ActionContext, sampleIds: readonly string[]): Promise<SheetRow[]> {
  return rows<SheetRow>(
    ctx.tx,
    sql`select ${sheetColumns} from quality_sheets q where q.tenant_id = ${ctx.tenantId} and q.sample_id = any(${[...sampleIds]}::uuid[])
        order by q.filled_at, q.id`,
  );
}

export async function insertSheet(ctx: ActionContext, sheet: Omit<SheetRow, 'assessorId' | 'filledAt'>): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into quality_sheets (id, tenant_id, sample_id, kind, assessor_id, scorecard_version, answers, score, is_failed, filled_at, note)
        values (${sheet.id}, ${ctx.tenantId}, ${sheet.sampleId}, ${sheet.kind}, ${ctx.actor.id}, ${sheet.scorecardVersion},
          ${JSON.stringify(sheet.answers)}::jsonb, ${sheet.score}, ${sheet.isFailed}, ${ctx.now}, ${sheet.note})`,
  );
}

/** Waits for the other assessor, or for the talk of both. */
export async function saveState(ctx: ActionContext, id: string, state: SampleState): Promise<void> {
  await run(ctx.tx, sql`update quality_samples set state = ${state} where id = ${id}`);
}

export async function saveShown(ctx: ActionContext, id: string, sheetId: string, answerBy: Instant): Promise<void> {
  await run(
    ctx.tx,
    sql`update quality_samples set state = 'shown', sheet_id = ${sheetId}, shown_at = ${ctx.now}, answer_by = ${answerBy} where id = ${id}`,
  );
}

export async function saveAppeal(ctx: ActionContext, id: string, words: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update quality_samples set state = 'appealed', appeal = ${words}, appealed_at = ${ctx.now} where id = ${id}`,
  );
}

export async function saveCounted(ctx: ActionContext, id: string, sheetId: string, way: CountedWay): Promise<void> {
  await run(
    ctx.tx,
    sql`update quality_samples set state = 'counted', sheet_id = ${sheetId}, counted_at = ${ctx.now}, counted_as = ${way} where id = ${id}`,
  );
}

export async function saveAside(ctx: ActionContext, id: string, why: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update quality_samples set state = 'set_aside', set_aside_why = ${why}, set_aside_by = ${ctx.actor.id} where id = ${id}`,
  );
}
