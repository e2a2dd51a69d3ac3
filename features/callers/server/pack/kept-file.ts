import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { KeyLost, type RecordingKeys } from '#features/calls/server/recording/recording-keys.ts';
import type { ActionContext } from '#platform/server/action.ts';
import type { Db } from '#platform/server/db/database.ts';
import { enqueueJob, type JobHandler } from '#platform/server/jobs/jobs.ts';
import { openSealed, SealBroken, sealFile } from '#platform/server/sealed/sealed-file.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { PackFile, PackRow } from './pack-store.ts';

export interface PackFolder {
  readonly dataFolder: string;
  readonly keys: RecordingKeys;
}

export const clearPackTask = 'callers.clear_pack';
/** What a sealed file belongs to: one put in the place of another is refused. */
const subjectOf = (fileId: string) => `case pack ${fileId}`;

/** Beside photos and voice notes, which a backup takes along; a name of its own for each content, because a key seals one file. */
export async function keepFile(ctx: ActionContext, { dataFolder, keys }: PackFolder, bytes: Buffer): Promise<PackFile> {
  const fileId = newId();
  const path = join('attachments', ctx.now.slice(0, 4), `${fileId}.sealed`);
  const key = await keys.newFor(ctx.tx, { tenantId: ctx.tenantId, id: fileId });
  const whole = join(dataFolder, path);
  await mkdir(dirname(whole), { recursive: true, mode: 0o700 });
  const content = (async function* () {
    yield bytes;
  })();
  await sealFile(whole, key.key, { subject: subjectOf(fileId), length: bytes.length, content });
  return { fileId, path, keyNumber: key.number, wrappedKey: key.wrapped };
}

type KeptRow = Pick<PackRow, 'tenant_id' | 'file_id' | 'path' | 'key_number'> & { readonly wrapped_key: Buffer };

/** The bytes as they were kept. Throws `KeyLost` or `SealBroken`, and ENOENT when the file is gone. */
export async function readKept(db: Db, { dataFolder, keys }: PackFolder, kept: KeptRow): Promise<Buffer> {
  const { tenant_id, file_id: fileId, key_number, wrapped_key } = kept;
  const key = await keys.of(db, { tenant_id, id: fileId, key_number, wrapped_key });
  const reader = await openSealed(join(dataFolder, kept.path), key, subjectOf(fileId));
  try {
    const parts: Buffer[] = [];
    for await (const part of reader.read(0, reader.length - 1)) parts.push(part);
    return Buffer.concat(parts);
  } finally {
    await reader.close();
  }
}

/** Whether a fault of `readKept` says that the file cannot be opened, and not that something else is broken. */
export function isUnreadable(error: unknown): boolean {
  const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return isGone || error instanceof KeyLost || error instanceof SealBroken;
}

/** What a pack lies in: its draft as JSON, or the signed PDF. */
export async function openFile(
  ctx: ActionContext,
  folder: PackFolder,
  pack: PackRow,
): Promise<Result<Buffer, 'case_pack.erased' | 'case_pack.unreadable'>> {
  const { wrapped_key } = pack;
  if (wrapped_key === null) return refuse('case_pack.erased');
  try {
    return ok(await readKept(ctx.tx, folder, { ...pack, wrapped_key }));
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    ctx.log.error({ pack: pack.id, error: String(error) }, 'an evidence pack cannot be opened');
    return refuse('case_pack.unreadable');
  }
}

/** A file whose key is gone with this transaction follows once it is committed. */
export async function clearLater(ctx: ActionContext, path: string): Promise<void> {
  await enqueueJob(ctx, clearPackTask, { path });
}

export function clearPack(dataFolder: string): JobHandler {
  const payload = z.object({ path: z.string().regex(/^attachments\/\d{4}\/[0-9a-f-]{36}\.sealed$/) });
  return async (_ctx, given) => rm(join(dataFolder, payload.parse(given).path), { force: true });
}
