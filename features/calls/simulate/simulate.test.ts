import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { queueContent, queueSeeds } from '../queue.ts';
import { type Arrival, type SimulationPlan, simulatedKinds } from '../simulation.ts';
import { drawCalls } from './draw-calls.ts';
import { estimateOf, quantileOf } from './figures.ts';
import { boundsOfDay, hourOf } from './hours.ts';
import { drawPatience, measurePatience } from './patience.ts';
import { drawLength, exponential, randomOf } from './random.ts';
import { fewerAtNight, simulate, whatIfPlans } from './simulate.ts';

const { from, to } = boundsOfDay('2026-11-20', 'Asia/Jakarta') ?? { from: 0, to: 0 };
const seconds = (meanS: number) => ({ type: 'measured' as const, seconds: [meanS] });
const talks = { real: seconds(120), service: seconds(60), prank: seconds(20), ghost: seconds(8) };
const every = (count: number) => new Array<number>(24).fill(count);

const planned = (change: Partial<SimulationPlan> = {}): SimulationPlan => ({
  zone: 'Asia/Jakarta',
  from,
  to,
  warmUpMs: 3_600_000,
  calls: { type: 'generated', perHour: every(20), mix: { real: 0.05, service: 0.15, prank: 0.6, ghost: 0.2 } },
  hoaxShare: null,
  takers: every(2),
  supervisors: 0,
  outsideS: null,
  talk: talks,
  patience: { type: 'exponential', meanS: 60 },
  reaction: seconds(2),
  missedShare: 0,
  settings: queueSeeds,
  policy: 'ours',
  replications: 3,
  seed: 7,
  ...change,
});
const call = (at: number, change: Partial<Arrival> = {}): Arrival => ({
  at: from + at * 1000,
  kind: 'real',
  disposition: null,
  caller: null,
  talkS: 30,
  leftAfterS: null,
  waitedS: null,
  ...change,
});
const recorded = (arrivals: readonly Arrival[], change: Partial<SimulationPlan> = {}) =>
  planned({
    calls: { type: 'recorded', arrivals },
    patience: { type: 'exponential', meanS: 1e9 },
    replications: 1,
    ...change,
  });
const groupOf = (plan: SimulationPlan, name: string) => {
  const found = simulate(plan).groups.find(({ group }) => group === name);
  if (found === undefined) throw new Error(`No group ${name}`);
  return found;
};

describe('one centre, reckoned by hand', () => {
  test('a ready desk answers after its reaction', () => {
    expect(groupOf(recorded([call(100)]), 'real').p50?.mean).toBe(2);
  });

  test('the second of two callers waits for the talk, the ring at a desk in wrap-up and the reaction', () => {
    // Answered at 2, over at 32; the second came at 1, and after 10 s whoever wraps up is rung: at once when the talk ends.
    const two = recorded([call(0), call(1, { caller: 'b' })], { takers: every(1) });
    expect(groupOf(two, 'all').p99?.mean).toBe(33);
    // In plain order of arrival the wrap-up of two minutes comes first.
    expect(groupOf({ ...two, policy: 'fifo' }, 'all').p99?.mean).toBe(32 + 120 + 2 - 1);
  });

  test('wrap-up is that of the class', () => {
    const short = { ...queueSeeds, anyoneAfterS: null };
    const prank = recorded([call(0, { kind: 'prank' }), call(1)], { takers: every(1), settings: short });
    expect(groupOf(prank, 'real').p50?.mean).toBe(32 + 15 + 2 - 1);
    const told = recorded([call(0, { disposition: 'PRANK_ABUSIVE' }), call(1)], { takers: every(1), settings: short });
    expect(groupOf(told, 'real').p99?.mean).toBe(32 + 30 + 2 - 1);
  });

  test('a ring that is missed goes on to the next desk', () => {
    const slow = recorded([call(0)], { reaction: { type: 'measured', seconds: [6] }, outsideS: 4 });
    const result = simulate(slow);
    // Nobody answers within the ring of 5 s; the number outside is rung after 30 s and answers 4 s later.
    expect(result.ends).toMatchObject({ offered: 1, overflowed: 1, answered: 0 });
  });

  test('who gives up gets a ladder', () => {
    const result = simulate(recorded([call(0), call(1, { leftAfterS: 5 })], { takers: every(1) }));
    expect(result.ends).toEqual({ offered: 2, answered: 1, abandoned: 1, overflowed: 0, laddersOpened: 1, unended: 0 });
  });

  test('shifts change at the hour of the regency, and a call is brought to its end', () => {
    const takers = every(0).map((_, hour) => (hour < 8 ? 1 : 0));
    const eight = 8 * 3600;
    const last = recorded([call(eight - 10), call(eight + 40, { leftAfterS: 20 })], { takers });
    expect(simulate(last).ends).toMatchObject({ answered: 1, abandoned: 1 });
    expect(hourOf(from + eight * 1000, 'Asia/Jakarta')).toBe(8);
  });

  test('a supervisor is rung when nobody is ready, in our order only', () => {
    const alone = recorded([call(0)], { takers: every(0), supervisors: 1 });
    expect(groupOf(alone, 'all').p50?.mean).toBe(7);
    const fifo = simulate({ ...alone, policy: 'fifo', patience: { type: 'exponential', meanS: 30 } });
    expect(fifo.ends).toMatchObject({ answered: 0, abandoned: 1 });
  });

  test('a number that calls again and again waits behind everybody else; in plain order of arrival it does not', () => {
    const flood = Array.from({ length: 10 }, (_, at) => call(at, { kind: 'prank', caller: 'x', talkS: 20 }));
    const citizen = call(11, { caller: 'y' });
    const plan = recorded([...flood, citizen], { takers: every(1), supervisors: 0 });
    const ours = groupOf(plan, 'real').p50?.mean ?? 0;
    const fifo = groupOf({ ...plan, policy: 'fifo' }, 'real').p50?.mean ?? 0;
    expect(ours).toBeLessThan(40);
    expect(fifo).toBeGreaterThan(200);
  });
});

