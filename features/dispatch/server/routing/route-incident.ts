import { loadCoverSituation } from '#features/agencies/server/cover/covers.ts';
import { centreAgency } from '#features/agencies/server/seed.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { RoutingInputs } from '../../routing.ts';
import { type Match, type Passed, type Proposed, proposeAgencies, readTable } from '../../routing-rules.ts';
import { areasAt } from './areas.ts';
import { insertRouting, type KeptRouting, loadRules, type NumberedRule, type RoutedIncident } from './routing-store.ts';

/** What the table says of these inputs at a moment. */
export interface Routed {
  readonly inputs: RoutingInputs;
  readonly match: Match<NumberedRule> | null;
  readonly passed: readonly Passed<NumberedRule>[];
  readonly proposed: readonly Proposed[];
}

/** Read the table, now or for another moment that is asked about. */
export async function routeInputs(ctx: ActionContext, inputs: RoutingInputs, at: Instant = ctx.now): Promise<Routed> {
  const situation = await loadCoverSituation(ctx, at);
  const centre = situation.agencies.find((agency) => agency.code === centreAgency);
  const { match, passed } = readTable(await loadRules(ctx), {
    ...inputs,
    at: situation.at,
    isHoliday: centre?.calendar?.holidays.includes(situation.at.date) ?? false,
    calendars: situation.calendars,
  });
  return { inputs, match, passed, proposed: proposeAgencies(match?.rule ?? null, situation) };
}

/** What routing reads of an incident as it stands now. */
export async function inputsOf(ctx: ActionContext, incident: RoutedIncident): Promise<RoutingInputs> {
  const { typeId, category, priority, districtCode, villageCode, latitude, longitude } = incident;
  const where = latitude === null || longitude === null ? null : { latitude, longitude };
  return { typeId, category, priority, districtCode, villageCode, areaIds: await areasAt(ctx, where) };
}

/** Keep what was found and decided: later changes are compared with it, and the incident says it. */
export async function keepRouting(
  ctx: ActionContext,
  incidentId: string,
  { inputs, match, proposed }: Routed,
  decision: KeptRouting['decision'],
): Promise<void> {
  await insertRouting(ctx, {
    id: newId(),
    incidentId,
    ruleId: match?.rule.id ?? null,
    ruleVersion: match?.rule.version ?? null,
    rule: match?.rule ?? null,
    inputs,
    conditions: match?.conditions ?? [],
    proposed: proposed.map(({ agencyId, part, covers }) => ({ agencyId, part, covers })),
    decision,
  });
}
