import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { exchangeTests } from '#features/calls/server/carrier/exchange-tests.ts';
import type { DrillLineAccess } from '#features/calls/server/drill/run-drills.ts';
import { linesInUse } from '#features/calls/server/lines/line-store.ts';
import type { CanaryAccess } from '#features/calls/server/lines/run-canaries.ts';
import { drillLineName, testLineName } from '#features/calls/server/pbx/dialplan.ts';
import type { ExchangeTenant } from '#features/calls/server/pbx/exchange-tenant.ts';
import { exchangeSettings, incomingRecordings } from '#features/calls/server/pbx/layout.ts';
import { announcementFile, preparePrompts, shippedPrompts } from '#features/calls/server/pbx/prompts.ts';
import { placeHeaders } from '#features/calls/server/place/place-store.ts';
import type { TestLineAccess } from '#features/calls/server/run-test-calls.ts';
import { operatorRoute, overflowRoute } from '#features/people/overflow.ts';
import { regencyTrunks } from '#features/people/server/regency-store.ts';
import type { AsteriskSettings } from '#platform/server/asterisk/config/settings.ts';
import { closeConnections } from '#platform/server/asterisk/connections.ts';
import { applyExternal, checkExternalAsterisk, externalCredentials } from '#platform/server/asterisk/external.ts';
import { type AsteriskProgram, findSystemAsterisk, installAsterisk } from '#platform/server/asterisk/install.ts';
import { chooseOwner } from '#platform/server/asterisk/owner.ts';
import { type RunningAsterisk, startAsterisk } from '#platform/server/asterisk/process.ts';
import { readTrunkStates, type TrunkState } from '#platform/server/asterisk/sip-state.ts';
import { openSpeech } from '#platform/server/asterisk/speech.ts';
import { asteriskRefusals } from '#platform/server/asterisk/texts.ts';
import { tryConfiguration } from '#platform/server/asterisk/try-configuration.ts';
import type { Db } from '#platform/server/db/database.ts';
import { debianRefusals } from '#platform/server/debian/texts.ts';
import { present } from '#platform/shared/result.ts';
import { fill, type Text } from '#platform/shared/texts.ts';
import type { Config } from './config.ts';
import { canaryAccounts, exchangeLines, inForce, lineSecret, tryLines } from './exchange-lines.ts';
import { followRegencies } from './exchange-refresh.ts';
import { speakLines } from './exchange-voices.ts';
import { secretOf } from './keys.ts';
import type { Progress } from './progress.ts';

/** Telephony as this process found it. `off` says why, for the console and for `doctor`. */
export type Exchange =
  | {
      readonly state: 'running';
      readonly asterisk: Pick<RunningAsterisk, 'ari' | 'celFile' | 'credentials' | 'stop'>;
      readonly recordings: string;
      readonly systemName: string;
      readonly prompts: string;
      readonly refresh: () => Promise<boolean>;
      readonly testLine: TestLineAccess;
      readonly drillLine: DrillLineAccess;
      readonly cutOff?: (app: string) => Promise<void>;
      readonly canaries: CanaryAccess;
      /** How the trunks are; null where Asterisk is not ours to ask. */
      readonly trunkStates: (() => Promise<ReadonlyMap<string, TrunkState>>) | null;
      /** Asterisk's log of who knocked, where it lies. */
      readonly securityLog: string;
      readonly canDialOut: (slug: string) => Promise<boolean>;
      readonly voices: string;
    }
  | { readonly state: 'off'; readonly why: Text };

const repository = join(import.meta.dirname, '../..');
/** Where a speech synthesiser is kept once it was fetched. */
const voices = join(repository, 'var/tools');

/** The regencies with the addresses their operators deliver calls from (`tenants.settings.trunk`). */
export async function exchangeTenants(
  systemDb: Db,
  config: Config,
): Promise<(ExchangeTenant & { readonly name: string })[]> {
  const [found, headers] = await Promise.all([regencyTrunks(systemDb), placeHeaders(systemDb)]);
  const [account, drills] = [await testAccounts(config), await drillAccounts(config)];
  const canary = await canaryAccounts(config);
  const [lines, testsOf] = await Promise.all([linesInUse(systemDb), exchangeTests(systemDb)]);
  const { value: secret } = await lineSecret(config);
  return found.map((tenant) => {
    // The variable speaks of the installation's own regency; further ones are set on their settings page.
    const peers = (tenant.slug === config.defaultTenant ? config.asterisk.trunkPeers : null) ?? tenant.peers;
    // Calls may go out by an address of the page where the variable names none.
    const trunk = { ...tenant, peers: [...peers, ...tenant.peers] };
    const [overflow, outgoing] = [overflowRoute(trunk), operatorRoute(trunk)];
    return {
      slug: tenant.slug,
      name: tenant.name,
      peers,
      numbers: tenant.numbers,
      placeHeaders: headers.get(tenant.slug) ?? [],
      testLine: account(tenant.slug),
      drillLine: drills(tenant.slug),
      tests: testsOf(tenant.slug),
      ...exchangeLines(
        lines.filter(({ slug }) => slug === tenant.slug),
        secret,
        canary,
      ),
      ...(outgoing === null ? {} : { outgoing }),
      ...(overflow === null ? {} : { overflow }),
    };
  });
}

