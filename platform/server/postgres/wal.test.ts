import { expect, test } from 'vitest';
import { parseLsn, segmentName, segmentPosition, segmentsBetween } from './wal.ts';

const segment = 16 * 1024 * 1024;

test('a WAL address is 64 bits in two halves', () => {
  expect(parseLsn('0/0')).toBe(0n);
  expect(parseLsn('16/B374D848')).toBe(0x16b374d848n);
  expect(() => parseLsn('16')).toThrow(/Not a WAL address/);
});

test.each([
  { start: '0/2000028', stop: '0/2000158', names: ['000000010000000000000002'] },
  // The stop address is exclusive: at a boundary the next segment holds nothing of the backup.
  { start: '0/2000028', stop: '0/3000000', names: ['000000010000000000000002'] },
  { start: '0/2000028', stop: '0/3000001', names: ['000000010000000000000002', '000000010000000000000003'] },
  { start: '0/FF000028', stop: '1/28', names: ['0000000100000000000000FF', '000000010000000100000000'] },
])('segments from $start to $stop', ({ start, stop, names }) => {
  expect(segmentsBetween(1, start, stop, segment)).toEqual(names);
});

test('segments are told from other files, and ordered without their timeline', () => {
  expect(segmentName('000000010000000000000002.gz')).toBe('000000010000000000000002');
  expect(segmentName('000000010000000000000002.part')).toBeNull();
  expect(segmentName('00000002.history.gz')).toBeNull();
  expect(segmentPosition('000000020000000000000003') > segmentPosition('000000010000000000000002')).toBe(true);
});
