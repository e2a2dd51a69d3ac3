import { bind } from '#platform/server/action.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Feature } from '#platform/server/feature.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { listMonths, listRowsBehind, readMonth } from '../contract.ts';
import { awaitDayEnd, headDeadline, keysFolder, publishChain, signEndedDay } from './chain-heads.ts';
import { exportMonth } from './export-month.ts';
import { readMonthFigures, readMonths, readRowsBehind } from './read-month.ts';
import { loadRegion } from './store.ts';

/** Figures of a month and their proof. `dataFolder` holds the signing keys under `keys/`. */
export function createMonev(options: {
  readonly systemDb: Db;
  readonly place: () => Workplace;
  readonly dataFolder: string;
}): Feature {
  const keys = keysFolder(options.dataFolder);
  return {
    name: 'monev',
    routes: [bind(listMonths, readMonths), bind(readMonth, readMonthFigures), bind(listRowsBehind, readRowsBehind)],
    plugins: [exportMonth(options.place), publishChain(options.systemDb)],
    deadlines: { [headDeadline]: (ctx) => signEndedDay(ctx, keys) },
    seedTenant: async (ctx) => awaitDayEnd(ctx, (await loadRegion(ctx.tx, ctx.tenantId)).zone),
  };
}
