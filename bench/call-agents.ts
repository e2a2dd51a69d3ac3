// The telephones of the call benchmark in a process of their own: callers and desks, one clock for both ends.
import { listenForCalls, type Phone } from '#platform/server/sip/listen-for-calls.ts';
import { placeCall } from '#platform/server/sip/place-call.ts';
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
    };

/** One call, by the caller's number; times of the machine's monotonic clock, null when it never came to a desk. */
export interface AgentsSample {
  readonly caller: string;
  readonly sentAt: number;
  readonly deskAt: number | null;
  readonly answered: boolean;
}

const host = '127.0.0.1';
const phones: Phone[] = [];

async function register(order: Extract<AgentsOrder, { kind: 'register' }>): Promise<void> {
  for (const { user, password } of order.desks) {
    const phone = await listenForCalls({ answerAfterMs: 0, audio: { silence: true } });
    phones.push(phone);
    const register = () => phone.register({ host, port: order.sipPort }, user, password);
    const status = await register();
    if (status !== 200) throw new Error(`A desk was not registered: ${status}`);
    // The exchange keeps no registration for long, whatever a telephone asks for.
    setInterval(() => void register(), 20_000);
  }
}

async function call(order: Extract<AgentsOrder, { kind: 'call' }>): Promise<AgentsSample[]> {
  const began = monotonicMs();
  const placing = order.callers.map(async (caller, index) => {
    await sleep(Math.max(0, began + (index * 1000) / order.perSecond - monotonicMs()));
    const placed = await placeCall({
      host,
      port: order.sipPort,
      from: caller,
      to: order.to,
      audio: 'none',
      seconds: order.seconds,
    });
    const sentAt = monotonicMs();
    await placed.waitFor('ended', 20_000).catch(() => placed.hangUp());
    return { caller, sentAt, answered: placed.events.some(({ type }) => type === 'answered') };
  });
  const samples = await Promise.all(placing);
  const deskAt = new Map<string, number>();
  for (const received of phones.flatMap((phone) => [...phone.calls])) {
    const caller = /^sips?:([^@]+)@/.exec(received.from)?.[1] ?? '';
    const at = monotonicMs() - received.now();
    deskAt.set(caller, Math.min(at, deskAt.get(caller) ?? at));
  }
  return samples.map((sample) => ({ ...sample, deskAt: deskAt.get(sample.caller) ?? null }));
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

process.on('message', (order: AgentsOrder) => {
  const work = order.kind === 'register' ? register(order).then(() => []) : call(order);
  work.then(
    (samples) => process.send?.({ samples }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
