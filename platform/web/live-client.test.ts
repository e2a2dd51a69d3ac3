import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beatMs, type Cursor, formatCursor, isAfter, parseCursor } from '#platform/shared/live.ts';
import { createLiveClient, type EventSourceLike, isMatch } from './live-client.ts';

/** A clock that the test turns, a server with an event log, and a wire that the test can cut or silence. */
function createWorld(random: () => number = () => 0.5) {
  let now = 1_000_000;
  let timers: { at: number; run: () => void }[] = [];
  let epoch = 1;
  let log: { cursor: Cursor; name: string }[] = [];
  let count = 0;
  let isUp = true;
  const open = new Set<FakeSource>();
  const heard: string[] = [];
  let resyncs: number[] = [];
  const urls: string[] = [];

  const later = (ms: number, run: () => void) => {
    const timer = { at: now + ms, run };
    timers.push(timer);
    return () => {
      timers = timers.filter((one) => one !== timer);
    };
  };
  class FakeSource implements EventSourceLike {
    isSilent = false;
    readonly sent: { type: string; data: string; lastEventId: string }[] = [];
    #listeners = new Map<string, (event: { data?: unknown; lastEventId?: string }) => void>();
    addEventListener(type: string, listener: (event: { data?: unknown; lastEventId?: string }) => void) {
      this.#listeners.set(type, listener);
    }
    close() {
      open.delete(this);
    }
    send(type: string, data: object, cursor?: Cursor) {
      const event = { type, data: JSON.stringify(data), lastEventId: cursor === undefined ? '' : formatCursor(cursor) };
      if (cursor !== undefined) this.sent.push(event);
      this.tell(type, event);
    }
    /** A proxy that delivers old frames once more. */
    repeat() {
      for (const event of this.sent.slice(-3)) if (event.type === 'change') this.tell(event.type, event);
    }
    tell(type: string, event: { data?: unknown; lastEventId?: string }) {
      if (!this.isSilent) this.#listeners.get(type)?.(event);
    }
  }
  const head = (): Cursor => log.at(-1)?.cursor ?? { epoch, xid: '10', seq: 0 };
  const change = (source: FakeSource, event: { cursor: Cursor; name: string }) =>
    source.send(
      'change',
      { name: event.name, subjectType: 'lamp', subjectId: event.name, occurredAt: '', content: {} },
      event.cursor,
    );
  const hello = () => ({ now: new Date(now).toISOString(), cursor: formatCursor(head()) });
  const accept = (source: FakeSource, url: string) => {
    if (!isUp) return source.tell('error', {});
    open.add(source);
    const after = new URL(url, 'http://x').searchParams.get('after');
    const from = after === null ? null : parseCursor(after);
    if (from !== null && from.epoch !== epoch) source.send('resync', {}, head());
    else if (from !== null) for (const event of log) if (isAfter(event.cursor, from)) change(source, event);
    source.send('hello', hello());
  };
  const client = createLiveClient({
    open: (url) => {
      urls.push(url);
      const source = new FakeSource();
      later(5, () => accept(source, url));
      return source;
    },
    path: '/api/events',
    now: () => now,
    later,
    random,
  });
  client.on('*', (message) => heard.push(message.name));
  client.onResync(() => resyncs.push(count));

  const pass = (ms: number) => {
    const end = now + ms;
    for (;;) {
      const next = timers.toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > end) break;
      timers = timers.filter((one) => one !== next);
      now = Math.max(now, next.at);
      next.run();
    }
    now = end;
  };
  return {
    client,
    heard,
    urls,
    resyncs: () => resyncs,
    forgetResyncs: () => {
      resyncs = [];
    },
    emitted: () => count,
    pass,
    emit: () => {
      count += 1;
      const event = { cursor: { epoch, xid: String(10 + Math.floor(count / 3)), seq: count }, name: `lamp.${count}` };
      log.push(event);
      for (const source of open) change(source, event);
    },
    beat: () => {
      for (const source of open) source.send('beat', { now: new Date(now).toISOString() });
    },
    cut: () => {
      for (const source of [...open]) {
        open.delete(source);
        source.tell('error', {});
      }
    },
    silence: () => {
      for (const source of open) source.isSilent = true;
    },
    repeat: () => {
      for (const source of open) source.repeat();
    },
    drain: () => {
      for (const source of [...open]) source.send('drain', {});
    },
    setUp: (up: boolean) => {
      isUp = up;
    },
    /** The database was put back from a copy: a new epoch, the log begins anew. */
    restore: () => {
      epoch += 1;
      log = [];
      for (const source of [...open]) {
        open.delete(source);
        source.tell('error', {});
      }
    },
  };
}

