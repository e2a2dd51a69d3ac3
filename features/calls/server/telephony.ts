import { join } from 'node:path';
import type pg from 'pg';
import { type AriClient, connectAri } from '#platform/server/asterisk/ari/client.ts';
import type { AriEvent, AriEventType } from '#platform/server/asterisk/ari/types.generated.ts';
import { answers, type Db } from '#platform/server/db/database.ts';
import { startDoorbell } from '#platform/server/db/session.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Workplace } from '#platform/server/unit.ts';
import type { PromptName } from '../prompt.ts';
import { DutyLine } from './duty/duty-line.ts';
import { followTables } from './follow-tables.ts';
import { CallBackLine } from './follow-up/call-back-line.ts';
import { type CelImport, createCelImport } from './import-cel.ts';
import { importBesideOthers } from './lease/import-beside-others.ts';
import { type Keeping, keepCalls } from './lease/keep-calls.ts';
import type { WaitingMedia } from './live-call.ts';
import { MaskedLine } from './masked/masked-line.ts';
import { acdName, musicClass } from './pbx/dialplan.ts';
import { keepLease } from './pbx/lease.ts';
import { promptPath } from './pbx/prompts.ts';
import type { Phones } from './phones.ts';
import { hearPlaces } from './place/hear-places.ts';
import { createReachability } from './reachability.ts';
import { type ReconcileOptions, reconcile } from './reconcile.ts';
import { SilenceWatch } from './silent/silence-watch.ts';
import { tenantIds } from './store.ts';
import { SupervisorBoard } from './supervise/supervisor-board.ts';
import { Switchboard, type SwitchboardOptions } from './switchboard.ts';

/** The exchange this process works with. */
export interface ExchangeAccess {
  readonly ari: { readonly url: string; readonly user: string; readonly password: string };
  readonly systemName: string;
  readonly celFile: string;
  /** Folder of the prompts as Asterisk sees it. */
  readonly prompts: string;
  /** Where a speech synthesiser is kept. */
  readonly voices?: string;
  /** Close the connection of an application, where Asterisk's console can be reached. */
  readonly cutOff?: (app: string) => Promise<void>;
}

export interface TelephonyOptions {
  readonly exchange: ExchangeAccess;
  readonly phones: Phones;
  /** Other work that follows the tables: rung by the same bell, each at its own pace. */
  readonly alsoFollow?: readonly (() => Promise<void>)[];
  /** What is known of lines, in memory: nothing may be asked while a call arrives. */
  readonly lineOf?: SwitchboardOptions['lineOf'];
  readonly systemDb: Db;
  /** A session of its own for LISTEN. */
  readonly listen: pg.Pool;
  /** Whether a regency's calls can leave the centre. */
  readonly canDialOut: (slug: string) => Promise<boolean>;
  readonly place: () => Workplace;
  readonly log: Log;
  /** Unique among the processes of one exchange and the same after a restart: calls are taken up again by it. */
  readonly node: string;
}

export interface Telephony {
  readonly stop: () => Promise<void>;
  readonly isConnected: () => boolean;
  readonly openCalls: () => number;
  /** Read Asterisk's own record now; also done at each connect and every ten seconds. */
  readonly importCel: CelImport;
}

const wanted: readonly AriEventType[] = [
  'CallBroadcast',
  'StasisStart',
  'StasisEnd',
  'ChannelDestroyed',
  'ChannelHangupRequest',
  'ChannelHold',
  'ChannelUnhold',
  'ChannelTalkingStarted',
  'ChannelTalkingFinished',
  // Keys of a caller who cannot speak, and of whoever is called back.
  'ChannelDtmfReceived',
  'EndpointStateChange',
  'ContactStatusChange',
  // Call-backs and duty calls: the end of what was said.
  'PlaybackFinished',
];
const sweepMs = 1000;
const importMs = 10_000;
const reconcileMs = 30_000;

