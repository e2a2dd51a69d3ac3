import { changeSetting } from '#features/people/server/setting-versions.ts';
import type { Action } from '#platform/server/action.ts';
import { clearDeadline } from '#platform/server/timers/deadlines.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { dayOf, monthBounds, plusMs } from '#platform/shared/time.ts';
import type { CallId } from '../../call.ts';
import type { PersonRef } from '../../contract.ts';
import { drillScenarios, leastDrills, missedReasons } from '../../drill.ts';
import type * as routes from '../../drill-contract.ts';
import { whyMissed } from '../../drill-rules.ts';
import type { IncidentsBehind } from '../recording/incidents-behind.ts';
import * as store from './drill-store.ts';
import * as views from './drill-view-store.ts';
import { endDrill } from './end-drill.ts';
import { drillDueDeadline, planOne } from './plan-drills.ts';

const dayMs = 86_400_000;
const furthestMs = 31 * dayMs;
/** By hand at a time: drills are practice, and their place is the schedule. */
const mostByHand = 5;

export const planDrill: Action<typeof routes.planDrill> = async (ctx, { body }) => {
  const wanted = body.at === undefined ? ctx.now : new Date(body.at).toISOString();
  // What lies behind us is now.
  const dueAt = wanted < ctx.now ? ctx.now : wanted;
  if (dueAt > plusMs(ctx.now, furthestMs)) return refuse('drill.too_far');
  const count = await store.plannedByHand(ctx);
  if (count >= mostByHand) return refuse('drill.too_many', { count });
  const by = present(ctx.actor.id, 'drill.plan needs a session');
  return ok({ id: await planOne(ctx, { scenario: body.scenario, dueAt, by }), dueAt });
};

export const cancelDrill: Action<typeof routes.cancelDrill> = async (ctx, { params }) => {
  const drill = await store.lockDrill(ctx, params.id);
  // One that the schedule drew is nobody's to know of.
  if (drill === null || drill.planned_by === null) return refuse('drill.not_found');
  if (drill.asked_at !== null || drill.ended_at !== null) return refuse('drill.not_planned');
  await clearDeadline(ctx, drillDueDeadline, drill.id);
  await endDrill(ctx, drill, 'cancelled');
  return ok({ id: drill.id });
};

export const listDrills: Action<typeof routes.listDrills> = async (ctx, { query }) => {
  const found = await views.drillRows(ctx, { limit: query.limit + 1, after: readCursor(query.after) });
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return ok({
    items: items.map(viewOf),
    next: found.length > query.limit && last !== undefined ? `${last.due_at}~${last.id}` : null,
  });
};

function viewOf(found: views.ShownDrill) {
  return {
    id: found.id,
    scenario: found.scenario,
    dueAt: found.due_at,
    plannedBy: personOf(found.planned_by, found.planned_by_name),
    askedAt: found.asked_at,
    endedAt: found.ended_at,
    outcome: found.outcome,
    looks: found.looks,
    why: found.outcome === 'missed' ? whyMissed(found.looks) : null,
    call:
      found.call_id === null || found.call_number === null
        ? null
        : {
            // Made by newId alone.
            id: found.call_id as CallId,
            number: found.call_number,
            answeredBy: personOf(found.answered_by, found.answered_by_name),
          },
  };
}

function personOf(id: string | null, displayName: string | null): PersonRef | null {
  // A user's id comes from the users table alone.
  return id === null ? null : { id: id as PersonRef['id'], displayName: displayName ?? '' };
}

/** `2026-11-21T13:00:00.000Z~id`; anything else is the first page. */
function readCursor(text: string | undefined): { at: string; id: string } | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([0-9a-f-]{36})$/.exec(text ?? '');
  return match === null ? null : { at: match[1] ?? '', id: match[2] ?? '' };
}

export const readDrillFigures: Action<typeof routes.readDrillFigures> = async (ctx, { query }) => {
  const { content, zone } = await store.drillSettingOf(ctx);
  const counts = await views.scenarioCounts(ctx, plusMs(ctx.now, -Number(query.days) * dayMs));
  const missed = (await views.looksOfMissed(ctx, plusMs(ctx.now, -Number(query.days) * dayMs))).map(whyMissed);
  const { from, to } = monthBounds(dayOf(ctx.now, zone).slice(0, 7), zone);
  return ok({
    active: content.active,
    month: { answered: await views.judgedBetween(ctx, from, to), least: leastDrills },
    scenarios: drillScenarios.map((scenario) => {
      const found = counts.find((each) => each.scenario === scenario);
      return {
        scenario,
        reached: found?.reached ?? 0,
        notReached: found?.not_reached ?? 0,
        without: found?.without ?? 0,
        lastAt: found?.last_at ?? null,
      };
    }),
    missed: missedReasons.flatMap((why) => {
      const count = missed.filter((each) => each === why).length;
      return count === 0 ? [] : [{ why, count }];
    }),
  });
};

export const readDrillSetting: Action<typeof routes.readDrillSetting> = async (ctx) => {
  const { content, version } = await store.drillSettingOf(ctx);
  return ok({ id: ctx.tenantId, content, version });
};

export const changeDrillSetting: Action<typeof routes.changeDrillSetting> = (ctx, { body }) =>
  changeSetting(ctx, store.drillKind, { id: ctx.tenantId, ...body });

export function readDeskDrill(incidents: IncidentsBehind): Action<typeof routes.readDeskDrill> {
  return async (ctx) => {
    const userId = present(ctx.actor.id, 'call.take needs a session');
    const found = await views.unseenDrill(ctx, userId);
    if (found === null) return ok({ drill: null });
    const incidentId = (await incidents.incidentsOf(ctx, [found.call_id])).get(found.call_id);
    const agencies = incidentId === undefined ? [] : await incidents.wouldAlert(ctx, incidentId);
    const { id, scenario, outcome, call_number: callNumber } = found;
    return ok({ drill: { id, scenario, outcome, callNumber, agencies: [...agencies] } });
  };
}

export const seeDeskDrill: Action<typeof routes.seeDeskDrill> = async (ctx, { params }) => {
  const userId = present(ctx.actor.id, 'call.take needs a session');
  return (await views.saveSeen(ctx, params.id, userId)) ? ok({}) : refuse('drill.not_found');
};
