import { expect, test } from 'vitest';
import { without } from './networks.ts';

const toNumber = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const holds = (networks: readonly string[], address: string) =>
  networks.filter((network) => {
    const [start = '', bits] = network.split('/');
    const size = 2 ** (32 - Number(bits));
    return toNumber(address) >= toNumber(start) && toNumber(address) < toNumber(start) + size;
  }).length;

test('a hole is cut out of a wider network, and nothing else is lost', () => {
  const rest = without(['127.0.0.0/8'], ['127.0.1.0/24']);
  expect(['127.0.1.0', '127.0.1.77', '127.0.1.255', '128.0.0.0'].map((each) => holds(rest, each))).toEqual([
    0, 0, 0, 0,
  ]);
  expect(['127.0.0.0', '127.0.0.255', '127.0.2.0', '127.255.255.255'].map((each) => holds(rest, each))).toEqual([
    1, 1, 1, 1,
  ]);
  const size = rest.reduce((sum, network) => sum + 2 ** (32 - Number(network.split('/')[1])), 0);
  expect(size).toBe(2 ** 24 - 2 ** 8);
});

test('what does not meet stays, what is covered goes, IPv6 is compared as it is written', () => {
  expect(without(['10.0.0.0/8'], ['127.0.0.0/8'])).toEqual(['10.0.0.0/8']);
  expect(without(['10.1.0.0/16'], ['10.0.0.0/8'])).toEqual([]);
  expect(without(['10.1.2.3'], [])).toEqual(['10.1.2.3/32']);
  expect(without(['2001:db8::/32', '2001:db9::1'], ['2001:db8::/32'])).toEqual(['2001:db9::1']);
});