/** Connect this process to the exchange: what Asterisk tells becomes actions, what the tables say becomes commands. */
export async function startTelephony(options: TelephonyOptions): Promise<Telephony> {
  const { exchange, log, place, systemDb, phones } = options;
  const tenantOf = tenantDirectory(systemDb);
  const reachability = createReachability({ place, log, phones, tenantOf });
  const state: { ari: AriClient | null; claimDelay: (channel: string) => number } = { ari: null, claimDelay: () => 0 };
  const { board, silence, importCel, onTalk } = operate(options, tenantOf, {
    ari: () => state.ari,
    isRegistered: async (userId) => (state.ari === null ? false : reachability.isRegistered(state.ari, userId)),
    claimDelay: (channel) => state.claimDelay(channel),
  });
  const callBacks = callBackLine(options, board);
  const duty = dutyLine(options);
  const masked = new MaskedLine({ ...options, systemName: exchange.systemName });
  const supervisors = new SupervisorBoard({ ...options, board });
  const order = ordering(options, { board, callBacks, supervisors, onTalk, importCel });
  const putInOrder = (connected: AriClient) =>
    order(connected, { isNew: true }).then(() => reachability.readAll(connected));
  const [pbxSystem, app] = [exchange.systemName, acdName(options.node)];
  const keeping = await keepCalls({
    ...{ systemDb, place, log, board, pbxSystem, app },
    deliver: (event) =>
      [board, reachability, callBacks, duty, masked, silence, supervisors].forEach((each) => void each.heard(event)),
    putInOrder: async () => (state.ari?.isReady() ? putInOrder(state.ari) : undefined),
    takeUp: async (taken) => {
      if (!state.ari?.isReady()) return false;
      await order(state.ari, { taken });
      return true;
    },
    cutOff: exchange.cutOff ?? (async () => undefined),
  });
  const ari: AriClient = keeping.guard(
    connectTo(options, {
      onConnect: async () => {
        for (const each of [board, callBacks, duty, masked, supervisors]) each.connect(ari);
        await putInOrder(ari);
      },
      onEvent: keeping.heard,
    }),
  );
  Object.assign(state, { ari, claimDelay: keeping.claimDelay });
  const stopFollowing = startFollowing(options, ari, {
    follow: () => followCalls(options, ari.app, { board, silence, supervisors, takeUp: keeping.takeGiven }),
    sweep: [
      keeping.takeOrphans,
      () => callBacks.follow(),
      () => duty.follow(),
      () => masked.follow(),
      () => reachability.follow(ari),
      ...(options.alsoFollow ?? []),
    ],
    importCel: async () => void (await importCel()),
    order: () => order(ari),
  });
  // Before the first call comes.
  await Promise.all([tenantOf(''), openSessions(place)]);
  await ari.ready();
  const stopLease = keepLease(ari, (line) => log.warn(line), keeping.canServe);
  const stop = () => leaveCalls({ stopLease, board, stopFollowing, silence, ari, keeping });
  return { isConnected: () => ari.isReady(), openCalls: () => board.calls.length, importCel, stop };
}

/** The calls go on in Asterisk; what was begun on each is ended first. */
async function leaveCalls(parts: {
  readonly stopLease: () => void;
  readonly board: Switchboard;
  readonly stopFollowing: () => Promise<void>;
  readonly silence: SilenceWatch;
  readonly ari: AriClient;
  readonly keeping: { readonly stop: () => Promise<void> };
}): Promise<void> {
  parts.stopLease();
  parts.board.end();
  await parts.stopFollowing();
  parts.silence.stop();
  await parts.ari.close();
  await Promise.all(parts.board.calls.map((call) => call.inTurn(async () => undefined)));
  await parts.keeping.stop();
}

/** Tables and Asterisk compared; `taken` are calls that another process led until now. */
function ordering(
  { systemDb, place, log, exchange }: TelephonyOptions,
  parts: Pick<ReconcileOptions, 'board' | 'callBacks' | 'onTalk'> & {
    readonly supervisors: SupervisorBoard;
    readonly importCel: CelImport;
  },
) {
  const { systemName } = exchange;
  const importRecord = async (over: ReadonlySet<string>) => void (await parts.importCel(over));
  return async (ari: AriClient, given: { readonly taken?: ReadonlySet<string>; readonly isNew?: boolean } = {}) => {
    const seen = { taken: given.taken ?? new Set<string>(), isNew: given.isNew ?? false };
    await reconcile({ ari, systemDb, place, log, ...parts, ...seen, systemName, importRecord });
    await parts.supervisors.tidy(ari, systemName);
  };
}

/** What is done by the bell of the tables, and from time to time; returns the function that stops it. */
function startFollowing(
  { listen, log }: TelephonyOptions,
  ari: AriClient,
  work: {
    readonly follow: () => Promise<void>;
    /** Not about each step of each call: it waits for the sweep, not for the bell. */
    readonly sweep: readonly (() => Promise<void>)[];
    readonly importCel: () => Promise<void>;
    readonly order: () => Promise<void>;
  },
): () => Promise<void> {
  const follow = whenReady(ari, work.follow, log);
  const sweep = work.sweep.map((each) => whenReady(ari, each, log));
  const bell = startDoorbell({ pool: listen, log, channel: 'telephony', ring: follow });
  const timers = [
    setInterval(() => [follow, ...sweep].forEach((each) => void each()), sweepMs),
    setInterval(coalesce(work.importCel, log), importMs),
    setInterval(whenReady(ari, work.order, log), reconcileMs),
  ];
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await bell.stop();
  };
}

function connectTo(
  { exchange, node, log }: TelephonyOptions,
  hooks: { onConnect: () => Promise<void>; onEvent: (event: AriEvent) => void },
): AriClient {
  return connectAri({
    ...exchange.ari,
    ...hooks,
    app: acdName(node),
    events: wanted,
    subscriptions: () => ['endpoint:PJSIP'],
    log: (line) => log.info(line),
  });
}

