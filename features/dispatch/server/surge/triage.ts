import { changeIncident, refuseStale } from '#features/incidents/server/change-incident.ts';
import { sightOn, toItem } from '#features/incidents/server/incident-rows.ts';
import { attachIncident } from '#features/incidents/server/merging/group.ts';
import type { IncidentRow } from '#features/incidents/server/store.ts';
import { readRows } from '#features/incidents/server/view-store.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { mostShown, wholeRegency } from '../../surge.ts';
import type * as routes from '../../surge-work-contract.ts';
import type { TriageAct } from '../../surge-work-contract.ts';
import { sendAssignments } from '../send-assignments.ts';
import { assignedNow } from '../store.ts';
import { openIncidents } from './link-store.ts';
import { forEach, lockAll, type Resolving } from './many.ts';
import { withinOf } from './scope.ts';
import { activeSurge, rehearse } from './surge-store.ts';

export const listSurgeIncidents: Action<typeof routes.listSurgeIncidents> = async (ctx, { query }) => {
  const surge = query.of === 'all' ? null : await activeSurge(ctx);
  const within = await withinOf(ctx, surge?.scope ?? wholeRegency);
  const open = (await openIncidents(ctx, surge?.startedAt ?? null)).filter(
    (one) => within(one) && (query.without === 'nothing' || one.parent === null),
  );
  const shown = open.slice(0, mostShown);
  const read = new Map(
    (
      await readRows(
        ctx,
        shown.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  );
  const items = shown.flatMap(({ id, parent, children }) => {
    const row = read.get(id);
    return row === undefined ? [] : [{ ...toItem(row, sightOn(ctx, row)), parent, children }];
  });
  return ok({ total: open.length, items });
};

/** Each incident by its own command; `preview` does all of it and takes all of it back. */
export function triageWith(resolving: Resolving): Action<typeof routes.triageIncidents> {
  return async (ctx, { body }) => {
    const { act, incidents } = body;
    const seen = new Map(incidents.map(({ id, version }) => [id, version]));
    const work = async () => {
      const locked = await lockAll(ctx, [...seen.keys(), ...(act.kind === 'attach' ? [act.parentId] : [])]);
      const one = (row: IncidentRow) => doAct(ctx, act, row, seen.get(row.id) ?? 0, resolving);
      return forEach(ctx, locked, [...seen.keys()], one, resolving.refusals);
    };
    const items = body.preview ? await rehearse(ctx, work) : await work();
    return items.length === 0 ? refuse('surge.not_found') : ok({ items });
  };
}

async function doAct(
  ctx: ActionContext,
  act: TriageAct,
  row: IncidentRow,
  version: number,
  resolving: Resolving,
): Promise<Result<unknown>> {
  const params = { id: row.id };
  // The command that changes a form compares versions itself; what a person decided on an older view is not done by the others either.
  if (act.kind !== 'priority' && act.kind !== 'type' && row.version !== version) return refuseStale(ctx, row, version);
  switch (act.kind) {
    case 'priority':
      return changeIncident(ctx, {
        params,
        query: {},
        body: { version, priority: act.priority, priorityReason: 'reassessed' },
      });
    case 'type':
      return changeIncident(ctx, { params, query: {}, body: { version, typeId: act.typeId } });
    case 'attach':
      return attachIncident(ctx, { params, query: {}, body: { parentId: act.parentId } });
    case 'resolve':
      return resolving.resolve(ctx, row.id, act.reason);
    case 'send': {
      const hasLead = (await assignedNow(ctx, row.id)).some((one) => one.part === 'lead');
      const agencies = [{ agencyId: act.agencyId, part: hasLead ? ('support' as const) : ('lead' as const) }];
      return sendAssignments(ctx, { params, query: {}, body: { agencies } });
    }
  }
}
