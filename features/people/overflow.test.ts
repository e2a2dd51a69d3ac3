import { expect, test } from 'vitest';
import { overflowNumber, overflowRoute, parseTarget, settleOverflow, writeTarget } from './overflow.ts';
import { trunkContent } from './tenant.ts';

test.each([
  ['0318941234', '0318941234'],
  ['+62 31 894-1234', '0318941234'],
  ['+62 (0)31 8941234', '0318941234'],
  ['0062318941234', '0318941234'],
  ['(031) 894.1234', '0318941234'],
  ['081234567890', '081234567890'],
  ['8941234', '8941234'],
  ['110', '110'],
  ['1500112', '1500112'],
  ['+6512345678', null],
  ['00', null],
  ['11', null],
  ['0', null],
  ['sos', null],
  ['110,60', null],
  ['', null],
])('the number %j is dialled as %j', (typed, dialled) => expect(overflowNumber(typed)).toBe(dialled));

test.each([
  ['203.0.113.10', '203.0.113.10:5060'],
  [' 203.0.113.10:5080 ', '203.0.113.10:5080'],
  ['SBC.telkom.example', 'sbc.telkom.example:5060'],
  ['sbc:5061', 'sbc:5061'],
  ['[2001:db8::1]:5070', '[2001:db8::1]:5070'],
  ['[2001:db8::1]', '[2001:db8::1]:5060'],
  ['2001:db8::1', '[2001:db8::1]:5060'],
  ['203.0.113.10:50:60', null],
  ['203.0.113.0/24', null],
  ['203.0.113.999', null],
  ['203.0.113.10:0', null],
  ['203.0.113.10:70000', null],
  ['203.0.113.10:', null],
  ['host;transport=tcp', null],
  ['[host]:5060', null],
  ['', null],
])('the target %j is %j', (typed, written) => {
  const target = parseTarget(typed);
  expect(target === null ? null : writeTarget(target)).toBe(written);
});

const trunk = (part: object) =>
  trunkContent.parse({ peers: ['10.0.0.0/24', '203.0.113.10'], numbers: [], overflow: null, ...part });

test.each([
  ['no overflow needs nothing', { peers: [] }, null],
  [
    'the first single address is the target',
    { overflow: '110' },
    { number: '110', host: '203.0.113.10', port: 5060, transport: 'udp' },
  ],
  [
    'a network of one address is one',
    { overflow: '110', peers: ['203.0.113.9/32'] },
    { number: '110', host: '203.0.113.9', port: 5060, transport: 'udp' },
  ],
  [
    'a given target wins',
    { overflow: '110', overflowAddress: 'sbc.example:5080', overflowTransport: 'tcp' },
    { number: '110', host: 'sbc.example', port: 5080, transport: 'tcp' },
  ],
  ['a network is no target', { overflow: '110', peers: ['10.0.0.0/24'] }, 'centre.overflow_no_target'],
  ['nobody delivers', { overflow: '110', peers: [] }, 'centre.overflow_no_target'],
  ['no number', { overflow: 'polisi' }, 'centre.overflow_no_number'],
  ['112 itself', { overflow: '112' }, 'centre.overflow_own_number'],
  [
    'a further number of the centre',
    { overflow: '+62 31 894 1234', numbers: ['0318941234'] },
    'centre.overflow_own_number',
  ],
  ['a network as target', { overflow: '110', overflowAddress: '10.0.0.0/24' }, 'centre.overflow_wrong_target'],
])('%s', (_name, part, expected) => {
  const settled = settleOverflow(trunk(part));
  expect(settled.ok ? overflowRoute(settled.value) : settled.refusal.code).toEqual(expected);
});

test('what is kept is the number as it is dialled', () => {
  expect(settleOverflow(trunk({ overflow: '+62 31 894 1234' }))).toMatchObject({
    ok: true,
    value: { overflow: '0318941234' },
  });
});

test('versions from before there was a target are read', () => {
  expect(trunkContent.parse({ peers: [], numbers: [], overflow: '110' })).toEqual({
    peers: [],
    numbers: [],
    overflow: '110',
    overflowAddress: '',
    overflowTransport: 'udp',
  });
});
