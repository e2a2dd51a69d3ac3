import { maskNumber } from '#features/calls/rules.ts';
import { audience } from '#features/people/audience.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { fill } from '#platform/shared/texts.ts';
import type { IncidentItem } from '../../contract.ts';
import type * as routes from '../../merge-contract.ts';
import { decideMerge, decideParent, planTasks } from '../../merge-rules.ts';
import { mergeRefusals } from '../../merge-texts.ts';
import { isOpen } from '../../rules.ts';
import { sightOn, toItem } from '../incident-rows.ts';
import { loadSight, viewIncident } from '../read-incident.ts';
import { assignedAgencies } from '../store.ts';
import { readRow } from '../view-store.ts';
import { leadsIt, lockPair, type Pair } from './merge.ts';
import { followersOf, mergeables, mergesAround, numberOf, openTasks, relativesOf, saveParent } from './merge-store.ts';

export const attachIncident: Action<typeof routes.attachIncident> = async (ctx, { params, body }) => {
  const pair = await lockPair(ctx, params.id, body.parentId);
  if (!pair.ok) {
    if (pair.refusal.code === 'merge.itself') return refuse('parent.itself');
    if (pair.refusal.code === 'merge.unknown') return refuse('parent.unknown');
    return refuse(pair.refusal.code);
  }
  const decided = decideParent(pair.value.one.facts, pair.value.other.facts);
  if (!decided.ok) return decided;
  await saveParent(ctx, params.id, body.parentId);
  await tellFamily(ctx, 'incident.attached', pair.value);
  return ok(await viewIncident(ctx, params.id));
};

export const detachIncident: Action<typeof routes.detachIncident> = async (ctx, { params }) => {
  const facts = (await mergeables(ctx, [params.id])).get(params.id);
  if (facts === undefined) return refuse('incident.not_found');
  if (facts.parentId === null) return refuse('parent.none');
  const pair = await lockPair(ctx, params.id, facts.parentId);
  if (!pair.ok) return refuse('incident.not_found');
  if (pair.value.one.facts.parentId !== facts.parentId) return refuse('parent.none');
  await saveParent(ctx, params.id, null);
  await tellFamily(ctx, 'incident.detached', pair.value);
  return ok(await viewIncident(ctx, params.id));
};

async function tellFamily(ctx: ActionContext, name: string, { one, other }: Pair): Promise<void> {
  const agencies = await assignedAgencies(ctx, one.row.id);
  await appendEvent(ctx, {
    name,
    subject: { type: 'incident', id: one.row.id },
    audience: [audience.tenant(), ...agencies.map(audience.agency)],
    content: { parentId: other.row.id, number: one.row.number, parent: other.row.number },
  });
}

export const readGroup: Action<typeof routes.readGroup> = async (ctx, { params }) => {
  const sight = await loadSight(ctx, params.id);
  if (sight === null) return refuse('incident.not_found');
  const merges = await mergesAround(ctx, params.id);
  const into = merges.find((one) => one.incident_id === params.id);
  const relatives = await relativesOf(ctx, params.id);
  const children = await itemsOf(ctx, relatives.childIds);
  const inside = merges.filter((one) => one.into_id === params.id);
  const mergedItems = new Map(
    (
      await itemsOf(
        ctx,
        inside.map((one) => one.incident_id),
      )
    ).map((item) => [item.id, item]),
  );
  const followers = await followersOf(ctx, params.id);
  return ok({
    mergedInto:
      into === undefined
        ? null
        : {
            at: into.at,
            by: into.by,
            reason: into.reason,
            stateBefore: into.state_before,
            incident: { id: into.into_id, number: into.into_number, state: into.into_state },
          },
    merged: inside.flatMap(({ at, by, reason, incident_id }) => {
      const incident = mergedItems.get(incident_id);
      return incident === undefined ? [] : [{ at, by, reason, incident }];
    }),
    parent: relatives.parent,
    children,
    sums: {
      children: children.length,
      open: children.filter((child) => isOpen(child.state)).length,
      calls: relatives.calls,
      openAssignments: relatives.openAssignments,
      agencies: relatives.agencies,
    },
    followers: followers.map((one) => ({
      ...one,
      // Agencies call through the centre.
      number: one.number === null || !['full', 'masked'].includes(sight.caller) ? null : maskNumber(one.number),
    })),
  });
};

/** What this reader may read of these incidents, in their order. */
async function itemsOf(ctx: ActionContext, ids: readonly string[]): Promise<IncidentItem[]> {
  const items: IncidentItem[] = [];
  for (const id of ids) {
    const read = await readRow(ctx, id);
    if (read !== null) items.push(toItem(read, sightOn(ctx, read)));
  }
  return items;
}

export const previewMerge: Action<typeof routes.previewMerge> = async (ctx, { params, query }) => {
  if ((await numberOf(ctx, query.into)) === null) return refuse('merge.unknown');
  const sights = [await loadSight(ctx, params.id), await loadSight(ctx, query.into)];
  if (sights.includes(null)) return refuse('incident.not_found');
  if (sights.some((sight) => sight?.words !== true)) return refuse('incident.sensitive');
  const facts = await mergeables(ctx, [params.id, query.into]);
  const merged = present(facts.get(params.id), 'read above');
  const kept = present(facts.get(query.into), 'read above');
  const decided = decideMerge(merged, kept, leadsIt(ctx));
  const [tasks, keptTasks] = [await openTasks(ctx, params.id), await openTasks(ctx, query.into)];
  const names = new Map([...tasks, ...keptTasks].map((task) => [task.agencyId, task.agencyName]));
  const view = await viewIncident(ctx, params.id);
  return ok({
    refusal: decided.ok
      ? null
      : {
          code: decided.refusal.code,
          text: fill(mergeRefusals[decided.refusal.code], ctx.actor.language, decided.refusal.detail),
        },
    merged: view,
    kept: await viewIncident(ctx, query.into),
    calls: view.calls.length,
    followers: (await followersOf(ctx, params.id)).length,
    tasks: planTasks(tasks, keptTasks).map((plan) => ({
      agencyName: names.get(plan.task.agencyId) ?? '',
      state: plan.task.state,
      part: plan.kind === 'move' ? plan.part : plan.task.part,
      kind:
        plan.kind === 'move'
          ? ('moves' as const)
          : plan.of === 'kept'
            ? ('ends_kept' as const)
            : ('ends_merged' as const),
    })),
  });
};
