import { join } from 'node:path';
import type pg from 'pg';
import { bind, type Listener } from '#platform/server/action.ts';
import type { RunningAsterisk } from '#platform/server/asterisk/process.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Feature } from '#platform/server/feature.ts';
import { enqueueJob, type JobHandler } from '#platform/server/jobs/jobs.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Workplace } from '#platform/server/unit.ts';
import type { Text } from '#platform/shared/texts.ts';
import * as testRoutes from '../call-test-contract.ts';
import * as routes from '../contract.ts';
import { acceptOffer } from './accept-offer.ts';
import { classifyCall } from './classify-call.ts';
import { endRing } from './end-offer.ts';
import { hangUpCall } from './hang-up-call.ts';
import { ringDeadline } from './offer-waiting.ts';
import { incomingRecordings } from './pbx/layout.ts';
import { createPhones, type Phones } from './phones.ts';
import * as testCalls from './place-test-call.ts';
import { playRecording } from './play-recording.ts';
import { createPrompts } from './prompt-actions.ts';
import { listCalls, listEarlierCalls, readCall } from './read-calls.ts';
import { readDesk } from './read-desk.ts';
import { listPresences, readQueue } from './read-queue.ts';
import { storeRecordingTask } from './recording-path.ts';
import { createTestLine, type TestLine, type TestLineAccess } from './run-test-calls.ts';
import { movePresence, setPresence } from './set-presence.ts';
import { showCaller } from './show-caller.ts';
import { storeRecording } from './store-recording.ts';
import { startTelephony, type Telephony } from './telephony.ts';
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
      /** Close the connection of a dead telephony process, where Asterisk's console can be reached. */
      readonly cutOff?: (app: string) => Promise<void>;
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
}

export interface Calls {
  readonly feature: Feature;
  readonly telephony: {
    /** Connect to the exchange that `exchange()` names now. Nothing happens when it is off. */
    readonly start: () => Promise<void>;
    readonly stop: () => Promise<void>;
    readonly state: () => { readonly state: 'off' | 'connecting' | 'connected'; readonly openCalls: number };
    readonly importCel: () => Promise<{ written: number }>;
  };
}

const revokePhoneTask = 'calls.revoke_phone';

/** The feature, and the connection to the exchange, which one or several processes hold. */
export function createCalls(options: CallsOptions): Calls {
  const phones = lazyPhones(options);
  const prompts = createPrompts(options);
  const recordings = () => {
    const exchange = options.exchange();
    return exchange?.state === 'running' ? exchange.recordings : join(options.dataFolder, 'recordings');
  };
  const feature: Feature = {
    name: 'calls',
    routes: [
      bind(routes.listCalls, listCalls),
      bind(routes.readCall, readCall),
      bind(routes.showCaller, showCaller),
      bind(routes.listEarlierCalls, listEarlierCalls),
      bind(routes.hangUpCall, hangUpCall),
      bind(routes.classifyCall, classifyCall),
      bind(routes.finishWrapUp, finishWrapUp),
      bind(routes.readDesk, readDesk(phones)),
      bind(routes.acceptOffer, acceptOffer),
      bind(routes.setPresence, setPresence),
      bind(routes.listPresences, listPresences),
      bind(routes.readQueue, readQueue),
      bind(testRoutes.readTestCall, testCalls.readTestCall),
      bind(testRoutes.placeTestCall, testCalls.placeTestCall(options.exchange)),
      bind(testRoutes.stopTestCall, testCalls.stopTestCall),
      ...prompts.feature.routes,
    ],
    plugins: [playRecording(options.place, recordings), ...prompts.feature.plugins],
    listeners: { 'session.closed': leaveDesk },
    deadlines: { [ringDeadline]: endRing, [testCalls.testCallDeadline]: testCalls.expireTestCall },
    jobs: {
      ...prompts.feature.jobs,
      [storeRecordingTask]: storeRecording(() => ({
        recordings: recordings(),
        incoming: incomingRecordings(recordings()),
      })),
      [revokePhoneTask]: revokePhone(phones),
    },
    seedTenant: prompts.feature.seedTenant,
  };
  return { feature, telephony: telephonyOf(options, phones, prompts.placeAll) };
}

function telephonyOf(
  options: CallsOptions,
  phones: () => Phones | null,
  placePrompts: () => Promise<void>,
): Calls['telephony'] {
  let running: Telephony | null = null;
  let testLine: TestLine | null = null;
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
      const tests = createTestLine({ line: exchange.testLine, refresh, systemDb, place, log });
      testLine = tests;
      running = await startTelephony({
        exchange: {
          ari: asterisk.ari,
          celFile: asterisk.celFile,
          systemName,
          prompts,
          ...(exchange.cutOff === undefined ? {} : { cutOff: exchange.cutOff }),
        },
        phones: known,
        alsoFollow: [refresh, tests.follow],
        systemDb: options.systemDb,
        listen: options.listen,
        place: options.place,
        log: options.log,
        node: options.node ?? 'main',
      });
    },
    stop: async () => {
      await testLine?.stop();
      await running?.stop();
      running = null;
    },
    state: () => ({
      state: running === null ? 'off' : running.isConnected() ? 'connected' : 'connecting',
      openCalls: running?.openCalls() ?? 0,
    }),
    importCel: async () => (await running?.importCel()) ?? { written: 0 },
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
