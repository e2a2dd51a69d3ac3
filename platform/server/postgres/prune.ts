import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type BackupManifest, readManifest } from './manifest.ts';
import { errorCode, PostgresProblem } from './problem.ts';
import { segmentName, segmentPosition } from './wal.ts';

export interface PruneOptions {
  /** Folder whose sub-folders are backups; other things in it are left alone. */
  readonly backups: string;
  /** The running cluster's archive/ folder; without it no WAL is removed. */
  readonly archive?: string;
  /** Identity of the cluster that writes the archive; a backup of an older cluster says nothing about this archive. */
  readonly systemIdentifier?: string;
  /** How many of the newest backups stay, at least 1. */
  readonly keep: number;
  readonly log: (line: string) => void;
}

export interface Pruned {
  readonly backups: readonly string[];
  readonly segments: number;
}

interface Found {
  readonly path: string;
  readonly manifest: BackupManifest;
}

async function listBackups(folder: string): Promise<Found[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  const found: Found[] = [];
  for (const entry of entries) {
    if (!entry.isDirectory() || entry.name.endsWith('.part')) continue;
    const path = join(folder, entry.name);
    const manifest = await readManifest(path).catch(() => null);
    if (manifest) found.push({ path, manifest });
  }
  return found.sort((a, b) => b.manifest.time.localeCompare(a.manifest.time));
}

/** Remove archived segments no kept backup needs. With no kept backup of this cluster every segment stays. */
async function pruneArchive(
  archive: string,
  kept: readonly Found[],
  systemIdentifier: string | undefined,
): Promise<number> {
  const starts = kept.flatMap(({ manifest }) =>
    manifest.kind === 'cluster' && (!systemIdentifier || manifest.systemIdentifier === systemIdentifier)
      ? [segmentPosition(manifest.startSegment)]
      : [],
  );
  const oldest = starts.sort()[0];
  if (oldest === undefined) return 0;
  let removed = 0;
  for (const name of await readdir(archive)) {
    // A backup's own note in the archive is named SEGMENT.OFFSET.backup.gz and goes with its segment.
    const segment = segmentName(name) ?? /^([0-9A-F]{24})\.[0-9A-F]{8}\.backup\.gz$/.exec(name)?.[1];
    if (!segment || segmentPosition(segment) >= oldest) continue;
    await rm(join(archive, name));
    if (segmentName(name)) removed += 1;
  }
  return removed;
}

/** Keep the newest backups and the WAL that leads from the oldest of them to now; remove the rest. */
export async function pruneBackups(options: PruneOptions): Promise<Pruned> {
  if (!Number.isInteger(options.keep) || options.keep < 1) throw new PostgresProblem('backup.keep_nothing');
  const all = await listBackups(resolve(options.backups));
  const old = all.slice(options.keep);
  for (const { path } of old) await rm(path, { recursive: true, force: true });
  const kept = all.slice(0, options.keep);
  const segments = options.archive ? await pruneArchive(resolve(options.archive), kept, options.systemIdentifier) : 0;
  if (old.length + segments > 0) options.log(`Backup: removed ${old.length} old backups and ${segments} WAL segments`);
  return { backups: old.map(({ path }) => path), segments };
}
