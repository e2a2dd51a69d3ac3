import type { AgencyId } from '#features/agencies/agency.ts';
import { agencyStandings } from '#features/agencies/server/cover/cover-store.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import type * as routes from '../../routing-contract.ts';
import type { ProposedAgency, RoutingQuestion } from '../../routing-contract.ts';
import { type Preview, type Proposed, previewChange } from '../../routing-rules.ts';
import { inputsOf, type Routed, routeInputs } from './route-incident.ts';
import {
  assignedTo,
  changedSinceRouted,
  type KeptRouting,
  loadRouted,
  loadRules,
  newestRouting,
  type RoutedIncident,
} from './routing-store.ts';
import { agenciesIn, coversInWords, namesFor, readableConditions, ruleInBrief } from './rule-words.ts';

export const readRouting: Action<typeof routes.readRouting> = async (ctx, { params }) => {
  const incident = await loadRouted(ctx, params.id);
  if (incident === null) return refuse('assignment.incident_not_found');
  const kept = await newestRouting(ctx, incident.id);
  const asked = kept === null ? null : await questionOf(ctx, incident, kept);
  return ok({
    followed: kept === null ? null : await followedInWords(ctx, incident.id, kept),
    question: asked === null ? null : await questionInWords(ctx, incident.id, asked),
    version: incident.version,
  });
};

export const listRoutingQuestions: Action<typeof routes.listRoutingQuestions> = async (ctx) => {
  const items = [];
  for (const incident of await changedSinceRouted(ctx)) {
    const kept = await newestRouting(ctx, incident.id);
    const asked = kept === null ? null : await questionOf(ctx, incident, kept);
    if (asked === null) continue;
    const { id: incidentId, number, priority, typeName } = incident;
    items.push({ incidentId, number, priority, typeName, changed: [...asked.preview.changed] });
  }
  return ok({ items });
};

export interface Question {
  readonly preview: Preview;
  readonly routed: Routed;
}

/** What a change since it was last routed asks; null: nothing. Only an incident that agencies work on asks. */
export async function questionOf(
  ctx: ActionContext,
  incident: RoutedIncident,
  kept: KeptRouting,
): Promise<Question | null> {
  if (incident.state !== 'DISPATCHED' && incident.state !== 'PENDING') return null;
  const routed = await routeInputs(ctx, await inputsOf(ctx, incident));
  const preview = previewChange({
    before: kept.inputs,
    after: routed.inputs,
    proposedThen: kept.proposed,
    proposedNow: routed.proposed,
    assigned: await assignedTo(ctx, incident.id),
  });
  return preview === null ? null : { preview, routed };
}

async function questionInWords(
  ctx: ActionContext,
  incidentId: string,
  { preview, routed: { match, proposed } }: Question,
): Promise<RoutingQuestion> {
  const names = await namesFor(ctx, match === null ? [] : [match.rule], agenciesIn(proposed));
  const assigned = new Map((await assignedTo(ctx, incidentId)).map((one) => [one.id, one]));
  const codes = await agencyNames(ctx);
  return {
    changed: [...preview.changed],
    rule:
      match === null
        ? null
        : ruleInBrief(match.rule, await readableConditions(ctx, incidentId, match.conditions), names),
    added: preview.added.map((one) => ({
      ...named(one, codes),
      covers: coversInWords(one.covers, names),
      isOut: one.isOut,
    })),
    dropped: preview.dropped.flatMap(({ id }) => assigned.get(id) ?? []),
    parts: preview.parts.flatMap(({ assignment, part }) => {
      const found = assigned.get(assignment.id);
      return found === undefined ? [] : [{ assignment: found, part }];
    }),
  };
}

async function followedInWords(ctx: ActionContext, incidentId: string, kept: KeptRouting) {
  const names = await namesFor(ctx, kept.rule === null ? [] : [kept.rule], agenciesIn(kept.proposed));
  const numbers = new Map((await loadRules(ctx)).map((rule) => [rule.id, rule.number]));
  const codes = await agencyNames(ctx);
  const rule = kept.rule === null ? null : { ...kept.rule, number: numbers.get(kept.rule.id) ?? null };
  return {
    at: kept.at,
    by: kept.by,
    decision: kept.decision,
    rule: rule === null ? null : ruleInBrief(rule, await readableConditions(ctx, incidentId, kept.conditions), names),
    proposed: kept.proposed.map((one) => ({
      ...named(one, codes),
      covers: coversInWords(one.covers, names),
      isOut: false,
    })),
  };
}

export type Codes = ReadonlyMap<AgencyId, { readonly code: string; readonly name: string }>;

export async function agencyNames(ctx: ActionContext): Promise<Codes> {
  return new Map((await agencyStandings(ctx)).map((agency) => [agency.id, agency]));
}

export function named(
  { agencyId: id, part }: Pick<Proposed, 'agencyId' | 'part'>,
  codes: Codes,
): Pick<ProposedAgency, 'id' | 'code' | 'name' | 'part'> {
  return { id, part, code: codes.get(id)?.code ?? '', name: codes.get(id)?.name ?? '' };
}
