import { useLanguage } from '#platform/web/language.tsx';

/** A month in words: `2026-11` is November 2026. */
export function useMonthName(): (month: string) => string {
  const { language } = useLanguage();
  return (month) =>
    new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }).format(new Date(`${month}-01T00:00:00Z`));
}
