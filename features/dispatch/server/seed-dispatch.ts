import type { AgencyId } from '#features/agencies/agency.ts';
import { agencyByCode } from '#features/agencies/server/seed.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { clockSeeds, routingSeeds } from '../dispatch-seeds.ts';
import type { RoutingRuleId } from '../routing.ts';
import { insertClocks, insertRules, ownBodies } from './store.ts';

/** Fill a new tenant with its clocks and its routing table, over the agencies and types seeded before. */
export async function seedDispatch(ctx: ActionContext): Promise<void> {
  await insertClocks(
    ctx,
    clockSeeds.map((clock) => ({ ...clock, id: newId<'clock'>() })),
  );
  const agencies = await agencyByCode(ctx);
  const all = await ownBodies(ctx);
  const idsOf = (code: string): readonly AgencyId[] => {
    if (code === '*OPD') return all;
    const found = agencies.get(code);
    return found === undefined ? [] : [found];
  };
  await insertRules(
    ctx,
    routingSeeds.map(([typeCode, lead, support], index) => ({
      id: newId() satisfies RoutingRuleId,
      position: (index + 1) * 10,
      typeCode,
      leadId: lead === null ? null : (agencies.get(lead) ?? null),
      supportIds: support.flatMap(idsOf),
    })),
  );
}
