import { readdir } from 'node:fs/promises';
import type { Db } from '#platform/server/db/database.ts';
import { keyInFolder, newKey, unwrapKey, wrapKey } from '#platform/server/sealed/wrapped-key.ts';
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

export function recordingKeys(folder: string): RecordingKeys {
  const newestName = async () => {
    const names = await readdir(folder).catch(() => []);
    const numbers = names.map((name) => Number(namePattern.exec(name)?.[1] ?? 0));
    return `recordings-${Math.max(1, ...numbers)}`;
  };
  const outer = async (name: string) => {
    const key = await keyInFolder(folder, name, false);
    if (key === null) throw new KeyLost(`The key ${name} is missing in ${folder}: restore it from the backup`);
    return key;
  };
  const make = async (db: Db, tenantId: string, number: number) => {
    const [name, key] = [await newestName(), newKey()];
    const wrapping = await keyInFolder(folder, name, true);
    if (wrapping === null) throw new Error('A key that is made is there');
    const wrapped = wrapKey(wrapping, key, regencyPurpose(tenantId, number));
    await insertKey(db, { tenant_id: tenantId, number, outer_name: name, wrapped });
  };
  const regencyKey = async (db: Db, tenantId: string, number: number) => {
    const found = await keyByNumber(db, tenantId, number);
    if (found === null) throw new KeyLost(`The key ${number} of this regency is gone`);
    return unwrapKey(await outer(found.outer_name), found.wrapped, regencyPurpose(tenantId, number));
  };
  const usable = async (db: Db, tenantId: string): Promise<{ number: number; key: Buffer }> => {
    for (let attempt = 0; attempt < 3; attempt++) {
      const newest = await newestKey(db, tenantId);
      // A key that was lost must not stop the recording of new calls: there is a next one.
      const key = newest === null ? null : await regencyKey(db, tenantId, newest).catch(lost);
      if (newest !== null && key !== null) return { number: newest, key };
      await make(db, tenantId, (newest ?? 0) + 1);
    }
    throw new Error(`No key for recordings can be made in ${folder}`);
  };
  return {
    newFor: async (db, { tenantId, id }) => {
      const { number, key: wrapping } = await usable(db, tenantId);
      const key = newKey();
      return { key, number, wrapped: wrapKey(wrapping, key, filePurpose(id)) };
    },
    of: async (db, recording) => {
      const number = recording.key_number ?? 0;
      return unwrapKey(
        await regencyKey(db, recording.tenant_id, number),
        recording.wrapped_key,
        filePurpose(recording.id),
      );
    },
    rotate: async (db, tenantId) => {
      const before = await wrappedFileKeys(db, tenantId);
      const number = ((await newestKey(db, tenantId)) ?? 0) + 1;
      await make(db, tenantId, number);
      const wrapping = await regencyKey(db, tenantId, number);
      const known = new Map<number, Buffer>();
      for (const each of before) {
        const old = known.get(each.key_number) ?? (await regencyKey(db, tenantId, each.key_number));
        known.set(each.key_number, old);
        const key = unwrapKey(old, each.wrapped_key, filePurpose(each.id));
        await rewrapFileKey(db, { id: each.id, number, wrapped: wrapKey(wrapping, key, filePurpose(each.id)) });
      }
      return before.length;
    },
    rewrap: async (db, tenantId) => {
      const name = await newestName();
      const wrapping = await outer(name);
      const old = (await keysOf(db, tenantId)).filter((each) => each.outer_name !== name);
      for (const each of old) {
        const purpose = regencyPurpose(tenantId, each.number);
        const key = unwrapKey(await outer(each.outer_name), each.wrapped, purpose);
        await rewrapKey(db, { ...each, outer_name: name, wrapped: wrapKey(wrapping, key, purpose) });
      }
      return old.length;
    },
    renew: async () => {
      const next = Number(namePattern.exec(await newestName())?.[1] ?? 0) + 1;
      await keyInFolder(folder, `recordings-${next}`, true);
      return `recordings-${next}`;
    },
  };
}

function lost(error: unknown): null {
  if (error instanceof KeyLost) return null;
  throw error;
}
