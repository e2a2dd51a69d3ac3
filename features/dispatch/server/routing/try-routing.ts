import { findVillage } from '#features/incidents/server/store.ts';
import type { Action } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import type * as routes from '../../routing-contract.ts';
import { sayCondition } from '../../routing-texts.ts';
import { areasAt } from './areas.ts';
import { agencyNames, named } from './read-routing.ts';
import { routeInputs } from './route-incident.ts';
import { typeCategory } from './routing-store.ts';
import { agenciesIn, coversInWords, namesFor, ruleInBrief } from './rule-words.ts';

/** What the table would say; nothing is written. */
export const tryRouting: Action<typeof routes.tryRouting> = async (ctx, { query }) => {
  const village = query.villageCode === undefined ? null : await findVillage(ctx, query.villageCode);
  const latitude = query.latitude ?? village?.latitude ?? null;
  const longitude = query.longitude ?? village?.longitude ?? null;
  const where = latitude === null || longitude === null ? null : { latitude, longitude };
  const { match, passed, proposed } = await routeInputs(
    ctx,
    {
      typeId: query.typeId,
      category: (await typeCategory(ctx, query.typeId))?.category ?? null,
      priority: query.priority,
      districtCode: village?.districtCode ?? null,
      villageCode: village === null ? null : (query.villageCode ?? null),
      areaIds: await areasAt(ctx, where),
    },
    query.at,
  );
  const read = [...passed.map((one) => one.rule), ...(match === null ? [] : [match.rule])];
  const names = await namesFor(ctx, read, agenciesIn(proposed));
  const codes = await agencyNames(ctx);
  return ok({
    rule: match === null ? null : ruleInBrief(match.rule, match.conditions, names),
    agencies: proposed.map((one) => ({
      ...named(one, codes),
      covers: coversInWords(one.covers, names),
      isOut: one.isOut,
    })),
    passed: passed.map(({ rule, failed }) => ({
      id: rule.id,
      number: rule.number,
      failed: failed.map((kind) => ({ kind, said: sayCondition(kind, rule, names) })),
    })),
  });
};
