import type { AsteriskProgram } from '../install.ts';

/** A peer that may deliver calls: matched by source address alone, whatever its headers say. */
export interface TrunkSettings {
  /** `[a-z0-9-]+`; the channel names are `PJSIP/<name>-…`. */
  readonly name: string;
  /** IPv4/IPv6 addresses or networks in CIDR notation; networks of two trunks must not overlap (see networks.ts). */
  readonly peers: readonly string[];
  /** The dialplan context in which its calls arrive. */
  readonly context: string;
  /** Where calls towards this trunk go; without it the trunk only delivers. `host` is an address (IPv6 bare) or a name. */
  readonly outgoing?: { readonly host: string; readonly port: number; readonly transport: 'udp' | 'tcp' | 'tls' };
  /** Register at `outgoing`, and answer its challenges, with this account. */
  readonly registration?: { readonly username: string; readonly password: string };
  /** Send the registration here instead, `host:port`: for a trial that must reach nobody. */
  readonly registersBy?: string;
  /** Ask `outgoing` by OPTIONS whether it is there. While it does not answer, no call goes out by this trunk. */
  readonly qualify?: boolean;
  /** Speech only encrypted, by keys in the signalling (SDES). */
  readonly srtp?: boolean;
  /** Seconds without RTP after which an answered call is ended. */
  readonly rtpTimeout?: number;
}

/** An account from which the program itself places calls, to see that they arrive; known by its name and password, from anywhere. */
export interface ProbeSettings {
  /** `[a-z0-9-]+`, not to be guessed: like the names of registered endpoints it is looked at before the address. */
  readonly name: string;
  readonly password: string;
  readonly context: string;
}

/** What browsers and phones that register have in common; the accounts themselves are in credentials.ts. */
export interface EndpointSettings {
  readonly context: string;
  readonly codecs: readonly string[];
  readonly rtpTimeout: number;
  readonly webrtc: boolean;
}

export interface QueueSettings {
  readonly name: string;
  readonly musicClass?: string;
  /** What the other party hears when an endpoint of the group puts it on hold. */
  readonly holdClass?: string;
  /** Credentials of this group ring in the queue (see credentials.ts). */
  readonly group: string;
  /** Whom it rings: everybody at once (the default), or who has waited longest. */
  readonly strategy?: 'ringall' | 'leastrecent';
  /** Seconds for which it leaves a member alone after a call. */
  readonly wrapUpS?: number;
}

export interface MusicClass {
  readonly name: string;
  /** Folder with 8 kHz wav files, played in order of their names. */
  readonly folder: string;
}

/** One typed description of an Asterisk instance, from which all its files are written. */
export interface AsteriskSettings {
  /** Part of every uniqueid, so that events of two machines never meet: `[a-z0-9-]+`. */
  readonly systemName: string;
  readonly http: { readonly host: string; readonly port: number; readonly sessionLimit: number };
  readonly ari: { readonly user: string; readonly password: string };
  readonly sip: {
    readonly bind: string;
    readonly port: number;
    /** Behind NAT: the address others see, and the networks from which it is not needed. */
    readonly externalAddress?: string;
    readonly localNetworks?: readonly string[];
    readonly userAgent: string;
    /** Listens for TLS too; files that Asterisk can read. */
    readonly tls?: { readonly port: number; readonly certificate: string; readonly key: string };
  };
  readonly rtp: { readonly from: number; readonly to: number };
  readonly trunks: readonly TrunkSettings[];
  readonly probes: readonly ProbeSettings[];
  readonly endpoints: EndpointSettings;
  readonly queues: readonly QueueSettings[];
  readonly music: readonly MusicClass[];
  /** The text of extensions.conf. */
  readonly dialplan: string;
}

/** Where an instance keeps its things; all absolute. */
export interface AsteriskFolders {
  readonly etc: string;
  readonly variable: string;
  readonly spool: string;
  /** Short: it holds a Unix socket, whose path is limited to 107 bytes. */
  readonly run: string;
  readonly log: string;
}

export interface RenderInput {
  readonly settings: AsteriskSettings;
  readonly folders: AsteriskFolders;
  readonly program: AsteriskProgram;
}

/** Refuse values that would change the meaning of a configuration file; such a value is a fault of the program. */
export function plain(value: string, what: string): string {
  if (/[\r\n;[\]]/.test(value)) throw new Error(`${what} must not hold line breaks, ';' or brackets: ${value}`);
  return value;
}
