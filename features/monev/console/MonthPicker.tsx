import { Select } from '#platform/ui/Select.tsx';
import { useText } from '#platform/web/language.tsx';
import { useMonthName } from './month-name.ts';
import { texts } from './texts.ts';

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
