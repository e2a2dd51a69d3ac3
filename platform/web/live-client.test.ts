import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beatMs, type Cursor, formatCursor, isAfter, parseCursor } from '#platform/shared/live.ts';
import { createLiveClient, type EventSourceLike, isMatch, type LiveClient } from './live-client.ts';

type FakeEvent = { data?: unknown; lastEventId?: string };

class FakeSource implements EventSourceLike {
  isSilent = false;
  onClose = () => {};
  readonly #sent: FakeEvent[] = [];
  readonly #listeners = new Map<string, (event: FakeEvent) => void>();
  addEventListener(type: string, listener: (event: FakeEvent) => void): void {
    this.#listeners.set(type, listener);
  }
  close(): void {
    this.onClose();
  }
  send(type: string, data: object, cursor?: Cursor): void {
    const event = { data: JSON.stringify(data), lastEventId: cursor === undefined ? '' : formatCursor(cursor) };
    if (type === 'change') this.#sent.push(event);
    this.tell(type, event);
  }
  /** A proxy that delivers old frames once more. */
  repeat(): void {
    for (const event of this.#sent.slice(-3)) this.tell('change', event);
  }
  tell(type: string, event: FakeEvent): void {
    if (!this.isSilent) this.#listeners.get(type)?.(event);
  }
}

/** A clock that the test turns, a server with an event log, and a wire that the test can cut or silence. */
class World {
  readonly heard: string[] = [];
  readonly urls: string[] = [];
  /** For each resync told: how many events had been emitted by then. */
  resyncs: number[] = [];
  emitted = 0;
  isUp = true;
  readonly client: LiveClient;
  /** The device's own word about its network. */
  network: { gone: () => void; back: () => void } | null = null;
  #now = 1_000_000;
  #timers: { at: number; run: () => void }[] = [];
  #epoch = 1;
  #log: { cursor: Cursor; name: string }[] = [];
  readonly #open = new Set<FakeSource>();

  constructor(random: () => number = () => 0.5) {
    this.client = createLiveClient({
      open: (url) => {
        this.urls.push(url);
        const source = new FakeSource();
        source.onClose = () => this.#open.delete(source);
        this.#later(5, () => this.#accept(source, url));
        return source;
      },
      path: '/api/events',
      now: () => this.#now,
      later: (ms, run) => this.#later(ms, run),
      random,
      watchNetwork: (network) => {
        this.network = network;
        return () => {
          this.network = null;
        };
      },
    });
    this.client.on('*', (message) => this.heard.push(message.name));
    this.client.onResync(() => this.resyncs.push(this.emitted));
  }

  #later(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  #head(): Cursor {
    return this.#log.at(-1)?.cursor ?? { epoch: this.#epoch, xid: '10', seq: 0 };
  }

