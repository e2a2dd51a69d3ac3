import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canaryPatienceMs, type LineContent, newLine } from './line.ts';
import {
  callerOnLine,
  canaryOutcomeOf,
  downSince,
  guardLine,
  isPrivateHost,
  type LineRefusal,
  nextCanary,
} from './line-rules.ts';

const secretId = '019a0000-0000-7000-8000-000000000000';
const byAddress: Partial<LineContent> = { peers: ['203.0.113.10'] };
const registered: Partial<LineContent> = {
  way: 'registration',
  server: 'sip.operator.co.id',
  username: '0318921112',
  secretId,
};

describe('a line that cannot be', () => {
  const cases: readonly [string, Partial<LineContent>, LineRefusal | null, boolean?][] = [
    ['by address', byAddress, null],
    ['without an address', {}, 'line.needs_peers'],
    ['the same address twice', { peers: ['203.0.113.10', '203.0.113.10'] }, 'line.peer_twice'],
    ['registered', registered, null],
    ['registered nowhere', { ...registered, server: '' }, 'line.needs_server'],
    ['registered with a mistyped address', { ...registered, server: '203.0.113' }, 'line.wrong_server'],
    ['registered without a password', { ...registered, secretId: null }, 'line.needs_account'],
    ['registered without a name', { ...registered, username: '' }, 'line.needs_account'],
    ['to a private address by accident', { ...registered, server: '10.20.30.40' }, 'line.private_server'],
    ['to a private address on purpose', { ...registered, server: '10.20.30.40', privateNetwork: true }, null],
    ['to a name of the own network', { ...registered, server: 'pbx' }, 'line.private_server'],
    ['TLS without a certificate', { ...registered, transport: 'tls' }, 'line.tls_no_certificate'],
    ['TLS with one', { ...registered, transport: 'tls', srtp: true }, null, true],
    ['keys of the sound in the clear', { ...registered, srtp: true }, 'line.srtp_needs_tls'],
    [
      'a canary without a way out',
      { ...byAddress, canary: { ...newLine.canary, number: '0318900000' } },
      'line.canary_no_way',
    ],
    [
      'a canary that calls 112',
      { ...registered, canary: { ...newLine.canary, number: '112' } },
      'line.canary_own_number',
    ],
    [
      'a canary that calls 110',
      { ...registered, canary: { ...newLine.canary, number: '110' } },
      'line.canary_own_number',
    ],
    ['the centre with addresses of its own', { way: 'centre', ...byAddress }, 'line.centre_fixed'],
    ['the centre', { way: 'centre' }, null],
  ];
  test.each(cases)('%s', (_name, part, refusal, hasTls = false) => {
    const judged = guardLine({ ...newLine, ...part }, { hasTls, numbers: ['110'] });
    expect(judged.ok ? null : judged.refusal.code).toBe(refusal);
  });
});

test.each([
  ['203.0.113.10', false],
  ['172.15.0.1', false],
  ['172.16.0.1', true],
  ['172.31.255.1', true],
  ['192.168.1.1', true],
  ['100.64.0.1', true],
  ['100.128.0.1', false],
  ['127.0.0.1', true],
  ['169.254.1.1', true],
  ['sip.telkom.co.id', false],
  ['localhost', true],
  ['sbc.lan', true],
  ['2001:db8::1', false],
  ['fd00::1', true],
  ['::1', true],
])('%s is private: %s', (host, isPrivate) => expect(isPrivateHost(host)).toBe(isPrivate));

test.each([
  ['081234567890', '', '', '081234567890'],
  ['081234567890', '0', '+62', '+6281234567890'],
  ['9081234567890', '9', '', '081234567890'],
  ['+6281234567890', '9', '', '+6281234567890'],
  ['anonymous', '', '+62', 'anonymous'],
  [null, '0', '+62', null],
])('%s less %s with %s is %s', (raw, callerStrip, callerAdd, expected) =>
  expect(callerOnLine(raw, { callerStrip, callerAdd })).toBe(expected),
);

test('what is no number of the line goes through untouched, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string(), fc.stringMatching(/^\+?\d{0,8}$/), (raw, callerAdd) => {
      const told = callerOnLine(raw, { callerStrip: '', callerAdd });
      expect(/^\+?\d+$/.test(raw) ? told?.endsWith(raw) : told === raw).toBe(true);
    }),
  );
});

describe('how a canary ended', () => {
  const good = { by: 'us', answerMs: 200, heard: true, registration: null, reach: null } as const;
  test.each([
    ['answered', {}],
    ['slow', { answerMs: canaryPatienceMs + 1 }],
    ['silent', { heard: false }],
    ['refused', { answerMs: null, by: 'refused' }],
    ['no_response', { answerMs: null, by: 'silence' }],
    ['no_response', { answerMs: null, by: 'us' }],
    ['unreachable', { reach: 'unreachable' }],
    ['unreachable', { registration: 'refused' }],
    ['unreachable', { registration: 'trying' }],
    ['answered', { registration: 'registered', reach: 'reachable' }],
  ] as const)('%s', (outcome, part) => expect(canaryOutcomeOf({ ...good, ...part })).toBe(outcome));
});

test('canaries keep their beat, and after a gap there is one and not all that were missed', () => {
  expect(nextCanary(0, 500, 60)).toBe(60_000);
  expect(nextCanary(0, 3_600_000, 60)).toBe(3_660_000);
  fc.assert(
    fc.property(fc.nat(1e9), fc.nat(1e9), fc.integer({ min: 30, max: 3600 }), (due, late, every) => {
      const next = nextCanary(due, due + late, every);
      expect(next).toBeGreaterThan(due + late);
      expect(next - (due + late)).toBeLessThanOrEqual(every * 1000);
    }),
  );
});

test('a line is down when nothing came through for the time of the alarm', () => {
  expect(downSince({ lastSuccessMs: 1000, createdMs: 0 }, 180_999, 180)).toBeNull();
  expect(downSince({ lastSuccessMs: 1000, createdMs: 0 }, 181_000, 180)).toBe(1000);
  expect(downSince({ lastSuccessMs: null, createdMs: 500 }, 181_000, 180)).toBe(500);
});
