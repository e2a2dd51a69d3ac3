import type { Language } from '#platform/shared/texts.ts';

/** `2026-12-01` as people read it; a day has no zone. */
export function dayName(day: string, language: Language): string {
  const locale = language === 'id' ? 'id-ID' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

export function monthName(month: string, language: Language): string {
  const locale = language === 'id' ? 'id-ID' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
}

/** The last months that are over at this moment of a browser, the newest first. */
export function endedMonths(now: Date, many = 12): string[] {
  return Array.from({ length: many }, (_each, index) =>
    new Date(Date.UTC(now.getFullYear(), now.getMonth() - 1 - index, 1)).toISOString().slice(0, 7),
  );
}
