import { expect, test } from 'vitest';
import { decideWindow, type WindowCase, windowState } from './carrier-window-rules.ts';

const now = '2026-11-22T03:00:00.000Z';
const plain: WindowCase = {
  now,
  opensAt: null,
  minutes: 60,
  numbers: [{ typed: '081234567890', e164: '+6281234567890' }],
  lineInUse: true,
  hasWindow: false,
  citizens: new Set(),
};

test.each([
  ['now', {}, { opensAt: now, closesAt: '2026-11-22T04:00:00.000Z' }],
  ['later', { opensAt: '2026-11-23T03:00:00.000Z', minutes: 240 }, { closesAt: '2026-11-23T07:00:00.000Z' }],
  ['with a beginning that has passed, from now on', { opensAt: '2026-11-22T02:00:00.000Z' }, { opensAt: now }],
  ['without numbers, which diverts nothing', { numbers: [] }, { numbers: [] }],
  [
    'with one number named twice',
    { numbers: [...plain.numbers, { typed: '+6281234567890', e164: '+6281234567890' }] },
    { numbers: ['+6281234567890'] },
  ],
])('a window opens %s', (_, change, expected) => {
  expect(decideWindow({ ...plain, ...change })).toMatchObject({ ok: true, value: expected });
});

test.each([
  ['on a line out of use', { lineInUse: false }, 'carrier.line_inactive'],
  ['beside another', { hasWindow: true }, 'carrier.window_there'],
  ['in a month', { opensAt: '2026-12-22T03:00:00.000Z' }, 'carrier.too_far'],
  ['for what is no number', { numbers: [{ typed: '112', e164: null }] }, 'carrier.not_a_number'],
  ['for the number of a citizen in need', { citizens: new Set(['+6281234567890']) }, 'carrier.citizen_number'],
])('no window %s', (_, change, code) => {
  expect(decideWindow({ ...plain, ...change })).toMatchObject({ ok: false, refusal: { code } });
});

test.each([
  ['2026-11-22T02:59:59.000Z', null, 'planned'],
  ['2026-11-22T03:30:00.000Z', null, 'open'],
  ['2026-11-22T03:30:00.000Z', '2026-11-22T03:20:00.000Z', 'closed'],
  ['2026-11-22T04:00:00.000Z', null, 'closed'],
])('at %s, closed at %s, it is %s', (at, closedAt, state) => {
  expect(windowState({ opensAt: now, closesAt: '2026-11-22T04:00:00.000Z', closedAt }, at)).toBe(state);
});
