import { join } from 'node:path';
import { installationClock } from '#features/people/server/regency-store.ts';
import type { Health } from '#platform/server/health/health.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Metrics } from '#platform/server/metrics/metrics.ts';
import { type Instant, msBetween, nextMidnight, plusMs, type Zone } from '#platform/shared/time.ts';
import { BackupBusy, listBackups, takeBackup } from './backup.ts';
import type { Config } from './config.ts';
import type { Databases } from './database.ts';

const hourMs = 3_600_000;
const [dayMs, halfPastTwoMs] = [24 * hourMs, 2.5 * hourMs];
/** A day and the time a backup may take; older than this, something is wrong. */
export const staleAfterMs = 26 * hourMs;

/** The first half past two at night after `since`, when the desks are quietest. In the past: a night was missed. */
export function backupDueAt(since: Instant, zone: Zone): Instant {
  const today = plusMs(nextMidnight(since, zone), halfPastTwoMs - dayMs);
  return today > since ? today : plusMs(today, dayMs);
}

export interface BackupSchedule {
  readonly stop: () => Promise<void>;
}

/** A machine that was off at night makes up for it, but not while it is starting. */
const usualPace = { quietMs: 5 * 60_000, lookMs: 60_000, retryMs: hourMs };

interface ScheduleOptions {
  readonly config: Config;
  readonly databases: Pick<Databases, 'prepared' | 'postgres' | 'systemDb'>;
  readonly log: Log;
  readonly health: Health;
  readonly metrics: Metrics;
}

/** Since when there is nothing newer: the newest backup, or the making of the installation. */
async function standing({ config, databases }: ScheduleOptions) {
  const { madeAt, now, zone } = await installationClock(databases.systemDb);
  const last = (await listBackups(config.backups.folder))[0]?.manifest.time ?? null;
  const since = last ?? madeAt;
  // Without a regency there is nothing to lose yet.
  return {
    since,
    now,
    isFirst: last === null,
    ageMs: msBetween(since, now),
    dueAt: backupDueAt(since, zone ?? 'Asia/Jakarta'),
  };
}

async function takeNow({ config, databases, log }: ScheduleOptions): Promise<void> {
  const { path } = await takeBackup({
    data: config.data,
    backups: config.backups.folder,
    ownerUrl: databases.prepared.ownerUrl,
    clusterFolder: databases.postgres === null ? null : join(config.data, 'postgres'),
    keep: config.backups.keep,
    env: process.env,
    log: (line) => log.info(line),
  });
  log.info({ path }, 'backup taken');
}

/** Take the nightly backup in this process; of several processes the database lets one. */
export function startBackups(options: ScheduleOptions, pace: typeof usualPace = usualPace): BackupSchedule {
  const { log } = options;
  const began = performance.now();
  let failedAt: number | null = null;
  let running = false;

  const look = async (): Promise<void> => {
    const { dueAt, now } = await standing(options);
    if (dueAt > now || (failedAt !== null && performance.now() - failedAt < pace.retryMs)) return;
    try {
      await takeNow(options);
      failedAt = null;
    } catch (error) {
      if (error instanceof BackupBusy) return;
      failedAt = performance.now();
      log.error({ error: String(error) }, 'the nightly backup failed; it is tried again in an hour');
    }
  };
  const timer = setInterval(() => {
    if (running || performance.now() - began < pace.quietMs) return;
    running = true;
    look()
      .catch((error: unknown) => log.warn({ error: String(error) }, 'whether a backup is due could not be found out'))
      .finally(() => {
        running = false;
      });
  }, pace.lookMs);
  timer.unref();
  tellAge(options, () => failedAt !== null);
  return {
    // A backup that is under way is not waited for: it ends with its database and is cleared away by the next.
    stop: async () => clearInterval(timer),
  };
}

/** Its age in `/health/ready` and `/metrics`. Why one failed may name folders: that is for the log, not for everybody. */
function tellAge(options: ScheduleOptions, hasFailed: () => boolean): void {
  options.health.add('backup', async () => {
    const { ageMs, isFirst } = await standing(options);
    if (hasFailed()) return { ok: false, detail: 'the last one failed; the log says why' };
    return { ok: ageMs < staleAfterMs, detail: isFirst ? 'none yet' : `${Math.floor(ageMs / hourMs)} h old` };
  });
  options.metrics.gauge(
    'backup_age_seconds',
    'Age of the newest backup, or of the installation when there is none',
    async () => (await standing(options)).ageMs / 1000,
  );
}
