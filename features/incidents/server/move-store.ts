import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import type { callerResults, IncidentState } from '../incident.ts';

// The columns of each step of an incident. Its row is locked (`lockIncident`) and the step decided before.

const one = (ctx: ActionContext, id: string) => sql`tenant_id = ${ctx.tenantId} and id = ${id}`;

/** The first dispatch; `ruleId` is the routing rule it followed. */
export async function saveDispatched(
  ctx: ActionContext,
  id: string,
  state: IncidentState,
  ruleId: string | null,
): Promise<void> {
  await run(
    ctx.tx,
    sql`update incidents set state = ${state}, dispatched_at = ${ctx.now}, routing_rule_id = ${ruleId} where ${one(ctx, id)}`,
  );
}

/** `reason` only where it was resolved without dispatch. */
export async function saveResolved(
  ctx: ActionContext,
  id: string,
  state: IncidentState,
  reason: string | null,
): Promise<void> {
  await run(
    ctx.tx,
    sql`update incidents set state = ${state}, resolved_at = ${ctx.now}, resolution_reason = ${reason} where ${one(ctx, id)}`,
  );
}

/** What had ended it is taken back; the events keep it. */
export async function saveReopened(ctx: ActionContext, id: string, state: IncidentState): Promise<void> {
  await run(
    ctx.tx,
    sql`update incidents set state = ${state}, reopened_count = reopened_count + 1, resolved_at = null, resolution_reason = null,
          closed_at = null, closed_by = null, caller_informed_at = null, caller_informed_result = null where ${one(ctx, id)}`,
  );
}

export async function saveClosed(ctx: ActionContext, id: string, state: IncidentState): Promise<void> {
  await run(
    ctx.tx,
    sql`update incidents set state = ${state}, closed_at = ${ctx.now}, closed_by = ${ctx.actor.id} where ${one(ctx, id)}`,
  );
}

/** A step without a moment of its own. */
export async function saveState(ctx: ActionContext, id: string, state: IncidentState): Promise<void> {
  await run(ctx.tx, sql`update incidents set state = ${state} where ${one(ctx, id)}`);
}

type CallerResult = (typeof callerResults)[number];

export async function saveCallerInformed(ctx: ActionContext, id: string, result: CallerResult): Promise<void> {
  await run(
    ctx.tx,
    sql`update incidents set caller_informed_at = ${ctx.now}, caller_informed_result = ${result} where ${one(ctx, id)}`,
  );
}

/** Whether and how the caller was told; null: not yet. */
export async function callerInformedResult(ctx: ActionContext, id: string): Promise<CallerResult | null> {
  const found = await row<{ result: CallerResult | null }>(
    ctx.tx,
    sql`select caller_informed_result as result from incidents where ${one(ctx, id)}`,
  );
  return found?.result ?? null;
}
