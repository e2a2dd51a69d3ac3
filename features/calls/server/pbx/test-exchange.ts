// The exchange as it runs in production, for tests and benchmarks: two regencies told apart by the caller's address.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AsteriskSettings } from '#platform/server/asterisk/config/settings.ts';
import { contains } from '#platform/server/asterisk/networks.ts';
import { startTestAsterisk, type TestAsterisk, type TestPlaces } from '#platform/server/asterisk/test-asterisk.ts';
import { type CallOptions, type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { centreKey } from '../../line.ts';
import type { DrillLineAccess } from '../drill/run-drills.ts';
import type { CanaryAccess } from '../lines/run-canaries.ts';
import type { TestLineAccess } from '../run-test-calls.ts';
import { canaryName, drillLineName, testLineName, trunkName } from './dialplan.ts';
import type { ExchangeTenant } from './exchange-tenant.ts';
import { exchangePeers, exchangeSettings, incomingRecordings } from './layout.ts';
import { preparePrompts } from './prompts.ts';

export const testTenants: readonly (ExchangeTenant & { readonly name: string })[] = [
  // 127.9.0.0/16 is nobody's: calls from there are foreign.
  {
    slug: 'sidoarjo',
    name: 'Kabupaten Sidoarjo',
    peers: ['127.0.0.0/16'],
    numbers: ['110'],
    placeHeaders: ['X-Lokasi', 'X-Sel'],
    testLine: testAccount('sidoarjo'),
    drillLine: drillAccount('sidoarjo'),
    canaries: [{ line: '', key: centreKey, number: '', ...canaryAccount('sidoarjo', centreKey) }],
  },
  { slug: 'ketapang', name: 'Kabupaten Ketapang', peers: ['127.0.1.0/24'], numbers: [] },
];

function testAccount(slug: string) {
  return { name: testLineName(slug, '0123456789ab'), password: `uji ${slug}` };
}

function drillAccount(slug: string) {
  return { name: drillLineName(slug, '0123456789ab'), password: `latihan ${slug}` };
}

function canaryAccount(slug: string, key: string) {
  return { name: canaryName(slug, key, '0123456789ab'), password: `pemantau ${slug}` };
}

/** The desks ring for one second before the fallback goes on: where nobody is there that shows as much as the usual ones. */
export function withShortQueue(settings: AsteriskSettings): AsteriskSettings {
  return { ...settings, dialplan: settings.dialplan.replace(/(Queue\([^)]*),\d+\)/g, '$1,1)') };
}

export interface TestExchange extends TestAsterisk {
  readonly recordings: string;
  readonly prompts: string;
  readonly testLine: TestLineAccess;
  readonly drillLine: DrillLineAccess;
  readonly canaries: CanaryAccess;
  readonly securityLog: string;
  /** The exchange of other regencies, as `RunningAsterisk.apply` takes it. */
  readonly settingsFor: (tenants: readonly ExchangeTenant[]) => AsteriskSettings;
}

/** Eight ports of sound for each call at once (`callsFor`). */
export interface ExchangeSize {
  readonly desks: number;
  readonly rtpPorts: number;
}

/** `webrtc: false` lets plain SIP phones (platform/server/sip) register as desks. */
export async function startTestExchange(
  options: {
    tenants?: readonly (ExchangeTenant & { readonly name: string })[];
    webrtc?: boolean;
    onRestart?: () => void;
    /** For what only a test or a benchmark has: another queue, another number. */
    alter?: (settings: AsteriskSettings) => AsteriskSettings;
    /** For how much it is built; a small one by default. */
    size?: ExchangeSize;
  } = {},
): Promise<TestExchange> {
  const tenants = options.tenants ?? testTenants;
  // As in apps/server, where the settings of the prompts look for them.
  const inside = (folder: string) => ({
    recordings: join(folder, 'recordings'),
    prompts: join(folder, 'asterisk/prompts'),
    music: join(folder, 'asterisk/music'),
  });
  const settingsFor = (places: TestPlaces, tenants: readonly ExchangeTenant[]) => {
    const settings = exchangeSettings({
      systemName: 'test',
      tenants,
      desks: options.size?.desks ?? 20,
      sip: { bind: '127.0.0.1', port: places.sipPort },
      httpPort: places.httpPort,
      rtp: places.rtp,
      ari: places.ari,
      ...inside(places.folder),
    });
    const plain = { ...settings, endpoints: { ...settings.endpoints, webrtc: options.webrtc ?? true } };
    return options.alter?.(plain) ?? plain;
  };
  const started = await startTestAsterisk({
    describe: (places) => settingsFor(places, tenants),
    writable: (folder) => [incomingRecordings(join(folder, 'recordings'))],
    before: async ({ folder }) => {
      await mkdir(join(folder, 'recordings'), { recursive: true });
      await preparePrompts({ folders: inside(folder), tenants, speech: undefined, owner: undefined });
    },
    ...(options.size === undefined ? {} : { rtpPorts: options.size.rtpPorts }),
    ...(options.onRestart === undefined ? {} : { onRestart: options.onRestart }),
  });
  const { places } = started;
  return {
    ...started,
    ...inside(places.folder),
    testLine: { host: '127.0.0.1', port: places.sipPort, account: testAccount },
    drillLine: { host: '127.0.0.1', port: places.sipPort, account: drillAccount },
    securityLog: join(places.folder, 'logs/security'),
    canaries: {
      host: '127.0.0.1',
      port: places.sipPort,
      account: canaryAccount,
      delivers: (slug, key, address) =>
        (exchangePeers(tenants).get(trunkName(slug, key)) ?? []).some((network) => contains(network, address)),
    },
    settingsFor: (others) => settingsFor(places, others),
  };
}

/** A citizen of Sidoarjo calls 112. */
export function callExchange(
  { places }: Pick<TestExchange, 'places'>,
  options: Partial<CallOptions> & Pick<CallOptions, 'audio'>,
): Promise<PlacedCall> {
  return placeCall({ host: '127.0.0.1', port: places.sipPort, from: '+6281234567890', to: '112', ...options });
}
