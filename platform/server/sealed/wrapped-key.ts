import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SealBroken } from './sealed-file.ts';

export const newKey = (): Buffer => randomBytes(32);

/**
 * A key that only another key opens: nonce (12), the key encrypted (32), tag (16), by AES-256-GCM. `purpose` says what the key
 * is for; wrapped for one thing it does not open for another.
 */
export function wrapKey(outer: Buffer, key: Buffer, purpose: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', outer, nonce).setAAD(Buffer.from(purpose));
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

/** Throws `SealBroken` when it was wrapped by another key or for another purpose. */
export function unwrapKey(outer: Buffer, wrapped: Buffer, purpose: string): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', outer, wrapped.subarray(0, 12)).setAAD(Buffer.from(purpose));
    decipher.setAuthTag(wrapped.subarray(44, 60));
    return Buffer.concat([decipher.update(wrapped.subarray(12, 44)), decipher.final()]);
  } catch (error) {
    throw new SealBroken('A key was wrapped by another key than the one that lies here', { cause: error });
  }
}

/**
 * The key of a name, 32 bytes in hexadecimal digits in `<folder>/<name>`, readable by its owner only. `make`: one that is missing is
 * made; of two processes that make it at once, one does and both read it. Else null.
 */
export async function keyInFolder(folder: string, name: string, make: boolean): Promise<Buffer | null> {
  const path = join(folder, name);
  for (let attempt = 1; ; attempt++) {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? null : Promise.reject(error),
    );
    if (text !== null && /^[0-9a-f]{64}\n$/.test(text)) return Buffer.from(text.trim(), 'hex');
    if (text !== null && attempt > 20) throw new Error(`${path} is not a key. Restore it from the backup.`);
    if (text === null && !make) return null;
    if (text === null) await writeKey(folder, path);
    // Somebody is writing it at this moment.
    else await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function writeKey(folder: string, path: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(`${newKey().toString('hex')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    // Somebody else was first: read theirs.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