  #accept(source: FakeSource, url: string): void {
    if (!this.isUp) {
      source.tell('error', {});
      return;
    }
    this.#open.add(source);
    const after = new URL(url, 'http://x').searchParams.get('after');
    const from = after === null ? null : parseCursor(after);
    if (from !== null && from.epoch !== this.#epoch) source.send('resync', {}, this.#head());
    else if (from !== null) for (const event of this.#log) if (isAfter(event.cursor, from)) change(source, event);
    source.send('hello', { now: new Date(this.#now).toISOString(), cursor: formatCursor(this.#head()) });
  }

  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#timers.toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > end) break;
      this.#timers = this.#timers.filter((one) => one !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = end;
  }

  emit(): void {
    this.emitted += 1;
    const cursor = { epoch: this.#epoch, xid: String(10 + Math.floor(this.emitted / 3)), seq: this.emitted };
    const event = { cursor, name: `lamp.${this.emitted}` };
    this.#log.push(event);
    for (const source of this.#open) change(source, event);
  }

  beat(): void {
    for (const source of this.#open) source.send('beat', { now: new Date(this.#now).toISOString() });
  }

  cut(): void {
    for (const source of [...this.#open]) {
      this.#open.delete(source);
      source.tell('error', {});
    }
  }

  silence(): void {
    for (const source of this.#open) source.isSilent = true;
  }

  repeat(): void {
    for (const source of this.#open) source.repeat();
  }

  drain(): void {
    for (const source of [...this.#open]) source.send('drain', {});
  }

  /** The database was put back from a copy: a new epoch, the log begins anew. */
  restore(): void {
    this.#epoch += 1;
    this.#log = [];
    this.cut();
  }
}

function change(source: FakeSource, event: { cursor: Cursor; name: string }): void {
  const message = { name: event.name, subjectType: 'lamp', subjectId: event.name, occurredAt: '', content: {} };
  source.send('change', message, event.cursor);
}

describe('the live client', () => {
  test('is connected after hello and tells messages once', () => {
    const world = new World();
    world.client.start();
    expect(world.client.state()).toEqual({ state: 'connecting' });
    world.pass(10);
    expect(world.client.state()).toEqual({ state: 'connected' });
    world.emit();
    world.repeat();
    expect(world.heard).toEqual(['lamp.1']);
  });

  test('is behind as soon as the device leaves its network, though the connection says nothing, and misses nothing', () => {
    const world = new World();
    world.client.start();
    world.pass(10);
    world.beat();
    world.network?.gone();
    expect(world.client.state()).toMatchObject({ state: 'behind' });
    world.isUp = false;
    world.emit();
    world.pass(60_000);
    expect(world.heard).toEqual([]);
    world.isUp = true;
    world.network?.back();
    world.pass(1000);
    expect(world.client.state()).toEqual({ state: 'connected' });
    expect(world.heard).toEqual(['lamp.1']);
    world.client.stop();
    expect(world.network).toBeNull();
  });

  test('says since when it is behind, resumes from its cursor and misses nothing', () => {
    const world = new World();
    world.client.start();
    world.pass(10);
    world.emit();
    world.beat();
    world.pass(2000);
    world.isUp = false;
    world.cut();
    expect(world.client.state()).toEqual({ state: 'behind', since: 1_000_010 });
    world.emit();
    world.pass(3000);
    world.isUp = true;
    world.pass(15_000);
    expect(world.client.state()).toEqual({ state: 'connected' });
    expect(world.heard).toEqual(['lamp.1', 'lamp.2']);
    expect(world.urls.at(-1)).toBe('/api/events?after=1-10-1');
  });

  test('notices silence after three beats and replaces the dead connection', () => {
    const world = new World();
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
    const world = new World();
    world.client.start();
    world.pass(10);
    // The first connection tells one too: screens fetched while it was made.
    expect(world.resyncs).toHaveLength(1);
    world.resyncs = [];
    world.emit();
    world.restore();
    world.pass(2000);
    expect(world.resyncs).toHaveLength(1);
    world.resyncs = [];
    world.isUp = false;
    world.cut();
    world.pass(60_000);
    expect(world.resyncs).toEqual([]);
    world.isUp = true;
    world.pass(15_000);
    expect(world.resyncs).toHaveLength(1);
    world.emit();
    expect(world.heard.at(-1)).toBe('lamp.2');
  });

  test('a drain is followed by a return without claiming to be behind', () => {
    const world = new World();
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
    const world = new World();
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
        const world = new World(() => chances[turn++ % chances.length] ?? 0);
        world.client.start();
        world.pass(10);
        for (const [act, pause] of script) {
          if (act === 'down' || act === 'up') {
            world.isUp = act === 'up';
            if (act === 'down') world.cut();
          } else world[act]();
          world.pass(pause);
        }
        world.isUp = true;
        for (let beats = 0; beats < 12; beats += 1) {
          world.pass(beatMs);
          world.beat();
        }
        expect(world.client.state()).toEqual({ state: 'connected' });
        const numbers = world.heard.map((name) => Number(name.slice('lamp.'.length)));
        expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
        const covered = world.resyncs.at(-1) ?? 0;
        const owed = Array.from({ length: world.emitted - covered }, (_, index) => covered + index + 1);
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
