import { type Instant, plusMs } from '#platform/shared/time.ts';
import type { Attempt, WebhookContent } from './webhook.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Waits after each failed attempt, as the Standard Webhooks specification recommends: a night of trouble is bridged. */
const waitsMs = [10 * second, minute, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour] as const;
/** After so many it is given up and waits for a person. */
export const mostAttempts = waitsMs.length + 1;

/** `410 Gone`: the receiver says it will never take it. */
const gone = 410;

/** What a delivery is after an attempt; `attempts` counts this one. */
export function afterAttempt(
  attempts: number,
  attempt: Attempt,
  now: Instant,
): { readonly state: 'delivered' | 'dead' } | { readonly state: 'waiting'; readonly dueAt: Instant } {
  if (attempt.ok) return { state: 'delivered' };
  const wait = waitsMs[attempts - 1];
  if (wait === undefined || attempt.status === gone) return { state: 'dead' };
  return { state: 'waiting', dueAt: plusMs(now, wait) };
}

/** Whether a webhook is told of an event, by its name `topic.past_verb`. */
export function isTold(content: Pick<WebhookContent, 'topics' | 'active'>, eventName: string): boolean {
  return content.active && content.topics.some((topic) => eventName.startsWith(`${topic}.`));
}
