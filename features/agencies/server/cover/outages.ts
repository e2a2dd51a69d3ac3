import { audience } from '#features/people/audience.ts';
import { mayReach, reachFor } from '#features/people/server/reach.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { clearDeadline, type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { msBetween } from '#platform/shared/time.ts';
import type { AgencyId } from '../../agency.ts';
import { longestOutageMs, type OutageId, type OutageReason } from '../../cover.ts';
import type * as routes from '../../cover-contract.ts';
import type { OutageView } from '../../cover-contract.ts';
import { standingFor } from '../../cover-rules.ts';
import { agencyStandings, insertOutage, lockOutage, saveOutageEnd, selectOutages } from './cover-store.ts';
import { loadCoverSituation } from './covers.ts';

/** The time an agency gave has come: it is in service again, unless it says anew that it is not. */
export const outageDeadline = 'agency.outage';

export const listOutages: Action<typeof routes.listOutages> = async (ctx) => {
  const own = reachFor(ctx.actor, 'agency.ready') === 'tenant' ? null : ctx.actor.groupId;
  return ok({ items: await views(ctx, own) });
};

export const beginOutage: Action<typeof routes.beginOutage> = async (ctx, { params, body }) => {
  const agency = (await agencyStandings(ctx)).find((one) => one.id === params.id);
  if (agency === undefined || !mayReach(ctx.actor, 'agency.ready', params.id)) return refuse('outage.agency_unknown');
  const lasts = msBetween(ctx.now, body.until);
  if (lasts <= 0 || lasts > longestOutageMs) return refuse('outage.bad_end');
  const id: OutageId = newId();
  const { reason, until } = body;
  const begun = await insertOutage(ctx, { id, agencyId: agency.id, reason, note: body.note || null, until });
  if (!begun) return refuse('outage.running');
  await say(ctx, 'agency.out_of_service', agency.id, {
    outageId: id,
    reasonCode: reason satisfies OutageReason,
    until,
  });
  await setDeadline(ctx, outageDeadline, id, until);
  const view = (await views(ctx, agency.id)).find((one) => one.id === id);
  return ok(present(view, 'it has just been written'));
};

export const endOutage: Action<typeof routes.endOutage> = async (ctx, { params }) => {
  const outage = await lockOutage(ctx, params.id);
  if (outage === null || !mayReach(ctx.actor, 'agency.ready', outage.agencyId)) return refuse('outage.not_found');
  await clearDeadline(ctx, outageDeadline, outage.id);
  await end(ctx, outage, 'user');
  return ok({ id: outage.id });
};

export const outageRanOut: DeadlineHandler = async (ctx, id) => {
  const outage = await lockOutage(ctx, id);
  if (outage !== null) await end(ctx, outage, 'timer');
};

async function end(
  ctx: ActionContext,
  outage: { readonly id: OutageId; readonly agencyId: AgencyId },
  by: 'user' | 'timer',
): Promise<void> {
  await saveOutageEnd(ctx, outage.id);
  await say(ctx, 'agency.in_service', outage.agencyId, { outageId: outage.id, by });
}

/** For the control room, the agency itself, and the supervisors aloud. */
function say(ctx: ActionContext, name: string, agencyId: AgencyId, content: Record<string, string>): Promise<void> {
  return appendEvent(ctx, {
    name,
    subject: { type: 'agency', id: agencyId },
    audience: [audience.tenant(), audience.agency(agencyId), audience.supervisors()],
    content,
  });
}

async function views(ctx: ActionContext, agencyId: string | null): Promise<OutageView[]> {
  const found = await selectOutages(ctx, agencyId);
  if (found.length === 0) return [];
  const situation = await loadCoverSituation(ctx);
  const names = new Map((await agencyStandings(ctx)).map((agency) => [agency.id, agency.name]));
  return found.map((outage) => {
    const standing = standingFor(outage.agency.id, situation);
    const cover =
      standing.agencyId === outage.agency.id
        ? null
        : { id: standing.agencyId, name: names.get(standing.agencyId) ?? '' };
    return { ...outage, cover };
  });
}
