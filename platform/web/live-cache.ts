import type { QueryClient } from '@tanstack/react-query';
import type { LiveMessage } from '#platform/shared/live.ts';
import { isMatch, type LiveClient } from './live-client.ts';
import { invalidate, type Stale } from './query-options.ts';

/**
 * Which queries a message makes stale, beside those that were asked with the id of its subject. The narrower a rule, the
 * fewer answers are fetched in a surge: a prefix fetches every record on screen anew, whichever one the message is about.
 */
export interface LiveRule {
  readonly event: string;
  /** Everything under these path prefixes, lists and records alike. */
  readonly under?: readonly string[];
  /** Exactly these paths, whatever they were asked with: lists that may hold the subject, and counts. */
  readonly lists?: readonly string[];
  readonly records?: RecordRule;
}

/** Records that belong to a message though they were asked with another id. */
export interface RecordRule {
  /** Exactly these paths, as routes write them: `/api/lamps/:id`. */
  readonly paths: readonly string[];
  /**
   * Their input or their answer holds this id: the subject's, or the one in this member of the message's content. A message
   * without that member makes all of them stale.
   */
  readonly holding: 'subject' | { readonly member: string };
}

/** During a surge hundreds of messages come each second; the cache is told at most four times a second. */
export const gatherMs = 250;
/** After a quiet moment it is told almost at once: a transaction's messages arrive one right behind the other. */
const firstGatherMs = 5;

/** Messages make queries stale by rule and by the id they are about; a resync makes all of them stale. */
export function attachCache(client: LiveClient, queries: QueryClient, rules: readonly LiveRule[]): () => void {
  let gathered = nothing();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastTold = Number.NEGATIVE_INFINITY;
  const flush = () => {
    timer = undefined;
    lastTold = Date.now();
    const stale = gathered;
    gathered = nothing();
    void invalidate(queries, stale);
  };
  const offMessages = client.on('*', (message) => {
    gathered.about.add(message.subjectId);
    for (const rule of rules) if (isMatch(rule.event, message)) gather(gathered, rule, message);
    timer ??= setTimeout(flush, Math.max(firstGatherMs, lastTold + gatherMs - Date.now()));
  });
  const offResync = client.onResync(() => void queries.invalidateQueries());
  return () => {
    offMessages();
    offResync();
    clearTimeout(timer);
  };
}

interface Gathered extends Stale {
  readonly under: Set<string>;
  readonly lists: Set<string>;
  readonly about: Set<string>;
  readonly holding: Map<string, Set<string>>;
}

function nothing(): Gathered {
  return { under: new Set(), lists: new Set(), about: new Set(), holding: new Map() };
}

function gather(into: Gathered, rule: LiveRule, message: LiveMessage): void {
  for (const path of rule.under ?? []) into.under.add(path);
  for (const path of rule.lists ?? []) into.lists.add(path);
  if (rule.records === undefined) return;
  const { holding, paths } = rule.records;
  const id = holding === 'subject' ? message.subjectId : message.content[holding.member];
  for (const path of paths) {
    if (typeof id === 'string') into.holding.set(path, (into.holding.get(path) ?? new Set()).add(id));
    else into.lists.add(path);
  }
}
