import { join } from 'node:path';
import type { Db } from '#platform/server/db/database.ts';
import type { Log } from '#platform/server/log/log.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { readWav } from '#platform/server/sip/sound.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { type DrillScenario, drillRingSeconds, drillTalkSeconds } from '../../drill.ts';
import { shippedPrompts } from '../pbx/prompts.ts';
import { actFor } from '../telephony-actions.ts';
import { drillsToEnd, type TakenDrill, takeDrills } from './drill-store.ts';
import { beginDrillCall, endDrillCall } from './end-drill.ts';

/** Where drills go in, and as whom: by a door of their own, so that each is marked from its first moment. */
export interface DrillLineAccess {
  readonly host: string;
  readonly port: number;
  /** The account of a regency's drills in the exchange. */
  readonly account: (slug: string) => { readonly name: string; readonly password: string };
}

export interface DrillLineOptions {
  readonly line: DrillLineAccess;
  readonly systemDb: Db;
  readonly place: () => Workplace;
  readonly log: Log;
}

export interface DrillLine {
  /** Take up what is due, end what must end. Safe to repeat. */
  readonly follow: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** What each says; made by tools/make-drill-sounds.ts, of nobody's voice. */
export const drillSound = (scenario: DrillScenario) =>
  join(shippedPrompts, `drill-${scenario.replaceAll('_', '-')}.wav`);

/** The callers of the drills: SIP telephones of ours that call 112 and are heard, and step back for everybody. */
export function createDrillLine(options: DrillLineOptions): DrillLine {
  const running = new Map<string, PlacedCall>();
  const begun = new Set<Promise<void>>();
  const begin = async (taken: TakenDrill): Promise<void> => {
    await actFor(options.place, taken.tenant_id, (ctx) => beginDrillCall(ctx, taken.id));
    const placed = await dial(options.line, taken);
    running.set(taken.id, placed);
    await untilOver(placed).finally(() => running.delete(taken.id));
    await actFor(options.place, taken.tenant_id, (ctx) => endDrillCall(ctx, taken.id));
  };
  return {
    follow: async () => {
      for (const taken of await takeDrills(options.systemDb)) {
        const work = begin(taken).catch((error: unknown) => giveUp(options, taken, error));
        begun.add(work);
        void work.finally(() => begun.delete(work));
      }
      if (running.size === 0) return;
      for (const id of await drillsToEnd(options.systemDb, [...running.keys()])) void running.get(id)?.hangUp();
    },
    stop: async () => {
      await Promise.all([...running.values()].map((placed) => placed.hangUp()));
      await Promise.all(begun);
    },
  };
}

async function dial(line: DrillLineAccess, { slug, caller, scenario }: TakenDrill): Promise<PlacedCall> {
  const { name, password } = line.account(slug);
  const { samples } = await readWav(drillSound(scenario));
  return placeCall({
    host: line.host,
    port: line.port,
    localAddress: line.host,
    from: name,
    password,
    to: '112',
    headers: { 'P-Asserted-Identity': `<sip:${caller}@${line.host}>` },
    audio: { silence: true },
    seconds: drillTalkSeconds,
  }).then((placed) => {
    // From its answer on, as a caller does: the announcement is not talked over.
    placed.listen((event) => {
      if (event.type === 'answered') placed.say({ samples, loop: true });
    });
    return placed;
  });
}

/** Until somebody has hung up, or nobody has answered in time. */
async function untilOver(placed: PlacedCall): Promise<void> {
  const patience = setTimeout(() => void placed.hangUp(), drillRingSeconds * 1000);
  await new Promise<void>((settle) => {
    const hear = ({ type }: { readonly type: string }) => {
      if (type === 'answered') clearTimeout(patience);
      if (type === 'ended') settle();
    };
    placed.listen(hear);
    for (const event of [...placed.events]) hear(event);
  });
  clearTimeout(patience);
}

async function giveUp({ place, log }: DrillLineOptions, taken: TakenDrill, error: unknown): Promise<void> {
  log.error({ error: error instanceof Error ? error.message : String(error) }, 'a drill could not be placed');
  // The deadline ends it where this cannot be written either.
  await actFor(place, taken.tenant_id, (ctx) => endDrillCall(ctx, taken.id)).catch(() => undefined);
}
