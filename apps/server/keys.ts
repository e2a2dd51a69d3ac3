import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ChannelKeys } from '#features/agencies/server/channels/senders.ts';
import { newPushKeys } from '#platform/server/messages/push.ts';

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

const pushKeys = z.object({ publicKey: z.string(), privateKey: z.string() });

/** Read once: what sends asks for them with every message. */
export function channelKeys(dataFolder: string): ChannelKeys {
  let secret: Promise<string> | null = null;
  let push: ReturnType<ChannelKeys['push']> | null = null;
  return {
    secret: () => {
      secret ??= secretOf(dataFolder, 'channel-passwords').then(({ value }) => value);
      return secret;
    },
    push: () => {
      push ??= secretOf(dataFolder, 'push', () => JSON.stringify(newPushKeys())).then(({ value }) =>
        pushKeys.parse(JSON.parse(value)),
      );
      return push;
    },
  };
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
