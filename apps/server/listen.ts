import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { linesDown } from '#features/calls/server/lines/line-store.ts';
import { installationPlugins } from '#features/people/server/installation.ts';
import { listRegencies } from '#features/places/server/list-regencies.ts';
import { answers } from '#platform/server/db/database.ts';
import type { Health } from '#platform/server/health/health.ts';
import { beginDrain } from '#platform/server/http/drain.ts';
import { createHttp } from '#platform/server/http/server.ts';
import { type Feed, startFeed } from '#platform/server/live/feed.ts';
import type { Log } from '#platform/server/log/log.ts';
import { addDatabaseGauges, addJobGauges } from '#platform/server/metrics/database-gauges.ts';
import type { Metrics } from '#platform/server/metrics/metrics.ts';
import type { Config } from './config.ts';
import type { Databases } from './database.ts';
import type { Exchange } from './exchange.ts';
import { serveGuides } from './guides.ts';
import type { House } from './house.ts';
import { keptBack } from './kept-back.ts';
import { serveScreens } from './static-files.ts';

export interface ListenOptions {
  readonly config: Config;
  readonly databases: Databases;
  readonly house: House;
  readonly exchange: Exchange;
  readonly log: Log;
  readonly setupCode: string | null;
  readonly health: Health;
  readonly metrics: Metrics;
}

/** HTTP, the live feed and the screens on SIGAP_PORT. */
export async function listenForScreens(
  options: ListenOptions,
): Promise<{ app: FastifyInstance; stop: () => Promise<void> }> {
  const { databases, house, log } = options;
  const feed = await startFeed({
    db: databases.systemDb,
    listen: databases.systemPool,
    log,
    path: '/api/events',
    keptBack,
    // A session that is over sees nothing more, not even by a connection it still holds.
    onEvent: (event) => {
      if (event.name === 'session.closed' || event.name === 'session.rights_changed')
        feed.dropSession(event.subject_id);
    },
  });
  const alive = setInterval(() => {
    house.people
      .keepAlive(feed.sessionIds())
      .catch((error: unknown) => log.warn({ error: String(error) }, 'sessions of open screens could not be kept'));
  }, 60_000);
  watch(options, feed);
  const app = await openHttp(options, feed).catch(async (error: unknown) => {
    clearInterval(alive);
    await feed.stop();
    throw error;
  });
  return {
    app,
    stop: async () => {
      clearInterval(alive);
      beginDrain(app);
      await feed.stop();
      await app.close();
    },
  };
}

async function openHttp(options: ListenOptions, feed: Feed): Promise<FastifyInstance> {
  const { config, house, exchange, log } = options;
  const app = await createHttp({
    place: house.place(),
    routes: house.assembled.routes,
    plugins: [
      ...house.assembled.plugins,
      feed.plugin,
      ...installationPlugins({ ...house.installation, regencies: listRegencies, setupCode: options.setupCode }),
    ],
    authenticate: house.people.authenticate,
    openWhileUnfinished: house.people.openWhileUnfinished,
    tenantOf: house.people.tenantOf,
    log,
    title: 'Sigap 112',
    version: await packageVersion(),
    connectSources: () => sipSources(config, exchange),
    // Under a flood of calls a screen asks some twenty times a second, and no key of a desk may be refused.
    limits: { perAddress: 30_000, perSession: 3_000, perStranger: 1_200 },
    health: options.health,
    metrics: options.metrics,
  });
  if (config.services.has('web')) {
    await serveGuides(app);
    await serveScreens(app);
  }
  await app.listen({ host: config.host, port: config.port });
  return app;
}

/** What `/health/ready` and `/metrics` say of this process and of what it stands on. */
function watch({ databases, house, exchange, health, metrics }: ListenOptions, feed: Feed): void {
  health.add('database', async () => ({ ok: await answers(databases.systemDb) }), {
    essential: true,
  });
  health.add('live', async () => ({ ok: feed.isCurrent(), detail: `${feed.screens()} screens` }));
  health.add('telephony', async () => {
    if (exchange.state === 'off') return { ok: false, detail: exchange.why.en };
    const { state, openCalls } = house.calls.telephony.state();
    return { ok: state === 'connected', detail: `${state}, ${openCalls} open calls` };
  });
  health.add('lines', async () => {
    const { down, inUse } = await linesDown(databases.systemDb);
    return { ok: down === 0, detail: `${inUse - down} of ${inUse} lines let calls through` };
  });
  metrics.gauge('lines_down', 'Lines in use by which no canary came through for the time of the alarm', async () => {
    const { down } = await linesDown(databases.systemDb);
    return down;
  });
  // Where no process of ours watches, nobody talks to the exchange either: telephony says so.
  health.add('recording', async () => recordingHealth(house.calls.telephony.recording()));
  metrics.gauge(
    'recordings_stalled',
    'Calls in talk whose recording stands still',
    () => house.calls.telephony.recording()?.stalled ?? 0,
  );
  metrics.gauge(
    'recordings_disk_free_bytes',
    'Free bytes on the disk of the recordings, as the telephony process sees it',
    () => house.calls.telephony.recording()?.freeBytes ?? Number.NaN,
  );
  addDatabaseGauges(metrics, databases.systemDb);
  addJobGauges(metrics, databases.ownerPool);
  metrics.gauge('live_screens', 'Screens connected to the live feed', feed.screens);
  metrics.gauge('live_lag_milliseconds', 'Age of the oldest event not yet sent on', feed.lagMs);
}

/** Milliseconds after which a look at the recordings is too old to say anything. */
const oldLookMs = 15_000;

function recordingHealth(watch: ReturnType<House['calls']['telephony']['recording']>) {
  if (watch === null) return { ok: true, detail: 'not watched by this process' };
  const free = watch.freeBytes === null ? 'unknown' : `${(watch.freeBytes / 1e9).toFixed(1)} GB`;
  const isOld = watch.ageMs > oldLookMs;
  return {
    ok: watch.stalled === 0 && !watch.isDiskLow && !isOld,
    detail: `${watch.stalled} standing still, ${free} free${isOld ? ', not seen for a while' : ''}`,
  };
}

/** The desks' browsers speak SIP over WebSocket with the exchange itself (design.md §3), so the policy must name it. */
function sipSources(config: Config, exchange: Exchange): string[] {
  if (exchange.state !== 'running') return [];
  if (config.asterisk.wsUrl !== null) return [new URL(config.asterisk.wsUrl).origin];
  return [`ws://127.0.0.1:${config.asterisk.wsPort}`, `ws://localhost:${config.asterisk.wsPort}`];
}

async function packageVersion(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '../../package.json'), 'utf8');
  // Our own package.json always has a version.
  return (JSON.parse(text) as { version: string }).version;
}
