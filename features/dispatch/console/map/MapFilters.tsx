import { useMemo } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import type { MapFilter } from '#features/incidents/console/map/map-filter.ts';
import { mapTexts as texts } from '#features/incidents/console/map/map-texts.ts';
import { type Category, type Priority, priorities } from '#features/incidents/incident.ts';
import type { IncidentPoint } from '#features/incidents/map-contract.ts';
import { priorityTexts } from '#features/incidents/texts.ts';
import { groundTexts } from '#features/places/console/map/ground-texts.ts';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { cx } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import { all, CategorySelect } from './CategorySelect.tsx';
import { type LayerName, layerNames } from './MapPage.tsx';
import { texts as situationTexts } from './situation-texts.ts';

interface MapFiltersProps {
  readonly filter: MapFilter;
  readonly items: readonly IncidentPoint[];
  readonly off: readonly LayerName[];
  readonly onToggle: (name: LayerName) => void;
  /** Null: not for this person. */
  readonly coverage: { readonly isOn: boolean; readonly toggle: () => void } | null;
  /** Null: not for this person. */
  readonly waves: { readonly isOn: boolean; readonly toggle: () => void } | null;
  readonly onPriorities: (chosen: readonly Priority[]) => void;
  readonly onCategory: (category: Category | null) => void;
  readonly onDistrict: (code: string | null) => void;
}

export function MapFilters({ filter, items, off, onToggle, coverage, waves, ...on }: MapFiltersProps) {
  const t = useText();
  const districts = useMemo(() => {
    const found = new Map(items.flatMap(({ district }) => (district === null ? [] : [[district.code, district.name]])));
    return [...found].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
  }, [items]);
  const layerTexts = { ...groundTexts, units: texts.units };
  return (
    <search aria-label={t(texts.filters)} className="flex flex-wrap items-end gap-x-4 gap-y-2">
      <Priorities chosen={filter.priorities} onChange={on.onPriorities} />
      <CategorySelect value={filter.category} onChange={on.onCategory} />
      <Select
        label={t(texts.district)}
        value={filter.district ?? all}
        onChange={(id) => on.onDistrict(id === all ? null : id)}
        options={[{ id: all, name: t(texts.all) }, ...districts]}
      />
      <fieldset className="flex flex-wrap gap-x-4">
        <legend className="text-sm text-ink-soft">{t(texts.layers)}</legend>
        {layerNames.map((name) => (
          <Switch key={name} isSelected={!off.includes(name)} onChange={() => onToggle(name)}>
            {t(layerTexts[name])}
          </Switch>
        ))}
        {coverage === null ? null : (
          <Switch isSelected={coverage.isOn} onChange={coverage.toggle}>
            {t(situationTexts.coverageLayer)}
          </Switch>
        )}
        {waves === null ? null : (
          <Switch isSelected={waves.isOn} onChange={waves.toggle}>
            {t(situationTexts.waves)}
          </Switch>
        )}
      </fieldset>
    </search>
  );
}

interface PrioritiesProps {
  readonly chosen: readonly Priority[];
  readonly onChange: (chosen: readonly Priority[]) => void;
}

function Priorities({ chosen, onChange }: PrioritiesProps) {
  const t = useText();
  return (
    <fieldset>
      <legend className="text-sm text-ink-soft">{t(texts.priorities)}</legend>
      <span className="flex gap-1">
        {priorities.map((one) => (
          <ToggleButton
            key={one}
            aria-label={`${one} ${t(priorityTexts[one])}`}
            isSelected={chosen.includes(one)}
            onChange={(isOn) => onChange(priorities.filter((each) => (each === one ? isOn : chosen.includes(each))))}
            className={cx(
              'focus-ring min-h-9 rounded-md border border-line-strong bg-surface px-2.5 font-semibold',
              'data-selected:border-transparent data-selected:bg-accent-fill data-selected:text-accent-ink',
            )}
          >
            {one}
          </ToggleButton>
        ))}
      </span>
    </fieldset>
  );
}
