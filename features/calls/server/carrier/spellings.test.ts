import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callerOnLine } from '../../line-rules.ts';
import { normaliseNumber } from '../normalise-number.ts';
import { spellingsOf } from './spellings.ts';

const plain = { callerStrip: '', callerAdd: '' };

test.each([
  ['as people write it and as networks do', '+6281234567890', plain, ['6281234567890', '081234567890', '81234567890']],
  [
    'with a prefix of the operator',
    '+6281234567890',
    { callerStrip: '9', callerAdd: '' },
    ['9081234567890', '081234567890'],
  ],
  ['where the operator leaves the zero out', '+6281234567890', { callerStrip: '', callerAdd: '+' }, ['6281234567890']],
  ['a number abroad', '+6591234567', plain, ['6591234567']],
])('a test number %s', (_, number, line, expected) => {
  const found = spellingsOf(number, line);
  for (const each of expected) expect(found).toContain(each);
});

test('every spelling is read as that number, by whatever rules a line has', () => {
  const prefix = fc.constantFrom('', '9', '0', '62', '+62', '+', '99');
  fc.assert(
    fc.property(fc.stringMatching(/^8[1-9]\d{8,9}$/), prefix, prefix, (national, callerStrip, callerAdd) => {
      const number = normaliseNumber(`0${national}`);
      fc.pre(number !== null);
      const line = { callerStrip, callerAdd };
      for (const digits of spellingsOf(number ?? '', line)) {
        // Asterisk compares digits only, so one of the two that have these must be it.
        const read = [digits, `+${digits}`].map((raw) => normaliseNumber(callerOnLine(raw, line)));
        expect(read).toContain(number);
      }
    }),
  );
});
