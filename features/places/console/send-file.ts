import { call } from '#platform/web/api-client.ts';
import { base64Of } from '#platform/web/base64.ts';
import { addPart, beginImport, type PlaceImportId, partBytes } from '../import-contract.ts';
import type { LayerKind } from '../layer.ts';

/** Send a file to be looked at, part by part. `onProgress` from 0 to 1. */
export async function sendFile(
  file: File,
  kind: LayerKind,
  onProgress: (done: number) => void,
): Promise<PlaceImportId> {
  const { id } = await call(beginImport, { body: { kind, fileName: file.name, bytes: file.size } });
  for (let offset = 0; offset < file.size; offset += partBytes) {
    const base64 = await base64Of(new File([file.slice(offset, offset + partBytes)], file.name));
    await call(addPart, { params: { id }, body: { offset, base64 } });
    onProgress(Math.min(1, (offset + partBytes) / file.size));
  }
  return id;
}
