import type { Action } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import type * as routes from '../../routing-contract.ts';
import { hearingOfAll } from '../alerting.ts';
import { settledAgencies } from '../store.ts';
import { inputsOf, routeInputs } from './route-incident.ts';
import { loadRouted } from './routing-store.ts';
import { agenciesIn, coversInWords, namesFor, readableConditions, ruleInBrief } from './rule-words.ts';

export const readProposal: Action<typeof routes.readProposal> = async (ctx, { params }) => {
  const incident = await loadRouted(ctx, params.id);
  if (incident === null) return refuse('assignment.incident_not_found');
  const { match, proposed } = await routeInputs(ctx, await inputsOf(ctx, incident));
  const settled = await settledAgencies(ctx, params.id);
  const agencies = new Map((await hearingOfAll(ctx)).map((agency) => [agency.id, agency]));
  const names = await namesFor(ctx, match === null ? [] : [match.rule], agenciesIn(proposed));
  return ok({
    rule:
      match === null
        ? null
        : ruleInBrief(match.rule, await readableConditions(ctx, params.id, match.conditions), names),
    agencies: proposed.flatMap(({ agencyId, part, covers, isOut }) => {
      const agency = agencies.get(agencyId);
      if (agency === undefined || settled.has(agencyId)) return [];
      return [{ ...agency, part, covers: coversInWords(covers, names), isOut }];
    }),
  });
};