/** The accounts in the exchange that place test calls: the same for every process of one data folder. */
async function testAccounts(config: Config): Promise<TestLineAccess['account']> {
  const { value: secret } = await secretOf(config.data, 'test-calls');
  const derived = (what: string) => createHmac('sha256', secret).update(what).digest('hex');
  return (slug) => ({
    name: testLineName(slug, derived(`name ${slug}`).slice(0, 12)),
    password: derived(`password ${slug}`),
  });
}

/** The accounts that place drills, by a secret of their own: one name that is known gives nobody the other. */
async function drillAccounts(config: Config): Promise<DrillLineAccess['account']> {
  const { value: secret } = await secretOf(config.data, 'drills');
  const derived = (what: string) => createHmac('sha256', secret).update(what).digest('hex');
  return (slug) => ({
    name: drillLineName(slug, derived(`name ${slug}`).slice(0, 12)),
    password: derived(`password ${slug}`),
  });
}

/** Test calls go in by the front door, from this machine. */
async function testLineOf(config: Config): Promise<TestLineAccess> {
  const { sipBind, sipPort } = config.asterisk;
  const host = sipBind === '0.0.0.0' ? '127.0.0.1' : sipBind;
  return { host, port: sipPort, account: await testAccounts(config) };
}

/** Obtain and start Asterisk, or say why there is none. The rest of the house stands without it. */
export async function openExchange(config: Config, systemDb: Db, progress: Progress): Promise<Exchange> {
  if (!config.services.has('telephony') || config.asterisk.mode === 'off')
    return { state: 'off', why: offTexts.configured };
  if (config.asterisk.mode === 'external') {
    return progress.step('external Asterisk', (say) => joinExternal(config, systemDb, say));
  }
  const program = await progress.step('Asterisk', (say) =>
    config.asterisk.mode === 'system'
      ? findSystemAsterisk()
      : installAsterisk({
          prefix: join(config.data, 'asterisk/prefix'),
          cache: voices,
          log: say,
        }),
  );
  if (!program.ok) {
    const text = { ...asteriskRefusals, ...debianRefusals }[program.refusal.code];
    // A configured system Asterisk that is unfit must stop the start; a missing download must not.
    if (config.asterisk.mode === 'system') throw new Error(fill(text, 'en', program.refusal.detail));
    const why = { id: fill(text, 'id', program.refusal.detail), en: fill(text, 'en', program.refusal.detail) };
    progress.say(`! telephony is off: ${why.en}`);
    return { state: 'off', why };
  }
  const exchange = await progress.step('telephone exchange', (say) =>
    startExchange(config, systemDb, program.value, say),
  );
  return { state: 'running', ...exchange };
}

async function startExchange(config: Config, systemDb: Db, program: AsteriskProgram, say: (line: string) => void) {
  const places = placesOf(config);
  const { value: password } = await secretOf(config.data, 'ari-password');
  const tenants = await exchangeTenants(systemDb, config);
  await speakPrompts(places, tenants, say);
  const settings = (regencies: readonly ExchangeTenant[]) => settingsOf(config, regencies, { user: 'sigap', password });
  const asterisk = await startAsterisk({
    program,
    folder: places.folder,
    logs: places.logs,
    settings: settings(tenants),
    writable: [places.recordings, incomingRecordings(places.recordings)],
    log: say,
  });
  const force = inForce(tenants);
  const refresh = followRegencies({
    first: tenants,
    read: () => exchangeTenants(systemDb, config),
    prompts: (regencies, spoken) => speakPrompts(places, regencies, say, spoken),
    attempt: tryLines({
      systemDb,
      attempt: (regencies) => tryConfiguration({ program, settings: settings(regencies) }),
    }),
    apply: async (regencies) => {
      await asterisk.apply(settings(regencies));
      force.set(regencies);
      void speakLines({ prompts: places.prompts, voices, lines: await linesInUse(systemDb), tenants: regencies, say });
    },
  });
  const trunkStates = async () =>
    readTrunkStates(await asterisk.command('pjsip show registrations'), await asterisk.command('pjsip show contacts'));
  const access = await accessOf(config, force);
  const cutOff = async (app: string) => void (await closeConnections((line) => asterisk.command(line), app));
  return { asterisk, refresh, cutOff, trunkStates, ...access, ...wayOut(config, systemDb), ...namesOf(places) };
}

function wayOut(config: Config, systemDb: Db) {
  const canDialOut = async (slug: string) =>
    (await exchangeTenants(systemDb, config)).some((tenant) => tenant.slug === slug && tenant.outgoing !== undefined);
  return { canDialOut };
}

