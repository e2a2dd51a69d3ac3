import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type * as routes from '../contract.ts';
import type { IncidentView } from '../contract.ts';
import { missingOf, type Sight } from '../rules.ts';
import { callerOf, sightOn, toItem } from './incident-rows.ts';
import { listTypes } from './store.ts';
import { callsOf, lastChangeRow, listRows, type ReadRow, readRow } from './view-store.ts';

export const listIncidentTypes: Action<typeof routes.listIncidentTypes> = async (ctx) =>
  ok({ items: await listTypes(ctx) });

export const readIncident: Action<typeof routes.readIncident> = async (ctx, { params }) => {
  const read = await readRow(ctx, params.id);
  return read === null ? refuse('incident.not_found') : ok(await toView(ctx, read));
};

/** How this reader sees an incident; null when it is not theirs to read. */
export async function loadSight(ctx: ActionContext, id: string): Promise<Sight | null> {
  const read = await readRow(ctx, id);
  return read === null ? null : sightOn(ctx, read);
}

/** The incident as this reader sees it, after an action that has found it. */
export async function viewIncident(ctx: ActionContext, id: string): Promise<IncidentView> {
  return toView(ctx, present(await readRow(ctx, id), 'the action has just loaded this incident'));
}

/** Numbers rise with every incident of a tenant, so the number of the last line is the cursor. */
export const listIncidents: Action<typeof routes.listIncidents> = async (ctx, { query }) => {
  const after = query.after !== undefined && /^\d{1,15}$/.test(query.after) ? Number(query.after) : null;
  const found = await listRows(ctx, { ...query, below: after }, query.limit + 1);
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const next = found.length > page.length && last !== undefined ? String(last.number) : null;
  return ok({ items: page.map((read) => toItem(read, sightOn(ctx, read))), next });
};

async function toView(ctx: ActionContext, read: ReadRow): Promise<IncidentView> {
  const sight = sightOn(ctx, read);
  const informedAt = read.caller_informed_at;
  const informed = read.caller_informed_result;
  const hasPlace = [read.village_code, read.place_text, read.landmark, read.latitude].some((one) => one !== null);
  return {
    ...toItem(read, sight),
    description: sight.details ? read.description : null,
    withheld: !sight.words,
    caller: callerOf(read, sight),
    openedBy: read.opened_by === null ? null : { id: read.opened_by, name: read.opener_name ?? '' },
    missing: missingOf({ hasType: read.type_id !== null, hasPlace, lifeAtRisk: read.life_at_risk }),
    routingRuleId: read.routing_rule_id,
    reopenedCount: read.reopened_count,
    resolutionReason: read.resolution_reason,
    callerInformed: informedAt === null || informed === null ? null : { at: informedAt, result: informed },
    calls: await callsOf(ctx, read.id),
    lastChange: await lastChangeOf(ctx, read.id),
  };
}

async function lastChangeOf(ctx: ActionContext, id: string): Promise<IncidentView['lastChange']> {
  const found = await lastChangeRow(ctx, id);
  if (found === null) return null;
  const by = found.user_id === null ? null : { id: found.user_id, name: found.name ?? '' };
  return { at: found.at, by, fields: found.fields };
}
