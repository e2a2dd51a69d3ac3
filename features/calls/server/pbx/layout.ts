import { join } from 'node:path';
import type { AsteriskSettings, TrunkSettings } from '#platform/server/asterisk/config/settings.ts';
import { without } from '#platform/server/asterisk/networks.ts';
import {
  canaryContext,
  deskContext,
  fallbackQueue,
  incomingContext,
  musicClass,
  renderDialplan,
  trunkName,
  wayOutName,
} from './dialplan.ts';
import type { ExchangeTenant } from './exchange-tenant.ts';
import { musicFolders } from './prompts.ts';

export interface ExchangeOptions {
  readonly systemName: string;
  readonly tenants: readonly ExchangeTenant[];
  readonly desks: number;
  readonly sip: {
    readonly bind: string;
    readonly port: number;
    readonly tls?: { readonly port: number; readonly certificate: string; readonly key: string };
  };
  readonly httpPort: number;
  readonly rtp: { readonly from: number; readonly to: number };
  readonly ari: { readonly user: string; readonly password: string };
  /** Absolute folders: recordings are written to `incoming` below the first. */
  readonly recordings: string;
  readonly prompts: string;
  /** Folder with what waiting callers hear, one sub-folder per tenant, named by its slug. */
  readonly music: string;
}

export const incomingRecordings = (recordings: string) => join(recordings, 'incoming');

/** Calls at once: two RTP ports a leg, two legs a call, and as much again for the legs of supervisors and agencies. */
export function callsFor(rtp: { readonly from: number; readonly to: number }): number {
  return Math.max(10, Math.floor((rtp.to - rtp.from + 1) / 8));
}

/** What our exchange looks like: one trunk, one context and one fallback queue per regency, one kind of desk. */
export function exchangeSettings(options: ExchangeOptions): AsteriskSettings {
  return {
    systemName: options.systemName,
    // Each desk holds a socket, reloads of its page a second and third; the rest is for our own connections.
    http: { host: '127.0.0.1', port: options.httpPort, sessionLimit: 4 * options.desks + 100 },
    ari: options.ari,
    sip: { ...options.sip, userAgent: 'Sigap 112' },
    rtp: options.rtp,
    trunks: trunks(options.tenants),
    // They come in where the regency's trunk does: what they find is what a real call would find.
    probes: options.tenants.flatMap(({ slug, testLine, drillLine, canaries = [] }) => [
      ...[testLine, drillLine].flatMap((account) =>
        account === undefined ? [] : [{ ...account, context: incomingContext(slug) }],
      ),
      ...canaries.map(({ key, name, password }) => ({ name, password, context: canaryContext(slug, key) })),
    ]),
    endpoints: { context: deskContext, codecs: ['opus', 'alaw'], rtpTimeout: 10, webrtc: true },
    queues: options.tenants.map(({ slug }) => ({
      name: fallbackQueue(slug),
      group: slug,
      musicClass: musicClass('fallback', slug),
      holdClass: musicClass('hold', slug),
    })),
    music: options.tenants.flatMap(({ slug }) =>
      (['fallback', 'waiting', 'hold'] as const).map((kind) => ({
        name: musicClass(kind, slug),
        folder: join(options.music, musicFolders[kind](slug)),
      })),
    ),
    dialplan: renderDialplan({
      tenants: options.tenants,
      recordings: incomingRecordings(options.recordings),
      prompts: options.prompts,
      maxCalls: callsFor(options.rtp),
    }),
  };
}

/** From where the exchange takes calls of each trunk, by its name. */
export function exchangePeers(tenants: readonly ExchangeTenant[]): ReadonlyMap<string, readonly string[]> {
  return new Map(trunks(tenants).map(({ name, peers }) => [name, peers]));
}

/** The narrower network wins: it is cut out of every wider one, since Asterisk's own order of matching is not defined. */
function trunks(tenants: readonly ExchangeTenant[]): TrunkSettings[] {
  const width = (network: string) => Number(network.split('/')[1] ?? 32);
  const all = tenants.flatMap(linesOf);
  return all.map((line) => {
    const others = all.filter((each) => each !== line).flatMap((each) => each.peers);
    const peers = line.peers.flatMap((peer) =>
      without(
        [peer],
        others.filter((other) => width(other) > width(peer)),
      ),
    );
    return { ...line, peers };
  });
}

/**
 * Seconds. A telephone that sends nothing while nobody speaks must not end a silent call: the desk is told after seconds that
 * nothing comes, and this is longer than its procedure.
 */
const silentS = 180;

/** The centre's own addresses, and the lines beside them. */
function linesOf(tenant: ExchangeTenant): TrunkSettings[] {
  const context = incomingContext(tenant.slug);
  return [
    {
      name: trunkName(tenant.slug),
      context,
      peers: tenant.peers,
      rtpTimeout: silentS,
      ...outgoingOf(tenant),
    },
    ...wayOut(tenant, context),
    ...(tenant.lines ?? []).map(({ key, peers, server, registration, qualify, srtp }) => ({
      name: trunkName(tenant.slug, key),
      context,
      peers,
      rtpTimeout: silentS,
      qualify,
      srtp,
      ...(server === undefined ? {} : { outgoing: server }),
      ...(registration === undefined ? {} : { registration }),
    })),
  ];
}

/**
 * To whom a desk calls. A caller may be left to them alone, so a line of theirs that broke is seen by the time that is
 * usual, and not only by the long one of silent callers.
 */
function wayOut({ slug, outgoing }: ExchangeTenant, context: string): TrunkSettings[] {
  if (outgoing === undefined) return [];
  return [{ name: wayOutName(slug), context, peers: [], outgoing }];
}

/** The way out is the same for the overflow number and for whoever is called back. */
function outgoingOf({ overflow, outgoing = overflow }: ExchangeTenant): Pick<TrunkSettings, 'outgoing'> {
  if (outgoing === undefined) return {};
  const { host, port, transport } = outgoing;
  return { outgoing: { host, port, transport } };
}
