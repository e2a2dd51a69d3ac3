import type { Action } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import type * as routes from '../contract.ts';
import { matchRule, proposeAgencies } from '../rules.ts';
import { hearingOfAll } from './alerting.ts';
import { loadRouted, loadRules, settledAgencies } from './store.ts';

export const readProposal: Action<typeof routes.readProposal> = async (ctx, { params }) => {
  const incident = await loadRouted(ctx, params.id);
  if (incident === null) return refuse('assignment.incident_not_found');
  const rule = matchRule(await loadRules(ctx), incident);
  const settled = await settledAgencies(ctx, params.id);
  const agencies = new Map((await hearingOfAll(ctx)).map((agency) => [agency.id, agency]));
  return ok({
    ruleId: rule?.id ?? null,
    why: {
      type: rule?.incidentTypeId ? incident.typeName : null,
      priority: rule?.priority ?? null,
      districtName: rule?.districtCode ? incident.districtName : null,
    },
    agencies: proposeAgencies(rule, settled).flatMap(({ agencyId, part }) => {
      const agency = agencies.get(agencyId);
      return agency === undefined ? [] : [{ ...agency, part }];
    }),
  });
};