/** Where test calls and canaries go in. */
async function accessOf(config: Config, force: ReturnType<typeof inForce>) {
  const testLine = await testLineOf(config);
  const { host, port } = testLine;
  const canaries = { host, port, account: await canaryAccounts(config), delivers: force.delivers };
  return { testLine, drillLine: { host, port, account: await drillAccounts(config) }, canaries };
}

function namesOf({ recordings, systemName, prompts, logs }: ReturnType<typeof placesOf>) {
  return { recordings, systemName, prompts, voices, securityLog: join(logs, 'security') };
}

/** Where an exchange keeps its things, ours and an external one alike. */
export function placesOf(config: Config) {
  const folder = join(config.data, 'asterisk');
  return {
    folder,
    prompts: join(folder, 'prompts'),
    music: join(folder, 'music'),
    logs: join(config.data, 'logs'),
    recordings: join(config.data, 'recordings'),
    systemName: `sigap-${hostname().replace(/[^a-zA-Z0-9-]/g, '')}-${config.asterisk.sipPort}`,
  };
}

/** What the exchange of these regencies looks like. */
export function settingsOf(
  config: Config,
  tenants: readonly ExchangeTenant[],
  ari: { readonly user: string; readonly password: string },
): AsteriskSettings {
  const { systemName, recordings, prompts, music } = placesOf(config);
  const { sipBind, sipPort, wsPort, rtpPorts } = config.asterisk;
  return exchangeSettings({
    systemName,
    tenants,
    desks: 100,
    sip: { bind: sipBind, port: sipPort, ...(config.asterisk.tls === null ? {} : { tls: config.asterisk.tls }) },
    httpPort: wsPort,
    rtp: { from: rtpPorts.first, to: rtpPorts.last },
    ari,
    recordings,
    prompts,
    music,
  });
}

/** Announcements and hold music; a regency without a recorded announcement gets a spoken one. */
export async function speakPrompts(
  places: ReturnType<typeof placesOf>,
  tenants: readonly Awaited<ReturnType<typeof exchangeTenants>>[number][],
  say: (line: string) => void,
  mayFetchVoice = true,
): Promise<void> {
  const isUnspoken = tenants.some(({ slug }) => !existsSync(join(shippedPrompts, `${announcementFile(slug)}.wav`)));
  const speech = mayFetchVoice && isUnspoken ? await openSpeech({ cache: voices, log: say }) : null;
  await mkdir(places.folder, { recursive: true });
  await preparePrompts({
    folders: { prompts: places.prompts, music: places.music },
    tenants,
    speech: speech?.ok === true ? speech.value : undefined,
    owner: await chooseOwner([places.folder]),
  });
}

/**
 * Work with an Asterisk that the operator runs with our configuration (`sigap asterisk-config`). One that is unfit stops the
 * start: it was asked for by name, and a centre that starts without its telephone must not pass unnoticed.
 */
async function joinExternal(config: Config, systemDb: Db, say: (line: string) => void): Promise<Exchange> {
  const ari = present(config.asterisk.ari, 'the variables of an external Asterisk were checked');
  const places = placesOf(config);
  const found = await checkExternalAsterisk(ari);
  if (!found.ok) throw new Error(fill(asteriskRefusals[found.refusal.code], 'en', found.refusal.detail));
  const { systemName } = found.value;
  if (systemName !== places.systemName) {
    const detail = { found: systemName, wanted: places.systemName };
    throw new Error(fill(asteriskRefusals['asterisk.other_name'], 'en', detail));
  }
  const tenants = await exchangeTenants(systemDb, config);
  await speakPrompts(places, tenants, say);
  const { queues } = settingsOf(config, tenants, ari);
  const credentials = await externalCredentials({
    ari,
    folder: places.folder,
    etc: config.asterisk.etc,
    queues: () => queues,
  });
  await credentials.publish();
  say(`Asterisk ${found.value.version}, running since ${found.value.startedAt}`);
  const celFile = join(places.logs, 'cel.json');
  // It is the operator's: we leave it running.
  const asterisk = { ari, celFile, credentials, stop: async () => undefined };
  const force = inForce(tenants);
  const refresh = followRegencies({
    // What it was written with may be older than the tables: the first look brings it up to date.
    first: [],
    read: () => exchangeTenants(systemDb, config),
    prompts: (regencies, spoken) => speakPrompts(places, regencies, say, spoken),
    apply: async (regencies) => {
      await applyExternal(ari, config.asterisk.etc, settingsOf(config, regencies, ari));
      force.set(regencies);
      void speakLines({ prompts: places.prompts, voices, lines: await linesInUse(systemDb), tenants: regencies, say });
    },
  });
  const access = await accessOf(config, force);
  const names = { ...wayOut(config, systemDb), ...namesOf(places) };
  return { state: 'running', asterisk, refresh, trunkStates: null, ...access, ...names };
}

const offTexts = {
  configured: {
    id: 'Telepon dimatikan oleh pengaturan (SIGAP_ASTERISK=off)',
    en: 'Telephony is switched off by configuration (SIGAP_ASTERISK=off)',
  },
} as const satisfies Record<string, Text>;
