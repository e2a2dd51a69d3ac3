import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A secret of this installation under `<data>/keys`, made on first use, readable by its owner only. */
export async function secretOf(
  dataFolder: string,
  name: string,
  make: () => string = newSecret,
): Promise<{ value: string; isNew: boolean }> {
  const folder = join(dataFolder, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, name);
  try {
    // `wx` fails when the file exists: of two processes that start at once, one makes the secret and both read it.
    await writeFile(file, make(), { mode: 0o600, flag: 'wx' });
    return { value: await readFile(file, 'utf8'), isNew: true };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return { value: (await readFile(file, 'utf8')).trim(), isNew: false };
  }
}

function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** A password people can read out: no letters that look alike. */
export function readablePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return Array.from(
    randomBytes(12),
    (byte, index) => (index > 0 && index % 4 === 0 ? '-' : '') + letters[byte % letters.length],
  ).join('');
}
