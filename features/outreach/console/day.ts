import type { Language } from '#platform/shared/texts.ts';

/** `2 Mar 2026`; a day has no zone. */
export function dayName(day: string, language: Language): string {
  const locale = language === 'id' ? 'id-ID' : 'en-GB';
  const at = new Date(`${day}T00:00:00Z`);
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    at,
  );
}

/** One day, or from the first to the last. */
export function spanName({ startsOn, endsOn }: { startsOn: string; endsOn: string }, language: Language): string {
  const first = dayName(startsOn, language);
  return startsOn === endsOn ? first : `${first} – ${dayName(endsOn, language)}`;
}
