// The telephones of the call benchmarks in a process of their own: callers and desks, one clock for both ends.
import { drawLength, randomOf } from '#features/calls/simulate/random.ts';
import { listenForCalls, type Phone } from '#platform/server/sip/listen-for-calls.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { monotonicMs } from './monotonic.ts';

/** How long people take to answer a ring, by a lognormal law; the seed makes a run repeatable. */
export interface Reaction {
  readonly meanS: number;
  readonly spreadS: number;
  readonly seed: number;
}

export type AgentsOrder =
  | {
      readonly kind: 'register';
      readonly sipPort: number;
      readonly desks: readonly { readonly user: string; readonly password: string }[];
      readonly reaction?: Reaction;
    }
  | {
      readonly kind: 'call';
      readonly sipPort: number;
      readonly to: string;
      readonly callers: readonly string[];
      readonly perSecond: number;
      readonly seconds: number;
    }
  /** Each line calls again as soon as its call is over, so that somebody always waits; the samples are the answered calls. */
  | {
      readonly kind: 'loop';
      readonly sipPort: number;
      readonly to: string;
      readonly prefix: string;
      readonly lines: number;
      readonly talkMs: number;
      readonly seconds: number;
    }
  /** Calls that are answered and go on with sound both ways until they are told to end. */
  | {
      readonly kind: 'talk';
      readonly sipPort: number;
      readonly to: string;
      readonly callers: readonly string[];
      readonly perSecond: number;
    }
  /** Real callers and pranks in their share; the samples are those of the real ones. */
  | {
      readonly kind: 'mix';
      readonly sipPort: number;
      readonly to: string;
      readonly prefix: string;
      readonly calls: number;
      readonly perSecond: number;
      /** Of ten calls. */
      readonly pranksOfTen: number;
      readonly talkMs: number;
      readonly prankTalkMs: number;
    }
  /** Calls at given moments, each for as long as it talks; who is not answered within their patience hangs up. */
  | {
      readonly kind: 'arrivals';
      readonly sipPort: number;
      readonly to: string;
      readonly calls: readonly {
        readonly atMs: number;
        readonly caller: string;
        readonly talkS: number;
        readonly patienceS: number;
      }[];
    }
  | { readonly kind: 'hang_up' };

/** One call, by the caller's number; times of the machine's monotonic clock, null when it never came so far. */
export interface AgentsSample {
  readonly caller: string;
  readonly sentAt: number;
  readonly deskAt: number | null;
  readonly answeredAt: number | null;
}

const host = '127.0.0.1';
const phones: Phone[] = [];
const talking: PlacedCall[] = [];

async function register(order: Extract<AgentsOrder, { kind: 'register' }>): Promise<AgentsSample[]> {
  for (const { user, password } of order.desks) {
    const { reaction } = order;
    const phone = await listenForCalls({
      answerAfterMs: reaction === undefined ? 0 : 'never',
      audio: { silence: true },
    });
    phones.push(phone);
    if (reaction !== undefined) void answerLikePeople(phone, reaction, phones.length);
    const register = () => phone.register({ host, port: order.sipPort }, user, password);
    const status = await register();
    if (status !== 200) throw new Error(`A desk was not registered: ${status}`);
    // The exchange keeps no registration for long, whatever a telephone asks for.
    setInterval(() => void register(), 20_000);
  }
  return [];
}

/** Each ring after a time of its own; one that was taken elsewhere meanwhile is over by then. */
async function answerLikePeople(phone: Phone, { meanS, spreadS, seed }: Reaction, desk: number): Promise<void> {
  const random = randomOf(seed, `desk ${desk}`);
  for (let count = 1; ; count++) {
    const received = await phone.waitForCall(count, 2_000_000_000).catch(() => null);
    if (received === null) return;
    const afterS = drawLength(random, { type: 'lognormal', meanS, spreadS });
    setTimeout(() => received.answer(), afterS * 1000);
  }
}

async function arrivals(order: Extract<AgentsOrder, { kind: 'arrivals' }>): Promise<AgentsSample[]> {
  const { sipPort: port, to } = order;
  const began = monotonicMs();
  return Promise.all(
    order.calls.map(async ({ atMs, caller, talkS, patienceS }) => {
      await sleep(Math.max(0, began + atMs - monotonicMs()));
      const placed = await placeCall({ host, port, from: caller, to, audio: 'none', seconds: talkS });
      const sentAt = monotonicMs();
      const isAnswered = await placed.waitFor('answered', patienceS * 1000).then(
        () => true,
        () => false,
      );
      if (isAnswered) await placed.waitFor('ended', talkS * 1000 + 20_000).catch(() => undefined);
      await placed.hangUp().catch(() => undefined);
      return sampleOf(placed, caller, sentAt);
    }),
  );
}