describe('the live client', () => {
  test('is connected after hello and tells messages once', () => {
    const world = createWorld();
    world.client.start();
    expect(world.client.state()).toEqual({ state: 'connecting' });
    world.pass(10);
    expect(world.client.state()).toEqual({ state: 'connected' });
    world.emit();
    world.repeat();
    expect(world.heard).toEqual(['lamp.1']);
  });

  test('says since when it is behind, resumes from its cursor and misses nothing', () => {
    const world = createWorld();
    world.client.start();
    world.pass(10);
    world.emit();
    world.beat();
    world.pass(2000);
    world.setUp(false);
    world.cut();
    expect(world.client.state()).toEqual({ state: 'behind', since: 1_000_010 });
    world.emit();
    world.pass(3000);
    world.setUp(true);
    world.pass(15_000);
    expect(world.client.state()).toEqual({ state: 'connected' });
    expect(world.heard).toEqual(['lamp.1', 'lamp.2']);
    expect(world.urls.at(-1)).toBe('/api/events?after=1-10-1');
  });

  test('notices silence after three beats and replaces the dead connection', () => {
    const world = createWorld();
    world.client.start();
    world.pass(10);
    world.silence();
    world.pass(2 * beatMs);
    expect(world.client.state().state).toBe('connected');
    world.emit();
    world.pass(beatMs + 200);
    expect(world.client.state()).toEqual({ state: 'behind', since: 1_000_005 });
    world.pass(2 * beatMs);
    expect(world.client.state().state).toBe('connected');
    expect(world.heard).toEqual(['lamp.1']);
    expect(world.urls).toHaveLength(2);
  });

  test('tells a resync after a restore, and after a long absence', () => {
    const world = createWorld();
    world.client.start();
    world.pass(10);
    // The first connection tells one too: screens fetched while it was made.
    expect(world.resyncs()).toHaveLength(1);
    world.forgetResyncs();
    world.emit();
    world.restore();
    world.pass(2000);
    expect(world.resyncs()).toHaveLength(1);
    world.forgetResyncs();
    world.setUp(false);
    world.cut();
    world.pass(60_000);
    expect(world.resyncs()).toEqual([]);
    world.setUp(true);
    world.pass(15_000);
    expect(world.resyncs()).toHaveLength(1);
    world.emit();
    expect(world.heard.at(-1)).toBe('lamp.2');
  });

  test('a drain is followed by a return without claiming to be behind', () => {
    const world = createWorld();
    world.client.start();
    world.pass(10);
    world.drain();
    expect(world.client.state().state).toBe('connected');
    world.emit();
    world.pass(2000);
    expect(world.heard).toEqual(['lamp.1']);
    expect(world.urls).toHaveLength(2);
  });

  test('stop closes the connection and nothing returns', () => {
    const world = createWorld();
    world.client.start();
    world.pass(10);
    world.client.stop();
    world.pass(120_000);
    world.emit();
    expect(world.heard).toEqual([]);
    expect(world.urls).toHaveLength(1);
  });
});

test('under any disorder each message is told once and in order, or a resync covers it', () => {
  const steps = ['emit', 'emit', 'emit', 'beat', 'cut', 'silence', 'repeat', 'drain', 'restore', 'down', 'up'] as const;
  const step = fc.tuple(fc.constantFrom(...steps), fc.integer({ min: 0, max: 9000 }));
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 60 }),
      fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1 }),
      (script, chances) => {
        let turn = 0;
        const world = createWorld(() => chances[turn++ % chances.length] ?? 0);
        world.client.start();
        world.pass(10);
        for (const [act, pause] of script) {
          if (act === 'down' || act === 'up') {
            world.setUp(act === 'up');
            if (act === 'down') world.cut();
          } else world[act]();
          world.pass(pause);
        }
        world.setUp(true);
        for (let beats = 0; beats < 12; beats += 1) {
          world.pass(beatMs);
          world.beat();
        }
        expect(world.client.state()).toEqual({ state: 'connected' });
        const numbers = world.heard.map((name) => Number(name.slice('lamp.'.length)));
        expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
        const covered = world.resyncs().at(-1) ?? 0;
        const owed = Array.from({ length: world.emitted() - covered }, (_, index) => covered + index + 1);
        expect(numbers.filter((number) => number > covered)).toEqual(owed);
      },
    ),
    { numRuns: 400 },
  );
});

test.each([
  ['lamp.lit', true],
  ['lamp.*', true],
  ['*', true],
  ['lamp', false],
  [{ subjectType: 'lamp' }, true],
  [{ subjectType: 'lamp', subjectId: '7' }, true],
  [{ subjectType: 'lamp', subjectId: '8' }, false],
  [{ subjectType: 'door' }, false],
])('%j matches a message about lamp 7: %s', (match, expected) => {
  expect(isMatch(match, { name: 'lamp.lit', subjectType: 'lamp', subjectId: '7', occurredAt: '', content: {} })).toBe(
    expected,
  );
});
