import { confinedTo } from '#features/people/server/reach.ts';
import { placesOf, regencyOf } from '#features/places/server/store.ts';
import type { Action } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import { metresBetween } from '#platform/shared/sphere.ts';
import { plusMs } from '#platform/shared/time.ts';
import type * as routes from '../../coverage-contract.ts';
import { estimateS, hourIn, reachM } from '../../unit-rules.ts';
import { freeUnits } from './nearest-store.ts';
import { loadFigures } from './setting-store.ts';

export const readCoverage: Action<typeof routes.readCoverage> = async (ctx, { query }) => {
  const { content: figures, zone } = await loadFigures(ctx);
  const fitting = query.category === undefined ? undefined : figures.kinds[query.category];
  const units = await freeUnits(ctx, {
    agencyId: confinedTo(ctx.actor, 'unit.read'),
    kinds: fitting === undefined || fitting.length === 0 ? null : fitting,
    skill: null,
    freshSince: plusMs(ctx.now, -figures.freshS * 1000),
  });
  const hour = hourIn(ctx.now, zone);
  const places = await placesOf(ctx.tx, await regencyOf(ctx.tx, ctx.tenantId));
  const villages = places.flatMap(({ kind, point, ...rest }) =>
    kind !== 'kecamatan' && point !== null ? [{ ...rest, point }] : [],
  );
  const reached = villages.map(({ code, name, districtCode, districtName, point }) => {
    const times = units.map((unit) =>
      estimateS(figures, { metres: metresBetween(unit, point), kind: unit.kind, hour, districtCode }),
    );
    return { code, name, districtName, point, seconds: times.length === 0 ? null : Math.min(...times) };
  });
  return ok({
    now: ctx.now,
    units: units.map(({ id, callSign, kind, from, latitude, longitude }) => {
      const metres = reachM(figures, { kind, hour, minutes: query.minutes });
      return { id, callSign, kind, from, point: { latitude, longitude }, reachM: metres };
    }),
    villages: {
      total: villages.length,
      missed: reached
        .filter(({ seconds }) => seconds === null || seconds > query.minutes * 60)
        .sort(
          (a, b) =>
            (b.seconds ?? Number.POSITIVE_INFINITY) - (a.seconds ?? Number.POSITIVE_INFINITY) ||
            (a.code < b.code ? -1 : 1),
        ),
    },
  });
};
