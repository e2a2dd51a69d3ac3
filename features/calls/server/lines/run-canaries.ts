import { networkInterfaces } from 'node:os';
import type { Db } from '#platform/server/db/database.ts';
import type { Log } from '#platform/server/log/log.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { type Coverage, canaryPatienceMs, canaryTones } from '../../line.ts';
import { type CanaryEnd, canaryOutcomeOf } from '../../line-rules.ts';
import { canaryExtension } from '../pbx/dialplan.ts';
import { actFor } from '../telephony-actions.ts';
import { endCanary } from './canary.ts';
import { type TakenCanary, takeCanaries } from './canary-store.ts';

/** Where canaries go in. */
export interface CanaryAccess {
  readonly host: string;
  readonly port: number;
  /** The account of a line's canaries in the exchange. */
  readonly account: (slug: string, key: string) => { readonly name: string; readonly password: string };
  /** Whether an address is one that the exchange, as it stands, takes calls of this line from. */
  readonly delivers: (slug: string, key: string, address: string) => boolean;
}

export interface CanaryRun {
  /** Place what is due. Safe to repeat. */
  readonly follow: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface CanaryOptions {
  readonly access: CanaryAccess;
  readonly systemDb: Db;
  readonly place: () => Workplace;
  readonly log: Log;
}

/** Places the canaries that the timers ask for: real SIP calls with sound, one at a time and line. */
export function createCanaries(options: CanaryOptions): CanaryRun {
  const under = new Map<Promise<void>, AbortController>();
  return {
    follow: async () => {
      for (const taken of await takeCanaries(options.systemDb)) {
        const abort = new AbortController();
        const flight = fly(options, taken, abort.signal).catch((error: unknown) => giveUp(options, taken, error));
        under.set(flight, abort);
        void flight.finally(() => under.delete(flight));
      }
    },
    stop: async () => {
      for (const abort of under.values()) abort.abort();
      await Promise.all(under.keys());
    },
  };
}

async function fly(options: CanaryOptions, taken: TakenCanary, signal: AbortSignal): Promise<void> {
  const { coverage, ...way } = wayOf(options.access, taken);
  const { host, port } = options.access;
  const placed = await placeCall({ host, port, audio: { tone: 700 }, signal, ...way });
  const seen = await watch(placed);
  await placed.hangUp();
  const { registration, reach } = taken;
  const outcome = canaryOutcomeOf({ ...seen, heard: seen.led !== null, registration, reach });
  const { answerMs, led, status } = seen;
  const end = { id: taken.id, lineId: taken.lineId, coverage, outcome, answerMs, led, status };
  await actFor(options.place, taken.tenantId, (ctx) => endCanary(ctx, end));
}

/** The longest way there is: by the operator, else in from an address of the line, else inside the exchange. */
export function wayOf(
  access: CanaryAccess,
  { slug, key, content }: Pick<TakenCanary, 'slug' | 'key' | 'content'>,
  own: readonly string[] = ownAddresses(),
): { coverage: Coverage; from: string; to: string; localAddress: string; password?: string } {
  const { name, password } = access.account(slug, key);
  const account = { from: name, password, localAddress: access.host };
  if (content.canary.number !== '') return { coverage: 'loop', to: 'loop', ...account };
  const source = own.find((address) => access.delivers(slug, key, address));
  if (source === undefined) return { coverage: 'inside', to: canaryExtension, ...account };
  return { coverage: 'entry', from: 'pemantau', to: canaryExtension, localAddress: source };
}

/** Of loopback two, because the demo's regencies share it. */
function ownAddresses(): string[] {
  const own = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return [
    ...new Set([
      '127.0.0.1',
      '127.0.1.1',
      ...own.filter(({ family }) => family === 'IPv4').map(({ address }) => address),
    ]),
  ];
}

type Seen = Pick<CanaryEnd, 'by' | 'answerMs'> & { readonly led: boolean | null; readonly status: number | null };

/** Until a tone is heard, the call is over, or patience is. */
async function watch(placed: PlacedCall): Promise<Seen> {
  const began = Date.now();
  for (;;) {
    const answered = placed.events.find(({ type }) => type === 'answered');
    const ended = placed.events.find((event) => event.type === 'ended');
    const tone = answered === undefined ? undefined : toneOf(placed, answered.at);
    // A tone takes a moment of listening after the answer.
    const isLate = Date.now() - began > canaryPatienceMs + 3000;
    if (tone !== undefined || ended !== undefined || isLate) {
      return {
        by: ended?.type === 'ended' ? ended.by : 'us',
        answerMs: answered === undefined ? null : Math.round(answered.at),
        led: tone === undefined ? null : tone === canaryTones.led,
        status: ended?.type === 'ended' ? ended.status : null,
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function toneOf(placed: PlacedCall, from: number): number | undefined {
  // Less than a fifth of a second is too little to tell tones apart.
  if (placed.now() - from < 200) return undefined;
  return placed.heard.tones(Object.values(canaryTones), from)[0];
}

async function giveUp({ place, log }: CanaryOptions, taken: TakenCanary, error: unknown): Promise<void> {
  log.error(
    { line: taken.lineId, error: error instanceof Error ? error.message : String(error) },
    'a canary could not be placed',
  );
  const { id, lineId } = taken;
  const end = { id, lineId, coverage: null, outcome: 'no_telephony', answerMs: null, led: null, status: null } as const;
  // The next beat ends it where this cannot be written either.
  await actFor(place, taken.tenantId, (ctx) => endCanary(ctx, end)).catch(() => undefined);
}
