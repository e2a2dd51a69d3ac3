import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Db } from '#platform/server/db/database.ts';
import type { ExchangeTest } from '../pbx/exchange-tenant.ts';
import { type WindowInForce, windowsInForce } from './carrier-store.ts';
import { spellingsOf } from './spellings.ts';

/** A line's name, as the exchange says it to who tests it. */
export const spokenLine = (lineName: string) => `Jalur ${lineName}.`;

/** The file of it, without its ending, below the prompts; another name is another file. */
export function spokenFile({ slug, key, lineName }: Pick<WindowInForce, 'slug' | 'key' | 'lineName'>): string {
  const hash = createHash('sha256').update(spokenLine(lineName)).digest('hex').slice(0, 12);
  return join(slug, `line-${key}-${hash}`);
}

const seconds = (at: string) => Math.floor(Date.parse(at) / 1000);

/** Planned and open windows as the exchange takes them, by regency. */
export async function exchangeTests(systemDb: Db): Promise<(slug: string) => ExchangeTest[]> {
  const windows = await windowsInForce(systemDb);
  return (slug) =>
    windows
      .filter((window) => window.slug === slug)
      .map((window) => ({
        windowId: window.id,
        key: window.key,
        // Not before it was opened: a window that begins now begins in this very second.
        from: seconds(window.opensAt),
        until: seconds(window.closesAt),
        spellings: [...new Set(window.numbers.flatMap((number) => spellingsOf(number, window)))],
        zone: window.zone,
        spoken: spokenFile(window),
      }))
      .filter(({ spellings }) => spellings.length > 0);
}
