import { join } from 'node:path';
import type pg from 'pg';
import { bind, type Listener } from '#platform/server/action.ts';
import type { RunningAsterisk } from '#platform/server/asterisk/process.ts';
import type { TrunkState } from '#platform/server/asterisk/sip-state.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Feature } from '#platform/server/feature.ts';
import { enqueueJob, type JobHandler } from '#platform/server/jobs/jobs.ts';
import { type FeaturePart, joinParts } from '#platform/server/join-parts.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Workplace } from '#platform/server/unit.ts';
import type { Text } from '#platform/shared/texts.ts';
import * as testRoutes from '../call-test-contract.ts';
import * as routes from '../contract.ts';
import * as soundRoutes from '../sound-contract.ts';
import { acceptOffer } from './accept-offer.ts';
import { type AuditsBehind, noAudits, unlessAuditing } from './audits-behind.ts';
import { carrierPart } from './carrier/carrier-windows.ts';
import { cellsPart } from './cells/cell-imports.ts';
import { presenceDeadline } from './change-presence.ts';
import { closingPart } from './closing/closing-part.ts';
import { deskPhonePart } from './desk-phone/desk-phone.ts';
import { usersOfDevices } from './desk-phone/desk-phone-store.ts';
import { drillPart } from './drill/drill-part.ts';
import { createDrillLine, type DrillLineAccess } from './drill/run-drills.ts';
import { dutyPart } from './duty/duty-calls.ts';
import { endRing } from './end-offer.ts';
import { followUpPart } from './follow-up/parts.ts';
import { hangUpCall } from './hang-up-call.ts';
import { unlessSensitive } from './hide-sensitive.ts';
import { createLines } from './lines/join.ts';
import { type LineOptions, seedLines } from './lines/lines.ts';
import type { CanaryAccess } from './lines/run-canaries.ts';
import { linkPart } from './link/link-part.ts';
import { maskedPart } from './masked/masked-calls.ts';
import { beginStep, planDeadline, planLeft, ringDeadline, stepDeadline } from './offer-waiting.ts';
import { partyFeature } from './party/party-feature.ts';
import { incomingRecordings } from './pbx/layout.ts';
import { createPhones, type Phones } from './phones.ts';
import { placePart } from './place/place-part.ts';
import * as testCalls from './place-test-call.ts';
import { createPrompts } from './prompt-actions.ts';
import { presenceDue } from './queue/presence-due.ts';
import { queueRoutes } from './queue/queue-routes.ts';
import { seedQueue } from './queue/queue-settings.ts';
import { listCalls, listEarlierCalls, readCall } from './read-calls.ts';
import { readDesk } from './read-desk.ts';
import { listPresences, readQueue } from './read-queue.ts';
import { type IncidentsBehind, noIncidents } from './recording/incidents-behind.ts';
import { findOpusEncoder } from './recording/opus-encoder.ts';
import { createRecordings } from './recording/recordings.ts';
import type { RecordingFolders } from './recording/store-recording.ts';
import { type RecordingWatch, type WatchState, watchRecordings } from './recording/watch-recordings.ts';
import { createTestLine, type TestLine, type TestLineAccess } from './run-test-calls.ts';
import { movePresence, setPresence } from './set-presence.ts';
import { showCaller } from './show-caller.ts';
import { silentRoutes } from './silent/silent-actions.ts';
import { seedSilentSettings } from './silent/silent-store.ts';
import { simulationPart } from './simulate/simulations.ts';
import { listDeskPhones, readDeskCheck, saveDeskCheck } from './sound/check-desk.ts';
import { listSounds, saveSound } from './sound/keep-sound.ts';
import { supervisePart } from './supervise/supervise-part.ts';
import { startTelephony, type Telephony } from './telephony.ts';
import { wavePart } from './wave/watch-waves.ts';
import { finishWrapUp } from './wrap-up-call.ts';

/** The exchange as apps/server found it. */
export type CallsExchange =
  | {
      readonly state: 'running';
      readonly asterisk: Pick<RunningAsterisk, 'ari' | 'celFile' | 'credentials'>;
      /** Folder of the recordings; what Asterisk writes lies in `incoming` below it. */
      readonly recordings: string;
      readonly systemName: string;
      readonly prompts: string;
      /** Takes up what the tables say of regencies and trunks since; true when something had changed. Calls go on. */
      readonly refresh: () => Promise<boolean>;
      readonly testLine: TestLineAccess;
      /** Without it no drill can be placed. */
      readonly drillLine?: DrillLineAccess;
      /** Close the connection of a dead telephony process, where Asterisk's console can be reached. */
      readonly cutOff?: (app: string) => Promise<void>;
      /** Whether a regency's calls can leave the centre; not known: none can. */
      readonly canDialOut?: (slug: string) => Promise<boolean>;
      readonly canaries?: CanaryAccess;
      /** Where a speech synthesiser is kept once it was fetched; left out: in the data folder. */
      readonly voices?: string;
      readonly trunkStates?: (() => Promise<ReadonlyMap<string, TrunkState>>) | null;
      readonly securityLog?: string;
    }
  /** `why` null: telephony is another process's affair. */
  | { readonly state: 'off'; readonly why: Text | null };

