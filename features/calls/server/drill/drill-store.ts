import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { type Db, row, rows, run, type Tx } from '#platform/server/db/database.ts';
import { setDeadline } from '#platform/server/timers/deadlines.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant, Zone } from '#platform/shared/time.ts';
import type { CallState } from '../../call.ts';
import {
  type DrillId,
  type DrillLooks,
  type DrillObstacle,
  type DrillOutcome,
  type DrillScenario,
  type DrillSetting,
  drillSeeds,
  drillSetting,
} from '../../drill.ts';
import type { SilentResult } from '../../silent.ts';

/** The next draw of a regency's drills. */
export const drillMonthDeadline = 'drill.month';
/** Whether a running drill stands in somebody's way. */
export const stepBackDeadline = 'drill.step_back';

export interface DrillRow {
  readonly id: DrillId;
  readonly scenario: DrillScenario;
  readonly planned_by: string | null;
  readonly due_at: Instant;
  readonly caller: string;
  readonly asked_at: Instant | null;
  readonly placed_at: Instant | null;
  readonly call_id: string | null;
  readonly ended_at: Instant | null;
  readonly outcome: DrillOutcome | null;
  readonly revealed_at: Instant | null;
  readonly looks: DrillLooks;
}

/** What holds for this regency; one without a row, or with one that an older program wrote, has the seeds: off. */
export async function drillSettingOf(
  ctx: ActionContext,
  lock: 'lock' | 'read' = 'read',
): Promise<{ readonly content: DrillSetting; readonly version: number; readonly zone: Zone }> {
  await run(
    ctx.tx,
    sql`insert into drill_settings (tenant_id) select ${ctx.tenantId}
        where not exists (select from drill_settings where tenant_id = ${ctx.tenantId}) on conflict do nothing`,
  );
  const found = await row<{ content: unknown; version: number; zone: Zone }>(
    ctx.tx,
    sql`select s.content, s.version, t.zone from drill_settings s join tenants t on t.id = s.tenant_id
        where s.tenant_id = ${ctx.tenantId} ${lock === 'lock' ? sql`for update of s` : sql``}`,
  );
  const { content, version, zone } = present(found, 'made just now where there was none');
  const fitting = drillSetting.safeParse(content);
  return { content: fitting.success ? fitting.data : drillSeeds, version, zone };
}

export const drillKind: SettingKind<typeof drillSetting> = {
  kind: 'drills',
  schema: drillSetting,
  load: async (ctx, id) => (id === ctx.tenantId ? drillSettingOf(ctx, 'lock') : null),
  save: async (ctx, _id, content, version) => {
    await run(
      ctx.tx,
      sql`update drill_settings set content = ${JSON.stringify(content)}::jsonb, version = ${version} where tenant_id = ${ctx.tenantId}`,
    );
    // What is left of the month is drawn anew, also by an undo.
    await setDeadline(ctx, drillMonthDeadline, ctx.tenantId, ctx.now);
  },
};

/** What stood in a drill's way, by how often. */
export const looksOf = sql`json_build_object('waiting', looks_waiting, 'other_drill', looks_other_drill, 'few_ready', looks_few_ready)`;
const columns = sql`id, scenario, planned_by, due_at, caller, asked_at, placed_at, call_id, ended_at, outcome, revealed_at, ${looksOf} as looks`;

export async function insertDrill(
  ctx: ActionContext,
  drill: Pick<DrillRow, 'id' | 'scenario' | 'planned_by' | 'due_at' | 'caller'>,
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into drills (id, tenant_id, scenario, planned_at, planned_by, due_at, caller)
        values (${drill.id}, ${ctx.tenantId}, ${drill.scenario}, ${ctx.now}, ${drill.planned_by}, ${drill.due_at}, ${drill.caller})`,
  );
}

export function lockDrill(ctx: ActionContext, id: string): Promise<DrillRow | null> {
  return row<DrillRow>(
    ctx.tx,
    sql`select ${columns} from drills where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
  );
}

/** The running drill of a call; null for every other call. */
export function drillOfCall(ctx: ActionContext, callId: string): Promise<Pick<DrillRow, 'id' | 'ended_at'> | null> {
  return row(ctx.tx, sql`select id, ended_at from drills where tenant_id = ${ctx.tenantId} and call_id = ${callId}`);
}

/**
 * None of these calls is a drill that anybody could still be in. Waits for whoever is revealing one: what is linked to it in the same
 * moment is then ended by one of the two.
 */
export async function areDrillsOver(ctx: ActionContext, callIds: readonly string[]): Promise<boolean> {
  const found = await rows<{ revealed_at: Instant | null }>(
    ctx.tx,
    sql`select revealed_at from drills where tenant_id = ${ctx.tenantId} and call_id = any(${[...callIds]}::uuid[]) for share`,
  );
  return found.every((drill) => drill.revealed_at !== null);
}

/** It was looked at in vain. */
export async function saveLook(ctx: ActionContext, id: string, obstacle: DrillObstacle): Promise<void> {
  const column = sql.ref(`looks_${obstacle}`);
  await run(ctx.tx, sql`update drills set ${column} = ${column} + 1 where tenant_id = ${ctx.tenantId} and id = ${id}`);
}

/** Planned by hand and not begun. */
export async function plannedByHand(ctx: ActionContext): Promise<number> {
  const found = await row<{ count: number }>(
    ctx.tx,
    sql`select count(*)::int as count from drills where tenant_id = ${ctx.tenantId} and planned_by is not null
          and asked_at is null and ended_at is null`,
  );
  return present(found, 'a count has one row').count;
}

