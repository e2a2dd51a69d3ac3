import type { Language } from '#platform/shared/texts.ts';

const localeOf = (language: Language) => (language === 'id' ? 'id-ID' : 'en-GB');
const said = (day: string, language: Language, style: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(localeOf(language), { ...style, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

/** `Sen, 23 Nov 2026`; a day has no zone. */
export const dayName = (day: string, language: Language) =>
  said(day, language, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
/** `Sen` */
export const weekdayName = (day: string, language: Language) => said(day, language, { weekday: 'short' });
/** `November 2026` */
export const monthName = (day: string, language: Language) => said(day, language, { month: 'long', year: 'numeric' });

export const isSunday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() === 0;