describe('chance', () => {
  test('the same seed says the same, another one something else', () => {
    expect(simulate(planned())).toEqual(simulate(planned()));
    expect(simulate(planned()).groups).not.toEqual(simulate(planned({ seed: 8 })).groups);
  });

  test('calls that only warm the centre up are not counted', () => {
    const result = simulate(recorded([call(-100), call(100)]));
    expect(result.groups[0]?.offered?.mean).toBe(1);
    expect(result.ends.offered).toBe(2);
  });

  test('a queue of one desk waits as Erlang says', () => {
    // M/M/1 without wrap-up, at once answered: at half load the mean wait is one mean talk; its p50 of all is 0, its p90 (ln 0.5/0.1)/(mu-lambda).
    const perHour = 60;
    const plan = planned({
      calls: { type: 'generated', perHour: every(perHour), mix: { real: 1, service: 0, prank: 0, ghost: 0 } },
      talk: { ...talks, real: { type: 'lognormal', meanS: 30, spreadS: 30 } },
      takers: every(1),
      patience: { type: 'exponential', meanS: 1e9 },
      reaction: seconds(0),
      settings: { ...queueSeeds, wrapUpS: 0, wrapUpByCode: { EMERGENCY_NEW: 0 } },
      policy: 'fifo',
      replications: 8,
    });
    const result = simulate(plan);
    expect(result.occupancy?.mean).toBeGreaterThan(0.46);
    expect(result.occupancy?.mean).toBeLessThan(0.54);
    const p90 = result.groups[0]?.p90?.mean ?? 0;
    const erlang = (Math.log(0.5 / 0.1) * 30) / 0.5;
    expect(Math.abs(p90 / erlang - 1)).toBeLessThan(0.15);
  });

  test('lengths have the mean they were given', () => {
    const random = randomOf(1, 'x');
    const mean = (draw: () => number) => Array.from({ length: 20_000 }, draw).reduce((a, b) => a + b, 0) / 20_000;
    expect(mean(() => exponential(random, 40))).toBeCloseTo(40, -0.5);
    const lognormal = { type: 'lognormal' as const, meanS: 90, spreadS: 60 };
    expect(Math.abs(mean(() => drawLength(random, lognormal)) - 90)).toBeLessThan(2);
  });

  test('hoaxes are added or left out; the genuine calls stay where they are', () => {
    const genuine = (share: number | null) =>
      drawCalls(planned({ hoaxShare: share }), 3)
        .filter(({ kind }) => kind === 'real' || kind === 'service')
        .map(({ at, kind }) => `${at} ${kind}`);
    const base = genuine(null);
    for (const share of [0, 0.7, 0.9]) {
      const calls = drawCalls(planned({ hoaxShare: share }), 3);
      const hoaxes = calls.filter(({ kind }) => kind === 'prank' || kind === 'ghost').length;
      expect(Math.abs(hoaxes / calls.length - share)).toBeLessThan(0.005);
      expect(genuine(share)).toEqual(base);
    }
  });
});

describe('patience', () => {
  test('nobody waited: nothing is known', () => expect(measurePatience([call(0)])).toBeNull());

  test('few gave up: all that was waited, for those and one more', () => {
    const patience = measurePatience([call(0, { leftAfterS: 20 }), call(1, { waitedS: 100 })]);
    expect(patience).toEqual({ type: 'exponential', meanS: 60 });
  });

  test('those who were answered are censored: the law is found again although half of it was never seen', () => {
    const random = randomOf(5, 'patience');
    const seen = Array.from({ length: 4000 }, (_, at) => {
      const [patient, answered] = [exponential(random, 50), exponential(random, 50)];
      return call(at, patient < answered ? { leftAfterS: patient } : { waitedS: answered });
    });
    const law = measurePatience(seen);
    if (law === null) throw new Error('No law');
    const drawn = Array.from({ length: 4000 }, () => drawPatience(random, law)).toSorted((a, b) => a - b);
    expect(Math.abs((drawn[2000] ?? 0) - 50 * Math.log(2))).toBeLessThan(3);
    expect(Array.from({ length: 500 }, () => drawPatience(random, law, 70)).every((each) => each >= 70)).toBe(true);
  });
});

