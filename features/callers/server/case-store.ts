import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CallerNumberId } from '../caller.ts';
import type { CallerCaseId, CaseEndReason, CaseInBrief, CaseState, CaseStep } from '../case.ts';

export interface CaseRow {
  readonly id: CallerCaseId;
  readonly number: number;
  readonly number_id: CallerNumberId;
  readonly e164: string | null;
  readonly state: CaseState;
  readonly cause: 'rule' | 'hand';
  readonly opened_at: Instant;
  readonly opened_by: string | null;
  readonly assignee_id: string | null;
  readonly assignee_name: string | null;
  readonly last_nuisance_at: Instant;
  readonly ended_at: Instant | null;
  readonly end_reason: CaseEndReason | null;
  readonly version: number;
  readonly step: CaseStep | null;
  readonly has_appeal: boolean;
}

const steps = sql`e.kind in ('log', 'friendly_call', 'parents_or_school', 'letter', 'police_referral') and e.undone_at is null`;
const lastStep = sql`(select e.kind from caller_case_entries e where e.case_id = k.id and ${steps} order by e.written_at desc, e.id desc limit 1)`;

const columns = sql`k.id, k.number, k.number_id, n.e164, k.state, k.cause, k.opened_at, k.opened_by, k.assignee_id,
  u.display_name as assignee_name, k.last_nuisance_at, k.ended_at, k.end_reason, k.version, ${lastStep} as step,
  exists (select from caller_case_appeals a where a.case_id = k.id and a.decided_at is null) as has_appeal`;
const from = sql`from caller_cases k join caller_numbers n on n.id = k.number_id left join users u on u.id = k.assignee_id`;

export function listCaseRows(
  ctx: ActionContext,
  filter: { readonly state: CaseState | null; readonly assigneeId: string | null; readonly below: number | null },
  limit: number,
): Promise<CaseRow[]> {
  return rows<CaseRow>(
    ctx.tx,
    sql`select ${columns} ${from} where k.tenant_id = ${ctx.tenantId} and (${filter.state}::text is null or k.state = ${filter.state})
          and (${filter.assigneeId}::uuid is null or k.assignee_id = ${filter.assigneeId}::uuid)
          and (${filter.below}::bigint is null or k.number < ${filter.below}::bigint)
        order by k.number desc limit ${limit}`,
  );
}

export function findCase(ctx: ActionContext, id: string): Promise<CaseRow | null> {
  return row<CaseRow>(ctx.tx, sql`select ${columns} ${from} where k.tenant_id = ${ctx.tenantId} and k.id = ${id}`);
}

/** Locked: two people on one case write one after the other. */
export async function lockCase(ctx: ActionContext, id: string): Promise<CaseRow | null> {
  const locked = await row(
    ctx.tx,
    sql`select 1 from caller_cases where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
  );
  return locked === null ? null : findCase(ctx, id);
}

export async function openCaseOf(ctx: ActionContext, numberId: string): Promise<CaseInBrief | null> {
  return (await briefs(ctx, numberId)).find(({ state }) => state === 'open') ?? null;
}

export function casesOf(ctx: ActionContext, numberId: string): Promise<CaseInBrief[]> {
  return briefs(ctx, numberId);
}

function briefs(ctx: ActionContext, numberId: string): Promise<CaseInBrief[]> {
  return rows<CaseInBrief>(
    ctx.tx,
    sql`select k.id, k.number, k.state, k.opened_at as "openedAt", ${lastStep} as step from caller_cases k
        where k.tenant_id = ${ctx.tenantId} and k.number_id = ${numberId} order by k.number desc limit 20`,
  );
}

/** When the last case of a number ended: what was dealt with is not counted again. */
export async function lastEndOf(ctx: ActionContext, numberId: string): Promise<Instant | null> {
  const found = await row<{ at: Instant | null }>(
    ctx.tx,
    sql`select max(ended_at) as at from caller_cases where tenant_id = ${ctx.tenantId} and number_id = ${numberId} and end_reason <> 'corrected'`,
  );
  return found?.at ?? null;
}

export async function insertCase(
  ctx: ActionContext,
  made: {
    readonly id: string;
    readonly numberId: string;
    readonly cause: 'rule' | 'hand';
    readonly lastNuisanceAt: Instant;
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into caller_cases (id, tenant_id, number, number_id, state, cause, opened_at, opened_by, last_nuisance_at)
        values (${made.id}, ${ctx.tenantId}, next_number(${ctx.tenantId}, 'caller_case'), ${made.numberId}, 'open', ${made.cause}, ${ctx.now},
          ${made.cause === 'hand' ? ctx.actor.id : null}, ${made.lastNuisanceAt})`,
  );
}

/** Every change of a case is a version: whoever saw an older one is told. */
export async function raiseVersion(ctx: ActionContext, id: string): Promise<number> {
  const found = await row<{ version: number }>(
    ctx.tx,
    sql`update caller_cases set version = version + 1 where tenant_id = ${ctx.tenantId} and id = ${id} returning version`,
  );
  return present(found, 'locked before').version;
}

