// The telephones of the call benchmarks in a process of their own: callers and desks, one clock for both ends.
import { listenForCalls, type Phone } from '#platform/server/sip/listen-for-calls.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { monotonicMs } from './monotonic.ts';

export type AgentsOrder =
  | {
      readonly kind: 'register';
      readonly sipPort: number;
      readonly desks: readonly { readonly user: string; readonly password: string }[];
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
    const phone = await listenForCalls({ answerAfterMs: 0, audio: { silence: true } });
    phones.push(phone);
    const register = () => phone.register({ host, port: order.sipPort }, user, password);
    const status = await register();
    if (status !== 200) throw new Error(`A desk was not registered: ${status}`);
    // The exchange keeps no registration for long, whatever a telephone asks for.
    setInterval(() => void register(), 20_000);
  }
  return [];
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
