import { createChannels } from '#features/agencies/server/channels/channels.ts';
import { feature as agencies } from '#features/agencies/server/feature.ts';
import { agencySettings } from '#features/agencies/server/setting-kinds.ts';
import { callerSettings, createCallers } from '#features/callers/server/feature.ts';
import { createCasePacks } from '#features/callers/server/pack/feature.ts';
import { type Calls, type CallsExchange, createCalls } from '#features/calls/server/calls.ts';
import { lineKind } from '#features/calls/server/lines/lines.ts';
import { callSettings } from '#features/calls/server/setting-kinds.ts';
import { createDispatch } from '#features/dispatch/server/dispatch.ts';
import { openWork } from '#features/dispatch/server/open-work.ts';
import { dispatchSettings } from '#features/dispatch/server/setting-kinds.ts';
import type { RouterOf } from '#features/dispatch/server/units/travel-times.ts';
import { createUnits } from '#features/dispatch/server/units/units.ts';
import { earlierPlaces } from '#features/incidents/server/earlier-places.ts';
import { feature as incidents } from '#features/incidents/server/feature.ts';
import { incidentsKnown } from '#features/incidents/server/incidents-known.ts';
import { createIncidentLists } from '#features/incidents/server/list/feature.ts';
import { incidentsBehind } from '#features/incidents/server/recording-sight.ts';
import { incidentSettings } from '#features/incidents/server/setting-kinds.ts';
import { answerKind } from '#features/monev/server/answer/answer-setting-store.ts';
import { auditsBehind } from '#features/monev/server/audit/audits-behind.ts';
import { auditKind } from '#features/monev/server/audit/day-store.ts';
import { createMonev } from '#features/monev/server/feature.ts';
import { hintKind } from '#features/monev/server/hint/switch-order.ts';
import { goalKind } from '#features/monev/server/lock/goal-store.ts';
import { obstacleKind } from '#features/monev/server/obstacle/setting-store.ts';
import { createOpenness, type Openness } from '#features/openness/server/feature.ts';
import { webhookKind } from '#features/openness/server/webhooks/webhook-store.ts';
import { createOutcomes, outcomeSettings } from '#features/outcomes/server/outcomes.ts';
import { resolvingMany } from '#features/outcomes/server/resolve-many.ts';
import { createOutreach } from '#features/outreach/server/feature.ts';
import { photoSettingKind } from '#features/outreach/server/photo-setting-store.ts';
import { createPeople } from '#features/people/server/feature.ts';
import { createPlaces, placeSettings } from '#features/places/server/feature.ts';
import { travelSettingOf } from '#features/places/server/geo/geo-setting-store.ts';
import { loadRegions } from '#features/places/server/load-regions.ts';
import { serveTiles } from '#features/places/server/map/serve-tiles.ts';
import { createQuality, qualitySettings } from '#features/quality/server/feature.ts';
import { createRoster } from '#features/roster/server/feature.ts';
import { rosterSettingKind } from '#features/roster/server/setting-store.ts';
import { type Assembled, assemble } from '#platform/server/assemble.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Feature } from '#platform/server/feature.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Workplace } from '#platform/server/unit.ts';
import type { Config } from './config.ts';
import type { Databases } from './database.ts';
import type { Exchange } from './exchange.ts';
import { lineSecret } from './exchange-lines.ts';
import { createInstallation } from './installation.ts';
import { channelKeys, secretOf } from './keys.ts';

/** All features, put together: what the server process, the command line and the tests work in. */
export interface House {
  readonly features: readonly Feature[];
  readonly assembled: Assembled;
  readonly people: ReturnType<typeof createPeople>;
  readonly calls: Calls;
  readonly openness: Openness;
  readonly place: () => Workplace;
  readonly installation: {
    readonly systemDb: Db;
    readonly place: Workplace;
    readonly features: readonly Feature[];
    readonly loadRegions: (code: string) => Promise<void>;
  };
}

export interface HouseOptions {
  readonly config: Pick<Config, 'data' | 'defaultTenant' | 'asterisk' | 'services' | 'publicUrl' | 'node'>;
  readonly databases: Pick<Databases, 'appDb' | 'systemDb' | 'systemPool'>;
  readonly log: Log;
  /** Known only once telephony was tried. */
  readonly exchange: () => Exchange | null;
}

