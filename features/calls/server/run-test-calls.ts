import { join } from 'node:path';
import type { Db } from '#platform/server/db/database.ts';
import type { Log } from '#platform/server/log/log.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { readWav } from '#platform/server/sip/sound.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { outcomeOf, type TestCallEnd, testRingSeconds, testTalkSeconds } from '../call-test.ts';
import { type TakenTestCall, type TestCallStep, takeTestCalls, testCallsToEnd } from './call-test-store.ts';
import { shippedPrompts } from './pbx/prompts.ts';
import { beginTestCall, endTestCall, noteTestStep } from './place-test-call.ts';
import { actFor } from './telephony-actions.ts';

/** Where test calls go in, and as whom. */
export interface TestLineAccess {
  readonly host: string;
  readonly port: number;
  /** The account of a regency's test calls in the exchange. */
  readonly account: (slug: string) => { readonly name: string; readonly password: string };
}

export interface TestLineOptions {
  readonly line: TestLineAccess;
  /** Brings the exchange up to date first: the regency may have been founded a second ago. */
  readonly refresh: () => Promise<void>;
  readonly systemDb: Db;
  readonly place: () => Workplace;
  readonly log: Log;
}

export interface TestLine {
  /** Take up what was asked for, end what must end. Safe to repeat. */
  readonly follow: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Below this a line is silent (root mean square of 16-bit samples). */
const audible = 300;

interface Running {
  readonly taken: TakenTestCall;
  readonly placed: PlacedCall;
  asked: TestCallEnd['asked'];
}

/** The citizen of the test calls: a SIP telephone of ours that calls 112, says what it is, and tells how far it came. */
export function createTestLine(options: TestLineOptions): TestLine {
  const running = new Map<string, Running>();
  const begun = new Set<Promise<void>>();

  const begin = async (taken: TakenTestCall): Promise<void> => {
    const { place, log } = options;
    await actFor(place, taken.tenant_id, (ctx) => beginTestCall(ctx, taken.id));
    await options
      .refresh()
      .catch((error: unknown) =>
        log.warn({ error: String(error) }, 'a test call goes into an exchange that may be out of date'),
      );
    const call: Running = { taken, placed: await dial(options.line, taken), asked: null };
    running.set(taken.id, call);
    await followTestCall(options, call).finally(() => running.delete(taken.id));
  };

  return {
    follow: async () => {
      for (const taken of await takeTestCalls(options.systemDb)) {
        const work = begin(taken).catch((error: unknown) => giveUp(options, taken, error));
        begun.add(work);
        void work.finally(() => begun.delete(work));
      }
      if (running.size === 0) return;
      for (const { id, why } of await testCallsToEnd(options.systemDb, [...running.keys()])) {
        const call = running.get(id);
        if (call === undefined || call.asked !== null) continue;
        call.asked = why;
        void call.placed.hangUp();
      }
    },
    stop: async () => {
      await Promise.all([...running.values()].map(({ placed }) => placed.hangUp()));
      await Promise.all(begun);
    },
  };
}

async function dial(line: TestLineAccess, { slug, caller }: TakenTestCall): Promise<PlacedCall> {
  const { name, password } = line.account(slug);
  const { samples } = await readWav(join(shippedPrompts, 'test-call.wav'));
  return placeCall({
    host: line.host,
    port: line.port,
    localAddress: line.host,
    from: name,
    password,
    to: '112',
    // The number by which the call is found again: the account's own name proves who calls.
    headers: { 'P-Asserted-Identity': `<sip:${caller}@${line.host}>` },
    audio: { samples },
    seconds: testTalkSeconds,
  });
}

/** Write down each step as it happens, and the end; returns when it is over. */
async function followTestCall({ place, log }: TestLineOptions, call: Running): Promise<void> {
  const { taken, placed } = call;
  let writing: Promise<unknown> = Promise.resolve();
  const note = (step: TestCallStep) => {
    const at = new Date().toISOString();
    writing = writing
      .then(() => actFor(place, taken.tenant_id, (ctx) => noteTestStep(ctx, taken.id, step, at)))
      .catch((error: unknown) => log.warn({ error: String(error) }, 'a step of a test call could not be written'));
  };
  const listening = setInterval(() => {
    if (placed.heard.energy() < audible) return;
    clearInterval(listening);
    note('heard');
  }, 200);
  const patience = setTimeout(() => void placed.hangUp(), testRingSeconds * 1000);
  const end = await new Promise<Omit<TestCallEnd, 'asked'>>((settle) => {
    const has = (...types: readonly string[]) => placed.events.some(({ type }) => types.includes(type));
    const hear = (event: PlacedCall['events'][number]) => {
      // 100 is said before the exchange has looked at the number; sound or a ring comes after.
      if (event.type === 'ringing' || event.type === 'early-media') note('reached');
      if (event.type === 'answered') {
        clearTimeout(patience);
        note('answered');
      }
      if (event.type === 'ended')
        settle({
          by: event.by,
          status: event.status,
          answered: has('answered'),
          admitted: has('ringing', 'early-media', 'answered'),
        });
    };
    placed.listen(hear);
    for (const event of [...placed.events]) hear(event);
  });
  clearInterval(listening);
  clearTimeout(patience);
  await writing;
  const outcome = outcomeOf({ ...end, asked: call.asked });
  const status = outcome === 'refused' ? end.status : null;
  await actFor(place, taken.tenant_id, (ctx) => endTestCall(ctx, { id: taken.id, outcome, status }));
}

async function giveUp({ place, log }: TestLineOptions, taken: TakenTestCall, error: unknown): Promise<void> {
  log.error({ error: error instanceof Error ? error.message : String(error) }, 'a test call could not be placed');
  const end = { id: taken.id, outcome: 'no_telephony', status: null } as const;
  // The deadline ends it where this cannot be written either.
  await actFor(place, taken.tenant_id, (ctx) => endTestCall(ctx, end)).catch(() => undefined);
}
