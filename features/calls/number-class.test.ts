import { describe, expect, test } from 'vitest';
import { numberClassOf } from './number-class.ts';

describe('the class of a number', () => {
  test.each([
    ['a mobile number', '081234567890', '+6281234567890', 'identified'],
    ['a number of another country', '+6591234567', '+6591234567', 'identified'],
    ['nothing', null, null, 'withheld'],
    ['only zeros, as some networks send for nothing', '0000000', null, 'withheld'],
    ['a word without digits', 'anonymous', null, 'withheld'],
    // 3GPP's own example of a check digit: 35-693803-564380-9.
    ['an IMEI', '356938035643809', '+62356938035643809', 'no_sim'],
    ['15 digits whose check digit is wrong', '356938035643808', '+62356938035643808', 'malformed'],
    ['more digits than a number can have', '62812345678901234', '+62812345678901234', 'malformed'],
    ['a short code', '123', null, 'malformed'],
    ['a number of this country is no handset', '628123456789019', '+628123456789019', 'identified'],
  ] as const)('%s', (_name, raw, e164, expected) => {
    expect(numberClassOf(raw, e164)).toBe(expected);
  });
});
