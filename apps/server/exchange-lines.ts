import { createHmac } from 'node:crypto';
import { centreKey } from '#features/calls/line.ts';
import { type ExchangeLineRow, saveProblem } from '#features/calls/server/lines/line-store.ts';
import type { CanaryAccess } from '#features/calls/server/lines/run-canaries.ts';
import { canaryName, trunkName } from '#features/calls/server/pbx/dialplan.ts';
import type { ExchangeLine, ExchangeTenant } from '#features/calls/server/pbx/exchange-tenant.ts';
import { exchangePeers } from '#features/calls/server/pbx/layout.ts';
import { parseTarget } from '#features/people/overflow.ts';
import { contains } from '#platform/server/asterisk/networks.ts';
import { decrypt } from '#platform/server/cipher.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Config } from './config.ts';
import { secretOf } from './keys.ts';

/** Encrypts the passwords of lines. Without it (another data folder) they must be entered again. */
export const lineSecret = (config: Pick<Config, 'data'>) => secretOf(config.data, 'line-passwords');

/** The accounts in the exchange that place canaries: the same for every process of one data folder. */
export async function canaryAccounts(config: Pick<Config, 'data'>): Promise<CanaryAccess['account']> {
  const { value: secret } = await secretOf(config.data, 'test-calls');
  const derived = (what: string) => createHmac('sha256', secret).update(what).digest('hex');
  return (slug, key) => ({
    name: canaryName(slug, key, derived(`canary ${slug} ${key}`).slice(0, 12)),
    password: derived(`canary password ${slug} ${key}`),
  });
}

/** A regency's lines as the exchange takes them: those beside the centre's own, and who places canaries on each. */
export function exchangeLines(
  rows: readonly ExchangeLineRow[],
  secret: string,
  account: CanaryAccess['account'],
): Required<Pick<ExchangeTenant, 'lines' | 'canaries'>> {
  return {
    lines: rows.filter(({ key }) => key !== centreKey).map((row) => exchangeLine(row, secret)),
    canaries: rows.map(({ id, slug, key, content }) => ({
      line: id,
      key,
      number: content.canary.number,
      ...account(slug, key),
    })),
  };
}

function exchangeLine({ key, content, cipher }: ExchangeLineRow, secret: string): ExchangeLine {
  const { peers, server, transport, username, qualify, srtp, way } = content;
  const target = server === '' ? null : parseTarget(server);
  const password = cipher === null ? null : decrypt(secret, cipher);
  const isAddress = target !== null && /^[\d.]+$|:/.test(target.host);
  return {
    key,
    // Calls of a registration come from where we register, unless it was said otherwise.
    peers: peers.length === 0 && way === 'registration' && target !== null && isAddress ? [target.host] : peers,
    qualify: qualify && target !== null,
    srtp,
    ...(target === null ? {} : { server: { ...target, transport } }),
    ...(way === 'registration' && password !== null ? { registration: { username, password } } : {}),
  };
}

/** What the exchange was last given: from which addresses it takes calls of a line. */
export function inForce(first: readonly ExchangeTenant[]) {
  let peers = exchangePeers(first);
  return {
    set: (tenants: readonly ExchangeTenant[]) => {
      peers = exchangePeers(tenants);
    },
    delivers: (slug: string, key: string, address: string) =>
      (peers.get(trunkName(slug, key)) ?? []).some((network) => contains(network, address)),
  };
}

/**
 * Lines are tried on a second Asterisk before they are applied; what it says against them stands at the lines that changed. A
 * trial that cannot be held must not keep a changed line away: the exchange itself is asked then.
 */
export function tryLines(options: {
  readonly systemDb: Db;
  /** What the exchange says against them. */
  readonly attempt: (wanted: readonly ExchangeTenant[]) => Promise<readonly string[]>;
}) {
  return async (wanted: readonly ExchangeTenant[], inForce: readonly ExchangeTenant[]): Promise<boolean> => {
    const linesOf = (regency: ExchangeTenant | undefined) => JSON.stringify([regency?.lines, regency?.peers]);
    const before = (regency: ExchangeTenant) => inForce.find(({ slug }) => slug === regency.slug);
    const changed = wanted.filter((regency) => linesOf(regency) !== linesOf(before(regency)));
    const complaints = changed.length === 0 ? [] : await options.attempt(wanted);
    const said = complaints.length === 0 ? null : complaints.join(' · ').slice(0, 500);
    const lines = changed.flatMap(({ canaries = [] }) => canaries.map(({ line }) => line));
    await saveProblem(options.systemDb, lines, said);
    return said === null;
  };
}
