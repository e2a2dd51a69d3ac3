import type { TrunkState } from '#platform/server/asterisk/sip-state.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { ok } from '#platform/shared/result.ts';
import { trunkName } from '../pbx/dialplan.ts';
import { actFor } from '../telephony-actions.ts';
import { tellLine } from './canary.ts';
import { linesInUse, saveSeen } from './line-store.ts';

/** Milliseconds between two looks: Asterisk itself asks every half minute. */
const lookMs = 10_000;

/** Writes down how the operator's side of each line is, as the exchange sees it; screens hear of a change. */
export function watchLines(options: {
  readonly systemDb: Db;
  readonly place: () => Workplace;
  readonly read: () => Promise<ReadonlyMap<string, TrunkState>>;
}): () => Promise<void> {
  let looked = 0;
  const told = new Map<string, string>();
  return async () => {
    if (Date.now() - looked < lookMs) return;
    looked = Date.now();
    const states = await options.read();
    for (const { id, tenantId, slug, key } of await linesInUse(options.systemDb)) {
      const seen = states.get(trunkName(slug, key)) ?? { registration: null, reach: null };
      const text = JSON.stringify(seen);
      if (told.get(id) === text) continue;
      told.set(id, text);
      await actFor(options.place, tenantId, async (ctx) => {
        if (await saveSeen(ctx, id, seen)) await tellLine(ctx, id, 'line.changed', {});
        return ok(null);
      });
    }
  };
}
