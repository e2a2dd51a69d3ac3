import { audience } from '#features/people/audience.ts';
import { reachFor } from '#features/people/server/reach.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent, type EventContent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import type * as routes from '../../merge-contract.ts';
import { decideMerge, decideUnmerge, type Mergeable } from '../../merge-rules.ts';
import { writeNote } from '../add-note.ts';
import { markSilence } from '../caller-silence.ts';
import { refuseStale } from '../change-incident.ts';
import { loadSight, viewIncident } from '../read-incident.ts';
import { assignedAgencies, type IncidentRow, lockIncident } from '../store.ts';
import { hasSilentCaller, mergeables, mergeInForce, saveMerge, saveUnmerge } from './merge-store.ts';

export const mergeIncident: Action<typeof routes.mergeIncident> = async (ctx, { params, body }) => {
  const pair = await lockPair(ctx, params.id, body.into);
  if (!pair.ok) return pair;
  const { one: merged, other: kept } = pair.value;
  for (const [found, version] of [
    [merged.row, body.version],
    [kept.row, body.intoVersion],
  ] as const)
    if (version !== undefined && found.version !== version) return refuseStale(ctx, found, version);
  const decided = decideMerge(merged.facts, kept.facts, leadsIt(ctx));
  if (!decided.ok) return decided;
  const mergeId = newId<'merge'>();
  const [incidentId, intoId] = [merged.row.id, kept.row.id];
  await saveMerge(ctx, { id: mergeId, incidentId, intoId, stateBefore: merged.row.state, reason: body.reason });
  await tellBoth(ctx, 'incident.merged', pair.value, { mergeId, state: merged.row.state, reasonCode: body.reason });
  await followSilence(ctx, intoId);
  if (body.note) await writeNote(ctx, { incidentId: intoId, assignment: null, text: body.note });
  return ok(await viewIncident(ctx, intoId));
};

export const unmergeIncident: Action<typeof routes.unmergeIncident> = async (ctx, { params, body }) => {
  // What it was merged into is known only by looking, and the two are locked in the order of their ids.
  const seen = await mergeInForce(ctx, params.id);
  if (seen === null)
    return (await loadSight(ctx, params.id)) === null ? refuse('incident.not_found') : refuse('merge.not_merged');
  const pair = await lockPair(ctx, params.id, seen.into_id);
  if (!pair.ok) {
    const { code } = pair.refusal;
    if (code === 'merge.unknown' || code === 'merge.itself')
      throw new Error(`Incident ${params.id} is merged into one that is not there`);
    return refuse(code);
  }
  const { one: merged, other: kept } = pair.value;
  const merge = await mergeInForce(ctx, params.id);
  // Unmerged by somebody else while this waited for the lock.
  if (merge === null || merge.id !== seen.id) return refuse('merge.not_merged');
  const decided = decideUnmerge(merged.facts, kept.facts, merge.state_before, leadsIt(ctx));
  if (!decided.ok) return decided;
  const resolvedAt = await saveUnmerge(ctx, { ...merge, incidentId: merged.row.id }, body.reason);
  const content = { mergeId: merge.id, state: merge.state_before, reasonCode: body.reason, resolvedAt };
  await tellBoth(ctx, 'incident.unmerged', pair.value, content);
  await followSilence(ctx, kept.row.id);
  if (body.note) await writeNote(ctx, { incidentId: merged.row.id, assignment: null, text: body.note });
  return ok(await viewIncident(ctx, merged.row.id));
};

/** Whoever may close incidents leads them: dispatchers and supervisors. */
export function leadsIt(ctx: ActionContext): boolean {
  return reachFor(ctx.actor, 'incident.close') === 'tenant';
}

interface Member {
  readonly row: IncidentRow;
  readonly facts: Mergeable;
}
export interface Pair {
  readonly one: Member;
  readonly other: Member;
}

/** Lock two incidents in the order of their ids, so that no two who want the same two can wait for each other. */
export async function lockPair(
  ctx: ActionContext,
  oneId: string,
  otherId: string,
): Promise<Result<Pair, 'incident.not_found' | 'incident.sensitive' | 'merge.unknown' | 'merge.itself'>> {
  if (oneId === otherId) return refuse('merge.itself');
  const rows = new Map<string, IncidentRow | null>();
  for (const id of [oneId, otherId].sort()) rows.set(id, await lockIncident(ctx, id));
  const one = rows.get(oneId) ?? null;
  const other = rows.get(otherId) ?? null;
  if (one === null) return refuse('incident.not_found');
  if (other === null) return refuse('merge.unknown');
  for (const { id } of [one, other])
    if ((await loadSight(ctx, id))?.words !== true) return refuse('incident.sensitive');
  const facts = await mergeables(ctx, [oneId, otherId]);
  const factsOf = (id: string) => present(facts.get(id), 'locked above');
  return ok({ one: { row: one, facts: factsOf(oneId) }, other: { row: other, facts: factsOf(otherId) } });
}

/** An event about the merged incident that the agencies of both hear; dispatch moves the assignments as it hears it. */
async function tellBoth(ctx: ActionContext, name: string, { one, other }: Pair, content: EventContent): Promise<void> {
  const agencies = [...(await assignedAgencies(ctx, one.row.id)), ...(await assignedAgencies(ctx, other.row.id))];
  await appendEvent(ctx, {
    name,
    subject: { type: 'incident', id: one.row.id },
    audience: [audience.tenant(), ...new Set(agencies.map(audience.agency))],
    content: { ...content, intoId: other.row.id, number: one.row.number, into: other.row.number },
  });
}

/** Nobody calls back a caller who cannot speak: that holds for the kept incident as long as the merged one belongs to it. */
async function followSilence(ctx: ActionContext, keptId: string): Promise<void> {
  await markSilence(ctx, keptId, await hasSilentCaller(ctx, keptId));
}
