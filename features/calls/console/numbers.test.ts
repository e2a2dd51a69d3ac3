import { expect, test } from 'vitest';
import { localNumber } from './numbers.ts';

test.each([
  ['+6281234567890', '0812-3456-7890'],
  ['+628123456789012', '0812-3456-789012'],
  ['+62318941234', '0318-9412-34'],
  ['0812••••890', '0812••••890'],
  ['+60123456789', '+60123456789'],
  ['112', '112'],
])('%s is said as %s', (number, said) => {
  expect(localNumber(number)).toBe(said);
});
