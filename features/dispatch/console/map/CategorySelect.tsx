import { mapTexts as texts } from '#features/incidents/console/map/map-texts.ts';
import { type Category, categories } from '#features/incidents/incident.ts';
import { categoryTexts } from '#features/incidents/texts.ts';
import { Select } from '#platform/ui/Select.tsx';
import { useText } from '#platform/web/language.tsx';

/** The choice that stands for all of them. */
export const all = 'all';

interface CategorySelectProps {
  /** Null: all. */
  readonly value: Category | null;
  readonly onChange: (category: Category | null) => void;
}

/** A category of incidents, or all. */
export function CategorySelect({ value, onChange }: CategorySelectProps) {
  const t = useText();
  return (
    <Select
      label={t(texts.category)}
      value={value ?? all}
      onChange={(id) => onChange(categories.find((one) => one === id) ?? null)}
      options={[{ id: all, name: t(texts.all) }, ...categories.map((id) => ({ id, name: t(categoryTexts[id]) }))]}
    />
  );
}