export async function saveAssignee(ctx: ActionContext, id: string, userId: string | null): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_cases set assignee_id = ${userId} where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export async function saveLastNuisance(ctx: ActionContext, id: string, at: Instant): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_cases set last_nuisance_at = ${at} where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export async function saveEnd(ctx: ActionContext, id: string, reason: CaseEndReason): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_cases set state = 'ended', ended_at = ${ctx.now}, ended_by = ${ctx.actor.id}, end_reason = ${reason}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** All words about it go; that there was a case, its steps and their times stay. */
export async function eraseCase(ctx: ActionContext, id: string): Promise<void> {
  const mine = sql`where tenant_id = ${ctx.tenantId} and case_id = ${id}`;
  await run(
    ctx.tx,
    sql`update caller_cases set erased_at = ${ctx.now} where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
  await run(
    ctx.tx,
    sql`update caller_case_entries set text = null, letter = null, salt = '', erased_at = ${ctx.now} ${mine}`,
  );
  await run(
    ctx.tx,
    sql`update caller_case_appeals set text = null, reason = null, salt = '', erased_at = ${ctx.now} ${mine}`,
  );
}

export interface EntryRow {
  readonly id: string;
  readonly kind: CaseStep | 'note' | 'end';
  readonly text: string | null;
  readonly letter: string | null;
  readonly written_at: Instant;
  readonly written_by: string | null;
  readonly undone_at: Instant | null;
  /** The evidence pack whose signature took this step. */
  readonly pack_id: string | null;
}

export function entriesOf(ctx: ActionContext, caseId: string): Promise<EntryRow[]> {
  return rows<EntryRow>(
    ctx.tx,
    sql`select id, kind, text, letter, written_at, written_by, undone_at, pack_id from caller_case_entries
        where tenant_id = ${ctx.tenantId} and case_id = ${caseId} order by written_at, id`,
  );
}

export async function insertEntry(
  ctx: ActionContext,
  entry: {
    readonly id: string;
    readonly caseId: string;
    readonly kind: EntryRow['kind'];
    readonly text: string;
    readonly letter: string | null;
    readonly packId: string | null;
    readonly salt: Buffer;
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into caller_case_entries (id, tenant_id, case_id, kind, text, letter, pack_id, salt, written_at, written_by)
        values (${entry.id}, ${ctx.tenantId}, ${entry.caseId}, ${entry.kind}, ${entry.text}, ${entry.letter}, ${entry.packId}, ${entry.salt},
          ${ctx.now}, ${ctx.actor.id})`,
  );
}

export async function undoEntry(ctx: ActionContext, id: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_case_entries set undone_at = ${ctx.now}, undone_by = ${ctx.actor.id} where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export interface AppealRow {
  readonly id: string;
  readonly text: string | null;
  readonly reason: string | null;
  readonly filed_at: Instant;
  readonly filed_by: string | null;
  readonly filed_by_name: string | null;
  readonly decided_at: Instant | null;
}

export function appealsOf(ctx: ActionContext, caseId: string): Promise<AppealRow[]> {
  return rows<AppealRow>(
    ctx.tx,
    sql`select a.id, a.text, a.reason, a.filed_at, a.filed_by, u.display_name as filed_by_name, a.decided_at
        from caller_case_appeals a left join users u on u.id = a.filed_by
        where a.tenant_id = ${ctx.tenantId} and a.case_id = ${caseId} order by a.filed_at`,
  );
}

export async function insertAppeal(
  ctx: ActionContext,
  appeal: { readonly id: string; readonly caseId: string; readonly text: string; readonly salt: Buffer },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into caller_case_appeals (id, tenant_id, case_id, text, salt, filed_at, filed_by)
        values (${appeal.id}, ${ctx.tenantId}, ${appeal.caseId}, ${appeal.text}, ${appeal.salt}, ${ctx.now}, ${ctx.actor.id})`,
  );
}

export async function saveDecision(
  ctx: ActionContext,
  id: string,
  decided: { readonly decision: 'granted' | 'rejected'; readonly reason: string },
): Promise<void> {
  await run(
    ctx.tx,
    sql`update caller_case_appeals set decision = ${decided.decision}, reason = ${decided.reason}, decided_at = ${ctx.now}, decided_by = ${ctx.actor.id}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export interface CaseEventRow {
  readonly seq: number;
  readonly name: string;
  readonly at: Instant;
  readonly actor_id: string | null;
  readonly actor_name: string | null;
  readonly content: Readonly<Record<string, unknown>>;
}

/** What happened to a case, oldest first; words are joined from its erasable rows. */
export function caseEvents(ctx: ActionContext, id: string): Promise<CaseEventRow[]> {
  return rows<CaseEventRow>(
    ctx.tx,
    sql`select e.seq, e.name, e.occurred_at as at, e.actor_id, u.display_name as actor_name, e.content
        from events e left join users u on u.id = e.actor_id
        where e.tenant_id = ${ctx.tenantId} and e.subject_type = 'caller_case' and e.subject_id = ${id} order by e.seq`,
  );
}

export interface CaseCallRow {
  readonly id: string;
  readonly number: number;
  readonly at: Instant;
  readonly code: string;
  readonly by: string | null;
}

/** Calls of a number that people judged to be nuisance, newest first. */
export function judgedCalls(ctx: ActionContext, e164: string, codes: readonly string[]): Promise<CaseCallRow[]> {
  return rows<CaseCallRow>(
    ctx.tx,
    sql`select c.id, c.number, c.arrived_at as at, c.disposition as code, u.display_name as by
        from calls c left join users u on u.id = coalesce(c.disposition_by, c.answered_by)
        where c.tenant_id = ${ctx.tenantId} and c.caller_e164 = ${e164} and c.direction = 'inbound' and c.purpose = 'public'
          and c.disposition = any(${[...codes]}::text[]) order by c.arrived_at desc limit 50`,
  );
}

export async function regencyName(ctx: ActionContext): Promise<string> {
  const found = await row<{ name: string }>(ctx.tx, sql`select name from tenants where id = ${ctx.tenantId}`);
  return found?.name ?? '';
}

export async function regencyZone(ctx: ActionContext): Promise<string> {
  const found = await row<{ zone: string }>(ctx.tx, sql`select zone from tenants where id = ${ctx.tenantId}`);
  return found?.zone ?? 'Asia/Jakarta';
}
