import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { type Db, row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { DutyCallId, DutyResult } from '../../duty-call.ts';

export interface NewDutyCall {
  readonly id: DutyCallId;
  readonly subject: { readonly type: string; readonly id: string };
  readonly agencyId: string;
  readonly contactId: string | null;
  readonly audience: readonly string[];
  readonly giveUpAt: Instant;
  readonly ringSeconds: number;
  readonly pressSeconds: number;
  readonly number: string;
  readonly text: string;
}

export async function insertDutyCall(ctx: ActionContext, call: NewDutyCall): Promise<void> {
  await run(
    ctx.tx,
    sql`with made as (
          insert into duty_calls (id, tenant_id, subject_type, subject_id, agency_id, contact_id, audience, asked_at, give_up_at, ring_seconds, press_seconds)
          values (${call.id}, ${ctx.tenantId}, ${call.subject.type}, ${call.subject.id}, ${call.agencyId}, ${call.contactId},
            ${[...call.audience]}::text[], ${ctx.now}, ${call.giveUpAt}, ${call.ringSeconds}, ${call.pressSeconds}) returning id)
        insert into duty_call_words (duty_call_id, tenant_id, number, text) select id, ${ctx.tenantId}, ${call.number}, ${call.text} from made`,
  );
}

export interface DutyCallRow {
  readonly id: DutyCallId;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly agency_id: string;
  readonly contact_id: string | null;
  readonly audience: [string, ...string[]];
  readonly placed_at: Instant | null;
  readonly picked_up_at: Instant | null;
  readonly pressed: '1' | '2' | null;
  readonly ended_at: Instant | null;
}

const columns = sql`id, subject_type, subject_id, agency_id, contact_id, audience, placed_at, picked_up_at, pressed, ended_at`;

export function lockDutyCall(ctx: ActionContext, id: string): Promise<DutyCallRow | null> {
  return row<DutyCallRow>(
    ctx.tx,
    sql`select ${columns} from duty_calls where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
  );
}

/** Those about a subject that are not over; one on which a key is being pressed at this moment is left to that. */
export function openDutyCalls(ctx: ActionContext, subjectId: string): Promise<DutyCallRow[]> {
  return rows<DutyCallRow>(
    ctx.tx,
    sql`select ${columns} from duty_calls where tenant_id = ${ctx.tenantId} and subject_id = ${subjectId} and ended_at is null order by id for update skip locked`,
  );
}

export async function savePickUp(ctx: ActionContext, id: string, at: Instant): Promise<void> {
  await run(ctx.tx, sql`update duty_calls set picked_up_at = ${at} where tenant_id = ${ctx.tenantId} and id = ${id}`);
}

export async function savePress(ctx: ActionContext, id: string, key: '1' | '2'): Promise<void> {
  await run(ctx.tx, sql`update duty_calls set pressed = ${key} where tenant_id = ${ctx.tenantId} and id = ${id}`);
}

export async function countRepeat(ctx: ActionContext, id: string): Promise<void> {
  await run(ctx.tx, sql`update duty_calls set repeats = repeats + 1 where tenant_id = ${ctx.tenantId} and id = ${id}`);
}

export async function saveDutyEnd(ctx: ActionContext, id: string, result: DutyResult, at: Instant): Promise<void> {
  await run(
    ctx.tx,
    sql`update duty_calls set ended_at = ${at}, result = ${result} where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export async function eraseDutyWords(ctx: ActionContext, id: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update duty_call_words set number = null, text = null, erased_at = ${ctx.now}
        where tenant_id = ${ctx.tenantId} and duty_call_id = ${id} and erased_at is null`,
  );
}

export interface TakenDutyCall {
  readonly id: DutyCallId;
  readonly tenant_id: string;
  readonly slug: string;
  readonly number: string;
  readonly text: string;
  readonly ring_seconds: number;
  readonly press_seconds: number;
}

/** Those that nobody has dialled yet, as many as the regency's lines allow, now this process's. */
export function takeDutyCalls(
  systemDb: Db,
  by: { readonly app: string; readonly pbxSystem: string; readonly lines: number },
): Promise<TakenDutyCall[]> {
  return rows<TakenDutyCall>(
    systemDb,
    sql`with waiting as (
          select d.id, d.tenant_id, row_number() over (partition by d.tenant_id order by d.asked_at, d.id)
            + (select count(*) from duty_calls o where o.tenant_id = d.tenant_id and o.placed_at is not null and o.ended_at is null) as place
          from duty_calls d where d.placed_at is null and d.ended_at is null),
        taken as (
          select d.id from duty_calls d join waiting w on w.id = d.id
          where w.place <= ${by.lines} and d.placed_at is null and d.ended_at is null for update of d skip locked)
        update duty_calls d set placed_at = clock_timestamp(), pbx_app = ${by.app}, pbx_system = ${by.pbxSystem}
        from taken k, tenants t, duty_call_words w
        where d.id = k.id and t.id = d.tenant_id and w.duty_call_id = d.id and w.erased_at is null
        returning d.id, d.tenant_id, t.slug, w.number, w.text, d.ring_seconds, d.press_seconds`,
  );
}

/** Calls of this process that are over in the tables, by somebody else: their telephones need not ring any more. */
export function needlessDutyCalls(systemDb: Db, ids: readonly string[]): Promise<{ id: string }[]> {
  return rows<{ id: string }>(
    systemDb,
    sql`select id from duty_calls where id = any(${[...ids]}::uuid[]) and ended_at is not null and pressed is null`,
  );
}