describe('figures', () => {
  test('quantiles are values that were measured', () => {
    expect(quantileOf([1, 2, 3, 4], 0.5)).toBe(2);
    expect(quantileOf([], 0.5)).toBeNull();
  });

  test('the interval is Student’s', () => {
    expect(estimateOf([1, 2, 3])).toMatchObject({ mean: 2 });
    expect(estimateOf([1, 2, 3])?.high).toBeCloseTo(2 + 4.303 / Math.sqrt(3), 6);
    expect(estimateOf([null])).toBeNull();
  });

  test('fewer at night leaves one, and nobody where nobody was', () => {
    const takers = every(3).map((count, hour) => (hour === 3 ? 0 : count));
    const fewer = fewerAtNight(takers, 2);
    expect([fewer[2], fewer[3], fewer[6], fewer[22], fewerAtNight(every(2), 5)[0]]).toEqual([1, 0, 3, 1, 1]);
  });

  test('days that are none', () => {
    expect(['2026-02-30', '20-11-2026', ''].map((day) => boundsOfDay(day, 'Asia/Jayapura'))).toEqual([
      null,
      null,
      null,
    ]);
    expect(new Date(boundsOfDay('2026-11-20', 'Asia/Jayapura')?.from ?? 0).toISOString()).toBe(
      '2026-11-19T15:00:00.000Z',
    );
  });
});

describe('over random centres', () => {
  const lengths = fc.record({
    type: fc.constant('lognormal' as const),
    meanS: fc.integer({ min: 1, max: 300 }),
    spreadS: fc.integer({ min: 0, max: 200 }),
  });
  const delay = fc.option(fc.integer({ min: 1, max: 60 }));
  const plans = fc.record({
    perHour: fc.integer({ min: 1, max: 60 }),
    hoaxShare: fc.option(fc.integer({ min: 0, max: 95 }).map((share) => share / 100)),
    takers: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 24, maxLength: 24 }),
    supervisors: fc.integer({ min: 0, max: 2 }),
    outsideS: fc.option(fc.integer({ min: 1, max: 40 })),
    talk: lengths,
    reaction: lengths,
    patienceS: fc.integer({ min: 5, max: 600 }),
    missedShare: fc.integer({ min: 0, max: 10 }).map((share) => share / 10),
    policy: fc.constantFrom('ours' as const, 'fifo' as const),
    ringAllAfterS: delay,
    anyoneAfterS: delay,
    seed: fc.integer(),
  });

  test('every call ends answered, given up with a ladder, or outside, and each once', () => {
    fc.assert(
      fc.property(plans, ({ perHour, talk, reaction, patienceS, ringAllAfterS, anyoneAfterS, ...rest }) => {
        const plan = planned({
          ...rest,
          to: from + 2 * 3_600_000,
          calls: {
            type: 'generated',
            perHour: every(perHour),
            mix: { real: 0.1, service: 0.1, prank: 0.5, ghost: 0.3 },
          },
          talk: { real: talk, service: talk, prank: talk, ghost: talk },
          patience: { type: 'exponential', meanS: patienceS },
          reaction,
          settings: queueContent.parse({ ringAllAfterS, anyoneAfterS }),
          replications: 1,
        });
        const { ends, groups, occupancy } = simulate(plan);
        expect(ends.unended).toBe(0);
        expect(ends.answered + ends.abandoned + ends.overflowed).toBe(ends.offered);
        expect(ends.laddersOpened).toBe(ends.abandoned);
        const sum = simulatedKinds.map((kind) => groups.find(({ group }) => group === kind)?.offered?.mean ?? 0);
        expect(sum.reduce((a, b) => a + b, 0)).toBe(groups[0]?.offered?.mean);
        expect(occupancy?.mean ?? 0).toBeLessThanOrEqual(1);
      }),
      { numRuns: 25 },
    );
  });

  test('the questions side by side change what they say and nothing else', () => {
    const plan = planned();
    const asked = whatIfPlans(plan, { fewerAtNight: 1, hoaxShare: 0.9 });
    expect(asked.as_it_is).toBe(plan);
    expect(asked.fewer_at_night).toEqual({ ...plan, takers: fewerAtNight(plan.takers, 1) });
    expect(simulate(asked.more_hoaxes).hoaxShare?.mean).toBeCloseTo(0.9, 2);
  });
});
