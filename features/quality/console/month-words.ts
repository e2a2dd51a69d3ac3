import { useLanguage } from '#platform/web/language.tsx';

/** `2026-11` as `November 2026`. */
export function useMonthWords(): (month: string) => string {
  const { language } = useLanguage();
  const locale = language === 'id' ? 'id-ID' : 'en-GB';
  const form = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (month) => form.format(new Date(`${month}-01T00:00:00Z`));
}
