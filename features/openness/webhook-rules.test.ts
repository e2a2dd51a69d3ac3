import { describe, expect, test } from 'vitest';
import { msBetween } from '#platform/shared/time.ts';
import { webhookContent } from './webhook.ts';
import { afterAttempt, isTold, mostAttempts } from './webhook-rules.ts';

const now = '2026-11-22T10:00:00.000Z';
const failed = { ok: false, status: 500, problem: 'status' } as const;

describe('after an attempt', () => {
  test('any failure waits longer each time, until it is given up', () => {
    const waits: number[] = [];
    for (let attempts = 1; attempts < mostAttempts; attempts++) {
      const next = afterAttempt(attempts, failed, now);
      if (next.state !== 'waiting') throw new Error(`given up after ${attempts}`);
      waits.push(msBetween(now, next.dueAt));
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(new Set(waits).size).toBe(waits.length);
    // A weekend's night, not a weekend.
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(24 * 3_600_000);
    expect(afterAttempt(mostAttempts, failed, now)).toEqual({ state: 'dead' });
  });
  test('what was taken is done, what is gone is given up at once', () => {
    expect(afterAttempt(1, { ok: true, status: 204 }, now)).toEqual({ state: 'delivered' });
    expect(afterAttempt(1, { ok: false, status: 410, problem: 'status' }, now)).toEqual({ state: 'dead' });
    expect(afterAttempt(1, { ok: false, status: null, problem: 'timeout' }, now).state).toBe('waiting');
  });
});

test.each([
  [['incident'], 'incident.opened', true],
  [['incident'], 'incidental.thing', false],
  [['incident', 'assignment'], 'assignment.sent', true],
  [['call'], 'assignment.sent', false],
] as const)('%j is told of %s: %s', (topics, name, told) => {
  expect(isTold({ topics: [...topics], active: true }, name)).toBe(told);
  expect(isTold({ topics: [...topics], active: false }, name)).toBe(false);
});

test.each([
  ['https://opd.example/hook', true],
  ['http://10.1.2.3:8080/hook', true],
  ['http://localhost/hook', true],
  ['http://[::1]/hook', true],
  ['http://opd.example/hook', false],
  ['http://172.32.0.1/hook', false],
  ['https://user:secret@opd.example/', false],
  ['ftp://10.1.2.3/', false],
  ['not an address', false],
])('%s may be told: %s', (url, may) => {
  expect(webhookContent.shape.url.safeParse(url).success).toBe(may);
});