export interface CallsOptions {
  readonly systemDb: Db;
  /** A session of its own for LISTEN. */
  readonly listen: pg.Pool;
  /** A function, because its listeners come from all features, this one among them. */
  readonly place: () => Workplace;
  readonly dataFolder: string;
  readonly log: Log;
  /** Known only once telephony was tried. */
  readonly exchange: () => CallsExchange | null;
  /** Unique among the processes of one exchange and the same after a restart; `main` unless there are several. */
  readonly node?: string;
  /** Where browsers find SIP over WebSocket, as in `ws://127.0.0.1:8113/ws`. */
  readonly wsUrl: () => string;
  /** The host part of the desks' SIP addresses. */
  readonly sipDomain: string;
  /** Where people reach the centre's pages; without it, and without a host name of the regency, texts carry no link. */
  readonly publicUrl?: string | null;
  /** For lines; without it none with a password or TLS can be set. */
  readonly lines?: Omit<LineOptions, 'systemDb'>;
  /** What recordings must know of incidents. */
  readonly incidents?: IncidentsBehind;
  /** Who may not see a call before they have judged it. */
  readonly audits?: AuditsBehind;
  /** Bytes on the disk below which recording is in danger; for tests. */
  readonly leastFreeBytes?: number;
}

export interface Calls {
  readonly feature: Feature;
  /** Where stored recordings lie; it is the exchange's where one runs. */
  readonly recordingsFolder: () => string;
  readonly telephony: {
    /** Connect to the exchange that `exchange()` names now. Nothing happens when it is off. */
    readonly start: () => Promise<void>;
    readonly stop: () => Promise<void>;
    readonly state: () => { readonly state: 'off' | 'connecting' | 'connected'; readonly openCalls: number };
    readonly importCel: () => Promise<{ written: number }>;
    /** How recording is; null where this process watches none. */
    readonly recording: () => WatchState | null;
  };
}

const revokePhoneTask = 'calls.revoke_phone';

/** The feature, subject by subject, and the connection to the exchange, which one or several processes hold. */
export function createCalls(options: CallsOptions): Calls {
  const { incidents = noIncidents, audits = noAudits } = options;
  const phones = lazyPhones(options);
  const prompts = createPrompts(options);
  const lines = createLines(options);
  const folders = () => {
    const exchange = options.exchange();
    const recordings = exchange?.state === 'running' ? exchange.recordings : join(options.dataFolder, 'recordings');
    return { recordings, incoming: incomingRecordings(recordings) };
  };
  const recordings = createRecordings({
    place: options.place,
    dataFolder: options.dataFolder,
    folders,
    incidents,
    encoder: findOpusEncoder,
  });
  const publicUrl = options.publicUrl ?? null;
  const feature = joinParts('calls', [
    talkPart(phones, incidents, audits),
    deskPhonePart(phones, options.sipDomain),
    testCallPart(options),
    placePart({ ...options, incidents }),
    lines,
    carrierPart,
    cellsPart,
    { seedTenant: seedLines },
    queuePart,
    partyFeature,
    followUpPart(publicUrl),
    dutyPart,
    maskedPart,
    linkPart({ systemDb: options.systemDb, place: options.place, publicUrl, incidents }),
    silentPart,
    closingPart(incidents, audits),
    drillPart(incidents),
    soundPart,
    supervisePart({ incidents }),
    wavePart(incidents),
    simulationPart(options.place),
    recordings,
    prompts.feature,
  ]);
  const placePrompts = prompts.placeAll;
  return {
    feature,
    recordingsFolder: () => folders().recordings,
    telephony: telephonyOf(options, phones, { placePrompts, lines, folders }),
  };
}

const silentPart: FeaturePart = { routes: silentRoutes(), seedTenant: seedSilentSettings };
/** How the desks' telephones are and how their calls sounded. */
const soundPart: FeaturePart = {
  routes: [
    bind(soundRoutes.saveSound, saveSound),
    bind(soundRoutes.listSounds, listSounds),
    bind(soundRoutes.readDeskCheck, readDeskCheck),
    bind(soundRoutes.saveDeskCheck, saveDeskCheck),
    bind(soundRoutes.listDeskPhones, listDeskPhones),
  ],
};
const queuePart: FeaturePart = { routes: queueRoutes, seedTenant: seedQueue };

/** From the ring to the end of the wrap-up, and who is at the desks. */
function talkPart(phones: () => Phones | null, incidents: IncidentsBehind, audits: AuditsBehind): FeaturePart {
  return {
    routes: [
      bind(routes.listCalls, listCalls),
      bind(routes.readCall, unlessAuditing(audits, readCall)),
      bind(routes.showCaller, unlessSensitive(incidents, showCaller)),
      bind(routes.listEarlierCalls, listEarlierCalls),
      bind(routes.hangUpCall, hangUpCall),
      bind(routes.finishWrapUp, finishWrapUp),
      bind(routes.readDesk, readDesk(phones)),
      bind(routes.acceptOffer, acceptOffer),
      bind(routes.setPresence, setPresence),
      bind(routes.listPresences, listPresences),
      bind(routes.readQueue, readQueue),
    ],
    listeners: { 'session.closed': leaveDesk },
    deadlines: {
      [ringDeadline]: endRing,
      [stepDeadline]: beginStep,
      [planDeadline]: planLeft,
      [presenceDeadline]: presenceDue,
    },
    jobs: { [revokePhoneTask]: revokePhone(phones) },
  };
}

