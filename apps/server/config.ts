import { join, resolve } from 'node:path';
import { z } from 'zod';

/** What one process can run (design.md §8): any mix, over one database. */
export const services = ['web', 'live', 'timers', 'jobs', 'telephony'] as const;
export type ServiceName = (typeof services)[number];

const port = z.coerce.number().int().min(1).max(65_535);
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

const variables = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
    .optional(),
  SIGAP_PORT: port.default(8112),
  SIGAP_HOST: z.string().default('127.0.0.1'),
  SIGAP_DATA: z.string().default('./var'),
  SIGAP_ASTERISK: z.enum(['embedded', 'system', 'external', 'off']).default('embedded'),
  SIGAP_ARI_URL: z.url().optional(),
  SIGAP_ARI_USER: z.string().optional(),
  SIGAP_ARI_PASSWORD: z.string().optional(),
  SIGAP_SIP_BIND: z.string().default('127.0.0.1'),
  SIGAP_SIP_PORT: port.default(5060),
  SIGAP_SIP_WS_PORT: port.default(8113),
  /** Where browsers find SIP over WebSocket when a reverse proxy stands before it, e.g. wss://112.example/sip. */
  SIGAP_SIP_WS_URL: z
    .string()
    .regex(/^wss?:\/\//)
    .optional(),
  SIGAP_RTP_PORTS: z
    .string()
    .regex(/^\d+-\d+$/)
    .default('10000-10999'),
  SIGAP_TRUNK_PEERS: list.optional(),
  /** Certificate and key (PEM) of the exchange, for lines by TLS; files that Asterisk can read. Both or none. */
  SIGAP_SIP_TLS_CERT: z.string().optional(),
  SIGAP_SIP_TLS_KEY: z.string().optional(),
  SIGAP_SIP_TLS_PORT: port.default(5061),
  /** Where an external Asterisk reads the desks' accounts that we write (docs/operations.md); default `<data>/asterisk/etc`. */
  SIGAP_ASTERISK_ETC: z.string().optional(),
  /** Folder of the scheduled backups, `off` for none; default `<data>/backups`. */
  SIGAP_BACKUPS: z.string().optional(),
  SIGAP_BACKUPS_KEEP: z.coerce.number().int().min(1).max(1000).default(7),
  SIGAP_DEMO_PASSWORD: z.string().min(10).optional(),
  SIGAP_PUBLIC_URL: z.url().optional(),
  SIGAP_DEFAULT_TENANT: z.string().default('sidoarjo'),
  /** The name of this process among those of one Asterisk; the same after a restart (docs/operations.md). */
  SIGAP_NODE: z
    .string()
    .regex(/^[a-z0-9]{1,16}$/, 'letters a-z and digits, at most 16')
    .default('main'),
  SIGAP_SERVICES: list.pipe(z.array(z.enum(services))).default([...services]),
  SIGAP_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
});

export interface Config {
  readonly databaseUrl: string | null;
  readonly host: string;
  readonly port: number;
  /** All state: database, recordings, Asterisk, keys, logs. Absolute. */
  readonly data: string;
  readonly asterisk: {
    readonly mode: 'embedded' | 'system' | 'external' | 'off';
    readonly ari: { readonly url: string; readonly user: string; readonly password: string } | null;
    readonly sipBind: string;
    readonly sipPort: number;
    readonly wsPort: number;
    readonly wsUrl: string | null;
    readonly rtpPorts: { readonly first: number; readonly last: number };
    readonly trunkPeers: readonly string[] | null;
    /** Null: no line by TLS. Absolute. */
    readonly tls: { readonly port: number; readonly certificate: string; readonly key: string } | null;
    /** Where an external Asterisk reads the files we write while it runs. Absolute. */
    readonly etc: string;
  };
  /** Scheduled backups; `folder` is where they lie even when the schedule is off. */
  readonly backups: { readonly scheduled: boolean; readonly folder: string; readonly keep: number };
  readonly demoPassword: string | null;
  readonly publicUrl: string | null;
  readonly defaultTenant: string;
  readonly node: string;
  readonly services: ReadonlySet<ServiceName>;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** `--empty`: no demo regency; the first-run wizard makes the first one. */
  readonly empty: boolean;
}

/** Read the variables of design.md §4. Throws one readable message that names every wrong variable. */
export function readConfig(env: NodeJS.ProcessEnv, args: readonly string[]): Config {
  const parsed = variables.safeParse(env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`These variables are wrong:\n${lines.join('\n')}`);
  }
  const read = parsed.data;
  const [first = 0, last = 0] = read.SIGAP_RTP_PORTS.split('-').map(Number);
  if (last - first < 20) throw new Error('SIGAP_RTP_PORTS: a range of at least 20 ports is needed, e.g. 10000-10999');
  return {
    databaseUrl: read.DATABASE_URL ?? null,
    host: read.SIGAP_HOST,
    port: read.SIGAP_PORT,
    data: resolve(read.SIGAP_DATA),
    asterisk: {
      mode: read.SIGAP_ASTERISK,
      ari: ariOf(read),
      sipBind: read.SIGAP_SIP_BIND,
      sipPort: read.SIGAP_SIP_PORT,
      wsPort: read.SIGAP_SIP_WS_PORT,
      wsUrl: read.SIGAP_SIP_WS_URL ?? null,
      rtpPorts: { first, last },
      trunkPeers: read.SIGAP_TRUNK_PEERS ?? null,
      tls: tlsOf(read),
      etc: resolve(read.SIGAP_ASTERISK_ETC ?? join(read.SIGAP_DATA, 'asterisk/etc')),
    },
    backups: {
      scheduled: read.SIGAP_BACKUPS !== 'off',
      folder: resolve(
        read.SIGAP_BACKUPS === undefined || read.SIGAP_BACKUPS === 'off'
          ? join(read.SIGAP_DATA, 'backups')
          : read.SIGAP_BACKUPS,
      ),
      keep: read.SIGAP_BACKUPS_KEEP,
    },
    demoPassword: read.SIGAP_DEMO_PASSWORD ?? null,
    publicUrl: read.SIGAP_PUBLIC_URL ?? null,
    defaultTenant: read.SIGAP_DEFAULT_TENANT,
    node: read.SIGAP_NODE,
    services: new Set(read.SIGAP_SERVICES),
    logLevel: read.SIGAP_LOG_LEVEL,
    empty: args.includes('--empty'),
  };
}

function tlsOf(read: z.output<typeof variables>): Config['asterisk']['tls'] {
  const { SIGAP_SIP_TLS_CERT: certificate, SIGAP_SIP_TLS_KEY: key, SIGAP_SIP_TLS_PORT: port } = read;
  if (certificate === undefined && key === undefined) return null;
  if (certificate === undefined || key === undefined)
    throw new Error('SIGAP_SIP_TLS_CERT and SIGAP_SIP_TLS_KEY belong together');
  return { port, certificate: resolve(certificate), key: resolve(key) };
}

function ariOf(read: z.output<typeof variables>): Config['asterisk']['ari'] {
  if (read.SIGAP_ASTERISK !== 'external') return null;
  if (read.SIGAP_ARI_URL === undefined || read.SIGAP_ARI_USER === undefined || read.SIGAP_ARI_PASSWORD === undefined) {
    throw new Error('SIGAP_ASTERISK=external needs SIGAP_ARI_URL, SIGAP_ARI_USER and SIGAP_ARI_PASSWORD');
  }
  return { url: read.SIGAP_ARI_URL, user: read.SIGAP_ARI_USER, password: read.SIGAP_ARI_PASSWORD };
}
