import { confinedTo } from '#features/people/server/reach.ts';
import { placesOf, regencyOf } from '#features/places/server/store.ts';
import type { Action } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import type * as routes from '../../coverage-contract.ts';
import { hourIn, kindsFor, missedVillages, reachM } from '../../unit-rules.ts';
import { freeUnits } from './nearest-store.ts';
import { loadFigures } from './setting-store.ts';

export const readCoverage: Action<typeof routes.readCoverage> = async (ctx, { query }) => {
  const { content: figures, zone } = await loadFigures(ctx);
  const units = await freeUnits(ctx, {
    agencyId: confinedTo(ctx.actor, 'unit.read'),
    kinds: kindsFor(figures, query.category ?? null),
    skill: null,
    freshSince: plusMs(ctx.now, -figures.freshS * 1000),
  });
  const hour = hourIn(ctx.now, zone);
  const places = await placesOf(ctx.tx, await regencyOf(ctx.tx, ctx.tenantId));
  const villages = places.flatMap(({ kind, point, ...rest }) =>
    kind !== 'kecamatan' && point !== null ? [{ ...rest, point }] : [],
  );
  return ok({
    now: ctx.now,
    units: units.map(({ id, callSign, kind, from, latitude, longitude }) => {
      const metres = reachM(figures, { kind, hour, minutes: query.minutes });
      return { id, callSign, kind, from, point: { latitude, longitude }, reachM: metres };
    }),
    villages: {
      total: villages.length,
      missed: missedVillages(figures, villages, units, { minutes: query.minutes, hour }),
    },
  });
};
