import { readdir } from 'node:fs/promises';
import type { Db } from '#platform/server/db/database.ts';
import { keyInFolder, newKey, unwrapKey, wrapKey } from '#platform/server/sealed/wrapped-key.ts';
import { present } from '#platform/shared/result.ts';
import { insertKey, keyByNumber, keysOf, newestKey, rewrapFileKey, rewrapKey, wrappedFileKeys } from './key-store.ts';

/** The key of a recording cannot be opened any more: what it sealed is as good as deleted. */
export class KeyLost extends Error {}

export interface FileKey {
  readonly key: Buffer;
  /** Of the regency's key that wraps it. */
  readonly number: number;
  readonly wrapped: Buffer;
}

/**
 * Three keys, one inside the other: each recording has its own, wrapped by its regency's newest (`recording_keys`), which is
 * wrapped by the installation's (`<data>/keys/recordings-N`). So a recording is deleted with its key, a regency with its keys, and
 * none of the files has to be written anew when a key is changed.
 */
export interface RecordingKeys {
  readonly newFor: (db: Db, recording: { tenantId: string; id: string }) => Promise<FileKey>;
  /** Throws `KeyLost`. */
  readonly of: (
    db: Db,
    recording: { tenant_id: string; id: string; key_number: number | null; wrapped_key: Buffer },
  ) => Promise<Buffer>;
  /** A new key for a regency; every recording of it is wrapped anew. How many were. */
  readonly rotate: (db: Db, tenantId: string) => Promise<number>;
  /** Wrap a regency's keys by the newest key of the installation. How many were wrapped by an older one. */
  readonly rewrap: (db: Db, tenantId: string) => Promise<number>;
  /** A new key of the installation; the older ones stay until every regency is wrapped anew. Its name. */
  readonly renew: () => Promise<string>;
}

const namePattern = /^recordings-(\d+)$/;
const regencyPurpose = (tenantId: string, number: number) => `recording key ${number} of ${tenantId}`;
const filePurpose = (id: string) => `recording ${id}`;

/** The keys of one installation, in their folder and in the tables. */
class KeyRing {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async newestName(): Promise<string> {
    const names = await readdir(this.#folder).catch(() => []);
    const numbers = names.map((name) => Number(namePattern.exec(name)?.[1] ?? 0));
    return `recordings-${Math.max(1, ...numbers)}`;
  }

  async outer(name: string): Promise<Buffer> {
    const key = await keyInFolder(this.#folder, name, false);
    if (key === null) throw new KeyLost(`The key ${name} is missing in ${this.#folder}: restore it from the backup`);
    return key;
  }

  async renew(): Promise<string> {
    const next = Number(namePattern.exec(await this.newestName())?.[1] ?? 0) + 1;
    await keyInFolder(this.#folder, `recordings-${next}`, true);
    return `recordings-${next}`;
  }

  async make(db: Db, tenantId: string, number: number): Promise<void> {
    const [name, key] = [await this.newestName(), newKey()];
    const wrapping = present(await keyInFolder(this.#folder, name, true), 'a key that is made is there');
    const wrapped = wrapKey(wrapping, key, regencyPurpose(tenantId, number));
    await insertKey(db, { tenant_id: tenantId, number, outer_name: name, wrapped });
  }

  async regencyKey(db: Db, tenantId: string, number: number): Promise<Buffer> {
    const found = await keyByNumber(db, tenantId, number);
    if (found === null) throw new KeyLost(`The key ${number} of this regency is gone`);
    return unwrapKey(await this.outer(found.outer_name), found.wrapped, regencyPurpose(tenantId, number));
  }

  /** A key that was lost must not stop the recording of new calls: there is a next one. */
  async usable(db: Db, tenantId: string): Promise<{ number: number; key: Buffer }> {
    for (let attempt = 0; attempt < 3; attempt++) {
      const newest = await newestKey(db, tenantId);
      const key = newest === null ? null : await this.regencyKey(db, tenantId, newest).catch(lost);
      if (newest !== null && key !== null) return { number: newest, key };
      await this.make(db, tenantId, (newest ?? 0) + 1);
    }
    throw new Error(`No key for recordings can be made in ${this.#folder}`);
  }
}

export function recordingKeys(folder: string): RecordingKeys {
  const ring = new KeyRing(folder);
  return {
    newFor: async (db, { tenantId, id }) => {
      const { number, key: wrapping } = await ring.usable(db, tenantId);
      const key = newKey();
      return { key, number, wrapped: wrapKey(wrapping, key, filePurpose(id)) };
    },
    of: async (db, { tenant_id: tenantId, id, key_number: number, wrapped_key: wrapped }) =>
      unwrapKey(await ring.regencyKey(db, tenantId, number ?? 0), wrapped, filePurpose(id)),
    rotate: (db, tenantId) => rotate(ring, db, tenantId),
    rewrap: async (db, tenantId) => {
      const name = await ring.newestName();
      const wrapping = await ring.outer(name);
      const old = (await keysOf(db, tenantId)).filter((each) => each.outer_name !== name);
      for (const each of old) {
        const purpose = regencyPurpose(tenantId, each.number);
        const key = unwrapKey(await ring.outer(each.outer_name), each.wrapped, purpose);
        await rewrapKey(db, { ...each, outer_name: name, wrapped: wrapKey(wrapping, key, purpose) });
      }
      return old.length;
    },
    renew: () => ring.renew(),
  };
}

async function rotate(ring: KeyRing, db: Db, tenantId: string): Promise<number> {
  const before = await wrappedFileKeys(db, tenantId);
  const number = ((await newestKey(db, tenantId)) ?? 0) + 1;
  await ring.make(db, tenantId, number);
  const wrapping = await ring.regencyKey(db, tenantId, number);
  const known = new Map<number, Buffer>();
  for (const each of before) {
    const old = known.get(each.key_number) ?? (await ring.regencyKey(db, tenantId, each.key_number));
    known.set(each.key_number, old);
    const key = unwrapKey(old, each.wrapped_key, filePurpose(each.id));
    await rewrapFileKey(db, { id: each.id, number, wrapped: wrapKey(wrapping, key, filePurpose(each.id)) });
  }
  return before.length;
}

function lost(error: unknown): null {
  if (error instanceof KeyLost) return null;
  throw error;
}
