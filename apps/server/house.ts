import { feature as agencies } from '#features/agencies/server/feature.ts';
import { agencySettings } from '#features/agencies/server/setting-kinds.ts';
import { type Calls, type CallsExchange, createCalls } from '#features/calls/server/calls.ts';
import { lineKind } from '#features/calls/server/lines/lines.ts';
import { callSettings } from '#features/calls/server/setting-kinds.ts';
import { feature as dispatch } from '#features/dispatch/server/feature.ts';
import { dispatchSettings } from '#features/dispatch/server/setting-kinds.ts';
import { feature as incidents } from '#features/incidents/server/feature.ts';
import { incidentsBehind } from '#features/incidents/server/recording-sight.ts';
import { incidentSettings } from '#features/incidents/server/setting-kinds.ts';
import { createMonev } from '#features/monev/server/feature.ts';
import { feature as outcomes } from '#features/outcomes/server/feature.ts';
import { createPeople } from '#features/people/server/feature.ts';
import { feature as places } from '#features/places/server/feature.ts';
import { loadRegions } from '#features/places/server/load-regions.ts';
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

/** All features, put together: what the server process, the command line and the tests work in. */
export interface House {
  readonly features: readonly Feature[];
  readonly assembled: Assembled;
  readonly people: ReturnType<typeof createPeople>;
  readonly calls: Calls;
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

/** Wire the features in the order of the flow; that order is also the one in which a new tenant is filled. */
export async function buildHouse({ config, databases, log, exchange }: HouseOptions): Promise<House> {
  const { appDb, systemDb } = databases;
  // The workplace knows all listeners, and the features that need it are made before all listeners are known.
  let assembled: Assembled | null = null;
  const hasTls = config.asterisk.tls !== null;
  const place = (): Workplace => ({ db: appDb, listeners: assembled?.listeners ?? {}, log });
  const people = createPeople({
    systemDb,
    defaultTenant: config.defaultTenant,
    place,
    settingKinds: [
      ...agencySettings,
      ...callSettings,
      lineKind({ systemDb, hasTls }),
      ...incidentSettings,
      ...dispatchSettings,
    ],
  });
  const calls = createCalls({
    systemDb,
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
    incidents: incidentsBehind,
  });
  const monev = createMonev({ systemDb, place, dataFolder: config.data });
  const installation = createInstallation({ services: config.services, exchange });
  const features = [
    people.feature,
    agencies,
    places,
    calls.feature,
    incidents,
    dispatch,
    outcomes,
    monev,
    installation,
  ];
  assembled = assemble(features);
  return {
    features,
    assembled,
    people,
    calls,
    place,
    installation: {
      systemDb,
      place: place(),
      features,
      loadRegions: async (code) => void (await loadRegions(systemDb, code)),
    },
  };
}

/** A process that was not to run telephony has none and knows nothing of it: another one may. */
function exchangeForCalls(config: HouseOptions['config'], exchange: Exchange | null): CallsExchange | null {
  if (exchange?.state !== 'off') return exchange;
  return { state: 'off', why: config.services.has('telephony') ? exchange.why : null };
}