/** What the schedule drew and has not begun is drawn no more. */
export function cancelDrawn(ctx: ActionContext): Promise<{ id: string }[]> {
  return rows(
    ctx.tx,
    sql`update drills set ended_at = ${ctx.now}, outcome = 'cancelled'
        where tenant_id = ${ctx.tenantId} and planned_by is null and asked_at is null and ended_at is null returning id`,
  );
}

/** How many of each scenario the schedule had its turn with since a moment: those that were cancelled had none. */
export async function hadSince(ctx: ActionContext, from: Instant): Promise<ReadonlyMap<string, number>> {
  const found = await rows<{ scenario: string; count: number }>(
    ctx.tx,
    sql`select scenario, count(*)::int as count from drills where tenant_id = ${ctx.tenantId} and planned_by is null
          and due_at >= ${from}::timestamptz and (outcome is null or outcome <> 'cancelled') group by scenario`,
  );
  return new Map(found.map(({ scenario, count }) => [scenario, count]));
}

export async function isAnyRunning(ctx: ActionContext): Promise<boolean> {
  const statement = sql`select 1 from drills where tenant_id = ${ctx.tenantId} and asked_at is not null and ended_at is null`;
  return (await row(ctx.tx, statement)) !== null;
}

export async function saveAsked(ctx: ActionContext, id: string): Promise<void> {
  await run(ctx.tx, sql`update drills set asked_at = ${ctx.now} where id = ${id}`);
}

export async function saveDrillEnd(
  ctx: ActionContext,
  end: { readonly id: string; readonly outcome: DrillOutcome; readonly isTold: boolean },
): Promise<void> {
  await run(
    ctx.tx,
    sql`update drills set ended_at = ${ctx.now}, outcome = ${end.outcome}, revealed_at = ${ctx.now},
          seen_at = case when ${end.isTold}::boolean then null else ${ctx.now}::timestamptz end where id = ${end.id}`,
  );
}

/** Before anybody else can see the row: in the transaction that wrote the call. Null: no drill of ours shows this number. */
export function markDrillCall(
  tx: Tx,
  of: { readonly tenantId: string; readonly callId: string; readonly callerRaw: string | null },
): Promise<{ id: string } | null> {
  return row(
    tx,
    sql`with marked as (update calls set purpose = 'drill' where id = ${of.callId})
        update drills set call_id = ${of.callId} where tenant_id = ${of.tenantId} and caller = ${of.callerRaw}
          and asked_at is not null and call_id is null and ended_at is null returning id`,
  );
}

export interface DrillCallRow {
  readonly id: string;
  readonly state: CallState;
  readonly answered_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly disposition: string | null;
  readonly silent_result: SilentResult | null;
  readonly wrapped_up_at: Instant | null;
}

export function callOfDrill(ctx: ActionContext, callId: string): Promise<DrillCallRow | null> {
  return row<DrillCallRow>(
    ctx.tx,
    sql`select id, state, answered_at, ended_at, disposition, silent_result, wrapped_up_at from calls
        where tenant_id = ${ctx.tenantId} and id = ${callId}`,
  );
}

/** Real calls for which nothing rings, and desks that are ready. */
export async function besideDrill(ctx: ActionContext): Promise<{ readonly unserved: number; readonly others: number }> {
  const found = await row<{ unserved: number; others: number }>(
    ctx.tx,
    sql`select (select count(*)::int from calls c where c.tenant_id = ${ctx.tenantId} and c.purpose = 'public'
            and (c.state = 'queued' or c.unattended_since is not null) and c.outside_since is null
            and not exists (select from call_offers o where o.call_id = c.id and o.ended_at is null)) as unserved,
          (select count(*)::int from presences p where p.tenant_id = ${ctx.tenantId} and p.state = 'ready' and p.reachable
            and p.call_id is null) as others`,
  );
  return present(found, 'counts have one row');
}

/**
 * A real call has found no desk: a drill that runs must end. Only asked for, because whoever asks holds what the next arrival waits
 * for; the deadline is due at once and comes after their commit.
 */
export async function askToStepBack(ctx: Pick<ActionContext, 'tx' | 'tenantId' | 'now'>): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into deadlines (tenant_id, kind, subject_id, due_at)
        select tenant_id, ${stepBackDeadline}, id, ${ctx.now}::timestamptz from drills
        where tenant_id = ${ctx.tenantId} and asked_at is not null and ended_at is null on conflict do nothing`,
  );
}

export interface TakenDrill {
  readonly id: string;
  readonly tenant_id: string;
  readonly slug: string;
  readonly caller: string;
  readonly scenario: DrillScenario;
}

/** Those that are due and nobody has placed yet, now this process's. */
export function takeDrills(systemDb: Db): Promise<TakenDrill[]> {
  return rows<TakenDrill>(
    systemDb,
    sql`update drills d set placed_at = clock_timestamp() from tenants t
        where t.id = d.tenant_id and d.asked_at is not null and d.placed_at is null and d.ended_at is null
        returning d.id, d.tenant_id, t.slug, d.caller, d.scenario`,
  );
}

/** Which of these are over in the tables, or must give way although they have no call there yet; the others end by `stepBack`. */
export async function drillsToEnd(systemDb: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await rows<{ id: string }>(
    systemDb,
    sql`select d.id from drills d left join calls k on k.id = d.call_id
        where d.id = any(${[...ids]}::uuid[]) and (d.ended_at is not null or k.state in ('ended', 'lost', 'failed', 'overflowed')
          or d.call_id is null and exists (select from calls c where c.tenant_id = d.tenant_id and c.purpose = 'public'
            and (c.state = 'queued' or c.unattended_since is not null)))`,
  );
  return new Set(found.map(({ id }) => id));
}
