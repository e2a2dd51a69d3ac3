import { Select } from '#platform/ui/Select.tsx';
import { useLanguage, useText } from '#platform/web/language.tsx';
import { texts } from './texts.ts';

function useMonthName(): (month: string) => string {
  const { language } = useLanguage();
  return (month) =>
    new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }).format(new Date(`${month}-01T00:00:00Z`));
}

/** Which month is shown; in the address, so that a copied link shows the same. */
export function MonthPicker({
  months,
  month,
  onChoose,
}: {
  months: readonly string[];
  month: string;
  onChoose: (month: string) => void;
}) {
  const t = useText();
  const nameOf = useMonthName();
  // A month from a copied link may have nothing in it; it is still the one that is shown.
  const options = [...new Set([...months, month])]
    .sort()
    .reverse()
    .map((id) => ({ id, name: nameOf(id) }));
  return (
    <div className="w-64">
      <Select label={t(texts.month)} options={options} value={month} onChange={onChoose} />
    </div>
  );
}
