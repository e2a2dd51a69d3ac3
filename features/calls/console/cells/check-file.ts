import { call } from '#platform/web/api-client.ts';
import type { CellImportId } from '../../cell-site.ts';
import { beginCellImport, checkCellRows, partBytes } from '../../cell-site-contract.ts';

/** Whole lines of a text, in parts of at most this many letters; each with the number of its first line, counted from 1. */
export function partsOf(text: string, firstLine: number, letters: number): { firstLine: number; csv: string }[] {
  const parts: { firstLine: number; csv: string }[] = [];
  let [at, line] = [0, firstLine];
  while (at < text.length) {
    const limit = at + letters;
    const cut = limit >= text.length ? text.length : text.lastIndexOf('\n', limit - 1) + 1;
    // One line longer than a part goes as it is, and is refused as no row.
    const end = cut > at ? cut : limit;
    const csv = text.slice(at, end);
    parts.push({ firstLine: line, csv });
    line += csv.split('\n').length - 1;
    at = end;
  }
  return parts.length === 0 ? [{ firstLine, csv: '' }] : parts;
}

/** Send a file to be looked at, part by part. `onProgress` from 0 to 1. */
export async function checkFile(file: File, onProgress: (done: number) => void): Promise<CellImportId> {
  const text = (await file.text()).replace(/^\uFEFF/, '');
  const end = text.indexOf('\n') < 0 ? text.length : text.indexOf('\n') + 1;
  const { id } = await call(beginCellImport, {
    body: { fileName: file.name, heading: text.slice(0, end).slice(0, 4000) },
  });
  const parts = partsOf(text.slice(end), 2, partBytes);
  for (const [nth, part] of parts.entries()) {
    await call(checkCellRows, { params: { id }, body: { ...part, isLast: nth === parts.length - 1 } });
    onProgress((nth + 1) / parts.length);
  }
  return id;
}
