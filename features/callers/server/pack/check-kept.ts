import { createHash } from 'node:crypto';
import type { Db } from '#platform/server/db/database.ts';
import { keptPacks } from './check-store.ts';
import { isUnreadable, type PackFolder, readKept } from './kept-file.ts';
import { readPack } from './pack-file.ts';

/** What lies in the archive of packs, and what of it is not what was put there. */
export interface KeptPacks {
  readonly files: number;
  readonly wrong: readonly { readonly packId: string; readonly found: string }[];
}

/** Open every kept pack of a regency: its bytes must have the hash in its row, and a signed one must be sound. */
export async function checkKeptPacks(systemDb: Db, folder: PackFolder, tenantId: string): Promise<KeptPacks> {
  const kept = await keptPacks(systemDb, tenantId);
  const wrong: { packId: string; found: string }[] = [];
  for (const pack of kept) {
    const found = await faultOf(systemDb, folder, pack);
    if (found !== null) wrong.push({ packId: pack.id, found });
  }
  return { files: kept.length, wrong };
}

async function faultOf(
  systemDb: Db,
  folder: PackFolder,
  pack: Awaited<ReturnType<typeof keptPacks>>[number],
): Promise<string | null> {
  try {
    const bytes = await readKept(systemDb, folder, pack);
    const expected = pack.file_sha256 ?? pack.content_sha256;
    if (!createHash('sha256').update(bytes).digest().equals(expected)) return 'other bytes than were kept';
    return pack.file_sha256 === null || readPack(bytes).state === 'sound' ? null : 'no sound pack';
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return String(error);
  }
}
