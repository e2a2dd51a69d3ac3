import { createHash } from 'node:crypto';

/** What a row of brought-in history said when it came: ids, codes, times and figures only. */
export type HistoryColumns = Readonly<Record<string, string | number | boolean | null>>;

/** The members in the order of their names: jsonb keeps no order, and a hash needs one. */
function canonical(columns: HistoryColumns): string {
  return JSON.stringify(Object.entries(columns).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** SHA-256, hexadecimal, over the rows of a batch in their order: what its event says of them for good. */
export function batchDigest(rows: readonly { readonly rowId: string; readonly columns: HistoryColumns }[]): string {
  const hash = createHash('sha256');
  for (const { rowId, columns } of rows) hash.update(`${rowId} ${canonical(columns)}\n`, 'utf8');
  return hash.digest('hex');
}
