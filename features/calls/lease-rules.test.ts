import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  beatMs,
  type CallLease,
  claimDelay,
  claimStepMs,
  deadMs,
  frozenMs,
  type Holder,
  heardBeat,
  isDead,
  isLeaseHeld,
  mayAct,
  turn,
  type Watch,
  watch,
} from './lease-rules.ts';

const awake: Holder = { holds: true, turnedAt: 1000, mustAsk: false };

describe('the right to act', () => {
  test.each([
    ['just turned', awake, 1000, true],
    ['turns often enough', awake, 1000 + frozenMs - 1, true],
    ['stood still and has not turned yet', awake, 1000 + frozenMs, false],
    ['stood still and turned since', turn(awake, 1000 + frozenMs), 1000 + frozenMs, false],
    ['was told that it holds nothing', heardBeat(awake, false, 1000, 1001), 1001, false],
  ])('%s', (_, holder, now, expected) => expect(mayAct(holder, now)).toBe(expected));

  test('after standing still it acts again once a beat sent since was taken, and not by the answer to an old one', () => {
    const woke = turn(awake, 20_000);
    expect(mayAct(heardBeat(woke, true, 1001, 20_001), 20_001)).toBe(false);
    expect(mayAct(heardBeat(woke, true, 20_000, 20_005), 20_005)).toBe(true);
    // The answer is the first thing it does when it wakes.
    expect(mayAct(heardBeat(awake, true, 1001, 20_000), 20_000)).toBe(false);
  });

  test('what another process took is not got back by turning', () => {
    const lost = heardBeat(awake, false, 1000, 1001);
    expect(mayAct(heardBeat(turn(lost, 1500), false, 1400, 1500), 1500)).toBe(false);
  });
});

describe('watching the others', () => {
  const seen = { app: 'acd-b', epoch: 1, beat: 5, isHeld: true };
  const look = (before: Watch | undefined, at: number, beat = 5) => watch(before, { ...seen, beat }, at);

  test('a beat that stands still for long enough is a dead process; one that moves is not', () => {
    let standing: Watch | undefined;
    let moving: Watch | undefined;
    for (let at = 0; at <= deadMs; at += beatMs) {
      standing = look(standing, at);
      moving = look(moving, at, at);
    }
    expect(standing !== undefined && isDead(standing)).toBe(true);
    expect(moving !== undefined && isDead(moving)).toBe(false);
  });

  test('an outage between two looks counts as two beats at most, and a name that nobody holds cannot die', () => {
    expect(isDead(look(look(undefined, 0), 3_600_000))).toBe(false);
    expect(isDead({ seen: { ...seen, isHeld: false }, silentMs: deadMs * 2, readAt: 0 })).toBe(false);
  });
});

test('a lease holds for its process and its token, and for a call that went to no other', () => {
  const lease: CallLease = { app: 'acd-a', token: 1 };
  expect(isLeaseHeld({ app: 'acd-a', token: 1 }, lease)).toBe(true);
  expect(isLeaseHeld({ app: null, token: 1 }, lease)).toBe(true);
  expect(isLeaseHeld({ app: 'acd-b', token: 2 }, lease)).toBe(false);
  // It came back to the name it had, but not to the life that had it.
  expect(isLeaseHeld({ app: 'acd-a', token: 3 }, lease)).toBe(false);
});

describe('who claims first', () => {
  const apps = ['acd-a', 'acd-b', 'acd-c'];
  const delays = (channel: string) =>
    apps.map((own) =>
      claimDelay(
        channel,
        own,
        apps.filter((app) => app !== own),
      ),
    );

  test('each call has exactly one first process, one second, one third', () => {
    fc.assert(
      fc.property(fc.string(), (channel) => {
        expect(delays(channel).toSorted((a, b) => a - b)).toEqual([0, claimStepMs, 2 * claimStepMs]);
      }),
    );
  });

  test('the calls are shared about evenly, and one process alone never waits', () => {
    const firsts = apps.map(
      (_, index) =>
        Array.from({ length: 3000 }, (_, n) => delays(`sigap-1795318264.${n}`)[index]).filter((d) => d === 0).length,
    );
    for (const count of firsts) expect(count).toBeGreaterThan(800);
    expect(claimDelay('any', 'acd-a', [])).toBe(0);
  });
});

// Two or three processes, a database and one call, over any interleaving: the parts as they run for real, with a clock that the test moves.
type Step =
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'freeze' | 'wake' | 'kill' | 'restart' | 'write'; readonly who: number }
  | { readonly kind: 'database'; readonly up: boolean };

const who = fc.integer({ min: 0, max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 4000 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constantFrom('freeze', 'wake', 'kill', 'restart', 'write' as const), who }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('database' as const), up: fc.boolean() }) },
);