function testCallPart({ exchange }: CallsOptions): FeaturePart {
  return {
    routes: [
      bind(testRoutes.readTestCall, testCalls.readTestCall),
      bind(testRoutes.placeTestCall, testCalls.placeTestCall(exchange)),
      bind(testRoutes.stopTestCall, testCalls.stopTestCall),
    ],
    deadlines: { [testCalls.testCallDeadline]: testCalls.expireTestCall },
  };
}

interface TelephonyParts {
  readonly placePrompts: () => Promise<void>;
  readonly lines: ReturnType<typeof createLines>;
  readonly folders: () => RecordingFolders;
}

function telephonyOf(
  options: CallsOptions,
  phones: () => Phones | null,
  { placePrompts, lines, folders }: TelephonyParts,
): Calls['telephony'] {
  let running: Telephony | null = null;
  let watch: RecordingWatch | null = null;
  let ownCalls: OwnCalls | null = null;
  return {
    start: async () => {
      const exchange = options.exchange();
      const known = phones();
      if (exchange?.state !== 'running' || known === null || running !== null) return;
      const { asterisk, systemName, prompts } = exchange;
      await placePrompts();
      const refresh = async () => {
        if (await exchange.refresh()) await placePrompts();
      };
      const { systemDb, place, log } = options;
      ownCalls = placeOwnCalls(exchange, refresh, options);
      running = await startTelephony({
        exchange: {
          ari: asterisk.ari,
          celFile: asterisk.celFile,
          systemName,
          prompts,
          voices: exchange.voices ?? join(options.dataFolder, 'voices'),
          ...(exchange.cutOff === undefined ? {} : { cutOff: exchange.cutOff }),
        },
        phones: known,
        canDialOut: exchange.canDialOut ?? (async () => false),
        alsoFollow: [refresh, ...ownCalls.follow, ...lines.follow(exchange)],
        lineOf: lines.lineOf,
        systemDb: options.systemDb,
        listen: options.listen,
        place: options.place,
        log: options.log,
        node: options.node ?? 'main',
      });
      const least = options.leastFreeBytes;
      const limit = least === undefined ? {} : { leastFree: least };
      watch = watchRecordings({ systemDb, place, log, systemName, folders, ...limit });
    },
    stop: async () => {
      await lines.stop();
      await watch?.stop();
      watch = null;
      await ownCalls?.stop();
      await running?.stop();
      running = null;
    },
    state: () => ({
      state: running === null ? 'off' : running.isConnected() ? 'connected' : 'connecting',
      openCalls: running?.openCalls() ?? 0,
    }),
    recording: () => watch?.state() ?? null,
    importCel: async () => (await running?.importCel()) ?? { written: 0 },
  };
}

/** The calls that the program itself places: tests of the line, and drills where the exchange has a line for them. */
interface OwnCalls {
  readonly follow: readonly TestLine['follow'][];
  readonly stop: () => Promise<void>;
}

function placeOwnCalls(
  exchange: Extract<CallsExchange, { state: 'running' }>,
  refresh: () => Promise<void>,
  { systemDb, place, log }: CallsOptions,
): OwnCalls {
  const tests = createTestLine({ line: exchange.testLine, refresh, systemDb, place, log });
  const drills =
    exchange.drillLine === undefined ? null : createDrillLine({ line: exchange.drillLine, systemDb, place, log });
  return {
    follow: drills === null ? [tests.follow] : [tests.follow, drills.follow],
    stop: async () => {
      await tests.stop();
      await drills?.stop();
    },
  };
}

/** The exchange comes up after the features are made. */
function lazyPhones(options: CallsOptions): () => Phones | null {
  let phones: Phones | null = null;
  return () => {
    const exchange = options.exchange();
    if (exchange?.state !== 'running') return null;
    phones ??= createPhones({
      credentials: exchange.asterisk.credentials,
      wsUrl: options.wsUrl,
      sipDomain: options.sipDomain,
      usersOfDevices: () => usersOfDevices(options.systemDb),
    });
    return phones;
  };
}

/** Whoever signs out leaves the desk: no call rings there any more, and its telephone cannot register again. */
const leaveDesk: Listener = async (ctx, event) => {
  const userId = event.content.userId;
  // Signing in elsewhere closes the old session; the person stays at the desk with the new one.
  if (typeof userId !== 'string' || event.content.why === 'replaced') return;
  await movePresence(ctx, userId, 'offline', null);
  await enqueueJob(ctx, revokePhoneTask, { userId }, { key: `phone:${userId}` });
};

function revokePhone(phones: () => Phones | null): JobHandler {
  return async (_ctx, payload) => {
    if (typeof payload.userId === 'string') await phones()?.revoke(payload.userId);
  };
}
