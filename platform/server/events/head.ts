import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { ActionContext } from '../action.ts';
import { row, run } from '../db/database.ts';
import { canonicalJson } from './link.ts';

/** The end of a chain on a day. What is signed is its canonical JSON (link.ts), in UTF-8. */
export interface Head {
  readonly tenantId: string;
  /** `2026-11-21`, in the tenant's zone. */
  readonly day: string;
  readonly chainNo: number;
  /** 64 hexadecimal digits. */
  readonly hash: string;
}

/** DER before the 32 bytes of an Ed25519 public key (RFC 8410 §4). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

export function signHead(head: Head, key: KeyObject): Buffer {
  return sign(null, Buffer.from(canonicalJson(head)), key);
}

/** Whether `signature` is that of the raw Ed25519 `publicKey` over the head. */
export function verifyHead(head: Head, publicKey: Buffer, signature: Buffer): boolean {
  if (publicKey.length !== 32) return false;
  const key = createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(canonicalJson(head)), key, signature);
}

/** The raw 32 bytes of the public half. */
export function publicKeyOf(key: KeyObject): Buffer {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(spkiPrefix.length);
}

/**
 * The signing key of a tenant, `<folder>/<tenant>.pem` (PKCS#8, readable by the owner only), made when missing. Two
 * processes may ask at once: the file is created exclusively, the loser reads the winner's.
 */
export async function signingKey(folder: string, tenantId: string): Promise<KeyObject> {
  const path = join(folder, `${tenantId}.pem`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (let attempt = 1; ; attempt++) {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? null : Promise.reject(error),
    );
    if (text?.includes('END PRIVATE KEY')) return createPrivateKey(text);
    if (text !== null && attempt > 20)
      throw new Error(
        `${path} is not a private key. Restore it from the backup; a new key would not match the published one.`,
      );
    if (text === null) await writeNewKey(path);
    else await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function writeNewKey(path: string): Promise<void> {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(pem);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    // Somebody else was first: read theirs.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Sign the chain as it stands, as the head of `day`. Null when nothing is sealed yet. Signing a day twice changes nothing. */
export async function recordHead(ctx: ActionContext, day: string, key: KeyObject): Promise<Head | null> {
  const last = await row<{ chain_no: number; hash: Buffer }>(
    ctx.tx,
    sql`select chain_no, hash from event_seals where tenant_id = ${ctx.tenantId} order by chain_no desc limit 1`,
  );
  if (last === null) return null;
  const head: Head = { tenantId: ctx.tenantId, day, chainNo: last.chain_no, hash: last.hash.toString('hex') };
  await run(
    ctx.tx,
    sql`insert into chain_heads (tenant_id, day, chain_no, hash, public_key, signature)
        values (${ctx.tenantId}, ${day}, ${head.chainNo}, ${last.hash}, ${publicKeyOf(key)}, ${signHead(head, key)})
        on conflict (tenant_id, day) do nothing`,
  );
  return head;
}
