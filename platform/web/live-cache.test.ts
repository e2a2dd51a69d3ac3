import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LiveMessage } from '#platform/shared/live.ts';
import { attachCache, gatherMs, type LiveRule } from './live-cache.ts';
import { isMatch, type LiveClient, type LiveMatch } from './live-client.ts';
import { createQueryClient } from './query-options.ts';

/** A feed the test speaks on, and a cache whose stale queries it can name. */
function createWorld(
  rules: readonly LiveRule[],
  cached: readonly (readonly [path: string, input: object, data: object])[],
) {
  const handlers: { match: LiveMatch; handler: (message: LiveMessage) => void }[] = [];
  const resyncs: (() => void)[] = [];
  const feed: Pick<LiveClient, 'on' | 'onResync'> = {
    on: (match, handler) => {
      handlers.push({ match, handler });
      return () => handlers.pop();
    },
    onResync: (handler) => {
      resyncs.push(handler);
      return () => resyncs.pop();
    },
  };
  const queries = createQueryClient();
  const keys = cached.map(([path, input]) => [path, input, {}]);
  for (const [index, [, , data]] of cached.entries()) queries.setQueryData(keys[index] ?? [], data);
  const idle = { state: () => ({ state: 'connected' as const }), subscribe: () => () => {}, start() {}, stop() {} };
  const detach = attachCache({ ...feed, ...idle }, queries, rules);
  return {
    detach,
    resync: () => {
      for (const handler of resyncs) handler();
    },
    say: (name: string, subjectId: string, content: LiveMessage['content'] = {}) => {
      const message = { name, subjectType: name.split('.')[0] ?? '', subjectId, occurredAt: '', content };
      for (const { match, handler } of handlers) if (isMatch(match, message)) handler(message);
    },
    stale: (afterMs = gatherMs) => {
      vi.advanceTimersByTime(afterMs);
      return cached.flatMap(([path, input], index) =>
        queries.getQueryState(keys[index] ?? [])?.isInvalidated === true
          ? [`${path} ${Object.values(input).join()}`]
          : [],
      );
    },
  };
}

const cached = [
  ['/api/lamps', { state: 'on' }, {}],
  ['/api/lamps', { room: 'cellar' }, {}],
  ['/api/lamps/:id', { id: 'l1' }, { room: { id: 'cellar' } }],
  ['/api/lamps/:id', { id: 'l2' }, { room: { id: 'cellar' } }],
  ['/api/lamps/:id', { id: 'l3' }, { room: { id: 'attic' } }],
  ['/api/rooms/:id', { id: 'cellar' }, { lamps: ['l1', 'l2'] }],
  ['/api/rooms/:id', { id: 'attic' }, { lamps: ['l3'] }],
] as const;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('what a message makes stale', () => {
  test('its own record, without any rule', () => {
    const world = createWorld([], cached);
    world.say('lamp.lit', 'l1');
    expect(world.stale()).toEqual(['/api/lamps/:id l1']);
  });

  test('with lists, every list and still no other record', () => {
    const world = createWorld([{ event: 'lamp.*', lists: ['/api/lamps'] }], cached);
    world.say('lamp.lit', 'l1');
    expect(world.stale()).toEqual(['/api/lamps on', '/api/lamps cellar', '/api/lamps/:id l1']);
  });

  test('with a prefix, all of it', () => {
    const world = createWorld([{ event: 'lamp.*', under: ['/api/lamps'] }], cached);
    world.say('lamp.lit', 'l1');
    expect(world.stale()).toHaveLength(5);
  });

  test('records that hold the subject', () => {
    const world = createWorld(
      [{ event: 'room.*', records: { paths: ['/api/lamps/:id'], holding: 'subject' } }],
      cached,
    );
    world.say('room.painted', 'attic');
    expect(world.stale()).toEqual(['/api/lamps/:id l3', '/api/rooms/:id attic']);
  });

  test('records that an id in its content names; all of them when it names none', () => {
    const rule = { event: 'lamp.*', records: { paths: ['/api/rooms/:id'], holding: { member: 'roomId' } } } as const;
    const named = createWorld([rule], cached);
    named.say('lamp.lit', 'l1', { roomId: 'cellar' });
    expect(named.stale()).toEqual(['/api/lamps/:id l1', '/api/rooms/:id cellar']);
    const unnamed = createWorld([rule], cached);
    unnamed.say('lamp.lit', 'l1');
    expect(unnamed.stale()).toEqual(['/api/lamps/:id l1', '/api/rooms/:id cellar', '/api/rooms/:id attic']);
  });

  test('nothing of another event', () => {
    const world = createWorld([{ event: 'lamp.*', lists: ['/api/lamps'] }], cached);
    world.say('door.opened', 'd1');
    expect(world.stale()).toEqual([]);
  });
});

test('messages are gathered, and told to the cache together', () => {
  const world = createWorld([{ event: 'lamp.*', lists: ['/api/lamps'] }], cached);
  world.say('lamp.lit', 'l1');
  world.say('lamp.lit', 'l3');
  expect(world.stale()).toEqual(['/api/lamps on', '/api/lamps cellar', '/api/lamps/:id l1', '/api/lamps/:id l3']);
});

test('a message after a quiet moment is told almost at once, those after it ten times a second', () => {
  const world = createWorld([{ event: 'lamp.*', lists: ['/api/lamps'] }], cached);
  world.say('lamp.lit', 'l1');
  expect(world.stale(10)).toContain('/api/lamps/:id l1');
  world.say('lamp.lit', 'l3');
  expect(world.stale(10)).not.toContain('/api/lamps/:id l3');
  expect(world.stale()).toContain('/api/lamps/:id l3');
});

test('a resync makes everything stale, at once', () => {
  const world = createWorld([], cached);
  world.resync();
  expect(world.stale()).toHaveLength(cached.length);
});

test('once detached, nothing is heard and what was gathered is dropped', () => {
  const world = createWorld([{ event: 'lamp.*', lists: ['/api/lamps'] }], cached);
  world.say('lamp.lit', 'l1');
  world.detach();
  expect(world.stale()).toEqual([]);
  world.say('lamp.lit', 'l2');
  world.resync();
  expect(world.stale()).toEqual([]);
});