/** The switchboard and the import beside it, which leaves alone what the switchboard holds. */
function operate(
  options: TelephonyOptions,
  tenantOf: (slug: string) => Promise<string | null>,
  asked: Pick<SwitchboardOptions, 'isRegistered' | 'claimDelay'> & { readonly ari: () => AriClient | null },
) {
  const { exchange, log, place, systemDb, phones } = options;
  const silence = new SilenceWatch({
    ...{ systemDb, place, log, ari: asked.ari },
    calls: () => board.calls,
    write: (...step) => board.write(...step),
    prompt: (slug, hasLocal) => silentMedia(exchange.prompts, slug, hasLocal),
  });
  const onTalk: SwitchboardOptions['onTalk'] = (call, at) => void silence.answered(call, at);
  const board = new Switchboard({
    systemDb,
    place,
    log,
    phones,
    tenantOf,
    systemName: exchange.systemName,
    waiting: (slug) => waitingMedia(exchange.prompts, slug),
    fallbackContext: (slug) => `fallback-${slug}`,
    onArrived: (ari, call) => void hearPlaces({ place, log, write: (...step) => board.write(...step) }, ari, call),
    ...(options.lineOf === undefined ? {} : { lineOf: options.lineOf }),
    isRegistered: asked.isRegistered,
    ...(asked.claimDelay === undefined ? {} : { claimDelay: asked.claimDelay }),
    onTalk,
  });
  const others = importBesideOthers(systemDb, exchange.systemName, acdName(options.node));
  const readRecord = createCelImport({
    systemDb,
    place,
    log,
    phones,
    tenantOf,
    pbxSystem: exchange.systemName,
    file: exchange.celFile,
    ...(options.lineOf === undefined ? {} : { lineOf: options.lineOf }),
    holds: (linkedid) => others.leads(linkedid) || board.byCaller(linkedid) !== undefined,
  });
  return { board, silence, onTalk, importCel: others.alone(readRecord) };
}

function callBackLine({ exchange, systemDb, place, log, canDialOut }: TelephonyOptions, board: Switchboard) {
  const sound = soundsOf(exchange.prompts);
  const { systemName } = exchange;
  const media = (slug: string) => ({
    // Twice, for whoever has the telephone at the ear too late.
    ask: [sound(slug, 'announcement'), sound(slug, 'call-back'), sound(slug, 'call-back')],
    thanks: [sound(slug, 'call-back-thanks')],
  });
  return new CallBackLine({ systemDb, place, log, board, systemName, canDialOut, media });
}

function dutyLine({ exchange, systemDb, place, log, canDialOut }: TelephonyOptions): DutyLine {
  const { systemName, prompts, voices = join(prompts, 'voices') } = exchange;
  return new DutyLine({ systemDb, place, log, systemName, prompts, voices, canDialOut });
}

const soundsOf = (prompts: string) => (slug: string, name: PromptName) =>
  `sound:${join(prompts, promptPath(slug, name))}`;

/** First what this is and that it is recorded, then patience; then the ring tone of the country with prompts in between. */
function waitingMedia(prompts: string, slug: string): WaitingMedia {
  const sound = (name: PromptName) => soundsOf(prompts)(slug, name);
  return {
    announcement: [sound('announcement'), sound('soon-answered')],
    hold: [sound('hold')],
    music: musicClass('waiting', slug),
    aside: musicClass('hold', slug),
  };
}

/** How a caller who cannot speak may give a sign, also in the language of the regency where it has one. */
function silentMedia(prompts: string, slug: string, hasLocal: boolean): string[] {
  const names: PromptName[] = hasLocal ? ['silent', 'silent-local'] : ['silent'];
  return names.map((name) => `sound:${join(prompts, promptPath(slug, name))}`);
}

/** Sessions of the database that several calls at once find open; a fault here is found by the first call again. */
async function openSessions(place: () => Workplace): Promise<void> {
  const opening = Array.from({ length: 4 }, async () => answers(place().db));
  await Promise.allSettled(opening);
}

/** Slugs and tenants hardly change; one that is unknown is looked up anew. */
function tenantDirectory(systemDb: Db): (slug: string) => Promise<string | null> {
  let known: ReadonlyMap<string, string> = new Map();
  return async (slug) => {
    if (!known.has(slug)) known = await tenantIds(systemDb);
    return known.get(slug) ?? null;
  };
}

/** What the tables say of calls, and then of what hangs on them. */
async function followCalls(
  { systemDb, place }: TelephonyOptions,
  app: string,
  led: {
    readonly board: Switchboard;
    readonly silence: SilenceWatch;
    readonly supervisors: SupervisorBoard;
    readonly takeUp: Keeping['takeGiven'];
  },
): Promise<void> {
  await followTables({ systemDb, place, app, ...led });
  await led.silence.follow();
  await led.supervisors.follow();
}

/** Work that needs Asterisk; while it is away there is nothing to do. */
function whenReady(ari: AriClient, work: () => Promise<void>, log: Log): () => void {
  return coalesce(() => (ari.isReady() ? work() : Promise.resolve()), log);
}

/** One run at a time; asked again meanwhile, one more follows. */
function coalesce(work: () => Promise<void>, log: Log): () => void {
  let running = false;
  let again = false;
  return function start() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    void work()
      .catch((error: unknown) =>
        log.error({ error: String(error) }, 'telephony could not follow the tables; it tries again'),
      )
      .finally(() => {
        running = false;
        if (!again) return;
        again = false;
        start();
      });
  };
}
