import { sql } from 'kysely';
import type { UserId } from '#features/people/person.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Id } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';

// Talks with call takers and the steps of them.

export interface TalkRow {
  readonly id: Id<'quality_talk'>;
  readonly personId: UserId;
  readonly personName: string;
  readonly coachId: UserId;
  readonly coachName: string;
  readonly heldAt: Instant;
  readonly words: string | null;
}

/** Those this person held or was in; `all` for the head. The newest first. */
export function selectTalks(ctx: ActionContext, all: boolean, limit: number): Promise<TalkRow[]> {
  return rows<TalkRow>(
    ctx.tx,
    sql`select t.id, t.person_id as "personId", p.display_name as "personName", t.coach_id as "coachId", c.display_name as "coachName", t.held_at as "heldAt", t.words
        from quality_talks t join users p on p.id = t.person_id join users c on c.id = t.coach_id
        where t.tenant_id = ${ctx.tenantId} and (${all} or ${ctx.actor.id} in (t.person_id, t.coach_id))
        order by t.held_at desc, t.id limit ${limit}`,
  );
}

export interface StepRow {
  readonly id: Id<'quality_step'>;
  readonly talkId: string;
  readonly position: number;
  readonly words: string | null;
  readonly due: string;
  readonly doneAt: Instant | null;
}

export function selectSteps(ctx: ActionContext, talkIds: readonly string[]): Promise<StepRow[]> {
  return rows<StepRow>(
    ctx.tx,
    sql`select id, talk_id as "talkId", position, words, to_char(due, 'YYYY-MM-DD') as due, done_at as "doneAt" from quality_steps
        where tenant_id = ${ctx.tenantId} and talk_id = any(${[...talkIds]}::uuid[]) order by talk_id, position`,
  );
}

/** Active people who take calls, by name. */
export function selectTakers(ctx: ActionContext): Promise<{ id: UserId; name: string }[]> {
  return rows(
    ctx.tx,
    sql`select id, display_name as name from users where tenant_id = ${ctx.tenantId} and roles && array['CALL_TAKER', 'SUPERVISOR'] and disabled_at is null
        order by display_name, id`,
  );
}

export async function insertTalk(ctx: ActionContext, id: string, personId: string, words: string): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into quality_talks (id, tenant_id, person_id, coach_id, held_at, words)
        values (${id}, ${ctx.tenantId}, ${personId}, ${ctx.actor.id}, ${ctx.now}, ${words})`,
  );
}

export async function insertStep(ctx: ActionContext, step: Omit<StepRow, 'doneAt'>): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into quality_steps (id, tenant_id, talk_id, position, words, due)
        values (${step.id}, ${ctx.tenantId}, ${step.talkId}, ${step.position}, ${step.words}, ${step.due})`,
  );
}

/** A step of a talk that this person held or was in; locked. Null: there is none for them. */
export function lockStep(ctx: ActionContext, talkId: string, stepId: string): Promise<StepRow | null> {
  return row<StepRow>(
    ctx.tx,
    sql`select s.id, s.talk_id as "talkId", s.position, s.words, to_char(s.due, 'YYYY-MM-DD') as due, s.done_at as "doneAt"
        from quality_steps s join quality_talks t on t.id = s.talk_id
        where s.tenant_id = ${ctx.tenantId} and s.id = ${stepId} and t.id = ${talkId} and ${ctx.actor.id} in (t.person_id, t.coach_id)
        for update of s`,
  );
}

export async function saveDone(ctx: ActionContext, stepId: string): Promise<void> {
  await run(ctx.tx, sql`update quality_steps set done_at = ${ctx.now}, done_by = ${ctx.actor.id} where id = ${stepId}`);
}

export function talkOf(ctx: ActionContext, id: string): Promise<{ personId: UserId; coachId: UserId } | null> {
  return row(
    ctx.tx,
    sql`select person_id as "personId", coach_id as "coachId" from quality_talks where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}
