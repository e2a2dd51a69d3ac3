import { useState } from 'react';
import { listAreas } from '#features/places/area-contract.ts';
import { listDistricts } from '#features/places/contract.ts';
import type { AreaGeometry } from '#features/places/geometry.ts';
import { Button } from '#platform/ui/Button.tsx';
import { MultiSelect } from '#platform/ui/MultiSelect.tsx';
import { lazyMap } from '#platform/ui/map/lazy-map.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { SurgeScope } from '../../surge.ts';
import { texts } from './texts.ts';

const AreasMap = lazyMap(() => import('#features/places/console/areas/AreasMap.tsx').then((file) => file.AreasMap));

/** Where a disaster is: districts, areas that lie in the settings, and a shape of its own; nothing: everywhere. */
export function ScopeFields({ scope, onChange }: { scope: SurgeScope; onChange: (scope: SurgeScope) => void }) {
  const t = useText();
  const districts = useRoute(listDistricts, {}).data?.items ?? [];
  const areas = (useRoute(listAreas, {}).data?.items ?? []).filter((area) => area.content.active);
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <MultiSelect
          label={t(texts.districts)}
          none={t(texts.none)}
          options={districts.map(({ code, name }) => ({ id: code, name }))}
          value={scope.districtCodes}
          onChange={(codes) => onChange({ ...scope, districtCodes: [...codes] })}
        />
        {areas.length === 0 ? null : (
          <MultiSelect
            label={t(texts.areas)}
            none={t(texts.none)}
            options={areas.map(({ id, content }) => ({ id, name: content.name }))}
            value={scope.areaIds}
            onChange={(ids) => onChange({ ...scope, areaIds: [...ids] })}
          />
        )}
      </div>
      <ShapeField geometry={scope.geometry} onChange={(geometry) => onChange({ ...scope, geometry })} />
    </div>
  );
}

interface ShapeFieldProps {
  readonly geometry: AreaGeometry | null;
  readonly onChange: (geometry: AreaGeometry | null) => void;
}

/** A shape drawn by mouse, finger or keyboard; the map is fetched when it is asked for. */
export function ShapeField({ geometry, onChange }: ShapeFieldProps) {
  const t = useText();
  const [isDrawing, setDrawing] = useState(geometry !== null);
  const [round, setRound] = useState(0);
  if (!isDrawing)
    return (
      <div>
        <Button onPress={() => setDrawing(true)}>{t(texts.draw)}</Button>
      </div>
    );
  return (
    <div className="flex flex-col gap-2">
      <AreasMap className="h-72" drawing={{ key: String(round), geometry }} onDrawn={onChange} />
      <p className="text-sm text-ink-soft">{t(texts.drawKeys)}</p>
      <div className="flex gap-2">
        <Button
          size="small"
          onPress={() => {
            onChange(null);
            setRound(round + 1);
          }}
        >
          {t(texts.redraw)}
        </Button>
        <Button
          size="small"
          look="quiet"
          onPress={() => {
            onChange(null);
            setDrawing(false);
          }}
        >
          {t(texts.drop)}
        </Button>
      </div>
    </div>
  );
}
