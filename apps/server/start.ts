import { chmod, mkdir, stat } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { hasDemo, isEmpty } from '#features/people/server/regency-store.ts';
import { regenciesWithoutNeighbours } from '#features/places/server/region-store.ts';
import { startSealer } from '#platform/server/events/seal.ts';
import { createHealth } from '#platform/server/health/health.ts';
import { startJobs } from '#platform/server/jobs/jobs.ts';
import type { Log } from '#platform/server/log/log.ts';
import { createMetrics, type Metrics } from '#platform/server/metrics/metrics.ts';
import { startDeadlines } from '#platform/server/timers/deadlines.ts';
import { startBackups } from './backup-schedule.ts';
import type { Config } from './config.ts';
import { type Databases, openDatabases } from './database.ts';
import { seedDemo } from './demo.ts';
import { type Exchange, openExchange } from './exchange.ts';
import { buildHouse, type House } from './house.ts';
import { readablePassword, secretOf } from './keys.ts';
import { listenForScreens } from './listen.ts';
import type { Progress } from './progress.ts';

export interface RunningServer {
  readonly url: string;
  readonly exchange: Exchange;
  /** Null when this installation has no demo regency. */
  readonly demoPassword: { readonly value: string; readonly isNew: boolean } | null;
  /** Asked by the first-run wizard, so that only who sees this terminal can make the first regency. */
  readonly setupCode: string | null;
  readonly app: FastifyInstance;
  readonly stop: () => Promise<void>;
}

type Stop = () => Promise<void>;

/**
 * Others may pass through the data folder and see nothing of it: started by root, PostgreSQL and Asterisk run as users without
 * rights, and reach their own folders in it (platform/server/asterisk/owner.ts).
 */
async function makeDataFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const { mode } = await stat(folder);
  if (process.getuid?.() === 0 && (mode & 0o001) === 0) await chmod(folder, (mode & 0o777) | 0o011);
}

/** Start what `SIGAP_SERVICES` names, in the order of need. What was started is stopped again when a later step fails. */
export async function startServer(config: Config, log: Log, progress: Progress): Promise<RunningServer> {
  await makeDataFolder(config.data);
  const stops: Stop[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const databases = await openDatabases(config, log, progress);
    stops.push(async () => {
      await databases.close();
      await databases.postgres?.stop();
    });
    let exchange: Exchange | null = null;
    const house = await buildHouse({ config, databases, log, exchange: () => exchange });
    const first = await firstTenants(config, databases, house, progress);
    // An installation made before neighbours were known learns them once.
    for (const { code } of await regenciesWithoutNeighbours(databases.systemDb))
      await progress.step('neighbouring regencies', () => house.installation.loadRegions(code));
    exchange = await openExchange(config, databases.systemDb, progress);
    const running = exchange;
    if (running.state === 'running') stops.push(() => running.asterisk.stop());
    const [health, metrics] = [createHealth(), createMetrics()];
    await startMachinery({ config, databases, house, log, metrics }, stops);
    if (config.services.has('jobs') && config.backups.scheduled)
      stops.push(startBackups({ config, databases, log, health, metrics }).stop);
    const listening = await progress.step('service', () =>
      listenForScreens({
        config,
        databases,
        house,
        exchange: running,
        log,
        setupCode: first.setupCode,
        health,
        metrics,
      }),
    );
    stops.push(listening.stop);
    if (running.state === 'running') {
      await house.calls.telephony.start();
      stops.push(() => house.calls.telephony.stop());
    }
    return {
      url: config.publicUrl ?? `http://127.0.0.1:${config.port}`,
      exchange: running,
      ...first,
      app: listening.app,
      stop,
    };
  } catch (error) {
    log.error(
      { error: error instanceof Error ? error.message : String(error) },
      'the start failed; stopping what was started',
    );
    await stop().catch((failure: unknown) =>
      log.error({ error: String(failure) }, 'stopping after a failed start failed too'),
    );
    throw error;
  }
}

/** An empty database gets the demo regencies, or with `--empty` a set-up code for the wizard. */
async function firstTenants(
  config: Config,
  databases: Databases,
  house: House,
  progress: Progress,
): Promise<Pick<RunningServer, 'demoPassword' | 'setupCode'>> {
  const empty = await isEmpty(databases.systemDb);
  if (empty && config.empty)
    return { demoPassword: null, setupCode: (await secretOf(config.data, 'setup-code', readablePassword)).value };
  if (!empty && !(await hasDemo(databases.systemDb))) return { demoPassword: null, setupCode: null };
  const password = await secretOf(config.data, 'demo-password', () => config.demoPassword ?? readablePassword());
  if (empty) await progress.step('demo regencies', (say) => seedDemo(house.installation, password.value, say));
  return { demoPassword: password, setupCode: null };
}

/** Deadlines, jobs and the sealer: any number of processes may run each. */
async function startMachinery(
  {
    config,
    databases,
    house,
    log,
    metrics,
  }: { config: Config; databases: Databases; house: House; log: Log; metrics: Metrics },
  stops: Stop[],
): Promise<void> {
  if (config.services.has('timers')) {
    const deadlines = startDeadlines({
      place: house.place(),
      systemDb: databases.systemDb,
      listen: databases.systemPool,
      handlers: house.assembled.deadlines,
      onFired: metrics.deadlineFired,
    });
    stops.push(deadlines.stop);
  }
  if (config.services.has('jobs')) {
    const jobs = await startJobs({
      place: house.place(),
      ownerPool: databases.ownerPool,
      handlers: house.assembled.jobs,
      onEnded: metrics.jobEnded,
    });
    stops.push(jobs.stop);
    stops.push(startSealer({ systemDb: databases.systemDb, log }).stop);
    stops.push(house.openness.startWebhooks().stop);
  }
}
