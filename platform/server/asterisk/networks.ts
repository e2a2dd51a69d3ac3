/**
 * IPv4 networks, for telling peers apart. Asterisk takes the first identify section that matches, in no order that one could
 * rely on: so the networks of two trunks must not overlap, and a hole is cut out of the wider one.
 */

interface Network {
  readonly start: number;
  readonly bits: number;
}

/** `without(['127.0.0.0/8'], ['127.0.1.0/24'])`: networks that cover the first list but not the second. IPv6 is left as it is. */
export function without(networks: readonly string[], holes: readonly string[]): string[] {
  return networks.flatMap((network) => {
    const parsed = parse(network);
    if (parsed === undefined) return holes.includes(network) ? [] : [network];
    return holes
      .flatMap((hole) => parse(hole) ?? [])
      .reduce<Network[]>((rest, hole) => rest.flatMap((each) => cut(each, hole)), [parsed])
      .map(print);
  });
}

/** Whether an IPv4 network holds an address. IPv6 only where the two are the same text. */
export function contains(network: string, address: string): boolean {
  const [outer, inner] = [parse(network), parse(address)];
  return outer === undefined || inner === undefined ? network === address : covers(outer, inner);
}

function cut(network: Network, hole: Network): Network[] {
  if (covers(hole, network)) return [];
  if (!covers(network, hole)) return [network];
  const bits = network.bits + 1;
  const half = 2 ** (32 - bits);
  return [
    { start: network.start, bits },
    { start: network.start + half, bits },
  ].flatMap((each) => cut(each, hole));
}

function covers(outer: Network, inner: Network): boolean {
  if (outer.bits > inner.bits) return false;
  const size = 2 ** (32 - outer.bits);
  return inner.start >= outer.start && inner.start < outer.start + size;
}

function parse(text: string): Network | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(text.trim());
  if (match === null) return undefined;
  const parts = match.slice(1, 5).map(Number);
  const bits = match[5] === undefined ? 32 : Number(match[5]);
  if (bits > 32 || parts.some((part) => part > 255)) return undefined;
  const address = parts.reduce((sum, part) => sum * 256 + part, 0);
  const size = 2 ** (32 - bits);
  return { start: Math.floor(address / size) * size, bits };
}

function print({ start, bits }: Network): string {
  const parts = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256);
  return `${parts.join('.')}/${bits}`;
}
