import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { type Db, row, rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { MaskedCallId, MaskedResult } from '../../masked-call.ts';

export interface NewMaskedCall {
  readonly id: MaskedCallId;
  readonly incidentId: string;
  readonly assignmentId: string;
  readonly unitId: string;
  readonly agencyId: string;
  readonly askedBy: string;
  readonly giveUpAt: Instant;
  readonly crew: string;
  readonly caller: string;
}

/** False: one is running. */
export async function insertMaskedCall(ctx: ActionContext, call: NewMaskedCall): Promise<boolean> {
  const made = await run(
    ctx.tx,
    sql`insert into masked_calls (id, tenant_id, incident_id, assignment_id, unit_id, agency_id, asked_by, asked_at, give_up_at)
        values (${call.id}, ${ctx.tenantId}, ${call.incidentId}, ${call.assignmentId}, ${call.unitId}, ${call.agencyId}, ${call.askedBy},
          ${ctx.now}, ${call.giveUpAt})
        on conflict (incident_id) where ended_at is null do nothing`,
  );
  if (made === 0) return false;
  await run(
    ctx.tx,
    sql`insert into masked_call_numbers (masked_call_id, tenant_id, crew, caller) values (${call.id}, ${ctx.tenantId}, ${call.crew}, ${call.caller})`,
  );
  return true;
}

/** Of an incident since a moment. */
export async function countMaskedCalls(ctx: ActionContext, incidentId: string, since: Instant): Promise<number> {
  const found = await row<{ count: number }>(
    ctx.tx,
    sql`select count(*)::int as count from masked_calls where tenant_id = ${ctx.tenantId} and incident_id = ${incidentId} and asked_at > ${since}`,
  );
  return found?.count ?? 0;
}

/** Whether a process that dials is there; this machine's exchange is not asked. */
export async function isTelephonyThere(ctx: ActionContext): Promise<boolean> {
  return (await row(ctx.tx, sql`select 1 from telephony_processes where instance is not null limit 1`)) !== null;
}

export interface MaskedCallRow {
  readonly id: MaskedCallId;
  readonly incident_id: string;
  readonly assignment_id: string;
  readonly unit_id: string;
  readonly agency_id: string;
  readonly asked_at: Instant;
  readonly give_up_at: Instant;
  readonly pbx_system: string | null;
  readonly placed_at: Instant | null;
  readonly crew_at: Instant | null;
  readonly caller_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly result: MaskedResult | null;
}

const columns = sql`id, incident_id, assignment_id, unit_id, agency_id, asked_at, give_up_at, pbx_system, placed_at, crew_at, caller_at, ended_at, result`;

export function lockMaskedCall(ctx: ActionContext, id: string): Promise<MaskedCallRow | null> {
  return row<MaskedCallRow>(
    ctx.tx,
    sql`select ${columns} from masked_calls where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
  );
}

/** The newest of a unit on an assignment. */
export function newestMaskedCall(
  ctx: ActionContext,
  of: { readonly unitId: string; readonly assignmentId: string },
): Promise<MaskedCallRow | null> {
  return row<MaskedCallRow>(
    ctx.tx,
    sql`select ${columns} from masked_calls where tenant_id = ${ctx.tenantId} and unit_id = ${of.unitId}
          and assignment_id = ${of.assignmentId} order by asked_at desc limit 1`,
  );
}

export async function saveCrewThere(ctx: ActionContext, id: string, at: Instant): Promise<void> {
  await run(ctx.tx, sql`update masked_calls set crew_at = ${at} where tenant_id = ${ctx.tenantId} and id = ${id}`);
}

export async function saveCallerThere(ctx: ActionContext, id: string, at: Instant): Promise<void> {
  await run(
    ctx.tx,
    sql`update masked_calls set caller_at = ${at}, crew_at = coalesce(crew_at, ${at}) where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** It is over, and nobody needs the numbers any more.. */
export async function saveMaskedEnd(
  ctx: ActionContext,
  end: {
    readonly id: string;
    readonly result: MaskedResult;
    readonly talkMs: number | null;
    readonly callId: string | null;
    readonly at: Instant;
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`update masked_calls set ended_at = ${end.at}, result = ${end.result}, talk_ms = ${end.talkMs}, call_id = ${end.callId}
        where tenant_id = ${ctx.tenantId} and id = ${end.id}`,
  );
  await run(
    ctx.tx,
    sql`update masked_call_numbers set crew = null, caller = null, erased_at = ${ctx.now}
        where tenant_id = ${ctx.tenantId} and masked_call_id = ${end.id}`,
  );
}

export async function callerDialled(ctx: ActionContext, id: string): Promise<string | null> {
  const found = await row<{ caller: string | null }>(
    ctx.tx,
    sql`select caller from masked_call_numbers where tenant_id = ${ctx.tenantId} and masked_call_id = ${id}`,
  );
  return found?.caller ?? null;
}

/** They talked: a call of the centre's own, over already, on which the recording hangs. Returns its number. */
export async function insertTalk(
  ctx: ActionContext,
  talk: {
    readonly id: string;
    readonly linkedid: string;
    readonly pbxSystem: string;
    readonly dialled: string;
    readonly number: string | null;
    readonly e164: string | null;
    readonly arrivedAt: Instant;
    readonly answeredAt: Instant;
    readonly endedAt: Instant;
  },
): Promise<number> {
  const made = await row<{ number: number }>(
    ctx.tx,
    sql`insert into calls (id, tenant_id, number, direction, state, pbx_system, pbx_linkedid, dialled, caller_raw, caller_e164, arrived_at,
            answered_at, ended_at, ended_by, disposition, disposition_at, wrapped_up_at)
        values (${talk.id}, ${ctx.tenantId}, next_number(${ctx.tenantId}, 'call'), 'outbound', 'ended', ${talk.pbxSystem}, ${talk.linkedid},
          ${talk.dialled}, ${talk.number}, ${talk.e164}, ${talk.arrivedAt}, ${talk.answeredAt}, ${talk.endedAt}, 'outside', 'INTERNAL',
          ${talk.endedAt}, ${talk.endedAt}) returning number`,
  );
  if (made === null) throw new Error('An insert without a conflict returns its row');
  return made.number;
}

export interface TakenMaskedCall {
  readonly id: MaskedCallId;
  readonly tenant_id: string;
  readonly slug: string;
  readonly crew: string;
  readonly caller: string;
}

/** Those that nobody has dialled yet, as many as the regency's lines allow, now this process's. */
export function takeMaskedCalls(
  systemDb: Db,
  by: { readonly app: string; readonly pbxSystem: string; readonly lines: number },
): Promise<TakenMaskedCall[]> {
  return rows<TakenMaskedCall>(
    systemDb,
    sql`with waiting as (
          select d.id, row_number() over (partition by d.tenant_id order by d.asked_at, d.id)
            + (select count(*) from masked_calls o where o.tenant_id = d.tenant_id and o.placed_at is not null and o.ended_at is null) as place
          from masked_calls d where d.placed_at is null and d.ended_at is null),
        taken as (
          select d.id from masked_calls d join waiting w on w.id = d.id
          where w.place <= ${by.lines} and d.placed_at is null and d.ended_at is null for update of d skip locked)
        update masked_calls d set placed_at = clock_timestamp(), pbx_app = ${by.app}, pbx_system = ${by.pbxSystem}
        from taken k, tenants t, masked_call_numbers n
        where d.id = k.id and t.id = d.tenant_id and n.masked_call_id = d.id and n.erased_at is null
        returning d.id, d.tenant_id, t.slug, n.crew, n.caller`,
  );
}

export interface OpenMaskedCall {
  readonly id: string;
  readonly tenant_id: string;
  /** Dialled long enough ago that its telephone must be known to Asterisk. */
  readonly is_dialled: boolean;
}

/** Those of this exchange that are not over, whoever dialled them; all, or one. */
export function openMaskedCalls(systemDb: Db, pbxSystem: string, id?: string): Promise<OpenMaskedCall[]> {
  return rows<OpenMaskedCall>(
    systemDb,
    sql`select id, tenant_id, placed_at < clock_timestamp() - interval '3 seconds' as is_dialled from masked_calls
        where pbx_system = ${pbxSystem} and ended_at is null and ${id === undefined ? sql`true` : sql`id = ${id}`}`,
  );
}
