import type { Db } from '#platform/server/db/database.ts';
import { callerOnLine } from '../../line-rules.ts';
import { type LineOnCalls, linesOnCalls } from './line-store.ts';

/** A line as an arriving call needs it; null: nothing is set for it. */
export type LineOf = (slug: string, key: string) => { readonly callerAs: (raw: string | null) => string | null } | null;

/** What is known of the lines, in memory: an arriving call waits for no question about them. */
export function createLineDirectory(systemDb: Db): { readonly refresh: () => Promise<void>; readonly lineOf: LineOf } {
  let known: ReadonlyMap<string, LineOnCalls> = new Map();
  return {
    refresh: async () => {
      const found = await linesOnCalls(systemDb);
      known = new Map(found.map((line) => [`${line.slug} ${line.key}`, line]));
    },
    lineOf: (slug, key) => {
      const line = known.get(`${slug} ${key}`);
      return line === undefined ? null : { callerAs: (raw) => callerOnLine(raw, line) };
    },
  };
}