async function call(order: Extract<AgentsOrder, { kind: 'call' }>): Promise<AgentsSample[]> {
  const { sipPort: port, to, seconds } = order;
  const placing = inPace(order.callers, order.perSecond, async (caller) => {
    const placed = await placeCall({ host, port, from: caller, to, audio: 'none', seconds });
    const sentAt = monotonicMs();
    await placed.waitFor('ended', 20_000).catch(() => placed.hangUp());
    return sampleOf(placed, caller, sentAt);
  });
  return withDesks(await placing);
}

async function loop(order: Extract<AgentsOrder, { kind: 'loop' }>): Promise<AgentsSample[]> {
  const { sipPort: port, to, prefix, talkMs } = order;
  const end = monotonicMs() + order.seconds * 1000;
  const samples: AgentsSample[] = [];
  let serial = 0;
  const line = async () => {
    while (monotonicMs() < end) {
      const caller = `${prefix}${String(serial++).padStart(6, '0')}`;
      const placed = await placeCall({ host, port, from: caller, to, audio: 'none', seconds: talkMs / 1000 });
      const sentAt = monotonicMs();
      await placed.waitFor('answered', Math.max(1, end - sentAt)).catch(() => undefined);
      if (placed.events.some(({ type }) => type === 'answered'))
        await placed.waitFor('ended', 20_000).catch(() => undefined);
      await placed.hangUp();
      samples.push(sampleOf(placed, caller, sentAt));
    }
  };
  await Promise.all(Array.from({ length: order.lines }, line));
  return samples.filter(({ answeredAt }) => answeredAt !== null);
}

async function talk(order: Extract<AgentsOrder, { kind: 'talk' }>): Promise<AgentsSample[]> {
  const { sipPort: port, to } = order;
  const placing = inPace(order.callers, order.perSecond, async (caller) => {
    const placed = await placeCall({ host, port, from: caller, to, audio: { silence: true } });
    const sentAt = monotonicMs();
    talking.push(placed);
    await placed.waitFor('answered', 60_000);
    return sampleOf(placed, caller, sentAt);
  });
  return withDesks(await placing);
}

async function mix(order: Extract<AgentsOrder, { kind: 'mix' }>): Promise<AgentsSample[]> {
  const { sipPort: port, to, pranksOfTen, talkMs, prankTalkMs } = order;
  const callers = Array.from({ length: order.calls }, (_, at) => `${order.prefix}${String(at).padStart(6, '0')}`);
  const real: AgentsSample[] = [];
  await inPace(callers, order.perSecond, async (caller) => {
    const digit = Number(caller.at(-1));
    // Spread over the ten, so that neither kind comes in a row.
    const isPrank = (digit * 7) % 10 < pranksOfTen;
    const seconds = (isPrank ? prankTalkMs : talkMs) / 1000;
    const placed = await placeCall({ host, port, from: caller, to, audio: 'none', seconds });
    const sentAt = monotonicMs();
    // Every third prank does not wait for an answer.
    if (isPrank && Number(caller.at(-2)) % 3 === 0) setTimeout(() => void placed.hangUp().catch(() => undefined), 300);
    await placed.waitFor('ended', 60_000).catch(() => placed.hangUp());
    const sample = sampleOf(placed, caller, sentAt);
    if (!isPrank) real.push(sample);
    return sample;
  });
  return real;
}

async function hangUp(): Promise<AgentsSample[]> {
  await Promise.all(talking.splice(0).map((each) => each.hangUp()));
  return [];
}

function inPace(
  callers: readonly string[],
  perSecond: number,
  place: (caller: string) => Promise<AgentsSample>,
): Promise<AgentsSample[]> {
  const began = monotonicMs();
  return Promise.all(
    callers.map(async (caller, index) => {
      await sleep(Math.max(0, began + (index * 1000) / perSecond - monotonicMs()));
      return place(caller);
    }),
  );
}

function sampleOf(placed: PlacedCall, caller: string, sentAt: number): AgentsSample {
  const answered = placed.events.find(({ type }) => type === 'answered');
  return { caller, sentAt, deskAt: null, answeredAt: answered === undefined ? null : sentAt + answered.at };
}

/** When a desk's telephone had the INVITE of each, the first one. */
function withDesks(samples: readonly AgentsSample[]): AgentsSample[] {
  const deskAt = new Map<string, number>();
  for (const received of phones.flatMap((phone) => [...phone.calls])) {
    const caller = /^sips?:([^@]+)@/.exec(received.from)?.[1] ?? '';
    const at = monotonicMs() - received.now();
    deskAt.set(caller, Math.min(at, deskAt.get(caller) ?? at));
  }
  return samples.map((sample) => ({ ...sample, deskAt: deskAt.get(sample.caller) ?? null }));
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function obey(order: AgentsOrder): Promise<AgentsSample[]> {
  switch (order.kind) {
    case 'register':
      return register(order);
    case 'call':
      return call(order);
    case 'loop':
      return loop(order);
    case 'talk':
      return talk(order);
    case 'mix':
      return mix(order);
    case 'arrivals':
      return arrivals(order);
    case 'hang_up':
      return hangUp();
  }
}

process.on('message', (order: AgentsOrder) => {
  obey(order).then(
    (samples) => process.send?.({ samples }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
