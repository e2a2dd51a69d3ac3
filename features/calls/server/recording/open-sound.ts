import { join } from 'node:path';
import type { Db } from '#platform/server/db/database.ts';
import { type ContentReader, openPlain, openSealed } from '#platform/server/sealed/sealed-file.ts';
import type { RecordingKeys } from './recording-keys.ts';
import type { RecordingRow } from './recording-store.ts';

export type SealedRow = Pick<RecordingRow, 'id' | 'tenant_id' | 'path' | 'key_number' | 'wrapped_key'>;

/** The sound of a stored recording. Throws `KeyLost` or `SealBroken`, and ENOENT when the file is gone. */
export async function openSound(
  db: Db,
  folder: string,
  keys: RecordingKeys,
  recording: SealedRow,
): Promise<ContentReader> {
  const path = join(folder, recording.path);
  const { wrapped_key: wrapped } = recording;
  if (wrapped === null) return openPlain(path);
  return openSealed(path, await keys.of(db, { ...recording, wrapped_key: wrapped }), recording.id);
}