class World {
  now = 0;
  up = true;
  row: CallLease = { app: 'p0', token: 0 };
  /** Leases under which something was written, in order. */
  readonly written: CallLease[] = [];
  readonly processes = [0, 1, 2].map((id) => ({
    app: `p${id}`,
    life: 'runs' as 'runs' | 'frozen' | 'dead',
    holder: { holds: true, turnedAt: 0, mustAsk: false } as Holder,
    epoch: 1,
    lease: id === 0 ? ({ app: 'p0', token: 0 } as CallLease) : null,
    watches: new Map<string, Watch>(),
  }));
  readonly rows = new Map(
    this.processes.map(({ app }) => [app, { app, epoch: 1, beat: 0, isHeld: true, instance: 0 }]),
  );

  #row(app: string) {
    const found = this.rows.get(app);
    if (found === undefined) throw new Error(`no ${app}`);
    return found;
  }

  /** One turn of a process's loop: beat, look at the others, take what nobody holds. */
  run(process: World['processes'][number]): void {
    if (process.life !== 'runs') return;
    process.holder = turn(process.holder, this.now);
    if (!this.up) return;
    const own = this.#row(process.app);
    if (!own.isHeld || own.epoch !== process.epoch) {
      process.holder = heardBeat(process.holder, false, this.now, this.now);
      process.lease = null;
      this.register(process);
    } else {
      own.beat++;
      process.holder = heardBeat(process.holder, true, this.now, this.now);
    }
    for (const other of this.rows.values()) {
      if (other.app === process.app) continue;
      const seen = watch(process.watches.get(other.app), { ...other }, this.now);
      process.watches.set(other.app, seen);
      if (isDead(seen)) {
        other.epoch++;
        other.isHeld = false;
      }
    }
    if (this.row.app !== process.app && !this.#row(this.row.app).isHeld) this.take(process);
  }

  take(process: World['processes'][number]): void {
    this.row = { app: process.app, token: this.row.token + 1 };
    process.lease = this.row;
  }

  register(process: World['processes'][number]): void {
    const own = this.#row(process.app);
    own.epoch++;
    own.beat = 0;
    own.isHeld = true;
    process.epoch = own.epoch;
    process.holder = { holds: true, turnedAt: this.now, mustAsk: false };
    process.watches.clear();
    if (this.row.app === process.app) this.take(process);
  }

  /** Who would give Asterisk a command on the call at this moment. */
  actors(): string[] {
    return this.processes
      .filter(({ life, lease, holder }) => life === 'runs' && lease !== null && mayAct(holder, this.now))
      .map(({ app }) => app);
  }

  do(each: Step): void {
    if (each.kind === 'database') this.up = each.up;
    if (each.kind === 'wait') this.wait(each.ms);
    const process = 'who' in each ? this.processes[each.who] : undefined;
    if (process === undefined) return;
    if (each.kind === 'freeze' && process.life === 'runs') process.life = 'frozen';
    if (each.kind === 'wake' && process.life === 'frozen') process.life = 'runs';
    if (each.kind === 'kill') process.life = 'dead';
    if (each.kind === 'restart' && process.life === 'dead' && this.up) {
      process.life = 'runs';
      process.lease = null;
      this.register(process);
    }
    if (each.kind === 'write' && process.life === 'runs' && process.lease !== null && this.up) {
      if (isLeaseHeld(this.row, process.lease)) this.written.push(process.lease);
    }
  }

  wait(ms: number): void {
    for (let left = ms; left > 0; left -= beatMs) {
      this.now += Math.min(left, beatMs);
      expect(this.actors().length).toBeLessThanOrEqual(1);
      for (const process of this.processes) this.run(process);
      expect(this.actors().length).toBeLessThanOrEqual(1);
    }
  }
}

describe('over any interleaving of beats, freezes, kills, restarts and outages', () => {
  test('no two processes act on one call, and what is written never goes back to an earlier holder', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const world = new World();
        for (const each of steps) {
          world.do(each);
          expect(world.actors().length).toBeLessThanOrEqual(1);
        }
        const tokens = world.written.map(({ token }) => token);
        expect(tokens).toEqual(tokens.toSorted((a, b) => a - b));
      }),
      { numRuns: 2000 },
    );
  });

  test('a call is led again within ten seconds while one process lives and the database answers', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), who, (steps, survivor) => {
        const world = new World();
        for (const each of steps) world.do(each);
        world.do({ kind: 'database', up: true });
        for (const process of world.processes)
          if (process.app !== `p${survivor}`) world.do({ kind: 'kill', who: Number(process.app[1]) });
        world.do({ kind: 'wake', who: survivor });
        world.do({ kind: 'restart', who: survivor });
        world.wait(10_000);
        expect(world.actors()).toEqual([`p${survivor}`]);
      }),
      { numRuns: 500 },
    );
  });
});
