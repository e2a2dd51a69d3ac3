import { expect, test } from 'vitest';
import { backupDueAt } from './backup-schedule.ts';

test.each([
  // Half past two in Jakarta is 19.30 UTC of the day before, in Jayapura 17.30.
  ['a backup of the evening', '2026-11-21T13:00:00.000Z', 'Asia/Jakarta', '2026-11-21T19:30:00.000Z'],
  ['the nightly one itself', '2026-11-21T19:30:04.000Z', 'Asia/Jakarta', '2026-11-22T19:30:00.000Z'],
  ['exactly half past two', '2026-11-21T19:30:00.000Z', 'Asia/Jakarta', '2026-11-22T19:30:00.000Z'],
  ['shortly after midnight', '2026-11-21T17:05:00.000Z', 'Asia/Jakarta', '2026-11-21T19:30:00.000Z'],
  ['the last night of a year', '2026-12-31T18:00:00.000Z', 'Asia/Jakarta', '2026-12-31T19:30:00.000Z'],
  ['another zone', '2026-11-21T17:29:00.000Z', 'Asia/Jayapura', '2026-11-21T17:30:00.000Z'],
] as const)('after %s the next is due at half past two at night', (_what, since, zone, due) => {
  expect(backupDueAt(since, zone)).toBe(due);
});
