import { sql } from 'kysely';
import { row } from '#platform/server/db/database.ts';
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
const quietMs = 5 * 60_000;
const retryMs = hourMs;
const lookMs = 60_000;

/** Take the nightly backup in this process; of several processes the database lets one. */
export function startBackups(options: {
  readonly config: Config;
  readonly databases: Databases;
  readonly log: Log;
  readonly health: Health;
  readonly metrics: Metrics;
}): BackupSchedule {
  const { config, databases, log } = options;
  const began = performance.now();
  let failure: { at: number; reason: string } | null = null;
  let running: Promise<void> | null = null;

  const look = async (): Promise<void> => {
    const { since, zone, now } = await facts();
    if (backupDueAt(since, zone) > now) return;
    if (failure !== null && performance.now() - failure.at < retryMs) return;
    try {
      const { path } = await takeBackup({
        data: config.data,
        backups: config.backups.folder,
        ownerUrl: databases.prepared.ownerUrl,
        clusterFolder: databases.postgres === null ? null : `${config.data}/postgres`,
        keep: config.backups.keep,
        env: process.env,
        log: (line) => log.info(line),
      });
      failure = null;
      log.info({ path }, 'backup taken');
    } catch (error) {
      if (error instanceof BackupBusy) return;
      const reason = error instanceof Error ? error.message : String(error);
      failure = { at: performance.now(), reason };
      log.error({ error: reason }, 'the nightly backup failed; it is tried again in an hour');
    }
  };

  /** The zone is that of the first regency; without one there is nothing to lose yet. */
  const facts = async (): Promise<{ since: Instant; zone: Zone; now: Instant; last: Instant | null }> => {
    const found = await row<{ created_at: Instant; now: Instant; zone: Zone | null }>(
      databases.systemDb,
      sql`select created_at, clock_timestamp() as now, (select zone from tenants order by created_at limit 1) as zone from installation`,
    );
    const last = (await listBackups(config.backups.folder))[0]?.manifest.time ?? null;
    const now = found?.now ?? new Date().toISOString();
    return { since: last ?? found?.created_at ?? now, zone: found?.zone ?? 'Asia/Jakarta', now, last };
  };

  options.health.add('backup', async () => {
    const { since, now, last } = await facts();
    const age = Math.floor(msBetween(since, now) / hourMs);
    // The reason may name folders: it is for the log and for doctor, not for everybody.
    if (failure !== null) return { ok: false, detail: 'the last one failed; see the log, or npm run sigap -- doctor' };
    return { ok: msBetween(since, now) < staleAfterMs, detail: last === null ? 'none yet' : `${age} h old` };
  });
  options.metrics.gauge(
    'backup_age_seconds',
    'Age of the newest backup, or of the installation when there is none',
    async () => {
      const { since, now } = await facts();
      return msBetween(since, now) / 1000;
    },
  );
  const timer = setInterval(() => {
    if (running !== null || performance.now() - began < quietMs) return;
    running = look()
      .catch((error: unknown) => log.warn({ error: String(error) }, 'whether a backup is due could not be found out'))
      .finally(() => {
        running = null;
      });
  }, lookMs);
  timer.unref();
  return {
    // A backup that is under way is not waited for: it ends with its database and is cleared away by the next.
    stop: async () => clearInterval(timer),
  };
}
