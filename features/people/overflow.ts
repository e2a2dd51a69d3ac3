import { z } from 'zod';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { CentreContent } from './tenant.ts';

type Trunk = CentreContent['trunk'];

/** Where the operator takes calls that go out of the centre. `host` is an address or a name, IPv6 without brackets. */
export interface OperatorTarget {
  readonly host: string;
  readonly port: number;
}

/** A call that leaves the centre: the number as it is dialled, and the way there. */
export interface OverflowRoute extends OperatorTarget {
  readonly number: string;
  readonly transport: 'udp' | 'tcp';
}

const sipPort = 5060;

/**
 * A number as one types it, in the form in which it is dialled within the country: `+62 31 894 1234` becomes `0318941234`;
 * `0318941234`, `110` and a local `8941234` stay. Which of these the operator takes is his to say, so nothing is added to a
 * number without area code. Null: no number of this country.
 */
export function overflowNumber(typed: string): string | null {
  const bare = typed.replace(/[\s().\-/]/g, '').replace(/^(?:\+|00)62(?=\d)0?/, '0');
  return /^(?:0[1-9]\d{5,12}|[1-9]\d{2,12})$/.test(bare) ? bare : null;
}

const isAddress4 = (text: string) => z.ipv4().safeParse(text).success;
const isAddress6 = (text: string) => z.ipv6().safeParse(text).success;
/** The last label begins with a letter, which tells a name from a mistyped address. */
const hostName = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** `host`, `host:port`, an IPv6 address, or `[IPv6]:port`; without a port it is 5060. Null: none of these; a network is no target. */
export function parseTarget(typed: string): OperatorTarget | null {
  const text = typed.trim().toLowerCase();
  const [, inBrackets, plain, portText] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = inBrackets ?? plain ?? text;
  const port = portText === undefined ? sipPort : Number(portText);
  const isKnown = plain === undefined ? isAddress6(host) : isAddress4(host) || hostName.test(host);
  return isKnown && port >= 1 && port <= 65_535 ? { host, port } : null;
}

/** `203.0.113.10:5060`, as in the address of a call. */
export function writeTarget({ host, port }: OperatorTarget): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The first peer that is one address: who delivers calls from there usually takes them there too. */
function targetOfPeers(peers: readonly string[]): OperatorTarget | null {
  const single = peers.map((peer) => peer.replace(/^([\d.]+)\/32$/, '$1')).find((peer) => !peer.includes('/'));
  return single === undefined ? null : { host: single, port: sipPort };
}

/** How a call leaves the centre; null where it cannot, by the regency's wish or because something is missing. */
export function overflowRoute(trunk: Pick<Trunk, 'peers' | 'overflow' | 'overflowAddress' | 'overflowTransport'>) {
  const number = trunk.overflow === null ? null : overflowNumber(trunk.overflow);
  const route = operatorRoute(trunk);
  return number === null || route === null ? null : ({ number, ...route } satisfies OverflowRoute);
}

/** Where calls leave the centre, whomever they are for; null where nobody said it. */
export function operatorRoute(
  trunk: Pick<Trunk, 'peers' | 'overflowAddress' | 'overflowTransport'>,
): Omit<OverflowRoute, 'number'> | null {
  const target = trunk.overflowAddress === '' ? targetOfPeers(trunk.peers) : parseTarget(trunk.overflowAddress);
  return target === null ? null : { ...target, transport: trunk.overflowTransport };
}

export type OverflowRefusal =
  | 'centre.overflow_no_number'
  | 'centre.overflow_own_number'
  | 'centre.overflow_wrong_target'
  | 'centre.overflow_no_target';

/** The trunk with its overflow number in the form in which it is dialled, or why there can be none such. */
export function settleOverflow(trunk: Trunk): Result<Trunk, OverflowRefusal> {
  const { overflow, overflowAddress, numbers } = trunk;
  const isWrong = overflowAddress !== '' && parseTarget(overflowAddress) === null;
  if (isWrong) return refuse('centre.overflow_wrong_target', { value: overflowAddress });
  if (overflow === null) return ok(trunk);
  const number = overflowNumber(overflow);
  if (number === null) return refuse('centre.overflow_no_number', { value: overflow });
  // The operator would deliver it to this very centre.
  if (number === '112' || numbers.includes(number)) return refuse('centre.overflow_own_number', { value: number });
  const settled = { ...trunk, overflow: number };
  return overflowRoute(settled) === null ? refuse('centre.overflow_no_target') : ok(settled);
}