const settingKinds = [
  ...agencySettings,
  ...placeSettings,
  ...callSettings,
  ...callerSettings,
  ...incidentSettings,
  ...dispatchSettings,
  ...outcomeSettings,
  ...qualitySettings,
  auditKind,
  goalKind,
  hintKind,
  obstacleKind,
  answerKind,
  photoSettingKind,
  rosterSettingKind,
  webhookKind,
];

/** What calls must know of features below them. */
const behind = { incidents: incidentsBehind, audits: auditsBehind };

/** Calls, with what they must know of the exchange, and of features below them. */
function callsOf({ config, databases, log, exchange }: HouseOptions, place: () => Workplace) {
  const hasTls = config.asterisk.tls !== null;
  return createCalls({
    systemDb: databases.systemDb,
    listen: databases.systemPool,
    place,
    dataFolder: config.data,
    log,
    exchange: () => exchangeForCalls(config, exchange()),
    wsUrl: () => config.asterisk.wsUrl ?? `ws://127.0.0.1:${config.asterisk.wsPort}/ws`,
    sipDomain: '127.0.0.1',
    publicUrl: config.publicUrl,
    node: config.node,
    lines: { hasTls, secret: async () => (await lineSecret(config)).value },
    ...behind,
  });
}

/**
 * Wire the features in the order of the flow; that order is also the one in which a new tenant is filled. The workplace knows all
 * listeners, and the features that need it are made before all listeners are known.
 */
export async function buildHouse({ config, databases, log, exchange }: HouseOptions): Promise<House> {
  const { appDb, systemDb } = databases;
  let assembled: Assembled | null = null;
  const hasTls = config.asterisk.tls !== null;
  const place = (): Workplace => ({ db: appDb, listeners: assembled?.listeners ?? {}, log });
  const people = createPeople({
    systemDb,
    defaultTenant: config.defaultTenant,
    place,
    settingKinds: [...settingKinds, lineKind({ systemDb, hasTls })],
  });
  const calls = callsOf({ config, databases, log, exchange }, place);
  const { data: dataFolder, publicUrl } = config;
  const heard = { place, dataFolder, recordingsFolder: calls.recordingsFolder, incidents: incidentsBehind };
  const sealWith = sealingWith(dataFolder);
  const openness = createOpenness({ systemDb, place, log, sealWith, publicUrl });
  const features = [
    people.feature,
    agencies,
    createChannels(channelKeys(config.data)),
    placesOf(place, config.data),
    calls.feature,
    createCallers({ incidents: incidentsKnown }),
    createCasePacks({ place, dataFolder, incidents: incidentsKnown }),
    createRoster({ systemDb, openWork }),
    incidents,
    createIncidentLists({ place }),
    createDispatch({ systemDb, place, dataFolder, publicUrl, resolving: resolvingMany }),
    createUnits({ place, dataFolder, routerOf: roadsOf }),
    createOutcomes({ systemDb, place, publicUrl, secret: trackingSecret(config.data) }),
    createQuality(heard),
    createMonev({ systemDb, publicUrl, ...heard }),
    createOutreach({ systemDb, place, dataFolder }),
    openness.feature,
    createInstallation({ services: config.services, exchange }),
  ];
  assembled = assemble(features);
  return {
    features,
    assembled,
    people,
    calls,
    openness,
    place,
    installation: { systemDb, place: place(), features, loadRegions: loading(systemDb) },
  };
}

const sealingWith = (dataFolder: string) => async () => (await secretOf(dataFolder, 'webhook-secrets')).value;

/** Read once: every message to a caller asks for it. */
function trackingSecret(dataFolder: string): () => Promise<string> {
  let secret: Promise<string> | null = null;
  return () => {
    secret ??= secretOf(dataFolder, 'tracking-links').then(({ value }) => value);
    return secret;
  };
}

/** The regency's router of roads, where its settings name one. */
const roadsOf: RouterOf = async (ctx) => (await travelSettingOf(ctx)).router?.travelTimes ?? null;

/** Places, with the tiles of their maps. */
function placesOf(place: () => Workplace, dataFolder: string): Feature {
  return { ...createPlaces({ dataFolder, earlierPlaces }), plugins: [serveTiles({ place, dataFolder })] };
}

const loading = (systemDb: Db) => async (code: string) => void (await loadRegions(systemDb, code));

/** A process that was not to run telephony has none and knows nothing of it: another one may. */
function exchangeForCalls(config: HouseOptions['config'], exchange: Exchange | null): CallsExchange | null {
  if (exchange?.state !== 'off') return exchange;
  return { state: 'off', why: config.services.has('telephony') ? exchange.why : null };
}
