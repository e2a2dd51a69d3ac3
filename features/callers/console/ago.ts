import { dayOf, type Instant, msBetween, type Zone } from '#platform/shared/time.ts';
import type { Translate } from '#platform/web/language.tsx';
import { factsTexts as texts } from './facts-texts.ts';

/** How many calendar days ago something was, in words. */
export function daysAgo(at: Instant, nowMs: number, zone: Zone, t: Translate): string {
  const now = new Date(nowMs).toISOString();
  const days = Math.round(
    msBetween(`${dayOf(at, zone)}T00:00:00.000Z`, `${dayOf(now, zone)}T00:00:00.000Z`) / 86_400_000,
  );
  if (days <= 0) return t(texts.today);
  return days === 1 ? t(texts.yesterday) : t(texts.daysAgo, { days });
}
